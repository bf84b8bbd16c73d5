"""PAR: access to the documents of the case (*innsyn*), and its refusal for the sake of an investigation."""

from datetime import date
from typing import Final

import msgspec

from barnevern_tilsyn.engine import (
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
from barnevern_tilsyn.law import BVL2021
from barnevern_tilsyn.model import NOT_REPORTED, Innsynsnektelse, Sak, Undersokelse
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.standing import asked
from barnevern_tilsyn.rules.told import Entries, entries
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS

__all__ = ["refused_only_while_investigating"]

_REFUSALS: Final = "Sak.tillegg.innsynsnektelser"
_GROUND: Final = f"{_REFUSALS}.grunn"
_WORST: Final = (Standing.BROKEN, Standing.UNKNOWN, Standing.DOUBTFUL, Standing.FULFILLED)


class _Found(msgspec.Struct, frozen=True):
    standing: Standing
    day: date | None = None
    missing: tuple[str, ...] = ()


@rule(
    code="PAR004",
    name="innsyn-refused-after-closing",
    theme="access-refused-after-closing",
    applies_to=Sak,
    duties=("V-10",),
    hjemmel=(BVL2021("12-6", ledd=3, punktum=2),),
    strength=Strength.HARD,
    needs=(
        *(_REFUSALS, f"{_REFUSALS}.dato", _GROUND, "Sak.undersokelser"),
        *(*REPORT_NEEDS, "Undersokelse.konklusjon", *CLOSING_NEEDS),
    ),
    rests_on=(_REFUSALS,),
)
def refused_only_while_investigating(sak: Sak, ctx: Context) -> Assessment:
    """Given a party that was refused access for the sake of an investigation, when the investigation was closed by
    then and no other was going on, then access was refused without right.
    """
    refusals: Entries[Innsynsnektelse] = entries(ctx, sak, "innsynsnektelser")
    applies = _refused(refusals)
    ours = [row for row in refusals.rows if row.grunn == "undersokelse" or row.grunn is NOT_REPORTED]
    found = [_judge(row, ctx) for row in ours]
    worst = min(found, key=lambda one: _WORST.index(one.standing), default=_Found(Standing.UNKNOWN))
    missing = (*worst.missing, *refusals.missing)
    standing = worst.standing
    if standing is Standing.FULFILLED and refusals.missing:
        standing = Standing.UNKNOWN
    return Assessment(
        standing=standing,
        law_day=worst.day or ctx.known_until,
        situation=_SITUATION[standing],
        applies=applies,
        exempt="not-refused",
        reasons=("no-investigation-seen",) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        facts=lambda: tuple(FactUsed(f"{_REFUSALS}.dato", row.dato) for row in ours),
        used=(sak, *ctx.sammenheng.undersokelser),
        args=(("day", worst.day),) if worst.day else (),
    )


_SITUATION = {
    Standing.FULFILLED: "refused-while-investigating",
    Standing.BROKEN: "refused-after-closing",
    Standing.DOUBTFUL: "refused-without-investigation",
    Standing.UNKNOWN: "unknown",
}


def _refused(refusals: Entries[Innsynsnektelse]) -> Condition:
    def for_investigation(row: Innsynsnektelse) -> Condition:
        return unknown(_GROUND) if row.grunn is NOT_REPORTED else condition(row.grunn == "undersokelse")

    return asked(refusals.any(for_investigation), "refused")


def _judge(row: Innsynsnektelse, ctx: Context) -> _Found:
    """How a refusal stands: an investigation was going on that day, or one had been closed, or there was none."""
    day = row.dato
    assert day
    if row.grunn is NOT_REPORTED:
        return _Found(Standing.UNKNOWN, day, (_GROUND,))
    if ctx.sak.undersokelser is NOT_REPORTED:
        return _Found(Standing.UNKNOWN, day, ("Sak.undersokelser",))
    missing: list[str] = []
    closed = False
    for undersokelse in ctx.sammenheng.undersokelser:
        begun, ended, unknown_facts = _period(undersokelse, ctx)
        if unknown_facts:
            missing += unknown_facts
        elif begun and begun <= day:
            if ended is None or day <= ended:
                return _Found(Standing.FULFILLED, day)
            closed = True
    if missing:
        return _Found(Standing.UNKNOWN, day, tuple(missing))
    return _Found(Standing.BROKEN if closed else Standing.DOUBTFUL, day)


def _period(undersokelse: Undersokelse, ctx: Context) -> tuple[date | None, date | None, tuple[str, ...]]:
    """From when until when an investigation went on, by the most lenient reading, or what is missing to tell."""
    course = ctx.once(Course, undersokelse)
    finished = course.finished
    if undersokelse.start_dato is NOT_REPORTED:
        return None, None, ("Undersokelse.start_dato",)
    missing = (*course.reports.missing, *finished.missing, *finished.later)
    ends = [end for end in (course.closing.day, finished.strict, finished.lenient) if end]
    starts = [day for day in (course.received, undersokelse.start_dato) if day]
    return min(starts, default=None), max(ends, default=None), missing
