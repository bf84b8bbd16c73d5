"""Which service a case is of, over the years: municipalities that merged or got another number are joined.

A municipality that was divided stays by itself: which part a case went to, a number cannot tell.
"""

import re
from datetime import date
from functools import cache
from importlib import resources
from typing import Final

import attrs

from barnevern_tilsyn.engine import own_file
from barnevern_tilsyn.engine.own_file import SourceNote
from barnevern_tilsyn.indicators.loading import DATA, IndicatorError
from barnevern_tilsyn.model import Sak

__all__ = ["Change", "Municipalities", "Service", "builtin"]

_NUMBER: Final = re.compile(r"[0-9]{4}")
_DISTRICT: Final = re.compile(r"[0-9]{2}")


@attrs.frozen(weakref_slot=False, order=True)
class Service:
    """A municipality, or a district of it, by numbers; empty where the record does not tell."""

    kommunenummer: str = ""
    bydelsnummer: str = ""

    @property
    def code(self) -> str:
        """The numbers in one, such as ``0301-01``."""
        return f"{self.kommunenummer}-{self.bydelsnummer}" if self.bydelsnummer else self.kommunenummer


@attrs.frozen(weakref_slot=False, kw_only=True)
class Change:
    """Numbers that changed on a day: ``became`` (``"0101 3001"``), and ``split`` into several."""

    day: date
    what: str
    became: tuple[str, ...]
    split: tuple[str, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Table:
    sources: tuple[SourceNote, ...]
    changes: tuple[Change, ...]
    names: dict[str, str]


class Municipalities:
    """The municipalities' numbers and how they changed. ``districts``: services are told apart by district too."""

    def __init__(self, changes: tuple[Change, ...], names: dict[str, str], *, districts: bool = False) -> None:
        self.changes = tuple(sorted(changes, key=lambda change: change.day))
        self.names = names
        self._districts = districts
        self._steps = [(change.day, dict(row.split() for row in change.became)) for change in self.changes]
        self.divided = {row.split()[0]: tuple(row.split()[1:]) for change in changes for row in change.split}

    def on(self, number: str, day: date) -> str:
        """The number on a day of the municipality that had this one; the same where it was divided, or is unknown."""
        for since, became in self._steps:
            if since <= day:
                number = became.get(number, number)
        return number

    def name(self, number: str) -> str:
        """The municipality's name today; empty where the table has none."""
        return self.names.get(self.on(number, date.max), "")

    def service_of(self, sak: Sak, day: date) -> Service:
        """The service that reports a case, by its number on a day. What is no number is not shown, nor told apart."""
        avgiver = sak.leveranse.avgiver if sak.leveranse else None
        number = (avgiver.kommunenummer or "") if avgiver else ""
        district = (avgiver.bydelsnummer or "") if avgiver and self._districts else ""
        if not _NUMBER.fullmatch(number):
            return Service()
        return Service(self.on(number, day), district if _DISTRICT.fullmatch(district) else "")


@cache
def _table() -> _Table:
    name = "kommuner.toml"
    content = resources.files(DATA).joinpath("data", name).read_bytes()
    return own_file.structured(
        name, own_file.parsed(name, content, IndicatorError), _Table, check=lambda _: (), error=IndicatorError
    )


def builtin(*, districts: bool = False) -> Municipalities:
    """The municipalities of Norway, with the changes since 2017."""
    table = _table()
    return Municipalities(table.changes, table.names, districts=districts)
