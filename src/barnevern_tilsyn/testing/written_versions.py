"""The register versions that synthetic deliveries can be written in, and from when to when."""

from datetime import date, timedelta
from typing import Final

from barnevern_tilsyn.formats.versions import DRAFT, newest_first, pinnable, versions

__all__ = ["DRAFT", "NEWEST", "VERSIONS", "day_of", "span_of"]

VERSIONS: Final = pinnable()
"""Newest first: the versions that are read, and the draft of the coming one."""
NEWEST: Final = newest_first()[0]

_AS_OF: Final = date(2026, 10, 1)
_CODES_UNTIL: Final = (("3", date(2024, 12, 31)), ("4", date(2025, 12, 31)))
"""Before these versions the codes from the day after on cannot be written."""
_FIRST_AS_OF: Final = date(2025, 6, 1)
_LAST_AS_OF: Final = date(2034, 12, 31)
_ROOM: Final = timedelta(days=120)
"""From a version's first day: its courses began before it, but its deliveries did not."""


def span_of(version: str) -> tuple[date, date]:
    """The first and the last ``as_of`` for a version: while it was in use, and the courses have room."""
    if version in (DRAFT, NEWEST):
        return _FIRST_AS_OF, _LAST_AS_OF
    (found,) = [known for known in versions() if known.number == version]
    return found.first_day + _ROOM, found.last_day or _LAST_AS_OF


def day_of(version: str) -> date:
    """The ``as_of`` that is used where none is asked for: the last on which a version is in use and has all codes."""
    ends = [last for before, last in _CODES_UNTIL if version < before]
    return min([_AS_OF, span_of(version)[1], *ends])
