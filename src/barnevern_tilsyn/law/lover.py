"""The Acts and regulations that the library cites."""

from datetime import date
from functools import cache

import attrs

from barnevern_tilsyn.law.data import Table, load, named, owner

__all__ = ["Lov", "acts_of", "all_lover", "lov", "lov_of"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Lov:
    """An Act or regulation.

    ``id`` is the id in Norsk Lovtidend, of another package's data with the package's name before it
    (``package:RUTINE-1``); ``key`` is the short name used in the data (``bvl2021``); ``short_*`` stands in
    citations, ``title_*`` is the readable title. ``until`` is the last day in force, None while in force;
    ``in_force`` is None for an Act that is adopted but not in force.
    """

    id: str
    key: str
    short_nb: str
    short_nn: str
    short_en: str
    title_nb: str
    title_nn: str
    title_en: str
    in_force: date | None
    until: date | None


@cache
def acts_of(package: str) -> dict[str, Lov]:
    """The Acts and regulations of a package's data, by id and by key. Raises ``LawDataError``."""
    acts: dict[str, Lov] = {}
    for row in load("lover.toml", package).tables("lov"):
        row.only("id", "key", "short", "title", "in_force", "until", "note")
        short, title = row.table("short"), row.table("title")
        if ":" in row.text("id") + row.text("key"):
            raise row.fault("id", "no colon")
        act = Lov(
            id=named(package, row.text("id")),
            key=row.text("key"),
            short_nb=short.text("nb"),
            short_nn=short.text("nn"),
            short_en=short.text("en"),
            title_nb=title.text("nb"),
            title_nn=title.text("nn"),
            title_en=title.text("en"),
            in_force=row.day_or_none("in_force"),
            until=row.day_or_none("until"),
        )
        for name in (row.text("id"), act.key):
            if name in acts:
                raise row.fault("id", "each Act once")
            acts[name] = act
    return acts


def lov(name: str) -> Lov:
    """The Act with this official id (``LOV-2021-06-18-97``) or short key (``bvl2021``).

    One of another package's data has the package's name before it (``package:key``). Raises ``KeyError``.
    """
    package, short = owner(name)
    return acts_of(package)[short]


def lov_of(table: Table, key: str) -> Lov:
    """The Act that a row of a data file names: one of the same package's data, else one of the library's own."""
    name = table.text(key)
    own = acts_of(table.package)
    return own[name] if name in own else acts_of("")[name]


def all_lover() -> tuple[Lov, ...]:
    """All Acts and regulations, in the order of the data file."""
    return tuple(dict.fromkeys(acts_of("").values()))
