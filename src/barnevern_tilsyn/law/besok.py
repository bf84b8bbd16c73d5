"""How many visits to a foster home the law requires in a year: follow-up by the service, and supervision (*tilsyn*)."""

from datetime import date
from functools import cache

import attrs

from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import Table, load
from barnevern_tilsyn.law.hjemmel import Hjemmel, hjemmel_from

__all__ = ["Besok", "Besokskrav", "all_visits", "required_visits"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Besokskrav:
    """What is required in years that end from ``first`` to ``last`` (None: still in force).

    ``a_year``: how many visits, unless the number is reduced. It may be so from ``reduced_after_months`` after the
    child moved in and, where ``reduced_from_age`` is given, from that age in years.
    """

    first: date
    last: date | None
    a_year: int
    reduced_after_months: int
    reduced_from_age: int | None
    hjemler: tuple[Hjemmel, ...]
    source: str
    certainty: Certainty

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Besok:
    """A kind of visits, and what was required of them over the years, oldest first."""

    key: str
    entries: tuple[Besokskrav, ...]

    @property
    def known_from(self) -> date:
        """The first day of which it is known what was required."""
        return self.entries[0].first

    def on(self, day: date) -> Besokskrav:
        """What was required in a year that ends on this day; of one before it is known, what came first."""
        return next((entry for entry in self.entries if entry.holds_on(day)), self.entries[0])


def required_visits(key: str) -> Besok:
    """The visits of this key, such as ``fosterhjem.tilsyn``. Raises ``KeyError``."""
    return _by_key()[key]


def all_visits() -> tuple[Besok, ...]:
    """All kinds of visits, in the order of the data file."""
    return tuple(_by_key().values())


@cache
def _by_key() -> dict[str, Besok]:
    found: dict[str, Besok] = {}
    for row in load("parameters/besok.toml").tables("besok"):
        row.only("key", "entry")
        key = row.text("key")
        entries = tuple(_entry(entry) for entry in row.tables("entry"))
        if key in found:
            raise row.fault("key", "each key once")
        if not entries or list(entries) != sorted(entries, key=lambda entry: entry.first):
            raise row.fault("entry", "entries, oldest first")
        found[key] = Besok(key=key, entries=entries)
    return found


def _entry(row: Table) -> Besokskrav:
    row.only("from", "until", "a_year", "reduced_after_months", "reduced_from_age", "hjemler", "source", "certainty")
    return Besokskrav(
        first=row.day("from"),
        last=row.day_or_none("until"),
        a_year=row.number("a_year"),
        reduced_after_months=row.number("reduced_after_months"),
        reduced_from_age=row.number_or_none("reduced_from_age"),
        hjemler=tuple(hjemmel_from(hjemmel) for hjemmel in row.tables("hjemler")),
        source=row.text("source"),
        certainty=certainty_from(row),
    )
