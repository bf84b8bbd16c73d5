"""Age limits of the law, and when a person reaches them."""

from datetime import date
from functools import cache

import attrs

from barnevern_tilsyn.law.certainty import Certainty, certainty_from
from barnevern_tilsyn.law.data import load, named, owner
from barnevern_tilsyn.law.hjemmel import Hjemmel, hjemmel_from
from barnevern_tilsyn.law.maneder import add_months

__all__ = ["Aldersgrense", "age_limit", "all_age_limits", "limits_of", "reached_age"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Aldersgrense:
    """An age limit in years, where it stands, and how sure we are that it holds."""

    key: str
    years: int
    hjemler: tuple[Hjemmel, ...]
    source: str
    certainty: Certainty


@cache
def limits_of(package: str) -> dict[str, Aldersgrense]:
    """The age limits of a package's data, by key. Raises ``LawDataError``."""
    limits: dict[str, Aldersgrense] = {}
    for row in load("parameters/alder.toml", package).tables("alder"):
        row.only("key", "years", "hjemler", "source", "certainty")
        key = named(package, row.text("key"))
        if key in limits:
            raise row.fault("key", "each key once")
        limits[key] = Aldersgrense(
            key=key,
            years=row.number("years"),
            hjemler=tuple(hjemmel_from(hjemmel) for hjemmel in row.tables("hjemler")),
            source=row.text("source"),
            certainty=certainty_from(row),
        )
    return limits


def age_limit(key: str) -> int:
    """The age limit of this key in years; of another package's data ``package:key``. Raises ``KeyError``."""
    return limits_of(owner(key)[0])[key].years


def all_age_limits() -> tuple[Aldersgrense, ...]:
    """All age limits, in the order of the data file."""
    return tuple(limits_of("").values())


def reached_age(born: date, years: int, day: date) -> bool:
    """Whether a person born on ``born`` is ``years`` or more on ``day``.

    Who is born on 29 February is taken to reach an age on 28 February of other years: the earlier day.
    """
    return born.year + years <= day.year and add_months(born, 12 * years) <= day
