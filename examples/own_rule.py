"""A rule of one's own in one file: barnevern-tilsyn check export/ --rules own_rule.py."""

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Assessment, Context, Standing, Strength
from barnevern_tilsyn.model import NOT_REPORTED, Undersokelse

TEXTS = {
    "nb": {
        "title": "Undersøkelse avsluttet samme dag som den startet",
        "messages": {
            "closed": "Undersøkelsen startet {start} og ble avsluttet {end}.",
            "open": "Undersøkelsen er ikke avsluttet.",
            "unknown": "Det er ikke kjent når undersøkelsen startet eller ble avsluttet.",
        },
        "reasons": {"closed-on-first-day": "En undersøkelse på én dag kan være feil registrert."},
    }
}


@bt.rule(
    code="EGEN001",
    name="closed-on-first-day",
    theme="own-closed-on-first-day",
    applies_to=Undersokelse,
    duties=(),
    hjemmel=(),
    strength=Strength.SOFT,
    needs=("Undersokelse.start_dato", "Undersokelse.konklusjon.slutt_dato"),
    ruleset="egen",
    texts=TEXTS,
)
def closed_on_first_day(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation, when it is closed on the day it started, then a person should look at it."""
    konklusjon, start = undersokelse.konklusjon, undersokelse.start_dato
    if konklusjon is None:
        return Assessment(standing=Standing.PENDING, law_day=ctx.as_of, situation="open")
    end = konklusjon.slutt_dato if konklusjon else NOT_REPORTED
    if not start or not end:
        missing = ("Undersokelse.konklusjon.slutt_dato",) if start else ("Undersokelse.start_dato",)
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="unknown", missing=missing)
    return Assessment(
        standing=Standing.DOUBTFUL if start == end else Standing.FULFILLED,
        law_day=end,
        situation="closed",
        reasons=("closed-on-first-day",),
        args=(("start", start), ("end", end)),
    )
