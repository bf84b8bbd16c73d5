"""MEL: the reasons for dropping a report of concern (*henleggelse*) without an investigation."""

from datetime import date

import msgspec

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Cap,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    Truth,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import Melding
from barnevern_tilsyn.rules.melding import concluded_on
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, report_caps
from barnevern_tilsyn.rules.told import entries, holds, told

__all__ = ["assessments_in_reasons", "dismissal_reasoned"]

_REASONS = "Melding.tillegg.begrunnelse"
_UNFOUNDED = "Melding.tillegg.apenbart_grunnlos"
_NEEDS = ("Melding.start_dato", "Melding.konklusjon.slutt_dato", "Melding.konklusjon.kode", _REASONS, _UNFOUNDED)
_QUESTION = "dropped"
_NOT_DROPPED = ("undersokelse", "pagaende_undersokelse", "overfort")


class _Dropped(msgspec.Struct, frozen=True):
    """Whether a report was dropped, when, by which code, and whether a person must judge that it was."""

    condition: Condition
    day: date
    code: str = ""
    doubtful: bool = False

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        return FactUsed("Melding.konklusjon.slutt_dato", self.day), FactUsed("Melding.konklusjon.kode", self.code)


def _dropped(ctx: Context, melding: Melding) -> _Dropped:
    concluded = ctx.once(concluded_on, melding)
    if concluded.missing:
        return _Dropped(unknown(*concluded.missing, question=_QUESTION), ctx.as_of)
    if concluded.strict is None or not melding.konklusjon:
        return _Dropped(Condition(Truth.NO, question=_QUESTION), ctx.as_of)
    code = melding.konklusjon.kode or ""
    doubtful = code in gruppe("melding-konklusjon.henlagt_skjonn")
    if doubtful or code in gruppe("melding-konklusjon.henlagt"):
        return _Dropped(Condition(Truth.YES, question=_QUESTION), concluded.strict, code, doubtful)
    if any(code in gruppe(f"melding-konklusjon.{name}") for name in _NOT_DROPPED):
        return _Dropped(Condition(Truth.NO, question=_QUESTION), concluded.strict, code)
    return _Dropped(unknown("Melding.konklusjon.kode", question=_QUESTION), concluded.strict, code)


@rule(
    code="MEL003",
    name="melding-dismissal-reasons",
    theme="report-dismissal-unreasoned",
    applies_to=Melding,
    duties=("M-4",),
    hjemmel=(BVL2021("2-1", ledd=2, punktum=1), BVL1992("4-2", ledd=2, punktum=1)),
    strength=Strength.HARD,
    needs=(*_NEEDS, *BIRTH_NEEDS),
    rests_on=(_REASONS,),
)
def dismissal_reasoned(melding: Melding, ctx: Context) -> Assessment:
    """Given a report dropped without investigation, when no written reasons are given and it was not manifestly
    unfounded, then the duty to give reasons is broken.
    """
    dropped = ctx.once(_dropped, melding)
    reasons = entries(ctx, melding, "begrunnelse")
    if dropped.condition.truth is Truth.UNKNOWN:
        standing, situation = Standing.UNKNOWN, "dropping-unknown"
    elif reasons.missing:
        standing, situation = Standing.UNKNOWN, "reasons-unknown"
    elif not reasons.rows:
        standing, situation = Standing.BROKEN, "unreasoned"
    elif reasons.rows[0].dato > dropped.day:
        standing, situation = Standing.DOUBTFUL, "reasoned-later"
    else:
        standing, situation = Standing.FULFILLED, "reasoned"
    applies, exempt = _unless_unfounded(dropped, melding, standing)
    return Assessment(
        standing=standing,
        law_day=dropped.day,
        situation=situation,
        applies=applies,
        exempt=exempt,
        reasons=("reasons-after-dismissal",) if standing is Standing.DOUBTFUL else (),
        missing=reasons.missing,
        caps=lambda: (*report_caps(melding, ctx), *([Cap(YES, "dismissal-in-doubt")] if dropped.doubtful else [])),
        facts=lambda: (*dropped.facts, *(FactUsed(f"{_REASONS}.dato", row.dato) for row in reasons.rows)),
        used=(melding,),
        args=(("day", dropped.day),),
    )


def _unless_unfounded(dropped: _Dropped, melding: Melding, standing: Standing) -> tuple[Condition, str]:
    """Whether the duty holds. That a report is manifestly unfounded matters only where reasons are not given."""
    if dropped.condition.truth is not Truth.YES:
        return dropped.condition, "not-dropped"
    if standing in (Standing.FULFILLED, Standing.UNKNOWN):
        return dropped.condition, ""
    unfounded = holds(told(melding, "apenbart_grunnlos"), _UNFOUNDED, "manifestly-unfounded")
    return dropped.condition & ~unfounded, "manifestly-unfounded"


@rule(
    code="MEL004",
    name="melding-dismissal-assessment",
    theme="report-dismissal-unreasoned",
    applies_to=Melding,
    duties=("M-5",),
    hjemmel=(BVL2021("2-1", ledd=2, punktum=2), BVL1992("4-2", ledd=2, punktum=2)),
    strength=Strength.SOFT,
    needs=_NEEDS,
    rests_on=(_REASONS,),
)
def assessments_in_reasons(melding: Melding, ctx: Context) -> Assessment:
    """Given written reasons for dropping a report, when they hold no professional assessment, then they may not be
    what the Act demands.
    """
    dropped = ctx.once(_dropped, melding)
    reasons = entries(ctx, melding, "begrunnelse")
    assessed = reasons.any(lambda row: holds(row.faglig_vurdering, f"{_REASONS}.faglig_vurdering"))
    standing, situation = {
        Truth.YES: (Standing.FULFILLED, "assessed"),
        Truth.UNKNOWN: (Standing.UNKNOWN, "assessment-unknown"),
        Truth.NO: (Standing.BROKEN, "not-assessed"),
    }[assessed.truth]
    applies, exempt = _unless_unfounded(dropped, melding, standing)
    if dropped.condition.truth is Truth.YES and standing is Standing.BROKEN and not reasons.rows:
        applies, exempt = NO, "no-reasons"
    return Assessment(
        standing=standing,
        law_day=dropped.day,
        situation="dropping-unknown" if dropped.condition.truth is Truth.UNKNOWN else situation,
        applies=applies,
        exempt=exempt,
        missing=assessed.missing,
        facts=lambda: (*dropped.facts, *assessed.used),
        used=(melding,),
        args=(("day", dropped.day),),
    )
