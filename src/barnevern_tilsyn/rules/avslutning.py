"""UND: duties on the plan for an investigation and on what finishes it (*avslutning*)."""

from datetime import date

import attrs

from barnevern_tilsyn.codes import gruppe, lookup
from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Condition,
    Context,
    Dated,
    Event,
    FactUsed,
    Linked,
    Standing,
    Strength,
    rule,
)
from barnevern_tilsyn.engine import unknown as unknown_condition
from barnevern_tilsyn.law import BVL1992, BVL2021, version_on
from barnevern_tilsyn.model import NOT_REPORTED, Melding, OversendelseFylkesnemnd, Plan, Undersokelse, Vedtak
from barnevern_tilsyn.rules.acts import Acts
from barnevern_tilsyn.rules.basis import is_emergency
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Closing, acts_of, closing_of, finished_on, first_received
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, PLACE_NEEDS, SVALBARD, outside_svalbard
from barnevern_tilsyn.rules.undersokelse import acts_used, caps_of

__all__ = ["closed_by_an_act", "planned"]

_INVESTIGATION_PLAN = "7"
_OLD_CLOSING = BVL1992("6-9", ledd=2)

Verdict = tuple[Standing, str]
"""A standing, and the reason or the missing fact that goes with it."""


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
        "Melding.start_dato",
        "Undersokelse.start_dato",
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
    reports = ctx.sammenheng.reports_of(undersokelse)
    closed = finished_on(undersokelse, reports, ctx)
    last = _last(closed)
    registered = closing_of(undersokelse, ctx).day
    standing, why = _plan_standing(undersokelse, reports, closed, ctx)
    if standing is Standing.BROKEN and last is None:
        standing, why = Standing.DOUBTFUL, "still-open"
    situation = {
        Standing.FULFILLED: "planned",
        Standing.UNKNOWN: "plan-unknown",
        Standing.BROKEN: "closed-without-plan",
    }.get(standing, "open-without-plan" if why == "still-open" else "plan-doubtful")
    return Assessment(
        standing=standing,
        law_day=begun,
        situation=situation,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: caps_of(reports, ctx),
        event=Event.on(last),
        facts=lambda: (
            *(FactUsed("Melding.start_dato", row.start_dato, reports.inferred) for row in reports.elements),
            FactUsed("Undersokelse.start_dato", begun),
            *((FactUsed("Undersokelse.konklusjon.slutt_dato", registered),) if registered else ()),
        ),
        used=(undersokelse, *reports.elements, *(ctx.once(_plans).all_ours if ctx.sak.planer else ())),
    )


def _plan_standing(undersokelse: Undersokelse, reports: Linked[Melding], closed: Event, ctx: Context) -> Verdict:
    """Whether a plan lies in the period; ``BROKEN`` where none does, be the investigation closed or not."""
    if ctx.sak.planer is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.planer"
    if closed.missing:
        return Standing.UNKNOWN, closed.missing[0]
    arguably = first_received(reports) or date.min
    surely = arguably
    if reports.missing:
        surely = undersokelse.start_dato or date.max
    elif reports.inferred:
        surely = reports.elements[-1].start_dato or arguably
    until = _last(closed) or ctx.as_of
    plans = ctx.once(_plans)
    if plans.ours.any(surely, until):
        return Standing.FULFILLED, ""
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
    if _before_the_code(arguably):
        return Standing.UNKNOWN, "Plan.plantype"
    return Standing.BROKEN, ""


@attrs.frozen(weakref_slot=False)
class _Plans:
    """The plans of a case that may be one for an investigation."""

    ours: Dated[Plan]
    after_emergency: Dated[Plan]
    untyped: Dated[Plan]
    all_ours: tuple[Plan, ...]


def _plans(ctx: Context) -> _Plans:
    plans = ctx.sammenheng.planer
    ours = tuple(row for row in plans if row.plantype in gruppe("plantype.undersokelse"))
    after_emergency = Dated(row for row in plans if row.plantype in gruppe("plantype.akutt"))
    return _Plans(Dated(ours), after_emergency, Dated(row for row in plans if row.plantype is NOT_REPORTED), ours)


def _before_the_code(first: date) -> bool:
    """Whether a plan could have been made before the register had a code for it."""
    code = lookup("plantype", _INVESTIGATION_PLAN)
    return code is not None and code.valid_from is not None and date.min < first < code.valid_from


def _last(closed: Event) -> date | None:
    """The last day on which the investigation can have been closed, if it was."""
    return max(filter(None, (closed.strict, closed.lenient)), default=None)


