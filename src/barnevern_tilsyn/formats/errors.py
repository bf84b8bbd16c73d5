"""What ``read`` raises for a document that cannot be judged, and how such things are said."""

from typing import Any

from barnevern_tilsyn.engine.texts import render
from barnevern_tilsyn.model import Fault, Message, Reject, Sak, Unreadable

__all__ = ["RecordError", "placed", "printable", "sentence", "undated"]


def sentence(message: Message, lang: str = "nb") -> str:
    """A message of this package as a sentence. Raises ``KeyError`` for an id without a text."""
    return render("barnevern_tilsyn.formats", "texts", message, lang)


def printable(name: str) -> str:
    """A file name with control characters and what is no text escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode("ascii") for c in name)


def placed(fil: str, linje: int) -> str:
    """A file and a line in it, where there is one."""
    return f"{fil}:{linje}" if linje else fil


def undated(sak: Sak) -> Reject:
    """What is said of a case that nothing tells the day of extraction of, where there is no day to judge it on."""
    fault = Fault(linje=sak._linje, path="$.leveranse.dato_uttrekk", expected=Message("case.no_as_of"))
    return Reject(fil=sak._kilde.fil, faults=(fault,), format=sak._kilde.format)


class RecordError(Exception):
    """A document was rejected or unreadable. Says where and what was expected, never what stood there.

    ``cause`` is the ``Reject`` or ``Unreadable``, with all faults of the document.
    """

    def __init__(self, cause: Reject | Unreadable) -> None:
        self.cause = cause
        super().__init__(self.message())

    def message(self, lang: str = "nb") -> str:
        """The same in bokmål (``nb``), nynorsk (``nn``) or English (``en``): a line for each fault."""
        fil = printable(self.cause.fil)
        if isinstance(self.cause, Unreadable):
            return f"{fil}: {sentence(self.cause.reason, lang)}"
        return "\n".join(
            f"{placed(fil, fault.linje)}: {fault.path}: {sentence(fault.expected, lang)}" for fault in self.cause.faults
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.cause,)
