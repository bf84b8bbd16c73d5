"""Courses of reports, none with a breach."""

from datetime import date

from barnevern_tilsyn.testing.synthetic.closings import ROOM
from barnevern_tilsyn.testing.synthetic.code_choice import dismissal, dropped
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.oracle_days import limits, week_limits

__all__ = [
    "JOIN_CODES",
    "forgotten_report",
    "report_dropped",
    "report_in_investigation",
    "report_open",
    "several_reports",
]

JOIN_CODES = date(2020, 1, 1)
"""The register's code for a report in a running investigation begins here."""


def report_dropped(draft: Draft) -> None:
    """One report, dropped in time."""
    received = draft.received(14)
    concluded = draft.within(received, week_limits(received))
    draft.report(received, dropped(draft.rng, concluded), concluded)
    draft.closed = concluded


def report_open(draft: Draft) -> None:
    """Not concluded, the week not over; sometimes past it while the last day has moved off red days."""
    moved_off = [draft.known - days(n) for n in (8, 9, 10, 11, 12)]
    moved_off = [day for day in moved_off if week_limits(day).latest >= draft.known]
    if moved_off and draft.chance(0.3):
        draft.report(draft.rng.choice(moved_off))
    else:
        draft.report(draft.known - days(draft.rng.randint(0, 7)))


def several_reports(draft: Draft) -> None:
    """Two reports before the start count, one that joins later does not."""
    received = draft.received(ROOM, first=JOIN_CODES)
    first = draft.report(received, "2", received + days(draft.rng.randint(4, 7)))
    second_day = draft.between(received + days(1), first.slutt_dato or received)
    second = draft.report(second_day, "2")
    joins = second_day + days(draft.rng.randint(20, 40))
    late = draft.report(joins, "4", joins + days(draft.rng.randint(0, 7)))
    limit = limits(received, second_day, 3)
    end = draft.between(joins + days(8), limit.nominal)
    if draft.chance(0.3):
        end = draft.between(limit.nominal, limit.latest)
    u = draft.investigation([first, second], slutt=end, kode=dismissal(draft.rng, end))
    draft.relate(late, u)


def report_in_investigation(draft: Draft) -> None:
    """A second report joins a running investigation."""
    received = draft.received(ROOM, first=JOIN_CODES)
    first = draft.report(received, "2")
    second_day = received + days(draft.rng.randint(10, 60))
    second = draft.report(second_day, "4")
    limit = limits(received, received, 3)
    end = draft.within(second_day + days(12), limit)
    u = draft.investigation([first], slutt=end, kode=dismissal(draft.rng, end))
    draft.relate(second, u)


def forgotten_report(draft: Draft) -> None:
    """Went to investigation, none is there: to be reviewed once the latest day has passed."""
    draft.report(draft.received(ROOM) if draft.chance(0.6) else draft.known - days(draft.rng.randint(9, 30)), "2")
