"""UND: the plan for an investigation (*undersøkelsesplan*)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

import msgspec

from barnevern_tilsyn.codes import gruppe, lookup
from barnevern_tilsyn.engine import Assessment, Context, Dated, Event, FactUsed, Standing, Strength, rule
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Plan, Sak, Undersokelse, Vedtak
from barnevern_tilsyn.rules.basis import is_emergency
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, Verdict, caps_of

__all__ = ["planned"]


@rule(
    code="UND003",
    name="undersokelse-plan",
    theme="no-investigation-plan",
    applies_to=Undersokelse,
    duties=("I-7",),
    hjemmel=(BVL2021("2-2", ledd=3, punktum=4),),
    strength=Strength.HARD,
    needs=(
        "Plan.plantype",
        "Plan.start_dato",
        *REPORT_NEEDS,
        *CLOSING_NEEDS,
        *BIRTH_NEEDS,
    ),
)
def planned(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation started from 2023, when it is closed and no investigation plan is dated from the first
    report to the closing, then the duty to plan is broken.
    """
    begun = undersokelse.start_dato
    if not begun:
        missing = ("Undersokelse.start_dato",)
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="unknown", missing=missing)
    course = ctx.once(Course, undersokelse)
    reports = course.reports
    last = _last(course.finished)
    registered = course.closing.day
    plans = ctx.once(_plans, ctx.sak)
    standing, why = _plan_standing(undersokelse, course, plans, last, ctx)
    if standing is Standing.BROKEN and last is None:
        standing, why = Standing.DOUBTFUL, "still-open"
    match standing:
        case Standing.FULFILLED:
            situation = "planned"
        case Standing.UNKNOWN:
            situation = "plan-unknown"
        case Standing.BROKEN:
            situation = "closed-without-plan"
        case _:
            situation = "open-without-plan" if why == "still-open" else "plan-doubtful"
    return Assessment(
        standing=standing,
        law_day=begun,
        situation=situation,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: caps_of(course, ctx),
        event=Event.on(last),
        facts=lambda: (
            *(FactUsed("Melding.start_dato", row.start_dato, reports.inferred) for row in reports.elements),
            FactUsed("Undersokelse.start_dato", begun),
            *((FactUsed("Undersokelse.konklusjon.slutt_dato", registered),) if registered else ()),
        ),
        used=(undersokelse, *reports.elements, *plans.all_ours),
    )


def _plan_standing(
    undersokelse: Undersokelse, course: Course, plans: "_Plans", last: date | None, ctx: Context
) -> Verdict:
    """Whether a plan lies in the period; ``BROKEN`` where none does, be the investigation closed or not.

    Where it is not known by which act it was closed, it can have been going on until its registered end at least.
    """
    if ctx.sak.planer is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.planer"
    reports, closed, registered = course.reports, course.finished, course.closing.day
    if closed.missing and registered is None:
        return Standing.UNKNOWN, closed.missing[0]
    arguably = course.received or date.min
    surely = arguably
    if reports.missing:
        surely = undersokelse.start_dato or date.max
    elif reports.inferred:
        surely = reports.elements[-1].start_dato or arguably
    until = last or registered or ctx.as_of
    if plans.ours.any(surely, until):
        return Standing.FULFILLED, ""
    if closed.missing:
        return Standing.UNKNOWN, closed.missing[0]
    if plans.untyped.undated or plans.untyped.any(arguably, until):
        return Standing.UNKNOWN, "Plan.plantype"
    if plans.ours.undated or plans.after_emergency.undated:
        return Standing.UNKNOWN, "Plan.start_dato"
    if reports.missing:
        return Standing.UNKNOWN, reports.missing[0]
    if plans.ours.any(arguably, until):
        return Standing.DOUBTFUL, "inferred-link"
    if plans.after_emergency.any(arguably, until):
        return _follows_emergency(plans.after_emergency, arguably, surely, until, ctx)
    later = (plans.ours, plans.after_emergency, plans.untyped)
    if closed.later and any(kind.any(until) for kind in later):
        return Standing.UNKNOWN, closed.later[0]
    if _before_the_code(arguably) or not ctx.coded("Plan", gruppe("plantype.undersokelse").codes):
        return Standing.UNKNOWN, "Plan.plantype"
    return Standing.BROKEN, ""


class _Plans(msgspec.Struct, frozen=True, eq=False):
    """The plans of a case that may be one for an investigation."""

    ours: Dated[Plan]
    after_emergency: Dated[Plan]
    untyped: Dated[Plan]
    all_ours: tuple[Plan, ...]


def _plans(ctx: Context, _: Sak) -> _Plans:
    plans = ctx.sammenheng.planer
    if not plans:
        return _NO_PLANS
    wanted, other = gruppe("plantype.undersokelse").codes, gruppe("plantype.akutt").codes
    ours = tuple([row for row in plans if row.plantype in wanted])
    after_emergency = [row for row in plans if row.plantype in other]
    untyped = [row for row in plans if row.plantype is NOT_REPORTED]
    return _Plans(_dated(ours), _dated(after_emergency), _dated(untyped), ours)


def _dated(plans: Sequence[Plan]) -> Dated[Plan]:
    return Dated(plans) if plans else _NONE


_NONE: Final = Dated[Plan](())
_NO_PLANS: Final = _Plans(_NONE, _NONE, _NONE, ())


def _before_the_code(first: date) -> bool:
    """Whether a plan could have been made before the register had a code for it."""
    return date.min < first < _last_first_day()


@cache
def _last_first_day() -> date:
    """The first day on which all codes for such a plan may be used."""
    codes = (lookup("plantype", code) for code in gruppe("plantype.undersokelse").codes)
    return max((code.valid_from for code in codes if code and code.valid_from), default=date.min)


def _last(closed: Event) -> date | None:
    """The last day on which the investigation can have been closed, if it was."""
    if closed.strict is None or closed.lenient is None:
        return closed.strict or closed.lenient
    return max(closed.strict, closed.lenient)


def _follows_emergency(plans: Dated[Plan], arguably: date, surely: date, until: date, ctx: Context) -> Verdict:
    """Whether a plan made after an emergency decision really follows one, made since the first report."""
    if ctx.sak.vedtak is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.vedtak"
    emergencies, unknown = ctx.once(_emergencies, ctx.sak)
    if unknown.undated or unknown.any(arguably):
        return Standing.UNKNOWN, "Vedtak.lovhjemmel"
    if emergencies.undated:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    first = emergencies.first(arguably)
    day = first.start_dato if first else None
    if not day or not plans.any(day, until):
        return Standing.DOUBTFUL, "plan-without-emergency"
    return (Standing.FULFILLED, "") if plans.any(max(day, surely), until) else (Standing.DOUBTFUL, "inferred-link")


def _emergencies(ctx: Context, _: Sak) -> tuple[Dated[Vedtak], Dated[Vedtak]]:
    """The emergency decisions of the case, and those that may be."""
    decisions = ctx.sammenheng.vedtak
    return Dated(row for row in decisions if is_emergency(row)), Dated(
        row for row in decisions if is_emergency(row) is None
    )
