"""The oracle's calendar: dateutil only, nothing of the library's own deadline code.

Norwegian red days: helligdagsfredloven § 2 and the Act of 26 April 1947 no. 1 § 1.
"""

from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import attrs
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

__all__ = ["Limits", "is_red", "limits", "months", "oslo_day", "week", "week_limits", "working_day"]

OSLO = ZoneInfo("Europe/Oslo")


@attrs.frozen(weakref_slot=False)
class Limits:
    """``nominal``: last day read strictly; ``latest``: last day under the most lenient reading."""

    nominal: date
    latest: date

    def judge(self, event: date) -> str:
        """``met``, ``review`` or ``breach`` for an event on this day."""
        if event <= self.nominal:
            return "met"
        return "review" if event <= self.latest else "breach"


@cache
def _red_days(year: int) -> frozenset[date]:
    sunday = easter(year)
    movable = {sunday + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {date(year, *day) for day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    return frozenset(movable | fixed)


def is_red(day: date) -> bool:
    """Whether no deadline would end on this day where deadlines roll over: Saturday, Sunday, public holiday."""
    return day.weekday() >= 5 or day in _red_days(day.year)


def working_day(day: date) -> date:
    """The day itself, or the next working day when it is red."""
    while is_red(day):
        day += timedelta(days=1)
    return day


def week(received: date) -> date:
    """W: the last day of the week after receipt."""
    return received + relativedelta(weeks=1)


@lru_cache(maxsize=100_000)
def months(day: date, count: int) -> date:
    """The same day number ``count`` months on, clamped to the end of the month."""
    return day + relativedelta(months=count)


def week_limits(received: date) -> Limits:
    """Limits of the review of a report."""
    return Limits(week(received), working_day(week(received)))


def limits(first: date, last: date, count: int) -> Limits:
    """Limits ``count`` months after the week.

    Strictly from the first report; leniently from the last, with both the week and the last day moved off red days.
    """
    return Limits(months(week(first), count), working_day(months(working_day(week(last)), count)))


def oslo_day(dato_uttrekk: str) -> date:
    """The day in Oslo of a register time stamp."""
    return datetime.fromisoformat(dato_uttrekk).astimezone(OSLO).date()
