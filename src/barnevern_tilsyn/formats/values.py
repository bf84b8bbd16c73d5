"""The register's values as Python's: each checked and shared in one look-up.

A value that does not fit raises ``Misfit``, which says nothing: the faults are found by ``faults``.
"""

import re
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, Final

from barnevern_tilsyn.formats.misfit import WHITE_SPACE, Misfit, NotHeld
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.times import Dates, Years, datetime_value, moment_value
from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["UUID", "Formed", "all_uuids", "pattern_of", "table_of"]

_SHARED_TEXTS: Final = 1_000
_SHORT: Final = 4

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


_DATES: Final = Dates()
_YEARS: Final = Years(_DATES)
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
