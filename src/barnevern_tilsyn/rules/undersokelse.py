"""UND: duties on an investigation (*undersøkelse*)."""

from datetime import date

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import (
    Assessment,
    Cap,
    Condition,
    Context,
    Event,
    FactUsed,
    Linked,
    Standing,
    Strength,
    Truth,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import BVL1992, BVL2021, Frist
from barnevern_tilsyn.law.frist import START_POINT, conclusion_matters
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Undersokelse
from barnevern_tilsyn.rules.closing import CLOSING_NEEDS, Course
from barnevern_tilsyn.rules.melding import concluded_on
from barnevern_tilsyn.rules.special import BIRTH_NEEDS, PLACE_NEEDS, SVALBARD, age_caps, outside_svalbard

__all__ = ["REPORT_NEEDS", "concluded_in_time", "investigation_started"]

REPORT_NEEDS = ("Melding.start_dato", "Melding.konklusjon", "Undersokelse.start_dato")
"""The facts that tell which reports led to an investigation."""

_NOT_TO_INVESTIGATE = Condition(Truth.NO, question="to-investigate")

_TIME_LIMIT = "bvl.2-2.undersokelse"

Verdict = tuple[Standing, str]
"""A standing, and the reason or the missing fact that goes with it."""


@rule(
    code="UND001",
    name="undersokelse-time-limit",
    theme="investigation-overdue",
    applies_to=Undersokelse,
    duties=("I-2", "I-3"),
    hjemmel=(BVL2021("2-2", ledd=2), BVL1992("6-9", ledd=1)),
    strength=Strength.HARD,
    needs=(
        *REPORT_NEEDS,
        "Undersokelse.utvidet_frist",
        "Sak.slutt_dato",
        "Sak.avsluttet",
        *CLOSING_NEEDS,
        *BIRTH_NEEDS,
        *PLACE_NEEDS,
    ),
)
def concluded_in_time(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation, when it is not finished within three months after the one-week limit (six in all when
    extended), then the time limit is broken.
    """
    course = ctx.once(Course, undersokelse)
    reports, received = course.reports, course.received
    if received is None:
        return Assessment(
            standing=Standing.DOUBTFUL if reports.contradicts else Standing.UNKNOWN,
            law_day=ctx.as_of,
            situation="start-unknown",
            applies=outside_svalbard(ctx),
            exempt=SVALBARD,
            reasons=("reports-do-not-lead",) if reports.contradicts else (),
            missing=reports.missing,
        )
    frist, between = _time_limit(undersokelse, reports, ctx)
    if START_POINT in frist.reasons:
        between += tuple(path for row in reports.elements for path in ctx.once(concluded_on, row).missing)
    event = course.finished
    clock = ctx.within(frist, event, fact="Undersokelse.konklusjon", between=between)
    return Assessment(
        standing=clock.standing,
        law_day=frist.nominal,
        situation=_situation(undersokelse, course, frist, ctx),
        applies=outside_svalbard(ctx),
        exempt=SVALBARD,
        reasons=clock.reasons,
        missing=clock.missing,
        caps=lambda: (*age_caps(received, ctx), *_case_closed(event, frist, ctx)),
        frist=frist,
        event=event,
        facts=lambda: _facts(undersokelse, reports, event),
        used=(undersokelse, *reports.elements, *event.acts),
        args=_registered(undersokelse),
    )


def _time_limit(undersokelse: Undersokelse, reports: Linked[Melding], ctx: Context) -> tuple[Frist, tuple[str, ...]]:
    """The time limit that holds, and the facts that matter only from its nominal to its latest last day."""
    granted = undersokelse.utvidet_frist
    ordinary = _counted_from(reports, ctx)
    if granted is None:
        return ordinary, ()
    extended = _counted_from(reports, ctx, extended=True)
    if granted is NOT_REPORTED:
        return Frist.span(ordinary, extended, reason="extension-unknown"), ("Undersokelse.utvidet_frist",)
    if granted.innvilget in gruppe("utvidet-frist.avslatt").codes:
        return ordinary, ()
    if not granted.start_dato:
        return Frist.span(ordinary, extended, reason="extension-unknown"), ("Undersokelse.utvidet_frist.start_dato",)
    if ctx.seen(granted.start_dato) is None:
        return ordinary, ()
    if granted.innvilget not in gruppe("utvidet-frist.innvilget").codes:
        return Frist.span(ordinary, extended, reason="extension-undecided"), ()
    if granted.start_dato <= ordinary.nominal:
        return extended, ()
    return Frist.span(ordinary, extended, reason="extension-late"), ()


def _counted_from(reports: Linked[Melding], ctx: Context, *, extended: bool = False) -> Frist:
    """The time limit, ordinary or extended, whichever of the reports it counts from."""
    frister = [
        ctx.frist(_TIME_LIMIT, day, extended=extended, concluded=_last_concluded(row, day, ctx))
        for row in reports.elements
        if (day := row.start_dato)
    ]
    return Frist.span(*frister, reason="inferred-reports" if reports.inferred else "several-reports")


def _last_concluded(melding: Melding, received: date, ctx: Context) -> date | None:
    """The day a report was concluded, if that can matter: where it is not told, as late as the record tells of."""
    if not conclusion_matters(_TIME_LIMIT, received):
        return None
    concluded = ctx.once(concluded_on, melding)
    return ctx.known_until if concluded.missing else concluded.strict


def _case_closed(event: Event, frist: Frist, ctx: Context) -> tuple[Cap, ...]:
    """An open investigation in a case that was closed in time: the records contradict each other.

    The old service's clock ends with its closing when the child moves.
    """
    if event.strict:
        return ()
    closed = ctx.sak.slutt_dato
    if closed is NOT_REPORTED and ctx.sak.avsluttet is not False:
        return (Cap(unknown("Sak.slutt_dato", question="case-closed"), "case-closed"),)
    return (Cap(condition((closed or date.max) <= frist.latest, question="case-closed"), "case-closed"),)


def _situation(undersokelse: Undersokelse, course: Course, frist: Frist, ctx: Context) -> str:
    event = course.finished
    if event.missing:
        return "closing-unknown"
    if not event.strict:
        situation = "open"
    else:
        konklusjon = undersokelse.konklusjon
        situation = "closed" if konklusjon and konklusjon.slutt_dato == event.strict else "closed-by-later-act"
    done = event.strict or ctx.known_until
    # Six months are not over before the time limit is, whichever holds.
    past_six = done > frist.nominal and done > _counted_from(course.reports, ctx, extended=True).latest
    return f"{situation}-past-six-months" if past_six else situation


def _registered(undersokelse: Undersokelse) -> tuple[tuple[str, date], ...]:
    konklusjon = undersokelse.konklusjon
    return (("registered", konklusjon.slutt_dato),) if konklusjon and konklusjon.slutt_dato else ()


def _facts(undersokelse: Undersokelse, reports: Linked[Melding], event: Event) -> tuple[FactUsed, ...]:
    facts = [FactUsed("Melding.start_dato", row.start_dato, reports.inferred) for row in reports.elements]
    granted = undersokelse.utvidet_frist
    if granted:
        if granted.start_dato:
            facts.append(FactUsed("Undersokelse.utvidet_frist.start_dato", granted.start_dato))
        if granted.innvilget:
            facts.append(FactUsed("Undersokelse.utvidet_frist.innvilget", granted.innvilget))
    konklusjon = undersokelse.konklusjon
    if konklusjon and event.strict:
        facts.append(FactUsed("Undersokelse.konklusjon.slutt_dato", konklusjon.slutt_dato))
        facts.append(FactUsed("Undersokelse.konklusjon.kode", konklusjon.kode))
    facts += acts_used(event)
    return tuple(facts)


def acts_used(event: Event) -> list[FactUsed]:
    """The acts behind a day, as facts."""
    return [FactUsed(f"{type(row).__name__}.start_dato", row.start_dato) for row in event.acts if row.start_dato]


def caps_of(course: Course, ctx: Context) -> tuple[Cap, ...]:
    """The caps of a duty on an investigation: they go by the first report."""
    if course.received:
        return age_caps(course.received, ctx)
    return (Cap(unknown(*course.reports.missing, question="unborn"), "unborn"),)


@rule(
    code="UND002",
    name="undersokelse-not-started",
    theme="investigation-overdue",
    applies_to=Melding,
    duties=("I-2",),
    hjemmel=(BVL2021("2-2", ledd=2), BVL1992("6-9", ledd=1)),
    strength=Strength.DERIVED,
    needs=("Melding.start_dato", "Melding.konklusjon", "Undersokelse.start_dato", *PLACE_NEEDS),
)
def investigation_started(melding: Melding, ctx: Context) -> Assessment:
    """Given a report that was to be investigated, when the time for the investigation is over and none is seen, then
    a child may have been forgotten.
    """
    concluded = ctx.once(concluded_on, melding)
    konklusjon = melding.konklusjon
    code = (konklusjon.kode or None) if konklusjon and concluded.strict else None
    missing = concluded.missing or (("Melding.konklusjon.kode",) if concluded.strict and not code else ())
    missing = missing or (() if melding.start_dato else ("Melding.start_dato",))
    if missing or not melding.start_dato:
        applies = unknown(*missing, question="to-investigate")
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="unknown", applies=applies)
    if code not in gruppe("melding-konklusjon.undersokelse").codes:
        return Assessment(
            standing=Standing.PENDING,
            law_day=ctx.as_of,
            situation="unknown",
            applies=_NOT_TO_INVESTIGATE,
            exempt="not-to-investigate",
        )
    received = melding.start_dato
    frist = ctx.frist(_TIME_LIMIT, received)
    started = ctx.sammenheng.investigations_of(melding)
    standing, situation, event = Standing.FULFILLED, "started", Event()
    if not started.elements:
        event = Event(missing=started.missing)
        clock = ctx.within(frist, event, fact="Undersokelse.start_dato")
        missing = clock.missing
        if clock.standing is Standing.BROKEN:
            standing, situation = Standing.DOUBTFUL, "not-started"
        else:
            standing = Standing.PENDING if clock.standing is Standing.DOUBTFUL else clock.standing
            situation = "not-started-yet"
    return Assessment(
        standing=standing,
        law_day=frist.nominal,
        situation=situation,
        applies=outside_svalbard(ctx),
        exempt=SVALBARD,
        reasons=("investigation-not-seen",) if standing is Standing.DOUBTFUL else (),
        missing=missing,
        frist=frist,
        event=event,
        facts=lambda: (FactUsed("Melding.start_dato", received), FactUsed("Melding.konklusjon.kode", code)),
        used=(melding, *started.elements),
    )
