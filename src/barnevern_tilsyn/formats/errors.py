"""What ``read`` raises for a document that cannot be judged, and how such things are said."""

from typing import Any

from barnevern_tilsyn.engine.texts import render
from barnevern_tilsyn.model import Message, Reject, Unreadable

__all__ = ["RecordError", "printable", "sentence"]


def sentence(message: Message, lang: str = "nb") -> str:
    """A message of this package as a sentence. Raises ``KeyError`` for an id without a text."""
    return render("barnevern_tilsyn.formats", "texts", message, lang)


def printable(name: str) -> str:
    """A file name with control characters and what is no text escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in name)


class RecordError(Exception):
    """A document was rejected or unreadable. Says where and what was expected, never what stood there.

    ``cause`` is the ``Reject`` or ``Unreadable``, with all faults of the document.
    """

    def __init__(self, cause: Reject | Unreadable) -> None:
        self.cause = cause
        fil = printable(cause.fil)
        if isinstance(cause, Unreadable):
            super().__init__(f"{fil}: {sentence(cause.reason)}")
            return
        super().__init__(
            "\n".join(f"{fil}:{fault.linje}: {fault.path}: {sentence(fault.expected)}" for fault in cause.faults)
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.cause,)