def _follows_emergency(plans: Dated[Plan], arguably: date, surely: date, until: date, ctx: Context) -> Verdict:
    """Whether a plan made after an emergency decision really follows one, made since the first report."""
    if ctx.sak.vedtak is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.vedtak"
    emergencies, unknown = ctx.once(_emergencies)
    if unknown.undated or unknown.any(arguably):
        return Standing.UNKNOWN, "Vedtak.lovhjemmel"
    if emergencies.undated:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    first = emergencies.first(arguably)
    day = first.start_dato if first else None
    if not day or not plans.any(day, until):
        return Standing.DOUBTFUL, "plan-without-emergency"
    return (Standing.FULFILLED, "") if plans.any(max(day, surely), until) else (Standing.DOUBTFUL, "inferred-link")


def _emergencies(ctx: Context) -> tuple[Dated[Vedtak], Dated[Vedtak]]:
    """The emergency decisions of the case, and those that may be."""
    decisions = ctx.sammenheng.vedtak
    return Dated(row for row in decisions if is_emergency(row)), Dated(
        row for row in decisions if is_emergency(row) is None
    )


@rule(
    code="UND004",
    name="undersokelse-closing-act",
    theme="investigation-closed-without-decision",
    applies_to=Undersokelse,
    duties=("C-1",),
    hjemmel=(BVL2021("2-5", ledd=1), BVL1992("6-9", ledd=2)),
    strength=Strength.HARD,
    needs=("Melding.start_dato", "Undersokelse.start_dato", *CLOSING_NEEDS, *BIRTH_NEEDS, *PLACE_NEEDS),
)
def closed_by_an_act(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed with measures or with a request to the board, when no decision and no dispatch
    stands behind it, then it was closed without an act.
    """
    closing = closing_of(undersokelse, ctx)
    if closing.day is None:
        applies = unknown_condition(*closing.missing) if closing.missing else NO
        situation = "closing-unknown" if closing.missing else "not-closed"
        return Assessment(
            standing=Standing.UNKNOWN, law_day=ctx.as_of, situation=situation, applies=applies, exempt="not-closed"
        )
    reports = ctx.sammenheng.reports_of(undersokelse)
    acts = acts_of(undersokelse, closing, reports, ctx)
    standing, why = _act_standing(closing, acts, reports, ctx)
    situation = "measures" if closing.with_measures else "board" if closing.to_board else "dismissed"
    if standing is Standing.BROKEN:
        situation = f"{situation}-without-act"
    event = Event(strict=closing.day, lenient=closing.day, acts=tuple(act.row for act in acts.joined))
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation=situation if standing is not Standing.FULFILLED else "closed-by-act",
        applies=_holds_there(closing.day, ctx),
        exempt=SVALBARD,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: caps_of(reports, ctx),
        event=event,
        facts=lambda: (
            FactUsed("Undersokelse.konklusjon.slutt_dato", closing.day),
            FactUsed("Undersokelse.konklusjon.kode", closing.code),
            *acts_used(event),
        ),
        used=(undersokelse, *reports.elements),
    )


def _holds_there(day: date, ctx: Context) -> Condition:
    """Svalbard: the old Act's § 6-9 did not hold there at all; bvl § 2-5 does."""
    return outside_svalbard(ctx) if version_on(_OLD_CLOSING, day) else YES


def _act_standing(closing: Closing, acts: Acts, reports: Linked[Melding], ctx: Context) -> Verdict:
    if acts.missing:
        return Standing.UNKNOWN, acts.missing[0]
    first = acts.first
    if first is not None and closing.day is not None:
        return (Standing.FULFILLED, "") if first.start_dato <= closing.day else (Standing.DOUBTFUL, "act-after-end")
    if closing.dismissed:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if reports.missing:
        return Standing.UNKNOWN, reports.missing[0]
    since = first_received(reports) or date.min
    transfers = ctx.once(_transfers).any(since)
    if closing.to_board and not transfers and acts.loose.acts.any(since):
        return Standing.DOUBTFUL, "status-without-transfer"
    if acts.others:
        return Standing.DOUBTFUL, "not-a-closing-act"
    if transfers or ctx.once(_decisions).any(since):
        return Standing.DOUBTFUL, "act-not-linked"
    return _without_any_act(ctx)


def _without_any_act(ctx: Context) -> Verdict:
    """A breach only if all acts of the case are known and it exports its relations."""
    if ctx.once(_decisions).undated:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if ctx.sak.oversendelser_fylkesnemnd is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.oversendelser_fylkesnemnd"
    if ctx.once(_transfers).undated:
        return Standing.UNKNOWN, "OversendelseFylkesnemnd.start_dato"
    if not ctx.sammenheng.relations_exported:
        return Standing.DOUBTFUL, "relations-not-exported"
    return Standing.BROKEN, ""


def _decisions(ctx: Context) -> Dated[Vedtak]:
    return Dated(ctx.sammenheng.vedtak)


def _transfers(ctx: Context) -> Dated[OversendelseFylkesnemnd]:
    return Dated(ctx.sammenheng.oversendelser)
