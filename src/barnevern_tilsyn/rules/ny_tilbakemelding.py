"""TBK: the second feedback, once the investigation that a public reporter's report led to was closed."""

from collections.abc import Iterable
from datetime import date

import msgspec

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    NO,
    YES,
    Assessment,
    Cap,
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
from barnevern_tilsyn.engine.context import Clock
from barnevern_tilsyn.engine.readings import leads_to_investigation
from barnevern_tilsyn.law import BVL1992, BVL2021, Frist
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Tilbakemelding, Undersokelse
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.melder import EXCUSES, REPORTERS, owed_to_public
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, report_caps
from barnevern_tilsyn.rules.tilbakemelding import FEEDBACK, holds_where_not_given
from barnevern_tilsyn.rules.told import entries, holds

__all__ = ["feedback_after_closing", "follow_up_described"]

_STEP = f"{FEEDBACK}.trinn"
_AFTER_CLOSING = "avsluttet"
_QUESTION = "investigated"
_NEEDS = (
    *("Melding.start_dato", "Melding.konklusjon", REPORTERS, FEEDBACK, "Undersokelse.start_dato"),
    *(*CLOSING_NEEDS, *EXCUSES, *BIRTH_NEEDS),
)


class _Investigated(msgspec.Struct, frozen=True, kw_only=True):
    """The closed investigations behind a report, and the days on which each can be said to be closed.

    ``condition``: whether there are any; ``exempt``: why not.
    """

    condition: Condition
    exempt: str = ""
    rows: tuple[Undersokelse, ...] = ()
    days: tuple[date, ...] = ()
    inferred: bool = False
    joined_later: bool = False

    @property
    def caps(self) -> tuple[Cap, ...]:
        """A report that came during the investigation did not lead to it."""
        return (Cap(YES, "report-in-investigation"),) if self.joined_later else ()


def _investigated(ctx: Context, melding: Melding) -> _Investigated:
    leads = leads_to_investigation(melding)
    if leads is None:
        return _Investigated(condition=unknown("Melding.konklusjon", question=_QUESTION))
    rows, inferred = ctx.sammenheng.linked(melding, Undersokelse), False
    if leads and not rows:
        found = ctx.sammenheng.investigations_of(melding)
        if found.missing:
            return _Investigated(condition=unknown(*found.missing, question=_QUESTION))
        rows, inferred = found.elements, found.inferred
    code = melding.konklusjon.kode if melding.konklusjon else None
    joined = code in gruppe("melding-konklusjon.pagaende_undersokelse")
    if joined and ctx.sak.undersokelser is NOT_REPORTED:
        return _Investigated(condition=unknown("Sak.undersokelser", question=_QUESTION))
    if not rows or not (leads or joined):
        return _Investigated(condition=Condition(Truth.NO, question=_QUESTION), exempt="no-investigation")
    return _closed(rows, ctx, inferred=inferred, joined_later=not leads)


def _closed(rows: Iterable[Undersokelse], ctx: Context, *, inferred: bool, joined_later: bool) -> _Investigated:
    courses = [(row, ctx.once(Course, row)) for row in rows]
    closings = [(row, course.closing, course.finished) for row, course in courses]
    missing = [path for _, end, done in closings for path in (*end.missing, *done.missing, *done.earlier, *done.later)]
    if missing:
        return _Investigated(condition=unknown(*dict.fromkeys(missing), question=_QUESTION))
    closed = [(row, {end.day, done.strict, done.lenient}) for row, end, done in closings if end.day]
    days = {day for _, those in closed for day in those if day}
    return _Investigated(
        condition=condition(bool(closed), question=_QUESTION),
        exempt="not-closed",
        rows=tuple(row for row, _ in closed),
        days=tuple(sorted(days)),
        inferred=inferred,
        joined_later=joined_later,
    )


def _second(row: Tilbakemelding) -> Condition:
    return unknown(_STEP) if row.trinn is NOT_REPORTED else condition(row.trinn == _AFTER_CLOSING)


def _given(melding: Melding, days: tuple[date, ...], ctx: Context) -> tuple[Frist, Event, Clock]:
    frist = Frist.span(*(ctx.frist("bvl.13-3.tilbakemelding", day) for day in days), reason="closing-day")
    event = entries(ctx, melding, "tilbakemeldinger").first(days[0], _second)
    return frist, event, ctx.within(frist, event, fact=FEEDBACK)


