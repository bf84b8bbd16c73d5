"""Days, years and moments as XML Schema writes them, as Python's."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Final

from barnevern_tilsyn.formats.misfit import WHITE_SPACE, Misfit, NotHeld
from barnevern_tilsyn.law.kalender import oslo_moment

__all__ = ["Dates", "Years", "datetime_value", "moment_value"]

_SHARED_DATES: Final = 50_000
_LARGEST_YEAR: Final = 2**63 - 1

_DATE = re.compile(r"(-?)([1-9][0-9]{4,}|[0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_YEAR = re.compile(r"(-?[0-9]+)(Z|[+-][0-9]{2}:[0-9]{2}|)")
_PLAIN_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN_DATETIME = re.compile(
    r"(?!000[01]|9999)[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])"
)
"""What Python reads as the schema means it, without an hour of 24 and far from the ends of its range."""
_DATETIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(Z|[+-][0-9]{2}:[0-9]{2})"
)
_ANY_DATETIME = re.compile(
    r"(-?)([1-9][0-9]{4,}|[0-9]{4})(-[0-9]{2}-[0-9]{2})"
    r"T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


class Dates(dict[str, date]):
    """Dates by their text: almost all dates of a delivery repeat."""

    def __missing__(self, text: str) -> date:
        if _PLAIN_DATE.fullmatch(text) is None:
            _refuse_odd_date(text)
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise Misfit from None
        if len(self) < _SHARED_DATES:
            self[text] = day
        return day


def _refuse_odd_date(text: str) -> None:
    match = _DATE.fullmatch(text)
    if match is None:
        raise Misfit
    sign, year, month, day, zone = match.groups()
    if _offset(zone or "Z") is None:
        raise Misfit
    try:
        date(_year_like(year), int(month), int(day))
    except ValueError:
        raise Misfit from None
    raise NotHeld("not_held.year" if sign or len(year) > 4 else "not_held.zone")


def _year_like(year: str) -> int:
    """A year that Python has, with the same days. Raises ``Misfit`` for one that XML Schema 1.0 does not have.

    Years before the common era are counted as its xs:date does: -0004 is a leap year.
    """
    if int(year) == 0 or int(year) > _LARGEST_YEAR:
        raise Misfit
    return (int(year) - 1) % 400 + 401


class Years(dict[str, int]):
    """Years by their text: an ``xs:gYear`` has the form of a date without its month and day."""

    def __init__(self, dates: Dates) -> None:
        super().__init__()
        self._dates = dates

    def __missing__(self, text: str) -> int:
        match = _YEAR.fullmatch(text)
        if match is None:
            raise Misfit
        self._dates[f"{match[1]}-01-01{match[2]}"]
        self[text] = int(text)
        return self[text]


def _offset(zone: str) -> timedelta | None:
    if zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[4:6])
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset


@lru_cache(maxsize=64)
def datetime_value(text: str) -> datetime:
    """An ``xs:dateTime`` with a zone, cut to microseconds. 24:00:00 is the next day's 00:00."""
    if _PLAIN_DATETIME.fullmatch(text) is None:
        return _odd_datetime(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Misfit from None


@lru_cache(maxsize=64)
def moment_value(text: str) -> datetime:
    """An ``xs:dateTime`` of any kind, as until version 2.0.0: without a zone it is read off a clock in Norway."""
    if _PLAIN_DATETIME.fullmatch(text) is not None:
        return datetime_value(text)
    match = _ANY_DATETIME.fullmatch(text)
    if match is None:
        raise Misfit
    sign, year, day, hours, minutes, seconds, fraction, zone = match.groups()
    beyond = bool(sign) or len(year) > 4
    day = f"{_year_like(year):04}{day}" if beyond else f"{year}{day}"
    moment = _moment(day, hours, minutes, seconds, fraction, zone or "Z")
    if beyond:
        raise NotHeld("not_held.moment")
    return moment if zone else oslo_moment(moment.replace(tzinfo=None))


def _odd_datetime(text: str) -> datetime:
    match = _DATETIME.fullmatch(text.strip(WHITE_SPACE))
    if match is None:
        raise Misfit
    return _moment(*match.groups())


def _moment(day_text: str, hours: str, minutes: str, seconds: str, fraction: str | None, zone: str) -> datetime:
    offset = _offset(zone)
    if offset is None:
        raise Misfit
    midnight = hours == "24"
    if midnight and (minutes != "00" or seconds != "00" or (fraction or "").strip("0")):
        raise Misfit
    try:
        day = date.fromisoformat(day_text)
        moment = datetime(
            day.year,
            day.month,
            day.day,
            0 if midnight else int(hours),
            int(minutes),
            int(seconds),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=timezone(offset) if offset else UTC,
        )
    except ValueError:
        raise Misfit from None
    try:
        if midnight:
            moment += timedelta(days=1)
        # Oslo's clock and comparison must stay within Python's range too.
        moment.astimezone(UTC) + timedelta(days=1)
        moment.astimezone(UTC) - timedelta(days=1)
    except OverflowError:
        raise NotHeld("not_held.moment") from None
    return moment
