"""Which placements of a child last at the same time as another one."""

from bisect import bisect_left, bisect_right, insort
from datetime import date, timedelta
from typing import Final, NamedTuple

from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED, Fact
from barnevern_tilsyn.model.kostra import Individ, Tiltak
from barnevern_tilsyn.rules.kostra.program import YEAR

__all__ = ["LEAST_DAYS", "Overlaps", "may_be_placement", "overlaps"]

LEAST_DAYS: Final = 90
"""So many days at the same time are too many."""

_PATH: Final = "Individ.tiltak"
_GROUPS: Final = ("1.", "2.")
_HOUSING: Final = "8.2"


class Overlaps(NamedTuple):
    """The ``id()`` of each placement that overlaps too long with one after it, and what was not read of them all."""

    too_long: frozenset[int]
    missing: tuple[str, ...]


_NO_OVERLAPS: Final = Overlaps(frozenset(), ())


def may_be_placement(tiltak: Tiltak) -> bool:
    """Whether the category of a measure is that of a placement, or was not read."""
    code = _category(tiltak)
    if not code:
        return code is NOT_REPORTED
    return code == _HOUSING or code.startswith(_GROUPS)


def overlaps(ctx: IndividContext, individ: Individ) -> Overlaps:
    """The placements of a child that overlap too long with one that stands after them in the file.

    One without an end lasts until the end of the year reported. What was not read is not compared.
    """
    placements = [row for row in individ.tiltak or () if may_be_placement(row)]
    if len(placements) < 2:
        return _NO_OVERLAPS
    last_day = ctx.reporting.last_day
    least = timedelta(days=LEAST_DAYS)
    starts: list[date] = []
    ends: list[date] = []
    found: set[int] = set()
    missing: set[str] = set()
    for row in reversed(placements):
        start = row.start_dato
        end = (last_day or NOT_REPORTED) if row.slutt_dato is None else row.slutt_dato
        category = _category(row)
        if not start or not end or not category:
            end_path = YEAR if row.slutt_dato is None else f"{_PATH}.slutt_dato"
            facts = ((f"{_PATH}.start_dato", start), (end_path, end), (f"{_PATH}.kategori.kode", category))
            missing.update(path for path, value in facts if value is NOT_REPORTED)
        elif end - start >= least:
            # two overlap long enough where both still last on the first day of the later one, and so long after it
            until = end - least
            if bisect_right(starts, until) > bisect_left(ends, start):
                found.add(id(row))
            insort(starts, start)
            insort(ends, until)
    return Overlaps(frozenset(found), tuple(sorted(missing)))


def _category(tiltak: Tiltak) -> Fact[str]:
    category = tiltak.kategori
    if not category:
        return None if category is None else NOT_REPORTED
    return category.kode
