"""The seeded draws of a synthetic case: ids, days, births."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import attrs

from barnevern_tilsyn.testing.synthetic.oracle_days import Limits

__all__ = ["FLOOR", "Dice", "NoRoom", "days"]

FLOOR = date(2019, 1, 1)
"""No generated case begins before this day."""


class NoRoom(Exception):  # noqa: N818 - no error: another course is drawn
    """The course does not fit before the extraction."""


def days(count: int) -> timedelta:
    """``count`` days."""
    return timedelta(days=count)


@attrs.define
class Dice:
    """``known`` is the day in Oslo of the extraction: no fact may be later."""

    rng: Random
    known: date

    def id(self) -> str:
        """A version 4 UUID from the seeded source."""
        h = f"{self.rng.getrandbits(128):032x}"
        return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-{'89ab'[int(h[16], 16) & 3]}{h[17:20]}-{h[20:]}"

    def chance(self, share: float) -> bool:
        """True for about ``share`` of the draws."""
        return self.rng.random() < share

    def between(self, first: date, last: date) -> date:
        """A day from ``first`` to ``last``, both possible; ``first`` when ``last`` is before it."""
        return date.fromordinal(self.rng.randint(first.toordinal(), max(first, last).toordinal()))

    def received(self, room: int, *, first: date = FLOOR, last: date = date.max) -> date:
        """A day of receipt at least ``room`` days before the extraction, more often a recent one.

        Raises ``NoRoom`` where there is none from ``first`` on.
        """
        last = min(last, self.known - days(room))
        if first > last:
            raise NoRoom
        recent = max(first, last - days(700))
        return self.between(recent if self.chance(0.6) else first, last)

    def within(self, start: date, limit: Limits) -> date:
        """An event's day that is no breach: sometimes the nominal, sometimes the latest day."""
        pick = self.rng.random()
        if pick < 0.12:
            return limit.nominal
        if pick < 0.17:
            return limit.latest
        return self.between(start, limit.nominal)

    def late(self, limit: Limits, *, boundary: bool, most: int = 90) -> date:
        """An event's day that is a breach: the first possible one, or 2 to ``most`` days after the latest."""
        return limit.latest + days(1 if boundary else self.rng.randint(2, most))

    def just_late(self, latest: Callable[[date], date], spans: range) -> date:
        """A day of receipt whose latest day is the day before the extraction.

        ``spans``: the possible days between the two. Moves ``known`` back some days where none fits, so call
        it before anything is dated.
        """
        while True:
            fitting = [n for n in spans if latest(self.known - days(n)) + days(1) == self.known]
            if fitting:
                return self.known - days(self.rng.choice(fitting))
            self.known -= days(1)

    def birth(self, first: date, last: date) -> date:
        """A birth date; never 29 February, whose birthdays are a question of their own."""
        born = self.between(first, last)
        return born - days(1) if (born.month, born.day) == (2, 29) else born
