"""UND: steps within an investigation: a medical examination, information from others, assessments on the way."""

from functools import reduce
from operator import and_

from barnevern_tilsyn.engine import (
    YES,
    Assessment,
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
from barnevern_tilsyn.model import Innhenting, Undersokelse
from barnevern_tilsyn.rules.barnet import ended_on
from barnevern_tilsyn.rules.standing import asked, standing_of
from barnevern_tilsyn.rules.told import Entries, entries, holds

__all__ = ["assessed_on_the_way", "examined_by_decision", "obtained_lawfully"]

_END = "Undersokelse.konklusjon.slutt_dato"
_EXAMINATION = "Undersokelse.tillegg.medisinsk_undersokelse"
_OBTAINED = "Undersokelse.tillegg.innhentinger"
_ASSESSMENTS = "Undersokelse.tillegg.vurderinger"
_OVERALL = "Undersokelse.tillegg.samlet_vurdering"


@rule(
    code="UND007",
    name="medisinsk-undersokelse-decided",
    theme="medical-examination-without-decision",
    applies_to=Undersokelse,
    duties=("I-9",),
    hjemmel=(BVL2021("2-2", ledd=5, punktum=3), BVL1992("4-3")),
    strength=Strength.HARD,
    needs=(_EXAMINATION, f"{_EXAMINATION}.dato", f"{_EXAMINATION}.ledervedtak"),
    rests_on=(_EXAMINATION,),
)
def examined_by_decision(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a child that was taken to a medical examination in an investigation, when the head of the service had not
    decided it, then it was done without the decision that the Act demands.
    """
    examinations = entries(ctx, undersokelse, "medisinsk_undersokelse")
    decided = examinations.any(lambda row: holds(row.ledervedtak, f"{_EXAMINATION}.ledervedtak"))
    standing = standing_of(decided)
    day = examinations.rows[0].dato if examinations.rows else None
    return Assessment(
        standing=standing,
        law_day=day or ctx.as_of,
        situation={Standing.FULFILLED: "decided", Standing.BROKEN: "not-decided"}.get(standing, "unknown"),
        applies=asked(examinations.any(), "examined"),
        exempt="not-examined",
        missing=decided.missing,
        facts=lambda: (*((FactUsed(f"{_EXAMINATION}.dato", day),) if day else ()), *decided.used),
        used=(undersokelse,),
        args=(("day", day),) if day else (),
    )


@rule(
    code="UND008",
    name="opplysninger-obtained-lawfully",
    theme="information-collected-without-consent",
    applies_to=Undersokelse,
    duties=("I-11",),
    hjemmel=(BVL2021("13-4", ledd=4), BVL1992("6-4")),
    strength=Strength.SOFT,
    needs=(
        *(_OBTAINED, f"{_OBTAINED}.dato", f"{_OBTAINED}.samtykke", f"{_OBTAINED}.palegg", f"{_OBTAINED}.hjemmel"),
        *(f"{_OBTAINED}.parter_informert", _END),
    ),
    rests_on=(_OBTAINED,),
)
def obtained_lawfully(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given information obtained from others in an investigation, when there is neither consent nor a legal basis that
    the parties were told of, then it may have been obtained without right.
    """
    end = ctx.once(ended_on, undersokelse)
    obtained: Entries[Innhenting] = entries(ctx, undersokelse, "innhentinger").until(end.strict)
    lawful = _all_lawful(obtained)
    standing, missing = standing_of(lawful), lawful.missing
    if standing is Standing.FULFILLED and end.missing:
        standing, missing = Standing.UNKNOWN, end.missing
    elif standing is Standing.FULFILLED and end.strict is None:
        standing = Standing.PENDING
    unlawful = [row for row in obtained.rows if _lawful(row).truth is Truth.NO]
    last = (unlawful or obtained.rows)[-1].dato if obtained.rows else None
    return Assessment(
        standing=standing,
        law_day=last or ctx.as_of,
        situation=_OBTAINED_SITUATION[standing],
        applies=asked(obtained.any(), "obtained"),
        exempt="nothing-obtained",
        reasons=tuple(_why_unlawful(row) for row in unlawful) if standing is Standing.BROKEN else (),
        missing=missing,
        facts=lambda: (*(FactUsed(f"{_OBTAINED}.dato", row.dato) for row in unlawful), *lawful.used),
        used=(undersokelse,),
        args=(("day", last),) if last else (),
    )


_OBTAINED_SITUATION = {
    Standing.FULFILLED: "obtained-lawfully",
    Standing.PENDING: "obtained-lawfully-so-far",
    Standing.BROKEN: "obtained-without-basis",
    Standing.UNKNOWN: "unknown",
}


def _lawful(row: Innhenting) -> Condition:
    by_law = holds(row.hjemmel, f"{_OBTAINED}.hjemmel") & holds(row.parter_informert, f"{_OBTAINED}.parter_informert")
    return holds(row.samtykke, f"{_OBTAINED}.samtykke") | by_law


def _all_lawful(obtained: Entries[Innhenting]) -> Condition:
    if obtained.untold:
        return unknown(_OBTAINED)
    undated = unknown(f"{_OBTAINED}.dato")
    conditions = (*map(_lawful, obtained.rows), *(_lawful(row) | undated for row in obtained.undated))
    return reduce(and_, conditions, YES)


def _why_unlawful(row: Innhenting) -> str:
    if holds(row.hjemmel, "").truth is not Truth.YES:
        return "no-consent-no-basis"
    return "parties-not-told-of-order" if row.palegg is True else "parties-not-told"


@rule(
    code="UND009",
    name="undersokelse-assessed",
    theme="no-assessment-before-conclusion",
    applies_to=Undersokelse,
    duties=("I-5", "C-1"),
    hjemmel=(BVL2021("2-5", ledd=1), BVL2021("2-2", ledd=3, punktum=2), BVL1992("1-4")),
    strength=Strength.SOFT,
    needs=(_ASSESSMENTS, f"{_ASSESSMENTS}.dato", _OVERALL, f"{_OVERALL}.dato", _END),
    rests_on=(_ASSESSMENTS, _OVERALL),
)
def assessed_on_the_way(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a closed investigation, when neither an assessment on the way nor an overall one is recorded by the
    closing, then what was found may not have been assessed.
    """
    end = ctx.once(ended_on, undersokelse)
    assessed = entries(ctx, undersokelse, "samlet_vurdering").until(end.strict).any()
    assessed |= entries(ctx, undersokelse, "vurderinger").until(end.strict).any()
    standing, missing = standing_of(assessed), assessed.missing
    if end.missing:
        standing, missing = Standing.UNKNOWN, end.missing
    elif end.strict is None:
        standing = Standing.PENDING
    return Assessment(
        standing=standing,
        law_day=end.strict or ctx.known_until,
        situation={
            Standing.FULFILLED: "assessed-by-closing",
            Standing.BROKEN: "closed-unassessed",
            Standing.PENDING: "not-closed-yet",
            Standing.UNKNOWN: "unknown",
        }[standing],
        missing=missing,
        facts=lambda: (FactUsed(_END, end.strict),) if end.strict else (),
        used=(undersokelse,),
        args=(("day", end.strict),) if end.strict else (),
    )
