"""DOK: the child's journal."""

from barnevern_tilsyn.engine import Assessment, Context, FactUsed, Standing, Strength, Truth, rule
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules.told import entries

__all__ = ["journal_kept"]

_NOTES = "Sak.tillegg.journalnotater"
_END = "Sak.slutt_dato"


@rule(
    code="DOK001",
    name="journal-kept",
    theme="journal-missing",
    applies_to=Sak,
    duties=("G-1",),
    hjemmel=(BVL2021("12-4", ledd=1),),
    strength=Strength.SOFT,
    needs=(_NOTES, _END),
    rests_on=(_NOTES,),
)
def journal_kept(sak: Sak, ctx: Context) -> Assessment:
    """Given a case that was handled in 2023 or later, when no note is recorded in the child's journal, then the
    journal may not be kept.
    """
    if sak.slutt_dato is NOT_REPORTED:
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.known_until, situation="unknown", missing=(_END,))
    last = ctx.seen(sak.slutt_dato) or ctx.known_until
    notes = entries(ctx, sak, "journalnotater")
    standing, situation = {
        Truth.YES: (Standing.FULFILLED, "kept"),
        Truth.NO: (Standing.BROKEN, "no-notes"),
        Truth.UNKNOWN: (Standing.UNKNOWN, "unknown"),
    }[notes.any().truth]
    return Assessment(
        standing=standing,
        law_day=last,
        situation=situation,
        missing=notes.missing,
        facts=lambda: tuple(FactUsed(f"{_NOTES}.dato", row.dato) for row in notes.rows[:1]),
        used=(sak,),
    )
