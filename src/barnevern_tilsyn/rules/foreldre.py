"""PAR, VED: the parents: whether they are parties, and that they are informed of decisions."""

from collections.abc import Callable, Iterable
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
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Forelder, InformertForelder, Sak, Underretning, Vedtak
from barnevern_tilsyn.rules.standing import asked, standing_of
from barnevern_tilsyn.rules.told import Entries, entries, holds, told
from barnevern_tilsyn.rules.underretning import NOTICES, is_for
from barnevern_tilsyn.rules.vedtaket import DECIDED, PERIOD_NEEDS, day_unknown, over

__all__ = ["assessed_as_parties", "informed_of_decision"]

_PARENTS = "Sak.tillegg.foreldre"
_ASSESSED = f"{_PARENTS}.partsvurdering"
_RESPONSIBLE = f"{_PARENTS}.foreldreansvar"
_WITHHELD = f"{_PARENTS}.informert_unnlatt"
_INFORMED = "Vedtak.tillegg.informert_foreldre"


@rule(
    code="PAR001",
    name="forelder-party-assessed",
    theme="party-status-not-assessed",
    applies_to=Sak,
    duties=("V-1",),
    hjemmel=(BVL2021("12-2", ledd=1),),
    strength=Strength.SOFT,
    needs=(_PARENTS, _ASSESSED, "Sak.slutt_dato"),
    rests_on=(_PARENTS,),
)
def assessed_as_parties(sak: Sak, ctx: Context) -> Assessment:
    """Given a case with parents that was handled in 2023 or later, when it is not recorded of each of them that
    somebody assessed whether they are a party, then the assessment may not have been made.
    """
    parents: tuple[Forelder, ...] = told(sak, "foreldre") or ()
    assessed = reduce(and_, (_assessed(row, ctx) for row in parents), YES)
    closed = sak.slutt_dato
    if closed is NOT_REPORTED:
        assessed &= unknown("Sak.slutt_dato")
    standing = standing_of(assessed)
    return Assessment(
        standing=standing,
        law_day=ctx.seen(closed or None) or ctx.known_until,
        situation={Standing.FULFILLED: "assessed-as-parties", Standing.BROKEN: "not-assessed-as-party"}.get(
            standing, "unknown"
        ),
        applies=unknown(_PARENTS, question="has-parents")
        if told(sak, "foreldre") is NOT_REPORTED
        else condition(bool(parents), question="has-parents"),
        exempt="no-parents",
        missing=assessed.missing,
        facts=lambda: assessed.used,
        used=(sak,),
    )


def _assessed(row: Forelder, ctx: Context) -> Condition:
    if row.partsvurdering is NOT_REPORTED:
        return unknown(_ASSESSED)
    day = ctx.seen(row.partsvurdering)
    return condition(day is not None, *((FactUsed(_ASSESSED, day),) if day else ()))


@rule(
    code="VED008",
    name="vedtak-parents-informed",
    theme="parents-not-informed",
    applies_to=Vedtak,
    duties=("V-2",),
    hjemmel=(BVL2021("12-2", ledd=2, punktum=1),),
    strength=Strength.HARD,
    needs=(
        *(DECIDED, _PARENTS, _RESPONSIBLE, _WITHHELD, _INFORMED, f"{_INFORMED}.dato", f"{_INFORMED}.forelder"),
        *(NOTICES, f"{NOTICES}.dato", f"{NOTICES}.part", *PERIOD_NEEDS),
    ),
    rests_on=(_PARENTS, _INFORMED),
)
def informed_of_decision(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision that lapsed or whose case is closed, when a parent with parental responsibility was not informed
    of it and nothing let the service withhold that, then the duty to inform is broken.
    """
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    parents: tuple[Forelder, ...] = told(ctx.sak, "foreldre") or ()
    ended = over(ctx, vedtak)

    def all_informed(until: date) -> Condition:
        return _each(parents, lambda row: ~_responsible(row) | _informed(ctx, vedtak, row, until) | _withheld(row))

    informed = all_informed(date.max)
    standing, why, missing = standing_of(informed), "", informed.missing
    if standing is Standing.BROKEN and not ended.strict:
        standing, why = Standing.DOUBTFUL, "not-told-yet"
        if ended.missing:
            standing, missing = Standing.UNKNOWN, ended.missing
    elif standing is Standing.FULFILLED:
        in_time = all_informed(ended.strict or decided if ended.missing or ended.earlier else ended.strict or date.max)
        if in_time.truth is not Truth.YES:
            unsure = in_time.missing or ended.missing
            standing, why = (Standing.UNKNOWN, "") if unsure else (Standing.DOUBTFUL, "told-after-end")
            missing = unsure
    if told(ctx.sak, "foreldre") is NOT_REPORTED:
        owed = unknown(_PARENTS)
    else:
        owed = reduce(
            or_,
            (_responsible(row) & (_informed(ctx, vedtak, row, date.max) | ~_withheld(row)) for row in parents),
            NO,
        )
    return Assessment(
        standing=standing,
        law_day=decided,
        situation=_SITUATION[standing],
        applies=asked(owed, "parent-owed"),
        exempt="no-parent-owed",
        reasons=(why,) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        facts=lambda: (FactUsed(DECIDED, decided), *informed.used),
        used=(vedtak,),
        args=(("day", decided),),
    )


_SITUATION = {
    Standing.FULFILLED: "parents-informed",
    Standing.BROKEN: "parent-not-informed",
    Standing.DOUBTFUL: "parent-informed-late-or-not-yet",
    Standing.UNKNOWN: "unknown",
}


def _each(parents: Iterable[Forelder], of: Callable[[Forelder], Condition]) -> Condition:
    return reduce(and_, (of(row) for row in parents), YES)


def _responsible(row: Forelder) -> Condition:
    return holds(row.foreldreansvar, _RESPONSIBLE)


def _withheld(row: Forelder) -> Condition:
    return holds(row.informert_unnlatt, _WITHHELD)


def _informed(ctx: Context, vedtak: Vedtak, parent: Forelder, until: date) -> Condition:
    """Whether a parent was informed of a decision by a day; to be notified of it as a party is that too."""
    informed: Entries[InformertForelder] = entries(ctx, vedtak, "informert_foreldre")
    notified: Entries[Underretning] = entries(ctx, vedtak, "underretninger")
    return informed.until(until).any(lambda row: is_for(row.forelder, parent.id, f"{_INFORMED}.forelder")) | (
        notified.until(until).any(lambda row: is_for(row.part, parent.id, f"{NOTICES}.part"))
    )
