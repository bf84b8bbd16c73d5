"""Figures made of the record itself: plans in force, evaluations, aftercare, children with something, reporters."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from barnevern_tilsyn.codes import lookup
from barnevern_tilsyn.indicators.period import Span
from barnevern_tilsyn.indicators.seen import NO, RUNNING, UNKNOWN, UNPLACED, YES, Dated, Key, Seen, has_run, runs_on
from barnevern_tilsyn.indicators.ways import Aftercare, Children, Evaluations, Having, Per, Plans, Reporters
from barnevern_tilsyn.law.alder import age_limit
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.model import NOT_REPORTED, Plan, Tiltak
from barnevern_tilsyn.rules.basis import is_of_group

__all__ = ["HAS", "NONE_NAMED", "REPORTS", "aftercare", "children", "evaluations", "of_code", "plans", "reporters"]

HAS = "has"
"""A child that has what is counted."""
REPORTS = "reports"
"""Reports, each once."""
NONE_NAMED = "none-named"
"""Reports with no reporter."""


def of_code(code: str) -> str:
    """What reports from a kind of reporter are counted under."""
    return f"code:{code}"


_ONE_DAY = timedelta(days=1)


def plans(how: Plans, seen: Seen, span: Span) -> Iterator[tuple[Key, int]]:
    """Whether what runs when the period ends has a plan in force that day."""
    day = span.last
    running = [_runs(tiltak, how.measures, day, seen) for tiltak in seen.ctx.sammenheng.tiltak]
    if not _tells_of_measures(seen):
        running.append(None)
    certain, doubtful = running.count(True), running.count(None)
    answer = _any(_plan_holds(plan, how.plans, day, seen) for plan in seen.ctx.sammenheng.planer)
    if answer is False and not _tells_of_plans(how.plans, seen):
        answer = None
    if how.per is Per.CHILD:
        certain, doubtful = int(certain > 0), int(certain == 0 and doubtful > 0)
    if certain:
        yield {True: YES, False: NO, None: UNKNOWN}[answer], certain
    if doubtful:
        yield UNPLACED, doubtful


def _tells_of_plans(types: tuple[str, ...], seen: Seen) -> bool:
    """Whether it says something that a case has no such plan."""
    return seen.sak.planer is not NOT_REPORTED and seen.ctx.coded("Plan", types)


def _tells_of_measures(seen: Seen) -> bool:
    return seen.sak.tiltak is not NOT_REPORTED


def _runs(tiltak: Tiltak, group: str | None, day: date, seen: Seen) -> bool | None:
    """Whether a measure with a legal basis of a group runs on a day."""
    return _both(runs_on(tiltak, day, seen.known_until), is_of_group(tiltak, group) if group else True)


def _plan_holds(plan: Plan, types: tuple[str, ...], day: date, seen: Seen) -> bool | None:
    return _both(runs_on(plan, day, seen.known_until), plan.plantype in types if plan.plantype else None)


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return True if True in found else None if None in found else False


def evaluations(how: Evaluations, seen: Seen, span: Span) -> Iterator[tuple[Key, int]]:
    """Whether a plan was evaluated in the last months, of a child with a measure that has run as long."""
    day = span.last
    begun = add_months(day, -how.months)
    measures = [
        _both(_runs(tiltak, how.measures, day, seen), _begun_by(tiltak, begun)) for tiltak in seen.ctx.sammenheng.tiltak
    ]
    has = _any(measures)
    if has is None or (has is False and not _tells_of_measures(seen)):
        yield UNPLACED, 1
    elif has:
        evaluated = _any(_evaluated(plan, begun, day) for plan in seen.ctx.sammenheng.planer)
        if evaluated is False and seen.sak.planer is NOT_REPORTED:
            evaluated = None
        yield {True: YES, False: NO, None: UNKNOWN}[evaluated], 1


def _begun_by(tiltak: Tiltak, day: date) -> bool | None:
    return tiltak.start_dato <= day if tiltak.start_dato else None


def _evaluated(plan: Plan, after: date, until: date) -> bool | None:
    if plan.evalueringer is NOT_REPORTED:
        return None
    return _any(after < row.utfort_dato <= until if row.utfort_dato else None for row in plan.evalueringer or ())


def aftercare(how: Aftercare, seen: Seen) -> Iterator[Dated]:
    """Whether aftercare was offered before the birthday, on that day."""
    born = seen.ctx.fodseldato
    if born is None:
        if seen.ctx.sammenheng.tiltak:
            yield Dated(None, UNPLACED)
        return
    age = age_limit(how.age)
    birthday = add_months(born, 12 * age)
    before = add_months(born, 12 * (age - 1))
    rows = seen.ctx.sammenheng.tiltak
    had = _any(has_run(tiltak, before, birthday - _ONE_DAY, seen.known_until) for tiltak in rows)
    if had is None or (had is False and not _tells_of_measures(seen)):
        yield Dated(birthday, UNPLACED)
    elif had:
        yield Dated(birthday, _offered(birthday, seen))


def _offered(birthday: date, seen: Seen) -> str:
    offers = seen.ctx.sammenheng.ettervern
    if any(row.tilbud_sendt_dato and row.tilbud_sendt_dato < birthday for row in offers):
        return YES
    if seen.known_until < birthday - _ONE_DAY:
        return RUNNING
    told = seen.sak.ettervern is not NOT_REPORTED and all(row.tilbud_sendt_dato for row in offers)
    return NO if told else UNKNOWN


def children(how: Children, seen: Seen, span: Span) -> Iterator[tuple[Key, int]]:
    """Whether the child has an investigation on a day of the period, or a measure when it ends."""
    known = seen.known_until
    if how.having is Having.INVESTIGATION:
        rows = seen.ctx.sammenheng.undersokelser
        told = seen.sak.undersokelser is not NOT_REPORTED
        answer = _any(has_run(row, span.first, span.last, known) for row in rows)
    else:
        told = _tells_of_measures(seen)
        answer = _any(runs_on(row, span.last, known) for row in seen.ctx.sammenheng.tiltak)
    if answer:
        yield HAS, 1
    elif answer is None or not told:
        yield UNKNOWN, 1


def reporters(_how: Reporters, seen: Seen) -> Iterator[Dated]:
    """Each report, and each kind of reporter it is from, on the day it was received."""
    for melding in seen.ctx.sammenheng.meldinger:
        day = melding.start_dato or None
        if day is None:
            yield Dated(None, UNPLACED)
            continue
        yield Dated(day, REPORTS)
        rows = melding.meldere
        if rows is NOT_REPORTED:
            yield Dated(day, UNKNOWN)
            continue
        codes = {row.kode for row in rows or ()}
        listed = sorted(str(code) for code in codes if code and lookup("melder", code))
        if len(listed) < len(codes):  # no code, or one that the list does not have: what stands there may be anything
            yield Dated(day, UNKNOWN)
        if not codes:
            yield Dated(day, NONE_NAMED)
        for code in listed:
            yield Dated(day, of_code(code))
