"""How sure we are of what a provision says and when it applied."""

from enum import Enum
from functools import total_ordering

from barnevern_tilsyn.law.data import Table

__all__ = ["Certainty", "certainty_from"]


@total_ordering
class Certainty(Enum):
    """How sure a statement about the law is. Ordered: ``INFERRED < SECONDARY < TEXT``, so ``min()`` is the weakest.

    Only what rests on ``TEXT`` may be called a potential breach.
    """

    TEXT = "text"
    """The provision's own text was read (letters T and A)."""
    SECONDARY = "secondary"
    """Known from a secondary source: a bill, a circular, a commentary (letters S and B)."""
    INFERRED = "inferred"
    """Our own inference, or a reading among several (letters I, R and C)."""

    @classmethod
    def from_letter(cls, letter: str) -> "Certainty":
        """The certainty of a letter used in the data files. Raises ``KeyError`` for any other letter."""
        return _BY_LETTER[letter]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Certainty):
            return NotImplemented
        return _STRENGTH[self] < _STRENGTH[other]


_STRENGTH = {Certainty.INFERRED: 0, Certainty.SECONDARY: 1, Certainty.TEXT: 2}
_BY_LETTER = {
    "T": Certainty.TEXT,
    "A": Certainty.TEXT,
    "S": Certainty.SECONDARY,
    "B": Certainty.SECONDARY,
    "I": Certainty.INFERRED,
    "R": Certainty.INFERRED,
    "C": Certainty.INFERRED,
}


def certainty_from(row: Table) -> Certainty:
    """The certainty of a row of a data file, by its letter. Raises ``LawDataError``."""
    return Certainty.from_letter(row.choice("certainty", tuple(_BY_LETTER)))
