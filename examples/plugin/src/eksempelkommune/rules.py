"""KOMM: the municipality's own goals. None of them is law."""

from datetime import date

from barnevern_tilsyn.engine import Assessment, Context, Event, FactUsed, Standing, Strength, rule
from barnevern_tilsyn.law import Provisions
from barnevern_tilsyn.model import NOT_REPORTED, Melding

ROUTINE = Provisions("eksempelkommune:RUTINE-2024-1")


@rule(
    code="KOMM001",
    name="melding-review-goal",
    theme="report-review-goal",
    applies_to=Melding,
    duties=(),
    hjemmel=(ROUTINE("2"),),
    strength=Strength.DERIVED,
    needs=("Melding.start_dato", "Melding.konklusjon"),
    ruleset="eksempelkommune",
)
def reviewed_within_goal(melding: Melding, ctx: Context) -> Assessment:
    """Given a report of concern, when it is not concluded within three days of its receipt, then the municipality's
    own goal is missed.
    """
    received = melding.start_dato
    if not received:
        return Assessment(
            standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="receipt-unknown", missing=("Melding.start_dato",)
        )
    frist = ctx.frist("eksempelkommune:rutine.2.melding", received)
    event = concluded_on(melding, ctx)
    clock = ctx.within(frist, event, fact="Melding.konklusjon")
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="conclusion-unknown" if event.missing else "concluded" if event.strict else "unconcluded",
        reasons=clock.reasons,
        missing=clock.missing,
        frist=frist,
        event=event,
        facts=lambda: facts(received, event),
        used=(melding,),
    )


def concluded_on(melding: Melding, ctx: Context) -> Event:
    """The day a report was concluded. Not reported is unknown; a deleted conclusion is none."""
    konklusjon = melding.konklusjon
    if konklusjon is NOT_REPORTED:
        return Event(missing=("Melding.konklusjon",))
    if konklusjon is None or konklusjon.er_slettet is True:
        return Event()
    if not konklusjon.slutt_dato:
        return Event(missing=("Melding.konklusjon.slutt_dato",))
    return Event.on(ctx.seen(konklusjon.slutt_dato))


def facts(received: date, event: Event) -> tuple[FactUsed, ...]:
    """What a finding shows."""
    receipt = FactUsed("Melding.start_dato", received)
    return (receipt, FactUsed("Melding.konklusjon.slutt_dato", event.strict)) if event.strict else (receipt,)
