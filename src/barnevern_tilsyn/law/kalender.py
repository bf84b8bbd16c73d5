"""The day in Norway, and its red days and working days by own computation.

Red days are Sundays and the days of helligdagsfredloven (LOV-1995-02-24-12) § 2, and 1 and 17 May, which the Act of
26 April 1947 no. 1 puts on a level with them. 24 and 31 December are ordinary days in these Acts.
"""

from datetime import date, datetime, timedelta, timezone
from functools import cache
from zoneinfo import ZoneInfo

__all__ = ["easter_sunday", "is_red", "is_working_day", "next_working_day", "oslo_day", "oslo_moment", "red_days"]

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)


@cache
def _oslo() -> ZoneInfo:
    return ZoneInfo("Europe/Oslo")


def oslo_day(moment: datetime) -> date:
    """The calendar day in Norway of a moment with a zone.

    Raises ``ValueError`` for a moment without one: it would be read in the zone of the machine.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a zone")
    return moment.astimezone(_oslo()).date()


def oslo_moment(clock: datetime) -> datetime:
    """The moment at which clocks in Norway show ``clock`` (the first, where they show it twice), with its offset."""
    offset = clock.replace(tzinfo=_oslo()).utcoffset() or timedelta()
    # Clocks went by the sun once, to the second.
    return clock.replace(tzinfo=timezone(offset // _MINUTE * _MINUTE))


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late_moon = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late_moon + 114, 31)
    return date(year, month, day + 1)


@cache
def red_days(year: int) -> frozenset[date]:
    """The public holidays of a year: Maundy Thursday to Whit Monday by Easter, and the fixed ones.

    Ordinary Sundays are not listed.
    """
    easter = easter_sunday(year)
    movable = {easter + timedelta(days=offset) for offset in _FROM_EASTER}
    return frozenset(movable | {date(year, month, day) for month, day in _FIXED})


def is_red(day: date) -> bool:
    """Whether the day is a Sunday or a public holiday."""
    return day.weekday() == _SUNDAY or day in red_days(day.year)


def is_working_day(day: date) -> bool:
    """Whether the day is neither a Saturday nor red."""
    return day.weekday() != _SATURDAY and not is_red(day)


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first working day after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day
