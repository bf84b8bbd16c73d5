"""Three-valued conditions (Kleene) that remember the facts they used and the facts they lack."""

from enum import IntEnum
from typing import Any

import attrs

__all__ = ["NO", "UNKNOWN", "YES", "Condition", "FactUsed", "Truth", "condition", "unknown"]


class Truth(IntEnum):
    """Ordered, so that *and* is the least and *or* the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


@attrs.frozen(weakref_slot=False)
class FactUsed:
    """A fact that an assessment rests on, in the notation of ``needs``: ``Melding.start_dato``."""

    path: str
    value: Any
    inferred: bool = False


@attrs.frozen(weakref_slot=False)
class Condition:
    """A question put to the record, and its answer.

    ``used`` are the facts that decided it, ``missing`` the facts without which it is unknown.
    """

    truth: Truth
    used: tuple[FactUsed, ...] = ()
    missing: tuple[str, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return _combine(self, other, min(self.truth, other.truth))

    def __or__(self, other: "Condition") -> "Condition":
        return _combine(self, other, max(self.truth, other.truth))

    def __invert__(self) -> "Condition":
        return Condition(Truth(2 - self.truth), self.used, self.missing)

    def __bool__(self) -> bool:
        raise TypeError("a condition has three values: ask for .truth")


def _combine(a: Condition, b: Condition, truth: Truth) -> Condition:
    """Only the sides that carry the answer count: a known *no* needs nothing of the other side."""
    sides = [side for side in (a, b) if side.truth is truth]
    return Condition(
        truth,
        tuple(dict.fromkeys(fact for side in sides for fact in side.used)),
        tuple(dict.fromkeys(path for side in sides for path in side.missing)),
    )


YES = Condition(Truth.YES)
NO = Condition(Truth.NO)
UNKNOWN = Condition(Truth.UNKNOWN)


def condition(answer: bool, *used: FactUsed) -> Condition:
    """A condition that the record answers."""
    return Condition(Truth.YES if answer else Truth.NO, used)


def unknown(*missing: str) -> Condition:
    """A condition that the record cannot answer without the facts named."""
    return Condition(Truth.UNKNOWN, (), missing)
