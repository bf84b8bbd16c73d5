"""The three rules in the engine of this package, which finds the facts in the case itself and cites the law."""

from datetime import date

from barnevern_tilsyn.engine import Assessment, Context, Outcome, Registry, Run, Standing, Strength, rule
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import Melding, Sak, Undersokelse
from barnevern_tilsyn.rules import builtin
from bench.engines.facts import PLAN_TYPES, Flagged, Judge

__all__ = ["compiled", "full"]

_WEEK = "bvl.2-1.melding"
_MONTHS = "bvl.2-2.undersokelse"


@rule(
    code="BEN001",
    name="reviewed",
    theme="bench",
    applies_to=Melding,
    duties=("M-1",),
    hjemmel=(BVL2021("2-1", ledd=1), BVL1992("4-2", ledd=1)),
    strength=Strength.HARD,
    needs=("Melding.start_dato", "Melding.konklusjon.slutt_dato"),
)
def reviewed(melding: Melding, ctx: Context) -> Assessment | None:
    if not melding.start_dato:
        return None
    konklusjon = melding.konklusjon
    concluded = konklusjon.slutt_dato if konklusjon and konklusjon.er_slettet is not True else None
    return _within(ctx.frist(_WEEK, melding.start_dato).nominal, concluded or ctx.known_until)


@rule(
    code="BEN002",
    name="finished",
    theme="bench",
    applies_to=Undersokelse,
    duties=("I-2",),
    hjemmel=(BVL2021("2-2", ledd=2), BVL1992("6-9", ledd=1)),
    strength=Strength.HARD,
    needs=("Melding.start_dato", "Undersokelse.konklusjon.slutt_dato", "Undersokelse.utvidet_frist"),
)
def finished(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    first = ctx.once(_first_received, undersokelse)
    if first is None:
        return None
    extension = undersokelse.utvidet_frist
    frist = ctx.frist(_MONTHS, first, extended=bool(extension and extension.innvilget == "1"))
    return _within(frist.nominal, _closed(undersokelse) or ctx.known_until)


@rule(
    code="BEN003",
    name="planned",
    theme="bench",
    applies_to=Undersokelse,
    duties=("I-7",),
    hjemmel=(BVL2021("2-2", ledd=3, punktum=4),),
    strength=Strength.HARD,
    needs=("Plan.plantype", "Plan.start_dato", "Melding.start_dato", "Undersokelse.konklusjon.slutt_dato"),
)
def planned(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    first, closed, begun = ctx.once(_first_received, undersokelse), _closed(undersokelse), undersokelse.start_dato
    if first is None or not closed or not begun:
        return None
    plans = (plan.start_dato for plan in ctx.sammenheng.planer if plan.plantype in PLAN_TYPES)
    in_time = any(day and first <= day <= closed for day in plans)
    return Assessment(standing=Standing.FULFILLED if in_time else Standing.BROKEN, law_day=begun, situation="")


def _within(last_day: date, done: date) -> Assessment:
    return Assessment(
        standing=Standing.FULFILLED if done <= last_day else Standing.BROKEN, law_day=last_day, situation=""
    )


def _closed(undersokelse: Undersokelse) -> date | None:
    konklusjon = undersokelse.konklusjon
    return (konklusjon.slutt_dato or None) if konklusjon else None


def _first_received(ctx: Context, undersokelse: Undersokelse) -> date | None:
    reports = ctx.sammenheng.linked(undersokelse, Melding)
    return min((row.start_dato for row in reports if row.start_dato), default=None)


def compiled() -> Judge:
    return _judge(Registry((reviewed, finished, planned)))


def full() -> Judge:
    """The rules of the law behind the three, whole: what is unknown, red days, several reports, acts, exceptions."""
    return _judge(builtin("lov").select(select=("MEL001", "UND001", "UND003")))


def _judge(rules: Registry) -> Judge:
    run = Run(rules)

    def flagged(sak: Sak) -> list[Flagged]:
        return [(found.rule.name, found.element.id) for found in run.see(sak) if found.outcome is Outcome.BREACH]

    return flagged
