"""UND: expert reports (*sakkyndigrapporter*), and their assessment by the commission before they are relied on."""

from datetime import date
from functools import reduce
from operator import and_, or_

from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    Truth,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Sakkyndigrapport, Undersokelse
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.standing import asked
from barnevern_tilsyn.rules.told import holds, told
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, caps_of

__all__ = ["assessed_before_relied_on"]

_REPORTS = "Undersokelse.tillegg.sakkyndigrapporter"
_RECEIVED = f"{_REPORTS}.mottatt"
_ASSESSED = f"{_REPORTS}.kommisjon_vurdert"
_RELIED = f"{_REPORTS}.lagt_til_grunn"


@rule(
    code="UND006",
    name="sakkyndigrapport-assessed",
    theme="expert-report-not-assessed",
    applies_to=Undersokelse,
    duties=("I-8",),
    hjemmel=(
        BVL2021("12-7", ledd=1, punktum=3),
        BVL2021("12-7", ledd=1, punktum=5),
        BVL1992("4-3", ledd=4),
    ),
    strength=Strength.HARD,
    needs=(_REPORTS, _RECEIVED, _ASSESSED, _RELIED, *REPORT_NEEDS, *CLOSING_NEEDS, *BIRTH_NEEDS),
    rests_on=(_REPORTS,),
)
def assessed_before_relied_on(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a closed investigation that relies on an expert report, when the expert commission had not assessed the
    report before the decision, then it was relied on too early.
    """
    course = ctx.once(Course, undersokelse)
    finished = course.finished
    relied = asked(_any_relied_on(undersokelse, ctx), "relied-on")
    if finished.missing:
        standing, missing, days = Standing.UNKNOWN, finished.missing, []
    else:
        days = sorted(day for day in {finished.strict, finished.lenient} if day)
        standing, missing = _standing(undersokelse, days, ctx)
    if standing is Standing.FULFILLED and finished.earlier:
        standing, missing = Standing.UNKNOWN, finished.earlier
    if standing is Standing.BROKEN and finished.later:
        standing, missing = Standing.UNKNOWN, finished.later
    closed = days[-1] if days else None
    return Assessment(
        standing=standing,
        law_day=closed or ctx.known_until,
        situation=_SITUATION[standing],
        applies=relied,
        exempt="no-report-relied-on",
        reasons=("closing-day",) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        caps=lambda: caps_of(course, ctx),
        facts=lambda: (
            *((FactUsed("Undersokelse.konklusjon.slutt_dato", course.closing.day),) if closed else ()),
            *relied.used,
            *(
                FactUsed(_ASSESSED, row.kommisjon_vurdert)
                for row in told(undersokelse, "sakkyndigrapporter") or ()
                if row.kommisjon_vurdert
            ),
        ),
        used=(undersokelse, *course.reports.elements, *finished.acts),
        args=(("day", closed),) if closed else (),
    )


_SITUATION = {
    Standing.FULFILLED: "assessed",
    Standing.BROKEN: "not-assessed",
    Standing.DOUBTFUL: "closing-day-in-doubt",
    Standing.PENDING: "still-open",
    Standing.UNKNOWN: "unknown",
}


def _relied_on(row: Sakkyndigrapport, ctx: Context) -> Condition:
    """Whether a report that was received is relied on."""
    if row.mottatt is NOT_REPORTED:
        return unknown(_RECEIVED) & holds(row.lagt_til_grunn, _RELIED)
    return holds(row.lagt_til_grunn, _RELIED) if ctx.seen(row.mottatt) else NO


def _any_relied_on(undersokelse: Undersokelse, ctx: Context) -> Condition:
    rows = told(undersokelse, "sakkyndigrapporter")
    if rows is NOT_REPORTED:
        return unknown(_REPORTS)
    return reduce(or_, (_relied_on(row, ctx) for row in rows or ()), NO)


def _assessed_by(undersokelse: Undersokelse, day: date, ctx: Context) -> Condition:
    """Whether all reports relied on had been assessed by a day."""

    def assessed(row: Sakkyndigrapport) -> Condition:
        if row.kommisjon_vurdert is NOT_REPORTED:
            return unknown(_ASSESSED)
        seen = ctx.seen(row.kommisjon_vurdert)
        return condition(seen is not None and seen <= day)

    rows = told(undersokelse, "sakkyndigrapporter")
    return reduce(and_, (~_relied_on(row, ctx) | assessed(row) for row in rows or ()), YES)


def _standing(undersokelse: Undersokelse, days: list[date], ctx: Context) -> tuple[Standing, tuple[str, ...]]:
    """By the earliest and by the latest day on which the investigation can have been decided."""
    if not days:
        return Standing.PENDING, ()
    strictly, arguably = (_assessed_by(undersokelse, day, ctx) for day in (days[0], days[-1]))
    if arguably.truth is Truth.NO:
        return Standing.BROKEN, ()
    if strictly.truth is Truth.YES:
        return Standing.FULFILLED, ()
    missing = (*strictly.missing, *arguably.missing)
    return (Standing.UNKNOWN, missing) if missing else (Standing.DOUBTFUL, ())
