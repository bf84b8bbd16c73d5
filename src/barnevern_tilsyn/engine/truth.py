"""Three-valued conditions (Kleene) that remember the facts they used and the facts they lack."""

from enum import IntEnum, StrEnum
from typing import Any

import msgspec

__all__ = ["NO", "UNKNOWN", "YES", "Condition", "FactUsed", "Joined", "Truth", "condition", "unknown"]


class Truth(IntEnum):
    """Ordered, so that *and* is the least and *or* the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


class Joined(StrEnum):
    """How a condition is made of others."""

    ALL = "all"
    ANY = "any"
    NOT = "not"


class FactUsed(msgspec.Struct, frozen=True):
    """A fact that an assessment rests on, in the notation of ``needs``: ``Melding.start_dato``."""

    path: str
    value: Any
    inferred: bool = False


class Condition(msgspec.Struct, frozen=True, eq=False):
    """A question put to the record, and its answer.

    ``used`` are the facts that decided it, ``missing`` the facts without which it is unknown. ``question`` is the id of
    the question in words; a condition made of others has none, but ``parts``, and how they are ``joined``. Conditions
    are equal where answer and facts are.
    """

    truth: Truth
    used: tuple[FactUsed, ...] = ()
    missing: tuple[str, ...] = ()
    question: str = ""
    joined: Joined | None = None
    parts: "tuple[Condition, ...]" = ()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Condition):
            return NotImplemented
        return (self.truth, self.used, self.missing) == (other.truth, other.used, other.missing)

    def __hash__(self) -> int:
        return hash((self.truth, self.used, self.missing))

    def __and__(self, other: "Condition") -> "Condition":
        return _combine(self, other, min(self.truth, other.truth), Joined.ALL)

    def __or__(self, other: "Condition") -> "Condition":
        return _combine(self, other, max(self.truth, other.truth), Joined.ANY)

    def __invert__(self) -> "Condition":
        return Condition(Truth(2 - self.truth), self.used, self.missing, joined=Joined.NOT, parts=(self,))

    def __bool__(self) -> bool:
        raise TypeError("a condition has three values: ask for .truth")


def _combine(a: Condition, b: Condition, truth: Truth, joined: Joined) -> Condition:
    """Only the sides that carry the answer count: a known *no* needs nothing of the other side."""
    sides = [side for side in (a, b) if side.truth is truth]
    return Condition(
        truth,
        tuple(dict.fromkeys(fact for side in sides for fact in side.used)),
        tuple(dict.fromkeys(path for side in sides for path in side.missing)),
        joined=joined,
        parts=tuple(part for side in (a, b) for part in (side.parts if side.joined is joined else (side,))),
    )


YES = Condition(Truth.YES)
NO = Condition(Truth.NO)
UNKNOWN = Condition(Truth.UNKNOWN)


def condition(answer: bool, *used: FactUsed, question: str = "") -> Condition:
    """A condition that the record answers. ``question``: its id among the rule's texts or the common ones."""
    return Condition(Truth.YES if answer else Truth.NO, used, (), question)


def unknown(*missing: str, question: str = "") -> Condition:
    """A condition that the record cannot answer without the facts named."""
    return Condition(Truth.UNKNOWN, (), missing, question)
