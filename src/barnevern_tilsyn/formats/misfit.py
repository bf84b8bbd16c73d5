"""A value that does not fit: it is refused without a word of it."""

from typing import Final

__all__ = ["WHITE_SPACE", "Misfit", "NotHeld"]

WHITE_SPACE: Final = " \t\r\n"
"""What XML calls white space; Python's own idea of it is wider."""


class Misfit(LookupError):  # noqa: N818 - not an error of the caller
    """The document does not fit the structure. Carries no value."""


class NotHeld(Misfit):
    """The schema allows the value and the model cannot hold it. ``reason`` is a message id."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
