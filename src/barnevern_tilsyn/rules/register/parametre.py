"""The numbers of the register's specification, out of ``parametre.toml``."""

import tomllib
from functools import cache

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.law.data import Table

__all__ = ["district_municipalities", "number"]

_FILE = "parametre.toml"


@cache
def _data() -> Table:
    return Table(_FILE, tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8")))


@cache
def _numbers() -> dict[str, int]:
    found = {}
    for row in _data().tables("number"):
        row.only("key", "value", "source")
        row.text("source")
        found[row.text("key")] = row.number("value")
    return found


def number(key: str) -> int:
    """The number with this key. Raises ``KeyError``."""
    return _numbers()[key]


@cache
def district_municipalities() -> frozenset[str]:
    """The organisation numbers of the municipalities that report by district."""
    found = set()
    for row in _data().tables("bydelskommune"):
        row.only("organisasjonsnummer", "name", "source")
        found.add(row.text("organisasjonsnummer"))
    return frozenset(found)
