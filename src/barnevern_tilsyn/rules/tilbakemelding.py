"""TBK: feedback to those who reported (*tilbakemelding til melder*): the confirmation of the receipt."""

from barnevern_tilsyn.engine import NO, Assessment, Condition, Context, Event, FactUsed, Standing, Strength, Truth, rule
from barnevern_tilsyn.engine.context import Clock
from barnevern_tilsyn.law import BVL1992, BVL2021
from barnevern_tilsyn.model import Melding, Tilbakemelding
from barnevern_tilsyn.rules.melder import EXCUSES, REPORTERS, Owed, owed_to_all, owed_to_public, unexcused
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, report_caps
from barnevern_tilsyn.rules.told import entries, holds

__all__ = ["FEEDBACK", "holds_where_not_given", "informed_of_investigation", "receipt_confirmed"]

FEEDBACK = "Melding.tillegg.tilbakemeldinger"
_TIME_LIMIT = "bvl.13-3.bekreftelse"
_NEEDS = ("Melding.start_dato", REPORTERS, FEEDBACK, *EXCUSES, *BIRTH_NEEDS)


def holds_where_not_given(owed: Owed, melding: Melding, standing: Standing) -> tuple[Condition, str]:
    """Whether the duty holds, and why not. An excuse matters only where feedback is not given in time."""
    if owed.condition.truth is not Truth.YES or standing in (Standing.FULFILLED, Standing.UNKNOWN):
        return owed.condition, owed.exempt
    demanded, reason = unexcused(melding)
    return owed.condition & demanded, reason


@rule(
    code="TBK001",
    name="melder-confirmation-time-limit",
    theme="reporter-feedback-late",
    applies_to=Melding,
    duties=("D-1",),
    hjemmel=(BVL2021("13-3", ledd=1, punktum=1), BVL1992("6-7 a", ledd=1)),
    strength=Strength.HARD,
    needs=_NEEDS,
    rests_on=(FEEDBACK,),
)
def receipt_confirmed(melding: Melding, ctx: Context) -> Assessment:
    """Given a report by somebody who can be answered, when its receipt is not confirmed within three weeks and nothing
    excuses the service, then the time limit is broken.
    """
    if not melding.start_dato:
        return _receipt_unknown(ctx)
    frist = ctx.frist(_TIME_LIMIT, melding.start_dato)
    owed = owed_to_all(melding)
    event = entries(ctx, melding, "tilbakemeldinger").first(melding.start_dato)
    clock = ctx.within(frist, event, fact=FEEDBACK)
    applies, exempt = holds_where_not_given(owed, melding, clock.standing)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="feedback-unknown" if event.missing else "confirmed" if event.strict else "unconfirmed",
        applies=applies,
        exempt=exempt,
        reasons=clock.reasons,
        missing=clock.missing,
        caps=lambda: (*report_caps(melding, ctx), *owed.caps),
        frist=frist,
        event=event,
        facts=lambda: _facts(melding, event),
        used=(melding,),
    )


def _receipt_unknown(ctx: Context) -> Assessment:
    return Assessment(
        standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="receipt-unknown", missing=("Melding.start_dato",)
    )


def _facts(melding: Melding, event: Event) -> tuple[FactUsed, ...]:
    codes = tuple(FactUsed(REPORTERS, row.kode) for row in melding.meldere or () if row.kode)
    given = (FactUsed(f"{FEEDBACK}.dato", event.strict),) if event.strict else ()
    return FactUsed("Melding.start_dato", melding.start_dato), *codes, *given


def _tells_of_investigation(row: Tilbakemelding) -> Condition:
    return holds(row.opplyst_om_undersokelse, f"{FEEDBACK}.opplyst_om_undersokelse")


@rule(
    code="TBK002",
    name="melder-told-of-investigation",
    theme="reporter-feedback-late",
    applies_to=Melding,
    duties=("D-2",),
    hjemmel=(BVL2021("13-3", ledd=2, punktum=1), BVL1992("6-7 a", ledd=2, punktum=2)),
    strength=Strength.HARD,
    needs=_NEEDS,
    rests_on=(FEEDBACK,),
)
def informed_of_investigation(melding: Melding, ctx: Context) -> Assessment:
    """Given a public reporter whose report was confirmed in time, when the feedback does not tell within three weeks
    whether an investigation was opened, then the duty to tell is broken.
    """
    if not melding.start_dato:
        return _receipt_unknown(ctx)
    frist = ctx.frist(_TIME_LIMIT, melding.start_dato)
    owed = owed_to_public(melding)
    given = entries(ctx, melding, "tilbakemeldinger")
    confirmed = ctx.within(frist, given.first(melding.start_dato), fact=FEEDBACK)
    event, clock = Event(missing=confirmed.missing), confirmed
    if confirmed.standing is Standing.FULFILLED:
        event = given.first(melding.start_dato, _tells_of_investigation)
        clock = ctx.within(frist, event, fact=f"{FEEDBACK}.opplyst_om_undersokelse")
    applies, exempt = _nested(owed, melding, confirmed, clock)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="feedback-unknown" if event.missing else "told" if event.strict else "not-told",
        applies=applies,
        exempt=exempt,
        reasons=clock.reasons,
        missing=clock.missing,
        caps=lambda: (*report_caps(melding, ctx), *owed.caps),
        frist=frist,
        event=event,
        facts=lambda: _facts(melding, event),
        used=(melding,),
    )


def _nested(owed: Owed, melding: Melding, confirmed: Clock, clock: Clock) -> tuple[Condition, str]:
    """Without a confirmation in time only the duty to confirm is judged."""
    if owed.condition.truth is Truth.YES and confirmed.standing not in (Standing.FULFILLED, Standing.UNKNOWN):
        return NO, "not-confirmed-in-time"
    return holds_where_not_given(owed, melding, clock.standing)
