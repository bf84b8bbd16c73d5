"""The register's values as Python's: each checked and shared in one look-up.

A value that does not fit raises ``Misfit``, which says nothing: the faults are found by ``faults``.
"""

import re
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from typing import Any, Final

from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.law.kalender import oslo_moment
from barnevern_tilsyn.model import NOT_REPORTED

__all__ = [
    "UUID",
    "WHITE_SPACE",
    "Formed",
    "Misfit",
    "NotHeld",
    "all_uuids",
    "datetime_value",
    "moment_value",
    "pattern_of",
    "table_of",
]

WHITE_SPACE: Final = " \t\r\n"
"""What XML calls white space; Python's own idea of it is wider."""

_SHARED_DATES: Final = 50_000
_SHARED_TEXTS: Final = 1_000
_SHORT: Final = 4
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


class Misfit(LookupError):  # noqa: N818 - not an error of the caller
    """The document does not fit the structure. Carries no value."""


class NotHeld(Misfit):
    """The schema allows the value and the model cannot hold it. ``reason`` is a message id."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class _Dates(dict[str, date]):
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


class _Years(dict[str, int]):
    """Years by their text: an ``xs:gYear`` has the form of a date without its month and day."""

    def __missing__(self, text: str) -> int:
        match = _YEAR.fullmatch(text)
        if match is None:
            raise Misfit
        _DATES[f"{match[1]}-01-01{match[2]}"]
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


_BOOLEANS: Final = {"1": True, "true": True, "0": False, "false": False}


class _Booleans(dict[str, bool]):
    def __missing__(self, text: str) -> bool:
        value = _BOOLEANS.get(text.strip(WHITE_SPACE))
        if value is None:
            raise Misfit
        return value


class _ListedCodes(dict[str, Any]):
    """Codes where the schema allows any number of them: one is held, and none is not known."""

    def __missing__(self, text: str) -> Any:
        found = [code for code in re.split(f"[{WHITE_SPACE}]+", text) if code]
        if not all(code in self for code in found):
            raise Misfit
        if len(found) > 1:
            raise NotHeld("not_held.codes")
        return self[found[0]] if found else NOT_REPORTED


class _ShortTexts(dict[str, str]):
    """Texts of a few characters that fit a pattern: the numbers of provisions repeat."""

    def __init__(self, value: Value) -> None:
        super().__init__()
        self._fits = pattern_of(value.pattern)
        self._least, self._most = value.length or (None, None)

    def __missing__(self, text: str) -> str:
        if self._fits(text) is None or not (self._least or 0) <= len(text) <= (self._most or 0):
            raise Misfit
        if len(self) < _SHARED_TEXTS:
            self[text] = text
        return text


_DATES: Final = _Dates()
_YEARS: Final = _Years()
_BOOLEAN_TABLE: Final = _Booleans(_BOOLEANS)


class Formed(dict[str, Any]):
    """Texts that a schema leaves free and a later one gives a form: those that have it, the others are not known."""

    def __init__(self, form: Value) -> None:
        super().__init__()
        self._form = form
        self._fits = pattern_of(form.pattern) if form.pattern and not form.codes else None
        self._table = table_of(form)

    def __missing__(self, text: str) -> Any:
        try:
            if self._table is not None:
                return self._table[text] if isinstance(self._table, dict) else self._table(text)
            return text if self._fits is None or self._fits(text) else NOT_REPORTED
        except LookupError:
            return NOT_REPORTED


_DIGIT_RANGES: Final = (
    (0x30, 0x39), (0x660, 0x669), (0x6F0, 0x6F9), (0x966, 0x96F), (0x9E6, 0x9EF), (0xA66, 0xA6F), (0xAE6, 0xAEF),
    (0xB66, 0xB6F), (0xBE7, 0xBEF), (0xC66, 0xC6F), (0xCE6, 0xCEF), (0xD66, 0xD6F), (0xE50, 0xE59), (0xED0, 0xED9),
    (0xF20, 0xF29), (0x1040, 0x1049), (0x1369, 0x1371), (0x17E0, 0x17E9), (0x1810, 0x1819), (0x1946, 0x194F),
    (0xFF10, 0xFF19), (0x104A0, 0x104A9), (0x1D7CE, 0x1D7FF),
)  # fmt: skip
"""What a schema's pattern calls a digit: Unicode as it was when XML Schema 1.0 was made, as libxml2 has it."""
_DIGIT: Final = "[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _DIGIT_RANGES) + "]"


UUID: Final = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"
"""The schema's pattern of an id."""
_HEX: Final = str.maketrans(dict.fromkeys("0123456789abcdefABCDEF", "0"))
_UUID_SHAPE: Final = "00000000-0000-0000-0000-000000000000\n"
_VERSION_AT: Final = 14
_VARIANT_AT: Final = 19


def all_uuids(texts: list[str]) -> bool:
    """Whether all texts fit the pattern ``UUID``. At once, for a document holds dozens."""
    joined = "\n".join([*texts, ""])
    width = len(_UUID_SHAPE)
    return (
        joined.translate(_HEX) == _UUID_SHAPE * len(texts)
        and not joined[_VERSION_AT::width].strip("12345")
        and not joined[_VARIANT_AT::width].strip("89abAB")
    )


@cache
def pattern_of(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """Whether a whole string fits one of the schema's patterns."""
    return re.compile(pattern.replace(r"\d", _DIGIT)).fullmatch


def table_of(value: Value) -> dict[str, Any] | Callable[[str], Any] | None:
    """How to read a value: a table by its text, a function, or None where the text is the value.

    Either raises ``LookupError`` for a value that does not fit. Pattern and length of a string stand apart.
    """
    if value.base == "date":
        return _DATES
    if value.base == "gYear":
        return _YEARS
    if value.base == "boolean":
        return _BOOLEAN_TABLE
    if value.base == "dateTime":
        return datetime_value if value.pattern else moment_value
    if value.codes:
        codes = {sys.intern(code): sys.intern(code) for code in value.codes}
        return _ListedCodes(codes) if value.listed else codes
    if value.pattern and value.base == "string" and value.length is not None and 0 < (value.length[1] or 0) <= _SHORT:
        return _ShortTexts(value)
    return None
