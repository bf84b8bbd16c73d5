"""Groups of codes that the law treats alike, each with its source and how sure we are."""

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple, cast

from barnevern_tilsyn.codes.resources import files

__all__ = ["Gruppe", "gruppe", "grupper"]

_CERTAINTIES = ("text", "secondary", "inferred")
_FILE = "grupper.toml"
_KEYS = {"name", "list", "codes", "dated", "source", "certainty", "note"}


class Gruppe(NamedTuple):
    """A group of codes: ``code in gruppe`` asks for any time, ``gruppe.on(day)`` for a day.

    ``list`` is the code list the codes are from, empty for groups of provisions, whose codes are written
    ``LOV KAPITTEL``, ``LOV KAPITTEL-PARAGRAF`` and ``LOV KAPITTEL-PARAGRAF/LEDD`` with the values of the register's
    elements. ``periods`` bounds some codes in time (first day, last day; None: no bound). ``certainty`` is ``text``,
    ``secondary`` or ``inferred``.
    """

    name: str
    list: str
    codes: frozenset[str]
    periods: dict[str, tuple[date | None, date | None]]
    source: str
    certainty: Literal["text", "secondary", "inferred"]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def on(self, day: date) -> frozenset[str]:
        """The codes that belong to the group on the day."""
        return frozenset(self._on(day))

    def _on(self, day: date) -> Iterator[str]:
        for code in self.codes:
            first, last = self.periods.get(code, (None, None))
            if (first is None or first <= day) and (last is None or day <= last):
                yield code


def read_gruppe(row: dict[str, Any]) -> Gruppe:
    """A group out of the data file. Raises ``ValueError`` naming the file and the group."""
    name = row.get("name", "?")
    if not set(row) <= _KEYS or row.get("certainty") not in _CERTAINTIES or not row.get("source"):
        raise ValueError(f"{_FILE}: {name}: needs list, codes, source, certainty and no other keys")
    periods = {dated["code"]: (dated.get("from"), dated.get("until")) for dated in row.get("dated", ())}
    codes = frozenset(row["codes"])
    if not codes or not set(periods) <= codes:
        raise ValueError(f"{_FILE}: {name}: needs codes, and dates only for them")
    certainty = cast('Literal["text", "secondary", "inferred"]', row["certainty"])
    return Gruppe(name, row["list"], codes, periods, row["source"], certainty)


@cache
def _groups() -> dict[str, Gruppe]:
    rows = tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))["gruppe"]
    groups = {row["name"]: read_gruppe(row) for row in rows}
    if len(groups) != len(rows):
        raise ValueError(f"{_FILE}: each name once")
    return groups


@cache
def gruppe(name: str) -> Gruppe:
    """The group with this name, for example ``melder.privat``. Raises ``KeyError`` for an unknown name."""
    return _groups()[name]


def grupper() -> tuple[Gruppe, ...]:
    """All groups, in the order of the data file."""
    return tuple(_groups().values())
