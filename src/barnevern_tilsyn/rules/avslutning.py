"""UND: duties on the plan for an investigation and on what finishes it (*avslutning*)."""

from collections.abc import Sequence
from datetime import date

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    NO,
    Assessment,
    Context,
    Event,
    FactUsed,
    Linked,
    Standing,
    Strength,
    rule,
    sent_to_board,
)
from barnevern_tilsyn.engine import unknown as unknown_condition
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Melding, OversendelseFylkesnemnd, Plan, Undersokelse, Vedtak
from barnevern_tilsyn.rules.closing import (
    CLOSING_NEEDS,
    Closing,
    closing_of,
    earliest,
    finished_on,
    ordinary_decisions,
    unreported_acts,
)
from barnevern_tilsyn.rules.emergency import is_emergency
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.undersokelse import caps_of, first_received

__all__ = ["closed_by_an_act", "planned"]

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
    situation = "planned" if standing is Standing.FULFILLED else "closed-without-plan" if last else "open-without-plan"
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
        used=(undersokelse, *reports.elements),
    )


def _plan_standing(undersokelse: Undersokelse, reports: Linked[Melding], closed: Event, ctx: Context) -> Verdict:
    """Whether a plan lies in the period; ``BROKEN`` where none does, be the investigation closed or not."""
    if ctx.sak.planer is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.planer"
    if closed.missing:
        return Standing.UNKNOWN, closed.missing[0]
    received = [row.start_dato for row in reports.elements if row.start_dato]
    arguably = min(received, default=date.min)
    surely = max(received) if reports.inferred and received else arguably
    if reports.missing:
        surely = undersokelse.start_dato or date.max
    until = _last(closed) or ctx.as_of
    plans = ctx.sammenheng.planer
    ours = [row for row in plans if row.plantype in gruppe("plantype.undersokelse")]
    after_emergency = [row for row in plans if row.plantype in gruppe("plantype.akutt")]
    if _dated(ours, surely, until):
        return Standing.FULFILLED, ""
    if any(row.plantype is NOT_REPORTED for row in plans):
        return Standing.UNKNOWN, "Plan.plantype"
    if any(not row.start_dato for row in (*ours, *after_emergency)):
        return Standing.UNKNOWN, "Plan.start_dato"
    if reports.missing and _dated(ours + after_emergency, date.min, until):
        return Standing.UNKNOWN, reports.missing[0]
    if _dated(ours, arguably, until):
        return Standing.DOUBTFUL, "inferred-link"
    following = _dated(after_emergency, arguably, until)
    if following:
        return _follows_emergency(following, surely, ctx)
    return Standing.BROKEN, ""


def _last(closed: Event) -> date | None:
    """The last day on which the investigation can have been closed, if it was."""
    return max(filter(None, (closed.strict, closed.lenient)), default=None)


def _dated(plans: Sequence[Plan], first: date, last: date) -> list[Plan]:
    return [row for row in plans if row.start_dato and first <= row.start_dato <= last]


def _follows_emergency(plans: Sequence[Plan], surely: date, ctx: Context) -> Verdict:
    """Whether a plan made after an emergency decision really follows one."""
    if ctx.sak.vedtak is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.vedtak"
    decisions = ctx.sammenheng.vedtak
    if any(is_emergency(row) is None for row in decisions):
        return Standing.UNKNOWN, "Vedtak.lovhjemmel"
    emergencies = [row for row in decisions if is_emergency(row)]
    if any(not row.start_dato for row in emergencies):
        return Standing.UNKNOWN, "Vedtak.start_dato"
    day = earliest(emergencies)
    if day is None or not any(row.start_dato and row.start_dato >= day for row in plans):
        return Standing.DOUBTFUL, "plan-without-emergency"
    if not any(row.start_dato and row.start_dato >= max(day, surely) for row in plans):
        return Standing.DOUBTFUL, "inferred-link"
    return Standing.FULFILLED, ""


@rule(
    code="UND004",
    name="undersokelse-closing-act",
    theme="investigation-closed-without-decision",
    applies_to=Undersokelse,
    duties=("C-1",),
    hjemmel=(BVL2021("2-5", ledd=1), BVL1992("6-9", ledd=2)),
    strength=Strength.HARD,
    needs=("Melding.start_dato", "Undersokelse.start_dato", *CLOSING_NEEDS, *BIRTH_NEEDS),
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
    unreported = unreported_acts(ctx)
    if unreported:
        standing, why = Standing.UNKNOWN, unreported[0]
    else:
        standing, why = _act_standing(undersokelse, closing, closing.day, first_received(reports), ctx)
    situation = "measures" if closing.with_measures else "board" if closing.to_board else "dismissed"
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation=situation if standing is not Standing.FULFILLED else "closed-by-act",
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: caps_of(reports, ctx),
        event=Event.on(closing.day),
        facts=lambda: (
            FactUsed("Undersokelse.konklusjon.slutt_dato", closing.day),
            FactUsed("Undersokelse.konklusjon.kode", closing.code),
        ),
        used=(undersokelse, *reports.elements),
    )


def _act_standing(undersokelse: Undersokelse, closing: Closing, end: date, first: date | None, ctx: Context) -> Verdict:
    links = ctx.sammenheng
    decisions = links.decisions_of(undersokelse)
    transfers = links.transfers_of(undersokelse)
    if closing.to_board and transfers:
        return _before_end(transfers, end, "OversendelseFylkesnemnd.start_dato")
    ordinary, missing = ordinary_decisions(decisions)
    if missing and not closing.to_board:
        return Standing.UNKNOWN, missing[0]
    if ordinary and not closing.to_board:
        return _before_end(ordinary, end, "Vedtak.start_dato")
    if not closing.with_measures and not closing.to_board:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    return _unlinked_standing(closing, first, ctx, emergency_only=bool(decisions) and closing.with_measures)


def _before_end(acts: Sequence[Vedtak | OversendelseFylkesnemnd], end: date, path: str) -> Verdict:
    day = earliest(acts)
    if day is None or any(not row.start_dato for row in acts):
        return Standing.UNKNOWN, path
    return (Standing.FULFILLED, "") if day <= end else (Standing.DOUBTFUL, "act-after-end")


def _unlinked_standing(closing: Closing, first: date | None, ctx: Context, *, emergency_only: bool) -> Verdict:
    """How it stands where no act is linked: a breach only if the case exports its relations and has no act at all."""
    since = first or date.min
    decisions = [row for row in ctx.sammenheng.vedtak if row.start_dato and row.start_dato >= since]
    transfers = [row for row in ctx.sammenheng.oversendelser if row.start_dato and row.start_dato >= since]
    if emergency_only:
        return Standing.DOUBTFUL, "only-emergency-decision"
    if closing.to_board and any(sent_to_board(row) for row in decisions) and not transfers:
        return Standing.DOUBTFUL, "status-without-transfer"
    if decisions or transfers:
        return Standing.DOUBTFUL, "act-not-linked"
    if any(not row.start_dato for row in ctx.sammenheng.vedtak):
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if any(not row.start_dato for row in ctx.sammenheng.oversendelser):
        return Standing.UNKNOWN, "OversendelseFylkesnemnd.start_dato"
    if not ctx.sammenheng.relations_exported:
        return Standing.DOUBTFUL, "relations-not-exported"
    return Standing.BROKEN, ""
