"""UND: duties on the plan for an investigation and on what finishes it (*avslutning*)."""

from collections.abc import Sequence
from datetime import date

from barnevern_tilsyn.codes import gruppe, lookup
from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Condition,
    Context,
    Event,
    FactUsed,
    Linked,
    Standing,
    Strength,
    rule,
)
from barnevern_tilsyn.engine import unknown as unknown_condition
from barnevern_tilsyn.law import BVL1992, BVL2021, version_on
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Plan, Undersokelse
from barnevern_tilsyn.rules.acts import Acts
from barnevern_tilsyn.rules.basis import is_emergency
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Closing, acts_of, closing_of, finished_on, first_received
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, PLACE_NEEDS, outside_svalbard
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
    received = [row.start_dato for row in reports.elements if row.start_dato]
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
            *(FactUsed("Melding.start_dato", day, reports.inferred) for day in received),
            FactUsed("Undersokelse.start_dato", begun),
            *((FactUsed("Undersokelse.konklusjon.slutt_dato", registered),) if registered else ()),
        ),
        used=(undersokelse, *reports.elements, *_of_kind(ctx.sammenheng.planer, "plantype.undersokelse")),
    )


def _plan_standing(undersokelse: Undersokelse, reports: Linked[Melding], closed: Event, ctx: Context) -> Verdict:
    """Whether a plan lies in the period; ``BROKEN`` where none does, be the investigation closed or not."""
    if ctx.sak.planer is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.planer"
    if closed.missing:
        return Standing.UNKNOWN, closed.missing[0]
    arguably = first_received(reports) or date.min
    surely = max((row.start_dato for row in reports.elements if row.start_dato), default=arguably)
    if reports.missing:
        surely = undersokelse.start_dato or date.max
    elif not reports.inferred:
        surely = arguably
    until = _last(closed) or ctx.as_of
    plans = [row for row in ctx.sammenheng.planer if not row.start_dato or row.start_dato >= arguably]
    in_time = [row for row in plans if not row.start_dato or row.start_dato <= until]
    ours, after_emergency = _of_kind(in_time, "plantype.undersokelse"), _of_kind(in_time, "plantype.akutt")
    if _dated(ours, surely):
        return Standing.FULFILLED, ""
    if any(row.plantype is NOT_REPORTED for row in in_time):
        return Standing.UNKNOWN, "Plan.plantype"
    if any(not row.start_dato for row in (*ours, *after_emergency)):
        return Standing.UNKNOWN, "Plan.start_dato"
    if reports.missing:
        return Standing.UNKNOWN, reports.missing[0]
    if ours:
        return Standing.DOUBTFUL, "inferred-link"
    if after_emergency:
        return _follows_emergency(after_emergency, arguably, surely, ctx)
    if closed.later and len(in_time) < len(plans):
        return Standing.UNKNOWN, closed.later[0]
    if _before_the_code(arguably):
        return Standing.UNKNOWN, "Plan.plantype"
    return Standing.BROKEN, ""


def _of_kind(plans: Sequence[Plan], group: str) -> list[Plan]:
    return [row for row in plans if row.plantype in gruppe(group)]


def _before_the_code(first: date) -> bool:
    """Whether a plan could have been made before the register had a code for it."""
    code = lookup("plantype", _INVESTIGATION_PLAN)
    return code is not None and code.valid_from is not None and date.min < first < code.valid_from


def _last(closed: Event) -> date | None:
    """The last day on which the investigation can have been closed, if it was."""
    return max(filter(None, (closed.strict, closed.lenient)), default=None)


def _dated(plans: Sequence[Plan], first: date) -> list[Plan]:
    return [row for row in plans if row.start_dato and first <= row.start_dato]


def _follows_emergency(plans: Sequence[Plan], arguably: date, surely: date, ctx: Context) -> Verdict:
    """Whether a plan made after an emergency decision really follows one, made since the first report."""
    if ctx.sak.vedtak is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.vedtak"
    decisions = [row for row in ctx.sammenheng.vedtak if not row.start_dato or row.start_dato >= arguably]
    if any(is_emergency(row) is None for row in decisions):
        return Standing.UNKNOWN, "Vedtak.lovhjemmel"
    emergencies = [row for row in decisions if is_emergency(row)]
    if any(not row.start_dato for row in emergencies):
        return Standing.UNKNOWN, "Vedtak.start_dato"
    day = min((row.start_dato for row in emergencies if row.start_dato), default=None)
    if day is None or not _dated(plans, day):
        return Standing.DOUBTFUL, "plan-without-emergency"
    return (Standing.FULFILLED, "") if _dated(plans, max(day, surely)) else (Standing.DOUBTFUL, "inferred-link")


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
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation=situation, applies=applies)
    reports = ctx.sammenheng.reports_of(undersokelse)
    acts = acts_of(undersokelse, closing, reports, ctx)
    standing, why = _act_standing(closing, acts, first_received(reports), ctx)
    situation = "measures" if closing.with_measures else "board" if closing.to_board else "dismissed"
    event = Event(strict=closing.day, lenient=closing.day, acts=tuple(act.row for act in acts.joined))
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation=situation if standing is not Standing.FULFILLED else "closed-by-act",
        applies=_holds_there(closing.day, ctx),
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


def _act_standing(closing: Closing, acts: Acts, first_report: date | None, ctx: Context) -> Verdict:
    if acts.missing:
        return Standing.UNKNOWN, acts.missing[0]
    first = acts.first
    if first is not None and closing.day is not None:
        return (Standing.FULFILLED, "") if first.day <= closing.day else (Standing.DOUBTFUL, "act-after-end")
    if closing.dismissed:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    since = first_report or date.min
    transfers = [row for row in ctx.sammenheng.oversendelser if row.start_dato and row.start_dato >= since]
    if closing.to_board and not transfers and acts.loose:
        return Standing.DOUBTFUL, "status-without-transfer"
    if acts.others:
        return Standing.DOUBTFUL, "not-a-closing-act"
    decisions = [row for row in ctx.sammenheng.vedtak if row.start_dato and row.start_dato >= since]
    if decisions or transfers:
        return Standing.DOUBTFUL, "act-not-linked"
    return _without_any_act(ctx)


def _without_any_act(ctx: Context) -> Verdict:
    """A breach only if all acts of the case are known and it exports its relations."""
    if any(not row.start_dato for row in ctx.sammenheng.vedtak):
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if ctx.sak.oversendelser_fylkesnemnd is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.oversendelser_fylkesnemnd"
    if any(not row.start_dato for row in ctx.sammenheng.oversendelser):
        return Standing.UNKNOWN, "OversendelseFylkesnemnd.start_dato"
    if not ctx.sammenheng.relations_exported:
        return Standing.DOUBTFUL, "relations-not-exported"
    return Standing.BROKEN, ""
