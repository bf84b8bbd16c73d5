"""What several duties on a decision (*vedtak*) ask of it: who made it, of what kind it is, and until when it counts."""

from datetime import date
from functools import reduce
from operator import and_
from typing import Final

from msgspec.structs import replace

from barnevern_tilsyn.engine import (
    YES,
    Assessment,
    Condition,
    Context,
    Event,
    FactUsed,
    Standing,
    Truth,
    condition,
    unknown,
)
from barnevern_tilsyn.model import NOT_REPORTED, Sak, Vedtak
from barnevern_tilsyn.rules.basis import is_dismissal
from barnevern_tilsyn.rules.told import told

__all__ = [
    "DECIDED",
    "MADE_BY",
    "PERIOD_NEEDS",
    "Ground",
    "by_service",
    "day_unknown",
    "dismisses",
    "holds_unless",
    "over",
    "told_in_its_time",
]

DECIDED: Final = "Vedtak.start_dato"
MADE_BY: Final = "Vedtak.tillegg.fattet_av"
PERIOD_NEEDS: Final = ("Vedtak.konklusjon.slutt_dato", "Sak.slutt_dato", "Sak.avsluttet")
_LAPSED, _CASE_CLOSED, _IS_CLOSED = PERIOD_NEEDS
_SERVICE: Final = frozenset({"tjenesten", "leder", "stedfortreder"})


def by_service(vedtak: Vedtak) -> Condition:
    """Whether the service made a decision: others decide by rules of their own."""
    maker = told(vedtak, "fattet_av")
    if maker is NOT_REPORTED:
        return unknown(MADE_BY, question="by-service")
    return condition(maker in _SERVICE, FactUsed(MADE_BY, maker), question="by-service")


def dismisses(vedtak: Vedtak) -> Condition:
    """Whether a decision dismisses the case after an investigation."""
    found = is_dismissal(vedtak)
    if found is None:
        return unknown("Vedtak.lovhjemmel", question="dismissal-decision")
    return condition(found, question="dismissal-decision")


Ground = tuple[Condition, str]
"""A condition of a duty, and why the duty does not hold where it is not met."""


def holds_unless(
    standing: Standing, missing: tuple[str, ...], *conditions: Ground, exceptions: tuple[Ground, ...] = ()
) -> Ground:
    """Whether a duty holds, and why not.

    ``missing``: the facts without which it is not known whether it is fulfilled. ``exceptions`` matter only where it is
    known not to be.
    """
    grounds = conditions if standing in (Standing.FULFILLED, Standing.UNKNOWN) else (*conditions, *exceptions)
    for found, exempt in grounds:
        if found.truth is Truth.NO:
            return found, exempt
    applies = reduce(and_, (found for found, _ in grounds), YES)
    if standing is Standing.UNKNOWN and applies.truth is Truth.UNKNOWN:
        return replace(applies, missing=(*applies.missing, *missing)), ""
    return applies, ""


def day_unknown(ctx: Context) -> Assessment:
    """The answer on a decision whose day is not reported."""
    return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="unknown", missing=(DECIDED,))


def over(ctx: Context, vedtak: Vedtak) -> Event:
    """The day on which what had to follow a decision had to have happened: it lapsed, or the case was closed."""
    lapsed, closed = _lapsed(ctx, vedtak), ctx.once(_closed, ctx.sak)
    missing = (*lapsed.missing, *closed.missing)
    days = [day for day in (lapsed.strict, closed.strict) if day]
    if not days:
        return Event(missing=missing)
    return Event(strict=min(days), lenient=min(days), earlier=missing)


def _lapsed(ctx: Context, vedtak: Vedtak) -> Event:
    konklusjon = vedtak.konklusjon
    if konklusjon is NOT_REPORTED or (konklusjon and konklusjon.slutt_dato is NOT_REPORTED):
        return Event(missing=(_LAPSED,))
    return Event.on(ctx.seen(konklusjon.slutt_dato) if konklusjon and konklusjon.slutt_dato else None)


def _closed(ctx: Context, sak: Sak) -> Event:
    if sak.slutt_dato is NOT_REPORTED:
        return Event() if sak.avsluttet is False else Event(missing=(_CASE_CLOSED,))
    return Event.on(ctx.seen(sak.slutt_dato))


def told_in_its_time(told: Event, decided: date, ended: Event) -> tuple[Standing, str, tuple[str, ...]]:
    """How a duty stands to tell somebody of a decision *as soon as possible*: standing, reason, what is missing.

    That is no day. So nobody is late while the decision counts, and too late when it no longer does.
    """
    if told.missing:
        return Standing.UNKNOWN, "", told.missing
    day = told.strict
    if day is None:
        return _never_told(ended)
    if day < decided:
        return Standing.DOUBTFUL, "date-before-start", ()
    if ended.strict and day > ended.strict:
        return Standing.DOUBTFUL, "told-after-end", ()
    unsure = ended.missing or ended.earlier
    return (Standing.UNKNOWN, "", unsure) if unsure and day > decided else (Standing.FULFILLED, "", ())


def _never_told(ended: Event) -> tuple[Standing, str, tuple[str, ...]]:
    if ended.strict:
        return Standing.BROKEN, "", ()
    return (Standing.UNKNOWN, "", ended.missing) if ended.missing else (Standing.DOUBTFUL, "not-told-yet", ())
