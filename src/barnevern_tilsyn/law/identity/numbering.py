"""How identity numbers are made, out of ``numbering.toml``: by the day on which a number is in use."""

import tomllib
from datetime import date
from functools import cache

import attrs

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import Table

__all__ = ["Numbering", "Provisional", "Series", "numbering_on", "provisional_endings"]

_FILE = "numbering.toml"


@attrs.frozen(weakref_slot=False, kw_only=True)
class Series:
    """The individual numbers, digits 7 to 9, from ``first`` to ``last`` of those born in some years of one century."""

    first: int
    last: int
    born_from: int
    born_until: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class Numbering:
    """How numbers in use from a day on are made. ``centuries``: where no series tells the century, these may be."""

    in_force: date
    remainders: frozenset[int]
    centuries: tuple[int, ...]
    sex: bool
    series: tuple[Series, ...]
    source: str
    certainty: Certainty

    def years(self, year: int, individual: int) -> tuple[int, ...]:
        """The years of birth that the two digits of a year and the individual number can stand for."""
        if not self.series:
            return tuple(century + year for century in self.centuries)
        rows = ((row, row.born_from // 100 * 100 + year) for row in self.series if row.first <= individual <= row.last)
        return tuple(born for row, born in rows if row.born_from <= born <= row.born_until)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Provisional:
    """An ending that stands in for the last five digits. ``kjonn``: the sex it tells, ``unborn``: not born yet."""

    ending: str
    kjonn: str | None
    unborn: bool
    source: str


@cache
def _data() -> Table:
    return Table(_FILE, tomllib.loads(files(__package__).joinpath(_FILE).read_text(encoding="utf-8")))


@cache
def _numberings() -> tuple[Numbering, ...]:
    """The newest first."""
    return tuple(sorted(map(_numbering, _data().tables("numbering")), key=lambda row: row.in_force, reverse=True))


def _numbering(row: Table) -> Numbering:
    row.only("from", "remainders", "centuries", "sex", "series", "source", "certainty")
    series = row.tables("series")
    return Numbering(
        in_force=row.day("from"),
        remainders=frozenset(row.values["remainders"]),
        centuries=tuple(row.values["centuries"]),
        sex=row.values["sex"],
        series=tuple(Series(**{key: table.number(key) for key in table.values}) for table in series),
        source=row.text("source"),
        certainty=certainty_from(row),
    )


def numbering_on(day: date) -> Numbering:
    """How numbers in use on a day are made; before there were any, as the first ones."""
    return next((row for row in _numberings() if row.in_force <= day), _numberings()[-1])


@cache
def provisional_endings() -> dict[str, Provisional]:
    """The stand-ins for a number, by their last five digits."""
    found = {}
    for row in _data().tables("provisional"):
        row.only("ending", "kjonn", "unborn", "source")
        found[row.text("ending")] = Provisional(
            ending=row.text("ending"),
            kjonn=row.text_or("kjonn", "") or None,
            unborn=row.values.get("unborn", False),
            source=row.text("source"),
        )
    return found
