"""Whether a code may be used on the day that it belongs to, and what the fault is where it may not."""

from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from barnevern_tilsyn.codes import Kode, kodeliste
from barnevern_tilsyn.engine import Severity

__all__ = ["Misuse", "Period", "is_bounded", "misuse"]

Situation = Literal["unknown", "ended", "not-yet"]

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1}


class Period(NamedTuple):
    """The days in which what the code tells of was going on: a code of one of them may have been meant."""

    first: date
    last: date


class Misuse(NamedTuple):
    """A code where it may not be. ``bound``: the last day of a code that has ended, the first of one to come."""

    severity: Severity
    situation: Situation
    kode: str
    day: date | None
    bound: date | None

    @property
    def rank(self) -> tuple[int, bool]:
        """What to tell of first is lowest."""
        return _WEIGHT[self.severity], self.situation != "unknown"

    def softened(self) -> "Misuse":
        """A warning at most; not of a code that no list has."""
        return self if self.situation == "unknown" else Misuse(Severity.WARNING, *self[1:])


def misuse(list_name: str, kode: str, day: date | None, period: Period | None) -> Misuse | None:
    """What is wrong with a code on its day, or in its period where it has no day of its own.

    Nothing before the list's own first day: nobody could have used another one. A warning where the code was valid on
    another day of the period.
    """
    found = kodeliste(list_name).codes.get(kode)
    if found is None:
        return Misuse(Severity.ERROR, "unknown", kode, None, None)
    in_period = period is not None and _overlap(found, period)
    asked = day or (period.last if period else None)
    if asked is None or asked < _begun(list_name) or (found.valid_on(day) if day else in_period):
        return None
    severity = Severity.WARNING if in_period else Severity.ERROR
    if found.valid_to is not None and found.valid_to < asked:
        return Misuse(severity, "ended", kode, asked, found.valid_to)
    return Misuse(severity, "not-yet", kode, asked, found.valid_from)


def is_bounded(list_name: str, kode: str) -> bool:
    """Whether there are days on which the code is not valid though its list has begun, or the code is unknown."""
    found = kodeliste(list_name).codes.get(kode)
    return found is None or found.valid_to is not None or (found.valid_from or date.min) > _begun(list_name)


def _overlap(kode: Kode, period: Period) -> bool:
    return (kode.valid_from or date.min) <= period.last and period.first <= (kode.valid_to or date.max)


@cache
def _begun(list_name: str) -> date:
    """The first day on which the list has a code."""
    return min(kode.valid_from or date.min for kode in kodeliste(list_name).codes.values())
