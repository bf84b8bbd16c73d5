"""Courses of investigations, none with a breach."""

from datetime import date

from barnevern_tilsyn.testing.synthetic.closings import (
    CLOSINGS,
    ROOM,
    ROOM_EXTENDED,
    close_dismissed,
    close_to_board,
    close_with_measure,
)
from barnevern_tilsyn.testing.synthetic.code_choice import care_order, dismissal, help_measure, moved
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.oracle_days import limits
from barnevern_tilsyn.testing.synthetic.spec import Hjemmel, Kode, UtvidetFrist

__all__ = [
    "GRANT_CODES",
    "across_the_acts",
    "act_not_linked",
    "dismissal_decided_late",
    "extension_granted",
    "extension_late",
    "extension_open",
    "extension_refused",
    "extension_undecided",
    "investigation_board",
    "investigation_dismissed",
    "investigation_measures",
    "investigation_moved",
    "investigation_open",
    "old_act",
    "registered_apart",
]

GRANT_CODES = date(2022, 1, 1)
"""The register's list of granted and refused begins here."""


def investigation_dismissed(draft: Draft) -> None:
    """Report, investigation, dismissed in time."""
    received = draft.received(ROOM)
    close_dismissed(draft, [draft.report(received, "2")], limits(received, received, 3))


def investigation_measures(draft: Draft) -> None:
    """Report, investigation, help measure."""
    received = draft.received(ROOM)
    close_with_measure(draft, [draft.report(received, "2")], limits(received, received, 3))


def investigation_board(draft: Draft) -> None:
    """Report, investigation, request to the board."""
    received = draft.received(ROOM)
    close_to_board(draft, [draft.report(received, "2")], limits(received, received, 3))


def investigation_moved(draft: Draft) -> None:
    """The child moved: the report is passed on, or the investigation ends."""
    received = draft.received(ROOM)
    limit = limits(received, received, 3)
    if received >= date(2026, 1, 1) and draft.chance(0.5):
        draft.report(received, "7")
        return
    m = draft.report(received, "2")
    end = draft.within(m.slutt_dato or received, limit)
    draft.investigation([m], slutt=end, kode=moved(draft.rng, end))
    draft.closed = end


def investigation_open(draft: Draft) -> None:
    """Not over, the latest day not passed; sometimes still without a plan, which is to be reviewed."""
    received = draft.known - days(draft.rng.randint(8, 108))
    while limits(received, received, 3).latest < draft.known:
        received += days(1)
    draft.investigation([draft.report(received, "2")], plan=None if draft.chance(0.1) else "7")


def extension_open(draft: Draft) -> None:
    """Granted and registered in time, the six months not over."""
    received = draft.known - days(draft.rng.randint(112, 200))
    while limits(received, received, 6).latest < draft.known:
        received += days(1)
    extended = UtvidetFrist(draft.between(received + days(60), limits(received, received, 3).nominal), "1")
    draft.investigation([draft.report(received, "2")], utvidet_frist=extended)


def extension_granted(draft: Draft) -> None:
    """Registered at the latest on the ordinary last day."""
    received = draft.received(ROOM_EXTENDED, first=GRANT_CODES)
    ordinary = limits(received, received, 3).nominal
    day = ordinary if draft.chance(0.15) else draft.between(received + days(50), ordinary)
    close = draft.rng.choice(CLOSINGS)
    report = draft.report(received, "2")
    close(draft, [report], limits(received, received, 6), utvidet_frist=UtvidetFrist(day, "1"))


def extension_refused(draft: Draft) -> None:
    """Asked for and refused; over in time of the three months."""
    received = draft.received(ROOM, first=GRANT_CODES)
    limit = limits(received, received, 3)
    refused = UtvidetFrist(draft.between(received + days(20), received + days(40)), "2")
    end = draft.within(received + days(41), limit)
    draft.investigation([draft.report(received, "2")], slutt=end, kode=dismissal(draft.rng, end), utvidet_frist=refused)


def extension_undecided(draft: Draft) -> None:
    """In time of the six months, so to be reviewed when it is past the three."""
    received = draft.received(ROOM_EXTENDED)
    asked = UtvidetFrist(draft.between(received + days(20), received + days(80)))
    close_dismissed(draft, [draft.report(received, "2")], limits(received, received, 6), utvidet_frist=asked)


def extension_late(draft: Draft) -> None:
    """Granted, but registered after the ordinary last day: to be reviewed."""
    received = draft.received(ROOM_EXTENDED, first=GRANT_CODES)
    three, six = limits(received, received, 3), limits(received, received, 6)
    day = three.latest + days(draft.rng.randint(1, 30))
    end = draft.between(day, six.nominal)
    draft.investigation(
        [draft.report(received, "2")],
        slutt=end,
        kode=dismissal(draft.rng, end),
        utvidet_frist=UtvidetFrist(day, "1"),
    )


def registered_apart(draft: Draft) -> None:
    """The act that finishes the investigation and its registered end on different days."""
    received = draft.received(ROOM)
    limit = limits(received, received, 3)
    m = draft.report(received, "2")
    acts = draft.between(received + days(50), limit.nominal)
    end = acts - days(draft.rng.randint(1, 20))
    if draft.chance(0.5):
        end = limit.nominal + days(draft.rng.randint(1, 20))
    if draft.chance(0.7):
        u = draft.investigation([m], slutt=end, kode=Kode("1"))
        draft.decision(acts, help_measure(acts), u)
    else:
        u = draft.investigation([m], slutt=end, kode=Kode("2"))
        draft.transfer(draft.decision(acts, care_order(acts), u, status="2"), acts)


def dismissal_decided_late(draft: Draft) -> None:
    """Registered as ended in time, the decision to dismiss after the last day: to be reviewed."""
    received = draft.received(ROOM, first=date(2023, 1, 1))
    limit = limits(received, received, 3)
    end = draft.between(received + days(50), limit.nominal)
    u = draft.investigation([draft.report(received, "2")], slutt=end, kode=dismissal(draft.rng, end))
    draft.decision(limit.nominal + days(draft.rng.randint(1, 20)), Hjemmel("BVL2021", "2", "5"), u)


def act_not_linked(draft: Draft) -> None:
    """Closed with measures or to the board; the act is there, or cannot be told from here: to be reviewed."""
    received = draft.received(ROOM)
    end = draft.between(received + days(20), limits(received, received, 3).nominal)
    m = draft.report(received, "2")
    pick = draft.rng.randrange(4)
    if pick == 0:
        draft.investigation([m], slutt=end, kode=Kode("1"))
        draft.decision(end, help_measure(end))
    elif pick == 1:
        u = draft.investigation([m], slutt=end, kode=Kode("2"))
        draft.decision(end, care_order(end), u, status="2")
    elif pick == 2:
        draft.investigation([m], slutt=end, kode=Kode("2"))
        draft.transfer(draft.decision(end, care_order(end), status="2"), end)
    else:
        draft.investigation([m], slutt=end, kode=Kode("1"), relate=False)


def old_act(draft: Draft) -> None:
    """Over before the Act of 2021 came into force."""
    received = draft.received(ROOM, last=date(2022, 8, 1))
    close = draft.rng.choice(CLOSINGS)
    close(draft, [draft.report(received, "2")], limits(received, received, 3))


def across_the_acts(draft: Draft) -> None:
    """Received under the Act of 1992, last day under that of 2021."""
    received = draft.received(ROOM, first=date(2022, 9, 26), last=date(2022, 12, 31))
    close = draft.rng.choice(CLOSINGS)
    close(draft, [draft.report(received, "2")], limits(received, received, 3))
