"""Days of elements that belong together, in an order that cannot be. What belongs together, relations tell."""

from datetime import date
from typing import Any, Final

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.law import deadline
from barnevern_tilsyn.model import NOT_REPORTED, Flytting, Melding, Tiltak, Undersokelse, Vedtak

_WEEK: Final = "bvl.2-1.melding"


@control(
    code="DAT080",
    name="data-investigation-before-report",
    theme="date-order",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=("Undersokelse.start_dato", "Melding.start_dato"),
    ruleset="data",
    file="between",
    about=("Sak.meldinger",),
    softened_when_migrated=True,
)
def investigation_before_report(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation joined to reports, when it began before the first of them was received, then the control
    fires.
    """
    return _before_all(undersokelse, ctx, Melding)


@control(
    code="DAT081",
    name="data-investigation-start-differs",
    theme="date-order",
    applies_to=Undersokelse,
    severity=Severity.INFO,
    needs=(
        *("Undersokelse.start_dato", "Melding.start_dato"),
        *("Melding.konklusjon.kode", "Melding.konklusjon.slutt_dato"),
    ),
    ruleset="data",
    file="between",
    about=("Sak.meldinger", "Melding.konklusjon.kode", "Melding.konklusjon.slutt_dato"),
)
def investigation_start_differs(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation joined to concluded reports that led to it, when it began on none of the days on which one
    was concluded or its week was over, then the control says so.
    """
    begun = undersokelse.start_dato
    led = gruppe("melding-konklusjon.undersokelse").codes
    days: list[date] = []
    for row in ctx.whole.linked(undersokelse, Melding):
        ended = row.konklusjon.slutt_dato if row.konklusjon and row.konklusjon.kode in led else None
        if row.start_dato is NOT_REPORTED:
            return undecided("Melding.start_dato")
        if not ended or not row.start_dato:
            return None
        days += (ended, deadline(_WEEK, row.start_dato).nominal)
    if not days or begun is None or begun in days:
        return None
    if begun is NOT_REPORTED:
        return undecided("Undersokelse.start_dato")
    nearest = min(days, key=lambda day: abs((day - begun).days))
    return fires(
        "differs",
        facts=(("Undersokelse.start_dato", begun), ("Melding.konklusjon.slutt_dato", nearest)),
        args=(("day", begun), ("first", nearest)),
    )


@control(
    code="DAT082",
    name="data-decision-before-investigation",
    theme="date-order",
    applies_to=Vedtak,
    severity=Severity.WARNING,
    needs=("Vedtak.start_dato", "Undersokelse.start_dato"),
    ruleset="data",
    file="between",
    about=("Sak.undersokelser",),
)
def decision_before_investigation(vedtak: Vedtak, ctx: Context) -> Assessment | None:
    """Given a decision joined to investigations, when it was made before the first of them began, then the control
    fires.
    """
    return _before_all(vedtak, ctx, Undersokelse)


@control(
    code="DAT083",
    name="data-measure-before-decision",
    theme="date-order",
    applies_to=Tiltak,
    severity=Severity.WARNING,
    needs=("Tiltak.start_dato", "Vedtak.start_dato"),
    ruleset="data",
    file="between",
    about=("Sak.vedtak",),
)
def measure_before_decision(tiltak: Tiltak, ctx: Context) -> Assessment | None:
    """Given a measure joined to decisions, when it was put into effect before the first of them was made, then the
    control fires.
    """
    return _before_all(tiltak, ctx, Vedtak)


def _before_all(element: Any, ctx: Context, kind: type) -> Assessment | None:
    """Whether an element's day lies before those of all that relations join it to."""
    rows: tuple[Any, ...] = ctx.whole.linked(element, kind)
    name = type(element).__name__
    day = element.start_dato
    if not rows or day is None:
        return None
    if day is NOT_REPORTED:
        return undecided(f"{name}.start_dato")
    if any(row.start_dato is NOT_REPORTED for row in rows):
        known = any(row.start_dato and row.start_dato <= day for row in rows)
        return None if known else undecided(f"{kind.__name__}.start_dato")
    first = min((row.start_dato for row in rows if row.start_dato), default=day)
    if first <= day:
        return None
    facts = ((f"{name}.start_dato", day), (f"{kind.__name__}.start_dato", first))
    return fires("before", facts=facts, args=(("day", day), ("first", first)))


@control(
    code="DAT084",
    name="data-move-without-placement",
    theme="date-order",
    applies_to=Flytting,
    severity=Severity.ERROR,
    needs=("Flytting.slutt_dato", "Sak.tiltak", "Tiltak.kategori.kode", "Tiltak.start_dato"),
    ruleset="data",
    file="between",
    softened_when_migrated=True,
)
def move_without_placement(flytting: Flytting, ctx: Context) -> Assessment | None:
    """Given a move out of a foster home or an institution, when no placement had begun by that day, then the control
    fires; a warning where the case has no placement at all.
    """
    day = flytting.slutt_dato
    if day is None:
        return None
    if day is NOT_REPORTED or ctx.sak.tiltak is NOT_REPORTED:
        return undecided("Flytting.slutt_dato" if day is NOT_REPORTED else "Sak.tiltak")
    placements = gruppe("tiltak.plassering").codes
    later: list[date] = []
    missing: list[str] = []
    for row in ctx.whole.tiltak:
        kode = row.kategori.kode if row.kategori else row.kategori
        if kode is not NOT_REPORTED and kode not in placements:
            continue
        if row.start_dato and row.start_dato > day:
            if kode:
                later.append(row.start_dato)
        elif row.start_dato and kode:
            return None
        else:
            missing.append("Tiltak.kategori.kode" if row.start_dato else "Tiltak.start_dato")
    if missing:
        return undecided(*missing)
    facts = (("Flytting.slutt_dato", day),)
    if later:
        return fires("before", facts=facts, args=(("day", day), ("first", min(later))))
    if ctx.sak._kilde.format == "kostra":
        return undecided("Sak.tiltak")  # a file of a year need not hold the placement that the child moved from
    return fires("none", facts=facts, args=(("day", day),), severity=Severity.WARNING)
