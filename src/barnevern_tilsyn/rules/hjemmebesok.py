"""DOK: what was seen at a visit to the home (*hjemmebesøk*) is written down."""

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
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import FVL1967
from barnevern_tilsyn.model import NOT_REPORTED, Hjemmebesok, Journalnotat, Undersokelse
from barnevern_tilsyn.rules.barnet import ended_on
from barnevern_tilsyn.rules.standing import asked, standing_of
from barnevern_tilsyn.rules.told import Entries, entries

__all__ = ["visits_noted"]

_VISITS = "Undersokelse.tillegg.hjemmebesok"
_NOTES = "Sak.tillegg.journalnotater"
_ABOUT = f"{_NOTES}.tema"
_END = "Undersokelse.konklusjon.slutt_dato"


@rule(
    code="DOK002",
    name="hjemmebesok-noted",
    theme="home-visit-not-noted",
    applies_to=Undersokelse,
    duties=("V-11",),
    hjemmel=(FVL1967("11 d", ledd=2, punktum=2),),
    strength=Strength.SOFT,
    needs=(_VISITS, f"{_VISITS}.dato", _NOTES, f"{_NOTES}.dato", _ABOUT, _END),
    rests_on=(_VISITS, _NOTES),
)
def visits_noted(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given a visit to the home in an investigation, when no note about a home visit is in the journal from that day
    on, then what was seen may not have been written down.
    """
    end = ctx.once(ended_on, undersokelse)
    visits: Entries[Hjemmebesok] = entries(ctx, undersokelse, "hjemmebesok").until(end.strict)
    notes: Entries[Journalnotat] = entries(ctx, ctx.sak, "journalnotater")
    noted = reduce(and_, (_noted(row, notes) for row in visits.rows), YES)
    if visits.missing:
        noted &= unknown(*visits.missing)
    standing, missing = standing_of(noted), noted.missing
    if standing in (Standing.FULFILLED, Standing.BROKEN) and end.missing:
        standing, missing = Standing.UNKNOWN, end.missing  # a visit after the end is none of the investigation's
    elif standing is Standing.FULFILLED and end.strict is None:
        standing = Standing.PENDING
    last = visits.rows[-1].dato if visits.rows else None
    return Assessment(
        standing=standing,
        law_day=last or ctx.known_until,
        situation={
            Standing.FULFILLED: "visits-noted",
            Standing.PENDING: "visits-noted-so-far",
            Standing.BROKEN: "visit-not-noted",
        }.get(standing, "unknown"),
        applies=asked(visits.any(), "visited"),
        exempt="no-visit",
        missing=missing,
        facts=lambda: tuple(FactUsed(f"{_VISITS}.dato", row.dato) for row in visits.rows),
        used=(undersokelse,),
        args=(("day", last),) if last else (),
    )


def _noted(visit: Hjemmebesok, notes: Entries[Journalnotat]) -> Condition:
    """Whether a note about a home visit was made on the day of a visit or later."""

    def about_it(note: Journalnotat) -> Condition:
        later = bool(note.dato and visit.dato and note.dato >= visit.dato)
        if later and note.tema is NOT_REPORTED:
            return unknown(_ABOUT)
        return condition(later and note.tema == "hjemmebesok")

    return notes.any(about_it)
