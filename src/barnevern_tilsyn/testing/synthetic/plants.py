"""Courses with exactly one breach, by rule code. ``boundary`` asks for the first day after the latest one."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from barnevern_tilsyn.testing.synthetic.closings import close_dismissed, close_with_measure
from barnevern_tilsyn.testing.synthetic.code_choice import care_order, dismissal, dropped, help_measure
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.oracle_days import limits, months, week, week_limits
from barnevern_tilsyn.testing.synthetic.shapes_investigations import GRANT_CODES
from barnevern_tilsyn.testing.synthetic.shapes_reports import JOIN_CODES
from barnevern_tilsyn.testing.synthetic.spec import Hjemmel, Kode, UtvidetFrist

__all__ = ["PLANTS", "Plant"]

_ROOM = 215
"""Days from a receipt to the latest day of three months, and the longest lateness."""
_ROOM_EXTENDED = 310
_NEW_ACT = date(2023, 1, 1)


_SPANS_OF_THREE = range(95, 115)
_SPANS_OF_SIX = range(186, 210)


class Plant(Protocol):
    """Fills a draft so that its one breach is of the rule it stands under."""

    __name__: str

    def __call__(self, draft: Draft, *, boundary: bool) -> None:
        """Adds the course to the draft; may move its ``known`` day back."""


def _latest_of_three(received: date) -> date:
    return limits(received, received, 3).latest


def _latest_of_six(received: date) -> date:
    return limits(received, received, 6).latest


def _extended(draft: Draft, received: date) -> UtvidetFrist:
    """Registered in time, granted or not decided."""
    day = draft.between(received + days(40), limits(received, received, 3).nominal)
    return UtvidetFrist(day, draft.rng.choice(("1", "1", "")))


def concluded_late(draft: Draft, *, boundary: bool) -> None:
    received = draft.received(_ROOM)
    concluded = draft.late(week_limits(received), boundary=boundary, most=40)
    if draft.chance(0.5):
        draft.report(received, dropped(draft.rng, concluded), concluded)
        draft.closed = concluded
    else:
        m = draft.report(received, "2", concluded)
        close_dismissed(draft, [m], limits(received, received, 3))


def still_unconcluded(draft: Draft, *, boundary: bool) -> None:
    if boundary:
        received = draft.just_late(lambda day: week_limits(day).latest, range(8, 16))
    else:
        received = draft.known - days(draft.rng.randint(20, 200))
    draft.report(received)


def concluded_late_under_the_old_act(draft: Draft, *, boundary: bool) -> None:
    """The investigation is over within three months of the late conclusion, which the old Act may allow."""
    received = draft.between(date(2019, 1, 1), date(2022, 8, 15))
    concluded = week(received) + days(draft.rng.randint(12, 40))
    m = draft.report(received, "2", concluded)
    end = draft.between(limits(received, received, 3).latest + days(1), months(concluded, 3))
    if boundary:
        end = months(concluded, 3)
    draft.investigation([m], slutt=end, kode=Kode(draft.rng.choice(("3", "4"))))


def closed_late(draft: Draft, *, boundary: bool) -> None:
    received = draft.received(_ROOM)
    end = draft.late(limits(received, received, 3), boundary=boundary)
    m = draft.report(received, "2")
    if draft.chance(0.5):
        draft.investigation([m], slutt=end, kode=dismissal(draft.rng, end))
    else:
        u = draft.investigation([m], slutt=end, kode=Kode("1"))
        draft.decision(end, help_measure(end), u)


def open_late(draft: Draft, *, boundary: bool) -> None:
    if boundary:
        received = draft.just_late(_latest_of_three, _SPANS_OF_THREE)
    else:
        received = draft.known - days(draft.rng.randint(115, 300))
    draft.investigation([draft.report(received, "2")])


def closed_past_six_months(draft: Draft, *, boundary: bool) -> None:
    """Extended or asked for in time, and over after the six months."""
    received = draft.received(_ROOM_EXTENDED, first=GRANT_CODES)
    end = draft.late(limits(received, received, 6), boundary=boundary)
    m = draft.report(received, "2")
    draft.investigation([m], slutt=end, kode=dismissal(draft.rng, end), utvidet_frist=_extended(draft, received))


def open_past_six_months(draft: Draft, *, boundary: bool) -> None:
    """Extended or asked for in time, and not over after the six months."""
    if boundary:
        received = draft.just_late(_latest_of_six, _SPANS_OF_SIX)
    else:
        received = draft.known - days(draft.rng.randint(210, 400))
    draft.investigation([draft.report(received, "2")], utvidet_frist=_extended(draft, received))


def refused_and_late(draft: Draft, *, boundary: bool) -> None:
    received = draft.received(_ROOM, first=GRANT_CODES)
    refused = UtvidetFrist(draft.between(received + days(30), received + days(90)), "2")
    end = draft.late(limits(received, received, 3), boundary=boundary)
    m = draft.report(received, "2")
    draft.investigation([m], slutt=end, kode=dismissal(draft.rng, end), utvidet_frist=refused)


def acted_late(draft: Draft, *, boundary: bool) -> None:
    """Registered as ended in time, but the decision or request that finishes it came too late."""
    received = draft.received(_ROOM)
    limit = limits(received, received, 3)
    m = draft.report(received, "2")
    end = draft.between(received + days(40), limit.nominal)
    acts = draft.late(limit, boundary=boundary)
    if draft.chance(0.6):
        u = draft.investigation([m], slutt=end, kode=Kode("1"))
        draft.decision(acts, help_measure(acts), u)
    else:
        u = draft.investigation([m], slutt=end, kode=Kode("2"))
        draft.transfer(draft.decision(acts, care_order(acts), u, status="2"), acts)


def late_after_several_reports(draft: Draft, *, boundary: bool) -> None:
    """Late even when counted from the last report before the start; one that comes later does not count."""
    received = draft.received(_ROOM, first=JOIN_CODES)
    first = draft.report(received, "2", received + days(draft.rng.randint(4, 7)))
    second_day = draft.between(received, first.slutt_dato or received)
    second = draft.report(second_day, "2")
    end = draft.late(limits(received, second_day, 3), boundary=boundary)
    u = draft.investigation([first, second], slutt=end, kode=dismissal(draft.rng, end))
    if draft.chance(0.5):
        draft.relate(draft.report(second_day + days(draft.rng.randint(20, 50)), draft.rng.choice(("2", "4"))), u)


def never_investigated(draft: Draft, *, boundary: bool) -> None:
    if boundary:
        received = draft.just_late(_latest_of_three, _SPANS_OF_THREE)
    else:
        received = draft.known - days(draft.rng.randint(115, 500))
    draft.report(received, "2")


def no_plan(draft: Draft, *, boundary: bool) -> None:
    """No plan, one of another kind, a deleted one, or one made after the closing: there is no boundary day."""
    received = draft.received(_ROOM, first=_NEW_ACT)
    m = draft.report(received, "2")
    limit = limits(received, received, 3)
    if draft.chance(0.5):
        close_dismissed(draft, [m], limit, plan=None)
    else:
        close_with_measure(draft, [m], limit, plan=None)
    draft.closed = None
    pick = draft.rng.random()
    end = draft.parts["undersokelser"][0].slutt_dato
    if boundary:
        draft.plan(end + days(1), "7")
    elif pick < 0.3:
        draft.void(draft.plan(received + days(5), "7"), "planer")
    elif pick < 0.5:
        draft.plan(received + days(5), "1", slutt=end)


def no_decision(draft: Draft, *, boundary: bool) -> None:
    """Closed with measures or to the board, and nothing of the kind is there, or it is deleted."""
    received = draft.received(_ROOM, first=_NEW_ACT)
    limit = limits(received, received, 3)
    m = draft.report(received, "2")
    end = limit.nominal if boundary else draft.between(received + days(20), limit.nominal)
    u = draft.investigation([m], slutt=end, kode=Kode(draft.rng.choice(("1", "2"))))
    if draft.chance(0.3):
        draft.void(draft.decision(end, help_measure(end), u), "vedtak")


def no_plan_after_emergency(draft: Draft, *, boundary: bool) -> None:
    """An emergency decision that lapsed, or whose measure ended, and no plan after it, or one a day too late."""
    decided = draft.received(_ROOM, first=_NEW_ACT)
    ended = decided + days(8 if boundary else draft.rng.randint(8, 80))
    lapsed = ended if draft.chance(0.5) else None
    v = draft.decision(decided, Hjemmel("BVL2021", "4", "2"), slutt_dato=lapsed)
    visits = [draft.visits(decided, ended, tilsyn=tilsyn) for tilsyn in (True, False)]
    draft.measure(v, decided, "2.5", slutt=ended, tilsyn=visits[0], oppfolging=visits[1])
    pick = draft.rng.random()
    if boundary:
        draft.plan(ended + days(1), "8")
    elif pick < 0.3:
        draft.void(draft.plan(decided + days(3), "8"), "planer")
    elif pick < 0.5:
        draft.plan(decided + days(3), "1", slutt=ended)


PLANTS: Mapping[str, tuple[Plant, ...]] = {
    "AKU001": (no_plan_after_emergency,),
    "MEL001": (concluded_late, concluded_late, still_unconcluded, concluded_late_under_the_old_act),
    "UND001": (
        closed_late,
        open_late,
        closed_past_six_months,
        open_past_six_months,
        refused_and_late,
        acted_late,
        late_after_several_reports,
    ),
    "UND002": (never_investigated,),
    "UND003": (no_plan,),
    "UND004": (no_decision,),
}
"""By rule code, the ways to plant it. ``UND002`` never says more than *review*."""
