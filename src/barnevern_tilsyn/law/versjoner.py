"""Versions of provisions: what was in force on a day, since when, changed by what, and how sure we are."""

from collections import defaultdict
from datetime import date
from functools import cache, lru_cache
from typing import TypeAlias

import attrs

from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import Table, load, owner
from barnevern_tilsyn.law.hjemmel import HJEMMEL_KEYS, Hjemmel, hjemmel_from

__all__ = ["Versjon", "all_versions", "version_on", "versions", "versions_of", "versions_over_time"]

_Part: TypeAlias = tuple[int | None, str | None, int | None]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Versjon:
    """One version of a provision.

    ``hjemmel`` is the unit that the version is recorded for, which may be wider than the provision asked for.
    ``in_force`` is its first day, ``until`` its last one (None: still in force). ``changed_by`` is the id of the Act or
    regulation that gave the provision this wording; empty where we do not know it.
    """

    hjemmel: Hjemmel
    in_force: date
    until: date | None
    changed_by: str
    certainty: Certainty
    note: str

    def in_force_on(self, day: date) -> bool:
        """Whether this version was in force on the day."""
        return self.in_force <= day and (self.until is None or day <= self.until)


def _version(row: Table) -> Versjon:
    row.only(*HJEMMEL_KEYS, "from", "until", "by", "certainty", "note")
    unit = {key: value for key, value in row.values.items() if key in HJEMMEL_KEYS}
    hjemmel = hjemmel_from(Table(row.where, unit, row.package))
    if owner(hjemmel.lov)[0] != row.package:
        raise row.fault("lov", "an id of the same package's lover.toml")
    return Versjon(
        hjemmel=hjemmel,
        in_force=row.day("from"),
        until=row.day_or_none("until"),
        changed_by=row.text_or("by", ""),
        certainty=certainty_from(row),
        note=row.text_or("note", ""),
    )


@cache
def versions_of(package: str) -> tuple[Versjon, ...]:
    """The versions of a package's data, in its order. Raises ``LawDataError``."""
    return tuple(_version(row) for row in load("versjoner.toml", package).tables("versjon"))


def all_versions() -> tuple[Versjon, ...]:
    """Every version in the data file, in its order. Raises ``LawDataError``."""
    return versions_of("")


@cache
def _by_paragraph(package: str) -> dict[tuple[str, str], dict[_Part, list[Versjon]]]:
    index: dict[tuple[str, str], dict[_Part, list[Versjon]]] = defaultdict(lambda: defaultdict(list))
    for versjon in versions_of(package):
        unit = versjon.hjemmel
        index[unit.lov, unit.paragraf][unit.ledd, unit.bokstav, unit.punktum].append(versjon)
    return index


def _units(hjemmel: Hjemmel) -> list[_Part]:
    """The provision and all that contain it, the narrowest first."""
    ledd, bokstav, punktum = hjemmel.ledd, hjemmel.bokstav, hjemmel.punktum
    wider = [
        (ledd, bokstav, punktum),
        (ledd, bokstav, None),
        (ledd, None, punktum),
        (ledd, None, None),
        (None, bokstav, punktum),
        (None, bokstav, None),
        (None, None, punktum),
        (None, None, None),
    ]
    return list(dict.fromkeys(wider))


def versions(hjemmel: Hjemmel) -> tuple[Versjon, ...]:
    """The versions that decide for the provision, in the data file's order; empty if none is recorded.

    The narrowest unit that has any version decides alone: a *ledd* inserted in 2018 was not in force in 2017, whatever
    its section was.
    """
    rows = _by_paragraph(owner(hjemmel.lov)[0]).get((hjemmel.lov, hjemmel.paragraf), {})
    return next((tuple(rows[unit]) for unit in _units(hjemmel) if unit in rows), ())


@lru_cache(maxsize=4_096)
def version_on(hjemmel: Hjemmel, day: date) -> Versjon | None:
    """The version of the provision that was in force on the day; None if it was not in force, or is not recorded."""
    return next((versjon for versjon in versions(hjemmel) if versjon.in_force_on(day)), None)


def versions_over_time(hjemmel: Hjemmel) -> tuple[Versjon, ...]:
    """The versions that held the provision, oldest first, whatever unit each is recorded for."""
    rows = _by_paragraph(owner(hjemmel.lov)[0]).get((hjemmel.lov, hjemmel.paragraf), {})
    days = {versjon.in_force for group in rows.values() for versjon in group}
    found = {versjon for day in days if (versjon := version_on(hjemmel, day)) is not None}
    return tuple(sorted(found, key=lambda versjon: versjon.in_force))
