"""The child in an investigation: whether it can form views, and how a duty to let it take part is judged."""

from datetime import date

import msgspec

from barnevern_tilsyn.engine import (
    YES,
    Assessment,
    Cap,
    Condition,
    Context,
    Event,
    FactUsed,
    Standing,
    Truth,
    condition,
    unknown,
)
from barnevern_tilsyn.law.alder import age_limit, reached_age
from barnevern_tilsyn.model import NOT_REPORTED, Undersokelse
from barnevern_tilsyn.rules.special import BIRTH_NEEDS
from barnevern_tilsyn.rules.told import told

__all__ = ["CHILD_NEEDS", "Child", "child_of", "child_on", "ended_on", "judged"]

_END = "Undersokelse.konklusjon.slutt_dato"
_ABLE = "Sak.tillegg.medvirkning_i_stand.i_stand"
_QUESTION = "able"
CHILD_NEEDS = (_END, _ABLE, *BIRTH_NEEDS)


class Child(msgspec.Struct, frozen=True):
    """Whether a child is taken to be able to form views on a day, and the reason: how strong a signal silence is.

    The record's own word goes first. Without one a child of seven or more is taken to be able: the old Act said so
    (§ 6-3 first ledd). Of a younger one nobody knows before somebody has looked, so that a person must judge.
    """

    able: Condition
    signal: str = ""

    @property
    def caps(self) -> tuple[Cap, ...]:
        """A breach against a younger child that nobody found able is for a person to judge."""
        return (Cap(YES, self.signal),) if self.signal == "younger-child" else ()


def ended_on(ctx: Context, undersokelse: Undersokelse) -> Event:
    """The registered end of an investigation, as far as seen."""
    konklusjon = undersokelse.konklusjon
    if konklusjon is NOT_REPORTED:
        return Event(missing=("Undersokelse.konklusjon",))
    if konklusjon is None:
        return Event()
    if not konklusjon.slutt_dato:
        return Event(missing=(_END,))
    return Event.on(ctx.seen(konklusjon.slutt_dato))


def child_of(ctx: Context, undersokelse: Undersokelse) -> Child:
    """The child on the day an investigation was closed, or on the last day known where it goes on."""
    return child_on(ctx, ctx.once(ended_on, undersokelse).strict or ctx.known_until)


def child_on(ctx: Context, day: date) -> Child:
    """The child on a day."""
    found = told(ctx.sak, "medvirkning_i_stand")
    able = found.i_stand if found else NOT_REPORTED
    if able is True or able is False:
        return Child(condition(able, FactUsed(_ABLE, able), question=_QUESTION), "known-able" if able else "")
    if ctx.fodseldato is None:
        return Child(unknown(*BIRTH_NEEDS, question=_QUESTION))
    grown = reached_age(ctx.fodseldato, age_limit("bvl.6-3.medvirkning"), day)
    return Child(Condition(Truth.YES, question=_QUESTION), "seven-or-more" if grown else "younger-child")


def judged(
    undersokelse: Undersokelse,
    ctx: Context,
    done: Condition,
    *,
    applies: Condition = YES,
    exempt: str = "",
) -> Assessment:
    """A duty on the child's participation that lasts until an investigation is closed.

    ``done``: whether it was fulfilled. ``applies`` and ``exempt``: when it holds, and why not. That the child cannot
    form views matters only where it was not.
    """
    end = ctx.once(ended_on, undersokelse)
    if end.missing:
        return Assessment(standing=Standing.UNKNOWN, law_day=ctx.as_of, situation="unknown", missing=end.missing)
    child = ctx.once(child_of, undersokelse)
    standing, situation = _standing(done.truth, closed=end.strict is not None)
    if applies.truth is Truth.YES and standing in (Standing.BROKEN, Standing.PENDING):
        applies, exempt = applies & child.able, "not-able"
    return Assessment(
        standing=standing,
        law_day=end.strict or ctx.known_until,
        situation=situation,
        applies=applies,
        exempt=exempt,
        reasons=(child.signal,) if child.signal else (),
        missing=done.missing,
        facts=lambda: (*((FactUsed(_END, end.strict),) if end.strict else ()), *done.used, *child.able.used),
        used=(undersokelse,),
        args=(("day", end.strict),) if end.strict else (),
    )


def _standing(done: Truth, *, closed: bool) -> tuple[Standing, str]:
    if done is Truth.YES:
        return Standing.FULFILLED, "done"
    if done is Truth.UNKNOWN:
        return Standing.UNKNOWN, "unknown"
    return (Standing.BROKEN, "not-done") if closed else (Standing.PENDING, "not-done-yet")