def _not_yet(investigated: _Investigated, ctx: Context) -> Assessment:
    return Assessment(
        standing=Standing.UNKNOWN,
        law_day=ctx.as_of,
        situation="closing-unknown",
        applies=investigated.condition,
        exempt=investigated.exempt,
    )


@rule(
    code="TBK003",
    name="melder-feedback-after-closing",
    theme="reporter-final-feedback-late",
    applies_to=Melding,
    duties=("D-3",),
    hjemmel=(BVL2021("13-3", ledd=2, punktum=2), BVL1992("6-7 a", ledd=3)),
    strength=Strength.HARD,
    needs=_NEEDS,
    rests_on=(FEEDBACK,),
)
def feedback_after_closing(melding: Melding, ctx: Context) -> Assessment:
    """Given a public reporter and a closed investigation, when no new feedback is given within three weeks after the
    closing and nothing excuses the service, then the time limit is broken.
    """
    investigated = ctx.once(_investigated, melding)
    if investigated.condition.truth is not Truth.YES:
        return _not_yet(investigated, ctx)
    owed = owed_to_public(melding)
    frist, event, clock = _given(melding, investigated.days, ctx)
    applies, exempt = holds_where_not_given(owed, melding, clock.standing)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation="feedback-unknown" if event.missing else "given" if event.strict else "not-given",
        applies=applies,
        exempt=exempt,
        reasons=clock.reasons,
        missing=clock.missing,
        caps=lambda: (*report_caps(melding, ctx), *owed.caps, *investigated.caps),
        frist=frist,
        event=event,
        facts=lambda: _facts(melding, investigated, event),
        used=(melding, *investigated.rows),
        inferred=investigated.inferred,
    )


def _facts(melding: Melding, investigated: _Investigated, event: Event) -> tuple[FactUsed, ...]:
    ends = (row.konklusjon for row in investigated.rows)
    return (
        *(FactUsed(REPORTERS, row.kode) for row in melding.meldere or () if row.kode),
        *(FactUsed("Undersokelse.konklusjon.slutt_dato", end.slutt_dato, investigated.inferred) for end in ends if end),
        *((FactUsed(f"{FEEDBACK}.dato", event.strict),) if event.strict else ()),
    )


@rule(
    code="TBK004",
    name="melder-told-of-follow-up",
    theme="reporter-final-feedback-late",
    applies_to=Melding,
    duties=("D-4",),
    hjemmel=(BVL2021("13-3", ledd=2, punktum=3),),
    strength=Strength.SOFT,
    needs=_NEEDS,
    rests_on=(FEEDBACK,),
)
def follow_up_described(melding: Melding, ctx: Context) -> Assessment:
    """Given new feedback in time on a child that is followed up, when it does not say how, then a person must judge
    whether the reporter needed to know.
    """
    investigated = ctx.once(_investigated, melding)
    if investigated.condition.truth is not Truth.YES:
        return _not_yet(investigated, ctx)
    owed = owed_to_public(melding)
    frist, _, second = _given(melding, investigated.days, ctx)
    described = entries(ctx, melding, "tilbakemeldinger").any(
        lambda row: holds(row.oppfolging_beskrevet, f"{FEEDBACK}.oppfolging_beskrevet")
    )
    standing = Standing.UNKNOWN if second.standing is Standing.UNKNOWN else _STANDING[described.truth]
    applies, exempt = owed.condition, owed.exempt
    if applies.truth is Truth.YES and all(ctx.once(Course, row).closing.dismissed for row in investigated.rows):
        applies, exempt = NO, "not-followed-up"
    elif applies.truth is Truth.YES and second.standing not in (Standing.FULFILLED, Standing.UNKNOWN):
        applies, exempt = NO, "no-feedback-in-time"
    return Assessment(
        standing=standing,
        law_day=frist.nominal,
        situation=_SITUATION[standing],
        applies=applies,
        exempt=exempt,
        missing=second.missing or described.missing,
        facts=lambda: (*_facts(melding, investigated, Event()), *described.used),
        used=(melding, *investigated.rows),
        inferred=investigated.inferred,
    )


_STANDING = {Truth.YES: Standing.FULFILLED, Truth.NO: Standing.BROKEN, Truth.UNKNOWN: Standing.UNKNOWN}
_SITUATION = {
    Standing.FULFILLED: "described",
    Standing.BROKEN: "not-described",
    Standing.UNKNOWN: "feedback-unknown",
}
