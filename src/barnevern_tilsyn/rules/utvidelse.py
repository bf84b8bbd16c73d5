"""UND: an extension of the time for an investigation (*utvidet undersøkelsestid*), and what is written of it."""

from datetime import date

from barnevern_tilsyn.codes import gruppe
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
from barnevern_tilsyn.law import BVL1992, BVL2021, Frist
from barnevern_tilsyn.model import NOT_REPORTED, Fact, Undersokelse
from barnevern_tilsyn.rules.closing import Course
from barnevern_tilsyn.rules.told import told
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS

__all__ = ["extension_documented"]

_NOTE = "Undersokelse.tillegg.frist"
_REASONS = f"{_NOTE}.begrunnelse_dato"
_PARENTS = f"{_NOTE}.foreldre_informert"
_EXTENSION = "Undersokelse.utvidet_frist"
_QUESTION = "extended"


@rule(
    code="UND005",
    name="undersokelse-extension-documented",
    theme="extension-undocumented",
    applies_to=Undersokelse,
    duties=("I-4",),
    hjemmel=(BVL2021("12-4", ledd=1), BVL2021("1-7"), BVL1992("1-4")),
    strength=Strength.DERIVED,
    needs=(*REPORT_NEEDS, _EXTENSION, f"{_EXTENSION}.start_dato", _NOTE, _REASONS, _PARENTS),
    rests_on=(_NOTE,),
)
def extension_documented(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation with extended time, when the reasons are not written down and the parents not told before
    the ordinary time is over, then the extension may not be sound.
    """
    reports = ctx.once(Course, undersokelse).reports
    received = [row.start_dato for row in reports.elements if row.start_dato]
    extended = _extended(undersokelse, ctx)
    if not received:
        return Assessment(
            standing=Standing.UNKNOWN,
            law_day=ctx.as_of,
            situation="unknown",
            applies=extended,
            exempt="not-extended",
            missing=reports.missing,
        )
    frist = Frist.span(*(ctx.frist("bvl.2-2.undersokelse", day) for day in received), reason="several-reports")
    event = _documented_on(undersokelse, ctx)
    clock = ctx.within(frist, event, fact=_NOTE)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="unknown" if event.missing else "documented" if event.strict else "not-documented",
        applies=extended,
        exempt="not-extended",
        reasons=clock.reasons,
        missing=clock.missing,
        frist=frist,
        event=event,
        facts=lambda: (
            *(FactUsed("Melding.start_dato", day, reports.inferred) for day in received),
            *extended.used,
            *((FactUsed(_NOTE, event.strict),) if event.strict else ()),
        ),
        used=(undersokelse, *reports.elements),
        inferred=reports.inferred,
    )


def _extended(undersokelse: Undersokelse, ctx: Context) -> Condition:
    """Whether extended time was granted, as far as seen. While that is undecided it was not."""
    extension = undersokelse.utvidet_frist
    if extension is NOT_REPORTED:
        return unknown(_EXTENSION, question=_QUESTION)
    if extension is None or extension.innvilget not in gruppe("utvidet-frist.innvilget").codes:
        return Condition(Truth.NO, question=_QUESTION)
    day = extension.start_dato
    if day is NOT_REPORTED:
        return unknown(f"{_EXTENSION}.start_dato", question=_QUESTION)
    granted = ctx.seen(day) is not None
    return condition(granted, FactUsed(f"{_EXTENSION}.start_dato", day), question=_QUESTION)


def _documented_on(undersokelse: Undersokelse, ctx: Context) -> Event:
    """The day on which the reasons were written and the parents told."""
    note = told(undersokelse, "frist")
    if note is NOT_REPORTED:
        return Event(missing=(_NOTE,))
    days: tuple[tuple[str, Fact[date]], ...] = ()
    if note:
        days = (_REASONS, note.begrunnelse_dato), (_PARENTS, note.foreldre_informert)
    done = [ctx.seen(day) for _, day in days if day is not NOT_REPORTED]
    if not days or None in done:
        return Event()
    missing = tuple(path for path, day in days if day is NOT_REPORTED)
    return Event(missing=missing) if missing else Event.on(max(day for day in done if day))
