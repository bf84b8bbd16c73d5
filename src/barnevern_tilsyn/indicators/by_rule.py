"""Figures made of what rules came to: shares, days of handling, ages of what is open, the last days of time limits."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from barnevern_tilsyn.engine import Outcome, Result
from barnevern_tilsyn.indicators.period import Span
from barnevern_tilsyn.indicators.seen import NO, REVIEW, RUNNING, UNKNOWN, YES, Dated, Key, Seen
from barnevern_tilsyn.indicators.ways import Ages, DatedBy, Handling, LastDays, Outcomes, Review
from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["ages", "handling", "last_days", "outcomes"]

_SAYS = {
    Outcome.MET: YES,
    Outcome.BREACH: NO,
    Outcome.REVIEW: REVIEW,
    Outcome.OPEN: UNKNOWN,
    Outcome.ERROR: UNKNOWN,
    Outcome.RUNNING: RUNNING,
}
_WORST_FIRST = (NO, REVIEW, UNKNOWN, RUNNING, YES)


def outcomes(how: Outcomes, seen: Seen) -> Iterator[Dated]:
    """How each element stands to the duties, on the day by which it belongs to a period."""
    found: defaultdict[int, list[Result]] = defaultdict(list)
    for result in seen.results(how.rules):
        found[id(result.element)].append(result)
    for results in found.values():
        day = _day(results, how.dated_by, seen)
        if day is None:
            continue
        says = {_SAYS[result.outcome] for result in results}
        key = next(word for word in _WORST_FIRST if word in says)
        yield Dated(day or None, NO if key == REVIEW and how.review is Review.NO else key)


def _day(results: list[Result], dated_by: DatedBy, seen: Seen) -> Any:
    """The day of an element; None: it has none yet, ``NOT_REPORTED``: it is not known."""
    if dated_by is DatedBy.LAST_DAY:
        return max((result.frist.nominal for result in results if result.frist), default=NOT_REPORTED)
    element: Any = results[0].element
    if dated_by is DatedBy.START:
        return element.start_dato or NOT_REPORTED
    konklusjon = element.konklusjon
    if konklusjon is NOT_REPORTED or (konklusjon and not konklusjon.slutt_dato):
        return NOT_REPORTED
    return seen.ctx.seen(konklusjon.slutt_dato) if konklusjon else None


def handling(how: Handling, seen: Seen) -> Iterator[Dated]:
    """The days that each took, on the day that it was done."""
    for result in seen.results((how.rule,)):
        done, started = result.event, _started(result)
        if done and started:
            yield Dated(done, max(0, (done - started).days))
        elif done:
            yield Dated(done, UNKNOWN)
        elif result.assessment.event.missing or result.outcome is Outcome.ERROR:
            yield Dated(None, UNKNOWN)


def ages(how: Ages, seen: Seen, span: Span) -> Iterator[tuple[Key, int]]:
    """The days that have run for each that is open when the period ends."""
    day = span.last
    for result in seen.results((how.rule,)):
        done, started = result.event, _started(result)
        if done and done <= day:
            continue
        if started and started > day:
            continue
        if not started or (not done and (day > seen.known_until or result.assessment.event.missing)):
            yield UNKNOWN, 1
        else:
            yield (day - started).days, 1


def last_days(how: LastDays, seen: Seen) -> Iterator[Dated]:
    """The length of the time limit of each that was done in time, and whether it was done on its last days."""
    for result in seen.results((how.rule,)):
        done, frist = result.event, result.frist
        if not done:
            continue
        if frist is None:
            yield Dated(done, UNKNOWN)
        elif frist.start <= done <= frist.nominal:
            length = (frist.nominal - frist.start).days
            yield Dated(done, (length, done > frist.nominal - timedelta(days=how.days)))


def _started(result: Result) -> date | None:
    return result.frist.start if result.frist else None
