"""What a record says in one place and denies in another."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Sak, Tiltak
from barnevern_tilsyn.rules.data.elements import LISTS

_WITH_IDS: Final = (
    *(f"Sak.{name}" for name in LISTS.values()),
    *("Vedtak.statuser", "Vedtak.krav", "Tiltak.tilsyn.ansvarlige", "Tiltak.tilsyn.hyppigheter"),
    *("Tiltak.tilsyn.utforte", "Tiltak.oppfolging.hyppigheter", "Tiltak.oppfolging.utforte"),
)


@control(
    code="DAT090",
    name="data-case-closed-without-date",
    theme="missing-part",
    applies_to=Sak,
    severity=Severity.WARNING,
    needs=("Sak.avsluttet", "Sak.slutt_dato"),
    ruleset="data",
    file="contradictions",
    about=("Sak.avsluttet",),
)
def closed_without_date(sak: Sak, ctx: Context) -> Assessment | None:
    """Given whether a case is closed, when it is closed and has no end date, or open and has one, then the control
    fires.
    """
    closed, end = sak.avsluttet, sak.slutt_dato
    if not isinstance(closed, bool):
        return None
    if end is NOT_REPORTED:
        return undecided("Sak.slutt_dato")
    if closed and end is None:
        return fires("no-date")
    if not closed and end is not None and end <= ctx.extracted:
        return fires("date", facts=(("Sak.slutt_dato", end),), args=(("day", end),))
    return None


@control(
    code="DAT091",
    name="data-same-id-twice",
    theme="duplicate",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=_WITH_IDS,
    ruleset="data",
    file="contradictions",
    about=_WITH_IDS,
)
def same_id_twice(sak: Sak, _ctx: Context) -> Assessment | None:
    """Given the elements of a kind, when two of them have the same id, then the control fires."""
    for kind, rows in _by_kind(sak):
        counted = Counter(row.id.lower() for row in rows)
        twice = [id for id, count in counted.items() if count > 1]
        if twice:
            at = [row for row in rows if row.id.lower() == twice[0]][-1]
            return fires("twice", args=(("type", kind), ("count", len(twice))), at=at)
    return None


def _by_kind(sak: Sak) -> Iterator[tuple[str, list[Any]]]:
    for kind, name in LISTS.items():
        yield kind, list(getattr(sak, name) or ())
    vedtak, tiltak = sak.vedtak or (), sak.tiltak or ()
    yield "Status", [row for v in vedtak for row in v.statuser or ()]
    yield "Krav", [row for v in vedtak for row in v.krav or ()]
    for place in ("tilsyn", "oppfolging"):
        parts = [part for t in tiltak if (part := getattr(t, place))]
        for kind, name in (("Hyppighet", "hyppigheter"), ("Utfort", "utforte"), ("Ansvarlig", "ansvarlige")):
            yield kind, [row for part in parts for row in getattr(part, name, None) or ()]


@control(
    code="DAT092",
    name="data-care-order-lifted-but-open",
    theme="missing-part",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=("Tiltak.opphevelse.kode", "Tiltak.konklusjon.slutt_dato"),
    ruleset="data",
    file="contradictions",
    about=("Tiltak.opphevelse.kode",),
)
def lifted_but_open(tiltak: Tiltak, _ctx: Context) -> Assessment | None:
    """Given a measure, when it has a cause why the care order was lifted and no end, then the control fires."""
    if not tiltak.opphevelse or not tiltak.opphevelse.kode:
        return None
    if tiltak.konklusjon is NOT_REPORTED:
        return undecided("Tiltak.konklusjon.slutt_dato")
    return fires("open", at=tiltak.opphevelse) if tiltak.konklusjon is None else None
