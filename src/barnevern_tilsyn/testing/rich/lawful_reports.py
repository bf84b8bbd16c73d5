"""The facts beside a report: assessed, with reasons where it was dropped, and with feedback to whoever reported."""

from datetime import date
from random import Random
from typing import Any

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.oracle import act_day, linked_decisions
from barnevern_tilsyn.testing.rich.rich_case import Facts
from barnevern_tilsyn.testing.synthetic.code_choice import melder
from barnevern_tilsyn.testing.synthetic.dice import Dice
from barnevern_tilsyn.testing.synthetic.oracle_days import week
from barnevern_tilsyn.testing.synthetic.spec import CaseSpec, Melding, Undersokelse

__all__ = ["DROPPED", "closed_on", "confirmation_limit", "report_facts", "with_reporter"]

DROPPED = ("1", "3", "5", "6", "9", "10")
"""Conclusions that drop a report: with certainty 1, 3 and 10."""

_NOTHING: Facts = {"tilbakemeldinger": [], "tilbakemelding_unnlatt": {"sarlige_hensyn": True}}


def with_reporter(m: Melding, rng: Random) -> Melding:
    """A whole record tells who reported before the report is concluded too."""
    return m if m.melder else attrs.evolve(m, melder=melder(rng, m.start_dato))


def confirmation_limit(day: date) -> date:
    """Three weeks, read strictly."""
    return day + relativedelta(weeks=3)


def closed_on(case: CaseSpec, u: Undersokelse) -> tuple[date, ...]:
    """The days on which a closed investigation can be said to be closed, the first one first."""
    if u.slutt_dato is None:
        return ()
    acts = [act_day(case, u), *(v.start_dato for v in linked_decisions(case, u) if u.kode and u.kode.kode > "2")]
    return tuple(sorted({u.slutt_dato, *(day for day in acts if day)}))


def report_facts(case: CaseSpec, m: Melding, dice: Dice) -> Facts:
    """What is told of a report beyond the register."""
    received, ended = m.start_dato, m.slutt_dato
    dropped = ended is not None and m.kode in DROPPED
    unfounded = dropped and dice.chance(0.1)
    return {
        "hastevurdering": _due(dice, received, week(received)),
        "vurdering": {"dato": ended, "skriftlig": True} if ended else None,
        "begrunnelse": {"dato": ended, "faglig_vurdering": True} if dropped and not unfounded else None,
        "apenbart_grunnlos": unfounded,
        "muntlig": dice.chance(0.3),
        **(_NOTHING if dice.chance(0.05) else _feedback(case, m, dice)),
    }


def _feedback(case: CaseSpec, m: Melding, dice: Dice) -> Facts:
    first = _due(dice, m.start_dato, confirmation_limit(m.start_dato), trinn="mottatt")
    second = [
        _due(dice, closed_on(case, u)[0], confirmation_limit(closed_on(case, u)[0]), trinn="avsluttet")
        for u in case.undersokelser
        if u.slutt_dato and u.slutt_dato >= m.start_dato
    ]
    return {"tilbakemeldinger": [row for row in (first, *second) if row], "tilbakemelding_unnlatt": None}


def _due(dice: Dice, start: date, last: date, *, trinn: str = "") -> Any:
    """Done from a day to the last one, sometimes on that; not yet done, perhaps, while the time limit runs."""
    if dice.known <= last and (dice.known < start or dice.chance(0.5)):
        return None
    day = last if dice.chance(0.1) else dice.between(start, min(last, dice.known))
    row: Facts = {"dato": min(day, dice.known)}
    if trinn:
        row |= {"trinn": trinn, "opplyst_om_undersokelse": True, "oppfolging_beskrevet": True}
    return row
