"""The ways an investigation ends without a breach."""

from datetime import date
from typing import Any, Protocol

from barnevern_tilsyn.testing.synthetic.code_choice import care_order, dismissal, help_measure
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft, Reports
from barnevern_tilsyn.testing.synthetic.oracle_days import Limits
from barnevern_tilsyn.testing.synthetic.spec import Hjemmel, Kode

__all__ = ["CLOSINGS", "ROOM", "ROOM_EXTENDED", "Closing", "close_dismissed", "close_to_board", "close_with_measure"]

ROOM = 130
"""Days from a receipt to the latest day of three months, and some more."""
ROOM_EXTENDED = 225
"""The same for six months."""

NEW_ACT = date(2023, 1, 1)


class Closing(Protocol):
    """Ends an investigation of ``reports`` in time; ``more`` goes to the ``Undersokelse``."""

    def __call__(self, draft: Draft, reports: Reports, limit: Limits, **more: Any) -> None:
        """Adds the investigation and what ends it to the draft."""


def close_dismissed(draft: Draft, reports: Reports, limit: Limits, **more: Any) -> None:
    """Dismissed; from 2023 half of the time with the decision in the record."""
    end = draft.within(_start(reports) + days(1), limit)
    u = draft.investigation(reports, slutt=end, kode=dismissal(draft.rng, end), **more)
    if end >= NEW_ACT and draft.chance(0.5):
        draft.decision(end, Hjemmel("BVL2021", "2", "5"), u)
    if draft.chance(0.7):
        draft.closed = end


def close_with_measure(draft: Draft, reports: Reports, limit: Limits, **more: Any) -> None:
    """A decision on a help measure on the closing day, the measure and its plan soon after."""
    end = draft.within(_start(reports) + days(1), limit)
    u = draft.investigation(reports, slutt=end, kode=Kode("1"), **more)
    v = draft.decision(end, help_measure(end), u)
    begins = end + days(draft.rng.randint(0, 14))
    if begins > draft.known:
        return
    ends = begins + days(draft.rng.randint(60, 500))
    ended = ends if ends <= draft.known else None
    draft.measure(v, begins, draft.rng.choice(("3.2", "3.6", "3.10", "4.3", "4.4", "4.5", "4.6")), slutt=ended)
    draft.plan(begins, "1", slutt=ended, every=80)


def close_to_board(draft: Draft, reports: Reports, limit: Limits, **more: Any) -> None:
    """A request to the board; where the board has decided, a foster home in care."""
    sent = draft.within(_start(reports) + days(1), limit)
    u = draft.investigation(reports, slutt=sent, kode=Kode("2"), **more)
    asked = draft.decision(sent, care_order(sent), u, status="2")
    o = draft.transfer(asked, sent)
    if draft.chance(0.2):
        draft.relate(u, o)
    decided = sent + days(draft.rng.randint(40, 110))
    begins = decided + days(draft.rng.randint(1, 30))
    if begins <= draft.known and begins >= NEW_ACT:
        draft.foster_home(draft.decision(decided, care_order(decided)), begins)


def _start(reports: Reports) -> date:
    return reports[0].slutt_dato or reports[0].start_dato


CLOSINGS: tuple[Closing, ...] = (
    close_dismissed,
    close_dismissed,
    close_with_measure,
    close_with_measure,
    close_to_board,
)
