"""MEL: duties on receiving a report of concern (*melding*)."""

from datetime import date

from barnevern_tilsyn.engine import Assessment, Context, Event, FactUsed, Standing, Strength, rule
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Melding
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, age_caps
from barnevern_tilsyn.rules.told import entries

__all__ = ["reviewed_in_time", "urgency_assessed"]

_URGENCY = "Melding.tillegg.hastevurdering"


@rule(
    code="MEL001",
    name="melding-review-time-limit",
    theme="report-review-overdue",
    applies_to=Melding,
    duties=("M-1", "M-2", "M-6"),
    hjemmel=(BVL2021("2-1", ledd=1), BVL1992("4-2", ledd=1)),
    strength=Strength.HARD,
    needs=("Melding.start_dato", "Melding.konklusjon.slutt_dato", *BIRTH_NEEDS),
)
def reviewed_in_time(melding: Melding, ctx: Context) -> Assessment:
    """Given a report of concern, when it is not reviewed and concluded within one week of its receipt, then the time
    limit is broken.
    """
    received = melding.start_dato
    if not received:
        return Assessment(
            standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="receipt-unknown", missing=("Melding.start_dato",)
        )
    frist = ctx.frist("bvl.2-1.melding", received)
    event = ctx.once(concluded_on, melding)
    clock = ctx.within(frist, event, fact="Melding.konklusjon")
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="conclusion-unknown" if event.missing else "concluded" if event.strict else "unconcluded",
        reasons=clock.reasons,
        missing=clock.missing,
        caps=lambda: age_caps(received, ctx),
        frist=frist,
        event=event,
        facts=lambda: _facts(received, event),
        used=(melding,),
    )


@rule(
    code="MEL002",
    name="melding-urgency",
    theme="report-urgency-not-assessed",
    applies_to=Melding,
    duties=("M-3",),
    hjemmel=(BVL2021("2-1", ledd=1, punktum=3),),
    strength=Strength.SOFT,
    needs=("Melding.start_dato", _URGENCY),
    rests_on=(_URGENCY,),
)
def urgency_assessed(melding: Melding, ctx: Context) -> Assessment:
    """Given a report received from 2023, when nothing shows within the week for its review that somebody assessed
    whether it needed immediate follow-up, then the assessment may not have been made.
    """
    received = melding.start_dato
    if not received:
        return Assessment(
            standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="receipt-unknown", missing=("Melding.start_dato",)
        )
    frist = ctx.frist("bvl.2-1.melding", received)
    event = entries(ctx, melding, "hastevurdering").first(received)
    clock = ctx.within(frist, event, fact=_URGENCY)
    return Assessment(
        standing=clock.standing,
        law_day=received,
        situation="assessment-unknown" if event.missing else "assessed" if event.strict else "not-assessed",
        reasons=clock.reasons,
        missing=clock.missing,
        frist=frist,
        event=event,
        facts=lambda: (
            FactUsed("Melding.start_dato", received),
            *((FactUsed(f"{_URGENCY}.dato", event.strict),) if event.strict else ()),
        ),
        used=(melding,),
    )


def _facts(received: date, event: Event) -> tuple[FactUsed, ...]:
    facts = FactUsed("Melding.start_dato", received)
    return (facts, FactUsed("Melding.konklusjon.slutt_dato", event.strict)) if event.strict else (facts,)


def concluded_on(ctx: Context, melding: Melding) -> Event:
    """The day the review of a report was concluded, as far as seen. A deleted conclusion is none."""
    konklusjon = melding.konklusjon
    if konklusjon is NOT_REPORTED:
        return Event(missing=("Melding.konklusjon",))
    if konklusjon is None or konklusjon.er_slettet is True:
        return Event()
    if not konklusjon.slutt_dato:
        return Event(missing=("Melding.konklusjon.slutt_dato",))
    return Event.on(ctx.seen(konklusjon.slutt_dato))
