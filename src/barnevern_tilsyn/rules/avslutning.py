"""UND: the act that finishes an investigation (*avslutning*)."""

from datetime import date

from barnevern_tilsyn.engine import (
    YES,
    Assessment,
    Condition,
    Context,
    Dated,
    Event,
    FactUsed,
    Standing,
    Strength,
    Truth,
    rule,
)
from barnevern_tilsyn.engine import unknown as unknown_condition
from barnevern_tilsyn.law import BVL1992, BVL2021, version_on
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Sak, Undersokelse, Vedtak
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, PLACE_NEEDS, SVALBARD, outside_svalbard
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, Verdict, acts_used, caps_of

__all__ = ["closed_by_an_act"]

_NOT_CLOSED = Condition(Truth.NO, question="closed")
_OLD_CLOSING = BVL1992("6-9", ledd=2)


@rule(
    code="UND004",
    name="undersokelse-closing-act",
    theme="investigation-closed-without-decision",
    applies_to=Undersokelse,
    duties=("C-1",),
    hjemmel=(BVL2021("2-5", ledd=1), BVL1992("6-9", ledd=2)),
    strength=Strength.HARD,
    needs=(
        *REPORT_NEEDS,
        *CLOSING_NEEDS,
        *BIRTH_NEEDS,
        *PLACE_NEEDS,
    ),
    rests_on=("Vedtak.start_dato",),
)
def closed_by_an_act(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed with measures or with a request to the board, when no decision and no dispatch
    stands behind it, then it was closed without an act.
    """
    course = ctx.once(Course, undersokelse)
    closing = course.closing
    if closing.day is None:
        applies = unknown_condition(*closing.missing, question="closed") if closing.missing else _NOT_CLOSED
        situation = "closing-unknown" if closing.missing else "not-closed"
        return Assessment(
            standing=Standing.UNKNOWN, law_day=ctx.as_of, situation=situation, applies=applies, exempt="not-closed"
        )
    standing, why = _act_standing(course, ctx)
    situation = "measures" if closing.with_measures else "board" if closing.to_board else "dismissed"
    if standing is Standing.BROKEN:
        situation = f"{situation}-without-act"
    event = Event(strict=closing.day, lenient=closing.day, acts=tuple([act.row for act in course.acts.joined]))
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation=situation if standing is not Standing.FULFILLED else "closed-by-act",
        applies=_holds_there(closing.day, ctx),
        exempt=SVALBARD,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: caps_of(course, ctx),
        event=event,
        facts=lambda: (
            FactUsed("Undersokelse.konklusjon.slutt_dato", closing.day),
            FactUsed("Undersokelse.konklusjon.kode", closing.code),
            *acts_used(event),
        ),
        used=(undersokelse, *course.reports.elements),
    )


def _holds_there(day: date, ctx: Context) -> Condition:
    """Svalbard: the old Act's § 6-9 did not hold there at all; bvl § 2-5 does."""
    return outside_svalbard(ctx) if version_on(_OLD_CLOSING, day) else YES


def _act_standing(course: Course, ctx: Context) -> Verdict:
    closing, acts = course.closing, course.acts
    if acts.missing:
        return Standing.UNKNOWN, acts.missing[0]
    first = acts.first
    if first is not None and closing.day is not None:
        return (Standing.FULFILLED, "") if first.start_dato <= closing.day else (Standing.DOUBTFUL, "act-after-end")
    if closing.dismissed:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if course.reports.missing:
        return Standing.UNKNOWN, course.reports.missing[0]
    since = course.received or date.min
    transfers = ctx.once(_transfers, ctx.sak).any(since)
    if closing.to_board and not transfers and acts.loose().acts.any(since):
        return Standing.DOUBTFUL, "status-without-transfer"
    if acts.others:
        return Standing.DOUBTFUL, "not-a-closing-act"
    if transfers or ctx.once(_decisions, ctx.sak).any(since):
        return Standing.DOUBTFUL, "act-not-linked"
    return _without_any_act(ctx)


def _without_any_act(ctx: Context) -> Verdict:
    """A breach only if all acts of the case are known and it exports its relations."""
    if ctx.once(_decisions, ctx.sak).undated:
        return Standing.UNKNOWN, "Vedtak.start_dato"
    if ctx.sak.oversendelser_fylkesnemnd is NOT_REPORTED:
        return Standing.UNKNOWN, "Sak.oversendelser_fylkesnemnd"
    if ctx.once(_transfers, ctx.sak).undated:
        return Standing.UNKNOWN, "OversendelseFylkesnemnd.start_dato"
    if not ctx.sammenheng.relations_exported:
        return Standing.DOUBTFUL, "relations-not-exported"
    return Standing.BROKEN, ""


def _decisions(ctx: Context, _: Sak) -> Dated[Vedtak]:
    return Dated(ctx.sammenheng.vedtak)


def _transfers(ctx: Context, _: Sak) -> Dated[OversendelseFylkesnemnd]:
    return Dated(ctx.sammenheng.oversendelser)
