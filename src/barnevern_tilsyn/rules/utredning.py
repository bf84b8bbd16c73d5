"""TIL: an assessment stay in a centre for parents and children (*utredning i senter for foreldre og barn*)."""

from datetime import date

from barnevern_tilsyn.engine import (
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
from barnevern_tilsyn.model import NOT_REPORTED, Samtykke, Tiltak
from barnevern_tilsyn.rules.basis import is_assessment_stay
from barnevern_tilsyn.rules.standing import asked
from barnevern_tilsyn.rules.told import Entries, entries
from barnevern_tilsyn.rules.vedtaket import holds_unless

__all__ = ["stay_within_time_limit"]

_START = "Tiltak.start_dato"
_END = "Tiltak.konklusjon"
_CONSENTS = "Tiltak.tillegg.samtykker"
_WITHDRAWN = f"{_CONSENTS}.trukket"


@rule(
    code="TIL001",
    name="utredning-senter-time-limit",
    theme="assessment-stay-too-long",
    applies_to=Tiltak,
    duties=("I-10",),
    hjemmel=(BVL2021("2-3", ledd=2, punktum=2),),
    strength=Strength.HARD,
    needs=(
        *(_START, _END, f"{_END}.slutt_dato", "Tiltak.lovhjemmel"),
        *(_CONSENTS, f"{_CONSENTS}.dato", _WITHDRAWN),
    ),
    rests_on=(_CONSENTS,),
)
def stay_within_time_limit(tiltak: Tiltak, ctx: Context) -> Assessment:
    """Given an assessment stay that nobody consented to, when it lasts for more than three months, then the order's
    time limit is broken.
    """
    stay = _is_stay(tiltak)
    if not tiltak.start_dato:
        missing = (_START,)
        applies, exempt = holds_unless(Standing.UNKNOWN, missing, (stay, "no-assessment-stay"))
        return Assessment(
            standing=Standing.UNKNOWN,
            law_day=ctx.as_of,
            situation="unknown",
            applies=applies,
            exempt=exempt,
            missing=missing,
        )
    frist = ctx.frist("bvl.2-3.utredning", tiltak.start_dato)
    event = _ended(tiltak, ctx)
    clock = ctx.within(frist, event, fact=_END)
    applies, exempt = stay, "no-assessment-stay"
    if stay.truth is Truth.YES and clock.standing not in (Standing.FULFILLED, Standing.UNKNOWN):
        applies, exempt = ~asked(_consented(tiltak, frist.nominal, ctx), "consented"), "consented"
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="unknown" if event.missing else "ended" if event.strict else "still-there",
        applies=applies,
        exempt=exempt,
        reasons=clock.reasons,
        missing=clock.missing,
        frist=frist,
        event=event,
        facts=lambda: (
            FactUsed(_START, tiltak.start_dato),
            *((FactUsed(f"{_END}.slutt_dato", event.strict),) if event.strict else ()),
        ),
        used=(tiltak,),
    )


def _is_stay(tiltak: Tiltak) -> Condition:
    stay = is_assessment_stay(tiltak)
    if stay is None:
        return unknown("Tiltak.lovhjemmel", question="assessment-stay")
    return condition(stay, question="assessment-stay")


def _ended(tiltak: Tiltak, ctx: Context) -> Event:
    konklusjon = tiltak.konklusjon
    if konklusjon is NOT_REPORTED:
        return Event(missing=(_END,))
    if konklusjon is None:
        return Event()
    if konklusjon.slutt_dato is NOT_REPORTED:
        return Event(missing=(f"{_END}.slutt_dato",))
    return Event.on(ctx.seen(konklusjon.slutt_dato))


def _consented(tiltak: Tiltak, day: date, ctx: Context) -> Condition:
    """Whether somebody consented to the stay by a day and had not taken it back."""

    def holds_still(row: Samtykke) -> Condition:
        if row.trukket is NOT_REPORTED:
            return unknown(_WITHDRAWN)
        withdrawn = ctx.seen(row.trukket)
        return condition(withdrawn is None or withdrawn > day)

    consents: Entries[Samtykke] = entries(ctx, tiltak, "samtykker")
    return consents.until(day).any(holds_still)
