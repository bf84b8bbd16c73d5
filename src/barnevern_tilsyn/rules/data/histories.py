"""Histories, row after row: each row holds from its day until the next one, so that days and codes must make sense."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import control, fires
from barnevern_tilsyn.model import Tiltak, Vedtak

_OVER: Final = frozenset({"3", "4"})
"""Statuses of a decision after which it holds no more: lapsed; refused or ended."""


@control(
    code="DAT072",
    name="data-decision-status-after-end",
    theme="date-order",
    applies_to=Vedtak,
    severity=Severity.WARNING,
    needs=("Vedtak.statuser.endret_dato", "Vedtak.statuser.kode"),
    ruleset="data",
    file="histories",
    about=("Vedtak.statuser.endret_dato", "Vedtak.statuser.kode"),
)
def status_after_end(vedtak: Vedtak, _ctx: Context) -> Assessment | None:
    """Given the statuses of a decision, when it is approved or sent to the board on a later day than it lapsed, was
    refused or ended, then the control fires.
    """
    rows = [(row.endret_dato, row) for row in vedtak.statuser or () if row.endret_dato and row.kode]
    over = [day for day, row in rows if row.kode in _OVER]
    alive = [(day, row) for day, row in rows if row.kode not in _OVER]
    if not over or not alive:
        return None
    first, (day, last) = min(over), max(alive, key=lambda pair: pair[0])
    if day <= first:
        return None
    path = "Vedtak.statuser.endret_dato"
    return fires("after-end", at=last, facts=((path, first), (path, day)), args=(("first", first), ("day", day)))


@control(
    code="DAT073",
    name="data-visit-histories-disagree",
    theme="duplicate",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=(
        *("Tiltak.tilsyn.hyppigheter.start_dato", "Tiltak.tilsyn.hyppigheter.kode"),
        *("Tiltak.oppfolging.hyppigheter.start_dato", "Tiltak.oppfolging.hyppigheter.kode"),
        *("Tiltak.tilsyn.ansvarlige.start_dato", "Tiltak.tilsyn.ansvarlige.kommunenummer"),
    ),
    ruleset="data",
    file="histories",
    about=(
        *("Tiltak.tilsyn.hyppigheter.start_dato", "Tiltak.tilsyn.hyppigheter.kode"),
        *("Tiltak.oppfolging.hyppigheter.start_dato", "Tiltak.oppfolging.hyppigheter.kode"),
        *("Tiltak.tilsyn.ansvarlige.start_dato", "Tiltak.tilsyn.ansvarlige.kommunenummer"),
    ),
)
def histories_disagree(tiltak: Tiltak, _ctx: Context) -> Assessment | None:
    """Given the history of how often a foster home is visited, or of who supervises it, when two rows that say
    different things hold from the same day, then the control fires.
    """
    tilsyn, oppfolging = tiltak.tilsyn or None, tiltak.oppfolging or None
    histories = (
        ("supervision", "Tiltak.tilsyn.hyppigheter.start_dato", tilsyn and tilsyn.hyppigheter, "kode"),
        ("follow-up", "Tiltak.oppfolging.hyppigheter.start_dato", oppfolging and oppfolging.hyppigheter, "kode"),
        ("responsible", "Tiltak.tilsyn.ansvarlige.start_dato", tilsyn and tilsyn.ansvarlige, "kommunenummer"),
    )
    for situation, path, rows, name in histories:
        found = _two_at_once(rows or (), name)
        if found is not None:
            row, day = found
            return fires(situation, at=row, facts=((path, day),), args=(("day", day),))
    return None


def _two_at_once(rows: Iterable[Any], name: str) -> tuple[Any, date] | None:
    seen: dict[date, str] = {}
    for row in rows:
        said = getattr(row, name)
        if row.start_dato and said and seen.setdefault(row.start_dato, said) != said:
            return row, row.start_dato
    return None
