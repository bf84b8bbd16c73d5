"""UND: what follows when a dismissal fixes a new investigation, or when the child has moved on."""

from datetime import date

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    NO,
    Assessment,
    Condition,
    Context,
    Event,
    FactUsed,
    Standing,
    Strength,
    Truth,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Undersokelse
from barnevern_tilsyn.rules.closing import Closing, Course
from barnevern_tilsyn.rules.henlagt_sak import dismissed
from barnevern_tilsyn.rules.standing import asked
from barnevern_tilsyn.rules.told import holds, told

__all__ = ["new_investigation_started", "parents_told_of_new_investigation", "reported_on_when_moved"]

_FIXED = "Undersokelse.tillegg.ny_undersokelse"
_PARENTS = f"{_FIXED}.foreldre_informert"
_REPORTED = "Undersokelse.tillegg.melding_til_ny_kommune"
_START = "Undersokelse.start_dato"
_END = "Undersokelse.konklusjon.slutt_dato"
_CODE = "Undersokelse.konklusjon.kode"
_TIME_LIMIT = "bvl.2-5.ny_undersokelse"
_NEEDS = (_FIXED, f"{_FIXED}.fastsatt", _START, _END, _CODE)


def _fixed(undersokelse: Undersokelse, closing: Closing) -> tuple[Condition, str]:
    """Whether the dismissal fixed that a new investigation starts, and why not."""
    applies, exempt = dismissed(closing)
    if applies.truth is not Truth.YES:
        return applies, exempt
    found = told(undersokelse, "ny_undersokelse")
    if found is NOT_REPORTED:
        return unknown(_FIXED, question="new-investigation-fixed"), ""
    fixed = holds(found.fastsatt, f"{_FIXED}.fastsatt") if found else NO
    return asked(fixed, "new-investigation-fixed"), "no-new-investigation-fixed"


def _not_fixed(applies: Condition, exempt: str, law_day: date) -> Assessment:
    return Assessment(
        standing=Standing.UNKNOWN,
        law_day=law_day,
        situation="unknown",
        applies=applies,
        exempt=exempt,
    )


@rule(
    code="UND010",
    name="ny-undersokelse-started",
    theme="new-investigation-not-started",
    applies_to=Undersokelse,
    duties=("C-3",),
    hjemmel=(BVL2021("2-5", ledd=3, punktum=1),),
    strength=Strength.SOFT,
    needs=_NEEDS,
    rests_on=(_FIXED,),
)
def new_investigation_started(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a dismissal that fixed a new investigation, when none is started within six months, then a person must
    judge whether the conditions still held.
    """
    closing = ctx.once(Course, undersokelse).closing
    applies, exempt = _fixed(undersokelse, closing)
    # An end that is not known may be as late as today: then the last day is in six months, and so is the law.
    frist = ctx.frist(_TIME_LIMIT, closing.day or ctx.as_of)
    if applies.truth is not Truth.YES or closing.day is None:
        return _not_fixed(applies, exempt, frist.nominal)
    event = _next_started(undersokelse, closing, ctx)
    clock = ctx.within(frist, event, fact=_START)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="unknown" if event.missing else "started" if event.strict else "not-started",
        applies=applies,
        reasons=clock.reasons,
        missing=clock.missing,
        frist=frist,
        event=event,
        facts=lambda: (
            FactUsed(_END, closing.day),
            *((FactUsed(_START, event.strict),) if event.strict else ()),
        ),
        used=(undersokelse,),
    )


def _next_started(undersokelse: Undersokelse, closing: Closing, ctx: Context) -> Event:
    """The first day after the dismissal on which another investigation started."""
    others = [row for row in ctx.sammenheng.undersokelser if row.id != undersokelse.id]
    missing = (_START,) if any(row.start_dato is NOT_REPORTED for row in others) else ()
    days = [row.start_dato for row in others if row.start_dato and closing.day and row.start_dato > closing.day]
    if not days:
        return Event(missing=missing)
    return Event(strict=min(days), lenient=min(days), earlier=missing)


@rule(
    code="UND011",
    name="ny-undersokelse-parents-told",
    theme="parents-not-informed",
    applies_to=Undersokelse,
    duties=("C-4",),
    hjemmel=(BVL2021("2-5", ledd=3, punktum=2),),
    strength=Strength.HARD,
    needs=(*_NEEDS, _PARENTS),
    rests_on=(_FIXED,),
)
def parents_told_of_new_investigation(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a dismissal that fixed a new investigation, when the parents were not told of it before the six months were
    over, then the duty to tell them is broken.
    """
    closing = ctx.once(Course, undersokelse).closing
    applies, exempt = _fixed(undersokelse, closing)
    found = told(undersokelse, "ny_undersokelse")
    if applies.truth is not Truth.YES or closing.day is None:
        return _not_fixed(applies, exempt, closing.day or ctx.as_of)
    day = found.foreldre_informert
    event = Event(missing=(_PARENTS,)) if day is NOT_REPORTED else Event.on(ctx.seen(day))
    clock = ctx.within(ctx.frist(_TIME_LIMIT, closing.day), event, fact=_PARENTS)
    standing, reasons = clock.standing, clock.reasons
    if standing is Standing.PENDING:
        standing, reasons = Standing.DOUBTFUL, ("parents-not-told-yet",)
    return Assessment(
        standing=standing,
        law_day=closing.day,
        situation="unknown" if standing is Standing.UNKNOWN else "parents-told" if event.strict else "parents-not-told",
        applies=applies,
        reasons=reasons,
        missing=clock.missing,
        event=event,
        facts=lambda: (
            FactUsed(_END, closing.day),
            *((FactUsed(_PARENTS, event.strict),) if event.strict else ()),
        ),
        used=(undersokelse,),
        args=(("day", closing.day),),
    )


@rule(
    code="UND012",
    name="flyttet-report-to-new-municipality",
    theme="new-municipality-not-informed",
    applies_to=Undersokelse,
    duties=("X-2",),
    hjemmel=(BVL2021("13-5", ledd=1),),
    strength=Strength.SOFT,
    needs=(_END, _CODE, _REPORTED),
    rests_on=(_REPORTED,),
)
def reported_on_when_moved(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed because the child moved to another municipality, when no report was sent to the
    service there, then a person must judge whether there was need for one.
    """
    closing = ctx.once(Course, undersokelse).closing
    if closing.missing:
        applies = unknown(*closing.missing, question="moved")
    else:
        moved = closing.day is not None and closing.code in gruppe("undersokelse-konklusjon.flyttet_kommune")
        applies = condition(moved, FactUsed(_CODE, closing.code), question="moved")
    sent = told(undersokelse, "melding_til_ny_kommune")
    day = None if sent is NOT_REPORTED else ctx.seen(sent)
    if sent is NOT_REPORTED:
        standing, situation = Standing.UNKNOWN, "unknown"
    elif day:
        standing, situation = Standing.FULFILLED, "reported-on"
    else:
        standing, situation = Standing.BROKEN, "not-reported-on"
    return Assessment(
        standing=standing,
        law_day=closing.day or ctx.as_of,
        situation="unknown" if closing.missing else situation,
        applies=applies,
        exempt="not-moved",
        missing=(_REPORTED,),
        facts=lambda: (FactUsed(_END, closing.day), *((FactUsed(_REPORTED, day),) if day else ())),
        used=(undersokelse,),
        args=(("day", closing.day),) if closing.day else (),
    )
