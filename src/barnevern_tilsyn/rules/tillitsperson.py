"""MED: the child's trusted person (*tillitsperson*)."""

from datetime import date

from barnevern_tilsyn.engine import (
    NO,
    Assessment,
    Condition,
    Context,
    FactUsed,
    Standing,
    Strength,
    condition,
    rule,
    unknown,
)
from barnevern_tilsyn.law import MEDVIRKNING2023
from barnevern_tilsyn.model import NOT_REPORTED, Undersokelse
from barnevern_tilsyn.rules.barnet import CHILD_NEEDS, child_of, ended_on, judged
from barnevern_tilsyn.rules.closing import Course
from barnevern_tilsyn.rules.told import told
from barnevern_tilsyn.rules.undersokelse import REPORT_NEEDS, caps_of

__all__ = ["told_of_trusted_person"]

_PERSON = "Sak.tillegg.tillitsperson"
_TOLD = f"{_PERSON}.informert"
_WISH = f"{_PERSON}.onsket"


@rule(
    code="MED008",
    name="tillitsperson-informed",
    theme="trusted-person-not-informed",
    applies_to=Undersokelse,
    duties=("P-6",),
    hjemmel=(MEDVIRKNING2023("7"),),
    strength=Strength.HARD,
    needs=(_TOLD, _WISH, *REPORT_NEEDS, *CHILD_NEEDS),
    rests_on=(_TOLD,),
)
def told_of_trusted_person(undersokelse: Undersokelse, ctx: Context) -> Assessment:
    """Given an investigation closed from 2024 and a child able to form views, when it is recorded that the child was
    not told that it may have a trusted person, then the duty to tell and to document it is broken.
    """
    person = told(ctx.sak, "tillitsperson")
    end = ctx.once(ended_on, undersokelse).strict
    found = judged(undersokelse, ctx, _told(person, end, ctx))
    match found.standing:
        case Standing.FULFILLED if person.onsket is NOT_REPORTED:
            found = found.but(standing=Standing.UNKNOWN, situation="unknown", missing=(_WISH,))
        case Standing.FULFILLED if person.onsket is None:
            found = _doubtful(found, "wish-not-documented", "wish-not-recorded")
        case Standing.PENDING:
            found = _doubtful(found, "not-done-yet", "investigation-open")
        case Standing.BROKEN if person and ctx.seen(person.informert):
            found = _doubtful(found, "told-later", "told-after-closing")
    child = ctx.once(child_of, undersokelse)
    course = ctx.once(Course, undersokelse)
    return found.but(
        caps=lambda: (*caps_of(course, ctx), *child.caps),
        used=(undersokelse, *course.reports.elements),
    )


def _told(person: object, end: date | None, ctx: Context) -> Condition:
    """Whether the child was told before the investigation was closed."""
    if person is NOT_REPORTED:
        return unknown(_PERSON)
    day = getattr(person, "informert", None)
    if day is NOT_REPORTED:
        return unknown(_TOLD)
    seen = ctx.seen(day)
    return condition(seen <= (end or date.max), FactUsed(_TOLD, seen)) if seen else NO


def _doubtful(found: Assessment, situation: str, reason: str) -> Assessment:
    return found.but(standing=Standing.DOUBTFUL, situation=situation, reasons=(*found.reasons, reason))
