"""Courses in which something caps, voids or takes away what the rules see; none with a breach."""

from datetime import date

from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.synthetic.closings import ROOM, ROOM_EXTENDED, close_dismissed
from barnevern_tilsyn.testing.synthetic.code_choice import SVALBARD, dismissal, dropped
from barnevern_tilsyn.testing.synthetic.dice import FLOOR, days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.oracle_days import limits, week_limits

__all__ = [
    "adult",
    "deleted_case",
    "deleted_conclusion",
    "deleted_investigation",
    "deleted_relation",
    "deleted_report",
    "migrated",
    "relation_missing",
    "svalbard",
    "unborn",
]


def _capped_course(draft: Draft, received: date) -> None:
    """A report or an investigation, half of them late: a breach but for the cap."""
    late = draft.chance(0.5)
    if draft.chance(0.5):
        limit = week_limits(received)
        end = draft.late(limit, boundary=draft.chance(0.3), most=30) if late else draft.within(received, limit)
        draft.report(received, dropped(draft.rng, end), end)
    else:
        limit = limits(received, received, 3)
        m = draft.report(received, "2")
        start = m.slutt_dato or received
        end = draft.late(limit, boundary=draft.chance(0.3)) if late else draft.within(start, limit)
        draft.investigation([m], slutt=end, kode=dismissal(draft.rng, end))
    draft.closed = end


def unborn(draft: Draft) -> None:
    """Received before birth; the child may still be unborn, or be born on another day than expected."""
    received = draft.received(ROOM_EXTENDED)
    draft.born = draft.birth(received + days(1), received + days(250))
    if draft.born <= draft.known and draft.chance(0.5):
        draft.due = draft.born + days(draft.rng.randint(-12, 12))
        if (draft.due.month, draft.due.day) == (2, 29):
            draft.due -= days(1)
    _capped_course(draft, received)


def adult(draft: Draft) -> None:
    """18 or more at receipt, sometimes on the very birthday; under 25 at the extraction, as the register asks."""
    received = draft.received(ROOM_EXTENDED, first=max(FLOOR, draft.known - relativedelta(years=7)))
    eighteen = received - relativedelta(years=18)
    oldest = max(eighteen - days(1500), draft.known - relativedelta(years=25) + days(1))
    draft.born = eighteen if draft.chance(0.2) else draft.birth(oldest, eighteen)
    _capped_course(draft, received)


def migrated(draft: Draft) -> None:
    """All elements come from another system."""
    draft.migrated = True
    _capped_course(draft, draft.received(ROOM_EXTENDED))


def svalbard(draft: Draft) -> None:
    """The time limit of an investigation does not apply to Sysselmesteren."""
    draft.avgiver = SVALBARD
    received = draft.received(ROOM_EXTENDED)
    end = draft.late(limits(received, received, 3), boundary=False)
    draft.investigation([draft.report(received, "2")], slutt=end, kode=dismissal(draft.rng, end))


def relation_missing(draft: Draft) -> None:
    """No relation from the report to its investigation, which fits by date and was over in time."""
    received = draft.received(ROOM)
    end = draft.between(received + days(15), limits(received, received, 3).nominal)
    draft.investigation([draft.report(received, "2")], slutt=end, kode=dismissal(draft.rng, end), relate=False)


def deleted_report(draft: Draft) -> None:
    """A report that was never reviewed, deleted; another one dropped in time."""
    received = draft.received(60, first=date(2019, 3, 1))
    draft.void(draft.report(received - days(20)), "meldinger")
    concluded = draft.within(received, week_limits(received))
    draft.report(received, dropped(draft.rng, concluded), concluded)


def deleted_conclusion(draft: Draft) -> None:
    """A report whose conclusion is void: it is still to be reviewed."""
    received = draft.known - days(draft.rng.randint(1, 6))
    concluded = draft.between(received, draft.known)
    draft.report(received, dropped(draft.rng, concluded), concluded, konklusjon_slettet=True)


def deleted_investigation(draft: Draft) -> None:
    """An investigation that was never closed, deleted; the report led to another one."""
    received = draft.received(ROOM)
    m = draft.report(received, "2")
    draft.void(draft.investigation([m], plan=None), "undersokelser")
    close_dismissed(draft, [m], limits(received, received, 3))


def deleted_relation(draft: Draft) -> None:
    """An earlier report's relation to the wrong investigation, deleted: it does not move the time limit."""
    later = draft.received(ROOM, first=date(2019, 6, 1))
    earlier = later - days(draft.rng.randint(100, 120))
    first = draft.report(earlier, "2")
    close_dismissed(draft, [first], limits(earlier, earlier, 3))
    second = draft.report(later, "2")
    close_dismissed(draft, [second], limits(later, later, 3))
    draft.closed = None
    draft.relate(first, draft.parts["undersokelser"][1], er_slettet=True)


def deleted_case(draft: Draft) -> None:
    """The whole case is void, with a report that nobody reviewed."""
    draft.report(draft.received(ROOM))
    draft.voided = True
