"""VED: the decision to dismiss the case after an investigation (*vedtak om henleggelse*)."""

from datetime import date

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    Assessment,
    Cap,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Undersokelse
from barnevern_tilsyn.rules.basis import is_dismissal
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Closing, Course
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.told import told
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, Verdict, acts_used, caps_of

__all__ = ["DISMISSED", "dismissed", "dismissed_by_decision"]

DISMISSED = "dismissed"
"""The question whether an investigation was closed by a dismissal."""

_DECISION = "Undersokelse.tillegg.henleggelsesvedtak"


def dismissed(closing: Closing) -> tuple[Condition, str]:
    """Whether an investigation was closed by a dismissal, and why not."""
    if closing.missing:
        return unknown(*closing.missing, question=DISMISSED), ""
    if closing.day is None:
        return condition(answer=False, question=DISMISSED), "not-closed"
    return condition(
        closing.dismissed, FactUsed("Undersokelse.konklusjon.kode", closing.code), question=DISMISSED
    ), "not-dismissed"


@rule(
    code="VED001",
    name="henleggelse-decision",
    theme="no-reasons-for-dismissal",
    applies_to=Undersokelse,
    duties=("C-2",),
    hjemmel=(BVL2021("2-5", ledd=2), BVL1992("4-3", ledd=6)),
    strength=Strength.HARD,
    needs=(_DECISION, "Sak.vedtak", *REPORT_NEEDS, *CLOSING_NEEDS, *BIRTH_NEEDS),
    rests_on=(_DECISION,),
)
def dismissed_by_decision(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a case dismissed after an investigation, when no written decision to dismiss it was made, then what counts
    as an individual decision was not made as one.
    """
    course = ctx.once(Course, undersokelse)
    closing = course.closing
    applies, exempt = dismissed(closing)
    if closing.day is None or not closing.dismissed:
        return Assessment(
            standing=Standing.UNKNOWN,
            law_day=closing.day or ctx.as_of,
            situation="unknown",
            applies=applies,
            exempt=exempt,
        )
    standing, why = _standing(undersokelse, course, closing.day, ctx)
    moved = closing.code in gruppe("undersokelse-konklusjon.flyttet")
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation=_SITUATION[standing],
        applies=applies,
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=(why,) if standing is Standing.UNKNOWN else (),
        caps=lambda: (
            *caps_of(course, ctx),
            Cap(condition(moved, question="closed-by-move"), "closed-by-move"),
        ),
        facts=lambda: (
            FactUsed("Undersokelse.konklusjon.slutt_dato", closing.day),
            FactUsed("Undersokelse.konklusjon.kode", closing.code),
            *acts_used(course.finished),
        ),
        used=(undersokelse, *course.reports.elements),
        args=(("day", closing.day),),
    )


_SITUATION = {
    Standing.FULFILLED: "dismissed-by-decision",
    Standing.BROKEN: "dismissed-without-decision",
    Standing.DOUBTFUL: "decision-in-doubt",
    Standing.UNKNOWN: "unknown",
}


def _standing(undersokelse: Undersokelse, course: Course, end: date, ctx: Context) -> Verdict:
    own, acts = told(undersokelse, "henleggelsesvedtak"), course.acts
    days = [act.start_dato for act in acts.joined]
    if own is not NOT_REPORTED and ctx.seen(own):
        days.append(own)
    if days and min(days) <= end:
        return Standing.FULFILLED, ""
    if acts.missing:
        return Standing.UNKNOWN, acts.missing[0]
    if own is NOT_REPORTED:
        return Standing.UNKNOWN, _DECISION
    return (Standing.DOUBTFUL, "dismissal-after-end") if days else _not_linked(ctx)


def _not_linked(ctx: Context) -> Verdict:
    """A decision to dismiss that no relation joins to the investigation speaks for the service."""
    kinds = [is_dismissal(row) for row in ctx.sammenheng.free_decisions]
    if True in kinds:
        return Standing.DOUBTFUL, "act-not-linked"
    return (Standing.UNKNOWN, "Vedtak.lovhjemmel") if None in kinds else (Standing.BROKEN, "")
