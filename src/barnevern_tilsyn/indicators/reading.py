"""What a figure comes to: so many of so many, days, ages, kinds, or a number. What cannot be told is kept apart."""

from collections.abc import Mapping
from math import floor

import attrs

from barnevern_tilsyn.engine.shares import Interval, Share

__all__ = ["Band", "Clustering", "Counted", "Kinds", "Number", "Reading", "Spread"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Counted:
    """So many of so many.

    ``yes`` and ``no`` are known. ``review``: a person must judge. ``unknown``: the record cannot tell. Beside them, in
    no share: ``running`` (it is early) and ``unplaced`` (whether it belongs to the period, or here at all, is not
    known).
    ``independent``: whether each is counted for itself, so that an interval makes sense.
    """

    yes: int = 0
    no: int = 0
    review: int = 0
    unknown: int = 0
    running: int = 0
    unplaced: int = 0
    independent: bool = True

    @property
    def of(self) -> int:
        """How many it is known of."""
        return self.yes + self.no

    @property
    def unsure(self) -> int:
        """How many it cannot be told of, or a person must judge."""
        return self.review + self.unknown

    @property
    def population(self) -> int:
        """All that it is asked of."""
        return self.of + self.unsure

    @property
    def share(self) -> float | None:
        """The share of those that it is known of; None where there are none."""
        return self.yes / self.of if self.of else None

    @property
    def bounds(self) -> Interval | None:
        """The share of all, were none, and were all of the unsure ones done; None where there are none at all."""
        if not self.population:
            return None
        return Interval(self.yes / self.population, (self.yes + self.unsure) / self.population)

    @property
    def interval(self) -> Interval | None:
        """The interval of the share."""
        return Share(self.yes, self.of).interval if self.independent else None


@attrs.frozen(weakref_slot=False)
class Band:
    """How many took from ``first`` to ``last`` days; the last band has no last day."""

    first: int
    last: int | None
    count: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class Spread:
    """How days are spread. ``days``: how many took so many; it is all that is kept, so every quantile is exact."""

    days: Mapping[int, int]
    bands: tuple[int, ...]
    unknown: int = 0

    @property
    def of(self) -> int:
        """How many there are."""
        return sum(self.days.values())

    def quantile(self, share: float) -> float | None:
        """The number of days that ``share`` of all took at most, between two where it falls between; None of none."""
        of = self.of
        if not of:
            return None
        place = share * (of - 1)
        low = self._at(floor(place))
        return low + (self._at(min(floor(place) + 1, of - 1)) - low) * (place - floor(place))

    def _at(self, place: int) -> int:
        """The number of days at a place of all, the shortest first."""
        for days in sorted(self.days):
            place -= self.days[days]
            if place < 0:
                return days
        raise IndexError(place)

    @property
    def median(self) -> float | None:
        """The median."""
        return self.quantile(0.5)

    @property
    def longest(self) -> int | None:
        """The most days."""
        return max(self.days, default=None)

    @property
    def in_bands(self) -> tuple[Band, ...]:
        """How many took how long."""
        lasts: tuple[int | None, ...] = (*self.bands, None)
        firsts = (0, *(last + 1 for last in self.bands))
        return tuple(Band(first, last, self._between(first, last)) for first, last in zip(firsts, lasts, strict=True))

    def _between(self, first: int, last: int | None) -> int:
        return sum(n for days, n in self.days.items() if first <= days and (last is None or days <= last))


@attrs.frozen(weakref_slot=False, kw_only=True)
class Clustering:
    """How many of those done in time were done on the last days of the time limit.

    ``lengths``: how many time limits were so many days long. ``expected``: how many there would be were all spread
    evenly over the days from the first to the last.
    """

    last_days: int
    last: int
    lengths: Mapping[int, int]
    unknown: int = 0

    @property
    def of(self) -> int:
        """How many were done in time."""
        return sum(self.lengths.values())

    @property
    def expected(self) -> float:
        """How many an even spread would give."""
        return sum(n * min(self.last_days, length + 1) / (length + 1) for length, n in self.lengths.items())

    @property
    def share(self) -> float | None:
        """The share on the last days; None of none."""
        return self.last / self.of if self.of else None

    @property
    def even_share(self) -> float | None:
        """The share that an even spread would give."""
        return self.expected / self.of if self.of else None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Kinds:
    """How many of each kind, by code; the same one may be of several kinds.

    ``never``: codes of which there is none. While ``unknown`` are of unknown kind, that is only *none seen*.
    """

    of: int
    by_code: Mapping[str, int]
    never: tuple[str, ...]
    unknown: int = 0
    unplaced: int = 0


@attrs.frozen(weakref_slot=False, kw_only=True)
class Number:
    """How many; and of how many it cannot be told."""

    count: int
    unknown: int = 0


Reading = Counted | Spread | Clustering | Kinds | Number
