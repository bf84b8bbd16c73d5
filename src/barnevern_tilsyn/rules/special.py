"""Special situations that bear on several duties: the unborn, the grown, Svalbard."""

from datetime import date
from functools import lru_cache

from barnevern_tilsyn.engine import Cap, Condition, Context, FactUsed, condition, unknown
from barnevern_tilsyn.law.alder import age_limit, reached_age
from barnevern_tilsyn.model import Melding

__all__ = ["BIRTH_NEEDS", "PLACE_NEEDS", "SVALBARD", "age_caps", "outside_svalbard", "report_caps"]

BIRTH_NEEDS = ("Personalia.fodseldato",)
PLACE_NEEDS = ("Sak.leveranse.avgiver.kommunenummer",)

SVALBARD = "svalbard"
"""The reason why a duty does not hold there."""

_KOMMUNENUMMER = "21"
_OUTSIDE = "outside-svalbard"


def age_caps(received: date, ctx: Context) -> tuple[Cap, ...]:
    """What caps a duty after a report on a child not yet born, or on a person of 18 or more, when it was received.

    The Act in principle does not hold before birth (Prop. 64 L (2022–2023) ch. 4) and holds for children
    (bvl § 1-2 first ledd). The dates decide, not the registered sex; but while that says unborn, the date is the day
    the child was due, and a report after it may still have come before the birth.
    """
    born = ctx.fodseldato
    if born is None:
        return (Cap(unknown(*BIRTH_NEEDS, question="unborn"), "unborn"),)
    is_due = ctx.ufodt and received >= born
    unborn = unknown(*BIRTH_NEEDS, question="unborn") if is_due else condition(received < born, question="unborn")
    adult = condition(reached_age(born, age_limit("bvl.1-2.barn"), received), question="adult")
    return (Cap(unborn, "unborn"), Cap(adult, "adult"))


def report_caps(melding: Melding, ctx: Context) -> tuple[Cap, ...]:
    """What caps a duty on a report, by the day it was received."""
    received = melding.start_dato
    return age_caps(received, ctx) if received else (Cap(unknown("Melding.start_dato"), "unborn"),)


def outside_svalbard(ctx: Context) -> Condition:
    """Whether a case is handled outside Svalbard, where bvl § 2-2 second ledd does not hold.

    FOR-1995-09-01-772 § 1.
    """
    return _outside(ctx.kommunenummer)


@lru_cache(maxsize=512)
def _outside(number: str | None) -> Condition:
    if number is None:
        return unknown(*PLACE_NEEDS, question=_OUTSIDE)
    return condition(not number.startswith(_KOMMUNENUMMER), FactUsed(PLACE_NEEDS[0], number), question=_OUTSIDE)
