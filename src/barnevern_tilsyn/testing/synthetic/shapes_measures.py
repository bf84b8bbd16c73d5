"""Courses with measures, decisions, moves and aftercare, none with a breach."""

from datetime import date

from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.synthetic.closings import ROOM
from barnevern_tilsyn.testing.synthetic.code_choice import SYNTETISK, aftercare, care_order, help_measure
from barnevern_tilsyn.testing.synthetic.dice import days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.spec import Ettervern, Flytting, Hjemmel, Kode, Krav

__all__ = [
    "aftercare_given",
    "board_demand",
    "emergency",
    "foster_home",
    "move",
    "report_with_measures",
]

NEW_ACT = date(2023, 1, 1)
_VISIT_CODES = date(2022, 1, 1)


def report_with_measures(draft: Draft) -> None:
    """A help measure is running; a new report is dropped for that reason."""
    received = draft.received(14, first=date(2020, 6, 1))
    decided = received - days(draft.rng.randint(20, 140))
    v = draft.decision(decided, help_measure(decided))
    ends = received + days(draft.rng.randint(20, 400))
    ended = ends if ends <= draft.known else None
    draft.measure(v, decided + days(3), draft.rng.choice(("3.6", "3.10", "4.5")), slutt=ended)
    draft.plan(decided + days(3), "1", slutt=ended, every=80)
    draft.report(received, "3")


def foster_home(draft: Draft) -> None:
    """A care order carried out soon, with the visits of both kinds."""
    decided = draft.received(200, first=_VISIT_CODES)
    draft.foster_home(draft.decision(decided, care_order(decided)), decided + days(draft.rng.randint(1, 30)))


def move(draft: Draft) -> None:
    """From one foster home to another or to an institution, decided before."""
    decided = draft.received(500, first=NEW_ACT)
    v = draft.decision(decided, care_order(decided))
    begins = decided + days(draft.rng.randint(1, 30))
    moves = begins + days(draft.rng.randint(90, 400))
    lifted = Kode("4", SYNTETISK)
    draft.foster_home(v, begins, slutt=moves, opphevelse=lifted, plans_go_on=True)
    draft.decision(moves - days(draft.rng.randint(1, 20)), Hjemmel("BVL2021", "5", "5"))
    to_institution = draft.chance(0.3)
    reason = Kode("1.1.5", SYNTETISK) if draft.chance(0.2) else Kode(draft.rng.choice(("1.1.3", "1.1.4", "1.2.1")))
    draft.add("flyttinger", Flytting(draft.id(), moves, reason, Kode("4" if to_institution else "2")))
    if to_institution:
        draft.measure(v, moves, "1.1")
    else:
        visits = [draft.visits(moves, draft.known, tilsyn=tilsyn) for tilsyn in (True, False)]
        draft.measure(v, moves, "2.2", tilsyn=visits[0], oppfolging=visits[1])


def board_demand(draft: Draft) -> None:
    """More than a year after a care order a party asks to have it changed; handled within two months."""
    decided = draft.received(700, first=NEW_ACT)
    asked = decided + days(draft.rng.randint(400, 600))
    handled = asked + days(draft.rng.randint(10, 60))
    kode = draft.rng.choice((Kode("1"), Kode("2"), Kode("9", SYNTETISK)))
    krav = Krav(draft.id(), asked, handled, kode)
    v = draft.decision(decided, care_order(decided), krav=(krav,))
    draft.foster_home(v, decided + days(draft.rng.randint(1, 30)))
    if kode.kode == "1":
        draft.transfer(v, handled)


def aftercare_given(draft: Draft) -> None:
    """In care until 18, offered aftercare in good time, with measures from the birthday on; under 25 still."""
    first = max(date(2023, 2, 1), draft.known - relativedelta(years=6))
    eighteen = draft.between(first, draft.known - days(30))
    if (eighteen.month, eighteen.day) == (2, 29):
        eighteen -= days(1)
    draft.born = eighteen - relativedelta(years=18)
    decided = draft.between(_VISIT_CODES, eighteen - days(250))
    v = draft.decision(decided, care_order(decided))
    draft.foster_home(v, decided + days(10), slutt=eighteen, opphevelse=Kode("2"))
    offered = eighteen - days(draft.rng.randint(100, 200))
    answered = offered + days(draft.rng.randint(5, 60))
    draft.add("ettervern", Ettervern(draft.id(), offered, answered, "1"))
    agreed = answered + days(draft.rng.randint(1, 20))
    after = draft.decision(agreed, aftercare(agreed))
    draft.measure(after, eighteen, draft.rng.choice(("8.1", "4.8", "4.6")))
    draft.plan(eighteen, "5")


def emergency(draft: Draft) -> None:
    """An emergency decision on the first day, then a request to the board or a help measure."""
    received = draft.received(ROOM, first=NEW_ACT)
    m = draft.report(received, "2", received)
    urgent = draft.decision(received, Hjemmel("BVL2021", "4", "2"))
    acts = draft.between(received + days(15), received + days(35))
    if draft.chance(0.5):
        u = draft.investigation([m], slutt=acts, kode=Kode("2"), plan="8")
        draft.transfer(draft.decision(acts, care_order(acts), u, status="2"), acts)
        begins = acts + days(draft.rng.randint(50, 90))
        ended = begins if begins <= draft.known else None
        if ended:
            ordered = begins - days(draft.rng.randint(1, 10))
            draft.foster_home(draft.decision(ordered, care_order(ordered)), begins)
    else:
        u = draft.investigation([m], slutt=acts, kode=Kode("1"), plan="8")
        draft.decision(acts, help_measure(acts), u)
        ended = acts
    draft.relate(u, urgent)
    visits = [draft.visits(received, ended or draft.known, tilsyn=tilsyn) for tilsyn in (True, False)]
    draft.measure(urgent, received, "2.5", slutt=ended, tilsyn=visits[0], oppfolging=visits[1])
