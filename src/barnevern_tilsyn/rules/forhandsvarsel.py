"""PAR: advance notice of a decision (*forhåndsvarsel*), and the time it gives a party to answer."""

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
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import FVL1967
from barnevern_tilsyn.model import NOT_REPORTED, Forhandsvarsel, Vedtak
from barnevern_tilsyn.rules.basis import is_emergency
from barnevern_tilsyn.rules.standing import standing_of
from barnevern_tilsyn.rules.told import Entries, entries, holds, told
from barnevern_tilsyn.rules.vedtaket import DECIDED, MADE_BY, by_service, day_unknown, holds_unless

__all__ = ["decided_after_notice"]

_NOTICES = "Vedtak.tillegg.forhandsvarsler"
_TIME = f"{_NOTICES}.frist"
_ANSWERED = f"{_NOTICES}.besvart"
_OMITTED = "Vedtak.tillegg.varsel_unnlatt"


@rule(
    code="PAR003",
    name="forhandsvarsel-time-to-answer",
    theme="decision-before-notice-time-limit",
    applies_to=Vedtak,
    duties=("V-5",),
    hjemmel=(FVL1967("16", ledd=1),),
    strength=Strength.SOFT,
    needs=(DECIDED, "Vedtak.lovhjemmel", _NOTICES, f"{_NOTICES}.dato", _TIME, _ANSWERED, _OMITTED, MADE_BY),
    rests_on=(_NOTICES,),
)
def decided_after_notice(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service, when no advance notice was given, or it was made before the notice's time limit
    and without an answer, then a party may not have been heard.
    """
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    notices: Entries[Forhandsvarsel] = entries(ctx, vedtak, "forhandsvarsler").until(decided)
    given = notices.any()
    awaited = reduce(and_, (_awaited(row, vedtak, ctx) for row in (*notices.rows, *notices.undated)), YES)
    heard = given & awaited
    standing = standing_of(heard)
    exceptions: tuple[tuple[Condition, str], ...] = ()
    if given.truth is not Truth.YES:
        left_out = holds(told(vedtak, "varsel_unnlatt"), _OMITTED, "notice-left-out")
        exceptions = ((~_emergency(vedtak), "emergency-decision"), (~left_out, "advance-notice-left-out"))
    applies, exempt = holds_unless(
        standing, heard.missing, (by_service(vedtak), "not-by-service"), exceptions=exceptions
    )
    why = "no-advance-notice" if given.truth is Truth.NO else "decided-before-time-limit"
    return Assessment(
        standing=standing,
        law_day=decided,
        situation={
            Standing.FULFILLED: "heard-in-time",
            Standing.BROKEN: "not-noticed" if given.truth is Truth.NO else "decided-early",
        }.get(standing, "unknown"),
        applies=applies,
        exempt=exempt,
        reasons=(why,) if standing is Standing.BROKEN else (),
        missing=heard.missing,
        facts=lambda: (
            FactUsed(DECIDED, decided),
            *(FactUsed(f"{_NOTICES}.dato", row.dato) for row in notices.rows),
            *(FactUsed(_TIME, row.frist) for row in notices.rows if row.frist),
        ),
        used=(vedtak,),
        args=(("day", decided),),
    )


def _awaited(row: Forhandsvarsel, vedtak: Vedtak, ctx: Context) -> Condition:
    """Whether the time a notice gave was over at the decision, or the party had answered."""
    decided = vedtak.start_dato
    over = (
        unknown(_TIME) if row.frist is NOT_REPORTED else condition(not (row.frist and decided and decided <= row.frist))
    )
    if row.besvart is NOT_REPORTED:
        return over | unknown(_ANSWERED)
    answered = ctx.seen(row.besvart)
    return over | condition(bool(answered and decided and answered <= decided))


def _emergency(vedtak: Vedtak) -> Condition:
    """A notice would endanger what an emergency decision is for (fvl § 16 third ledd)."""
    found = is_emergency(vedtak)
    return unknown("Vedtak.lovhjemmel") if found is None else condition(found, question="emergency-decision")
