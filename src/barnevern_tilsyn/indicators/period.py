"""The period that figures are of, whole and in steps."""

from datetime import date, timedelta
from enum import StrEnum

import attrs

from barnevern_tilsyn.law.maneder import add_months

__all__ = ["Period", "Span", "Step"]

_ONE_DAY = timedelta(days=1)


class Step(StrEnum):
    """How long the parts of a time series are."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Its length."""
        return {Step.MONTH: 1, Step.QUARTER: 3, Step.HALF_YEAR: 6, Step.YEAR: 12}[self]


@attrs.frozen(weakref_slot=False, order=True)
class Span:
    """From a day to a day, both included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@attrs.frozen(weakref_slot=False)
class Period:
    """A period, and the calendar's months, quarters, half-years or years in it, cut to it; without a step, no parts.

    Raises ``ValueError`` where it ends before it begins.
    """

    whole: Span
    step: Step | None = None
    parts: tuple[Span, ...] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        if self.whole.last < self.whole.first:
            raise ValueError("a period ends on its first day at the earliest")
        object.__setattr__(self, "parts", tuple(_parts(self.whole, self.step)))

    @property
    def spans(self) -> tuple[Span, ...]:
        """The whole, then its parts."""
        return self.whole, *self.parts

    def places_of(self, day: date) -> tuple[int, ...]:
        """The places in ``spans`` of those that a day lies in: of the whole and of one part, or of none."""
        if day not in self.whole:
            return ()
        if self.step is None:
            return (0,)
        return 0, 1 + _month(day, self.step) - _month(self.whole.first, self.step)

    @classmethod
    def year(cls, year: int, step: Step | None = None) -> "Period":
        """A calendar year."""
        return cls(Span(date(year, 1, 1), date(year, 12, 31)), step)

    @classmethod
    def half(cls, year: int, half: int, step: Step | None = None) -> "Period":
        """The first or second half of a calendar year. Raises ``ValueError`` for another half."""
        if half not in (1, 2):
            raise ValueError("a year has two halves")
        first = date(year, 6 * half - 5, 1)
        return cls(Span(first, add_months(first, 6) - _ONE_DAY), step)


def _month(day: date, step: Step) -> int:
    """Which step of the calendar a day lies in, counted from year 0."""
    return (12 * day.year + day.month - 1) // step.months


def _parts(whole: Span, step: Step | None) -> list[Span]:
    if step is None:
        return []
    parts = []
    first = whole.first
    while first <= whole.last:
        number = (_month(first, step) + 1) * step.months
        after = date(number // 12, number % 12 + 1, 1)
        parts.append(Span(first, min(after - _ONE_DAY, whole.last)))
        first = after
    return parts
