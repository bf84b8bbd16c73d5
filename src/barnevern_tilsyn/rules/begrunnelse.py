"""VED: a decision is made in writing and with reasons (*skriftlig og begrunnet*)."""

from barnevern_tilsyn.engine import Assessment, Context, FactUsed, Standing, Strength, rule
from barnevern_tilsyn.law import FVL1967
from barnevern_tilsyn.model import NOT_REPORTED, Vedtak
from barnevern_tilsyn.rules.told import holds, told
from barnevern_tilsyn.rules.vedtaket import DECIDED, MADE_BY, by_service, day_unknown, holds_unless

__all__ = ["REASONED", "reasoned", "reasons_standing"]

REASONED = "Vedtak.tillegg.begrunnelse_dato"
_WRITTEN = "Vedtak.tillegg.skriftlig"
_OMITTED = "Vedtak.tillegg.begrunnelse_unnlatt"


@rule(
    code="VED002",
    name="vedtak-reasons",
    theme="decision-unreasoned",
    applies_to=Vedtak,
    duties=("V-7",),
    hjemmel=(FVL1967("24", ledd=1), FVL1967("23")),
    strength=Strength.HARD,
    needs=(DECIDED, _WRITTEN, REASONED, _OMITTED, MADE_BY),
    rests_on=(_WRITTEN, REASONED),
)
def reasoned(vedtak: Vedtak, ctx: Context) -> Assessment:
    """Given a decision by the service, when no reasons are given at the same time and no exception let the service
    leave them out, then the duty to give reasons is broken.
    """
    decided = vedtak.start_dato
    if not decided:
        return day_unknown(ctx)
    standing, situation, missing = reasons_standing(ctx, vedtak)
    omitted = ~holds(told(vedtak, "begrunnelse_unnlatt"), _OMITTED, "reasons-left-out")
    exceptions = ((omitted, "reasons-left-out"),) if standing is Standing.BROKEN else ()
    applies, exempt = holds_unless(standing, missing, (by_service(vedtak), "not-by-service"), exceptions=exceptions)
    return Assessment(
        standing=standing,
        law_day=decided,
        situation=situation,
        applies=applies,
        exempt=exempt,
        reasons=("not-in-writing",) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        facts=lambda: (FactUsed(DECIDED, decided), FactUsed(REASONED, told(vedtak, "begrunnelse_dato") or None)),
        used=(vedtak,),
        args=(("day", decided),),
    )


def reasons_standing(ctx: Context, vedtak: Vedtak) -> tuple[Standing, str, tuple[str, ...]]:
    """Whether a decision is in writing and has its reasons: standing, situation and what is missing to tell."""
    written, day = told(vedtak, "skriftlig"), told(vedtak, "begrunnelse_dato")
    if written is NOT_REPORTED:
        return Standing.UNKNOWN, "unknown", (_WRITTEN,)
    if written is not True:
        return Standing.DOUBTFUL, "not-written", ()
    if day is NOT_REPORTED:
        return Standing.UNKNOWN, "unknown", (REASONED,)
    if day is None or ctx.seen(day) is None:
        return Standing.BROKEN, "unreasoned", ()
    if vedtak.start_dato and day > vedtak.start_dato:
        return Standing.BROKEN, "reasoned-afterwards", ()
    return Standing.FULFILLED, "reasoned", ()
