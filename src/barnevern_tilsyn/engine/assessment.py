"""What a rule finds on one element, before the engine derives the outcome."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

import msgspec

from barnevern_tilsyn.engine.outcome import Outcome, Severity
from barnevern_tilsyn.engine.truth import YES, Condition, FactUsed
from barnevern_tilsyn.law import Frist
from barnevern_tilsyn.model import Message

__all__ = ["Assessment", "Cap", "Event", "Standing"]


# What is made for every outcome is a struct: it costs a third of what a class of attrs does, and is frozen for nothing.


class Standing(Enum):
    """How things stand with what the duty demands, on the facts alone.

    ``outcome``: what it comes to where a duty holds and nothing softens it.
    """

    FULFILLED = "fulfilled", Outcome.MET
    BROKEN = "broken", Outcome.BREACH
    DOUBTFUL = "doubtful", Outcome.REVIEW
    PENDING = "pending", Outcome.RUNNING
    UNKNOWN = "unknown", Outcome.OPEN

    outcome: Outcome

    def __new__(cls, value: str, outcome: Outcome) -> "Standing":  # noqa: D102 - the values are its text
        standing = object.__new__(cls)
        standing._value_ = value
        standing.outcome = outcome
        return standing


class Cap(msgspec.Struct, frozen=True):
    """A condition under which a breach is only for review, and the reason to tell. Unknown: open."""

    condition: Condition
    reason: str


class Event(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """When what the duty demands was done.

    ``strict`` is the day under the strictest arguable reading, ``lenient`` under the most lenient; both ``None``:
    known not to have been done. ``reasons``: why the days differ. ``missing``: facts without which the day cannot be
    told; ``earlier`` and ``later``: facts that could only make it earlier or later. ``acts``: the elements behind it.
    """

    strict: date | None = None
    lenient: date | None = None
    missing: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    acts: tuple[Any, ...] = ()

    @classmethod
    def on(cls, day: date | None) -> "Event":
        """Done on ``day``, or known not to have been done."""
        return cls(strict=day, lenient=day)


class Assessment(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A rule's answer on one element.

    ``applies``: the duty's conditions; *no* makes it not applicable, for the reason ``exempt``,
    *unknown* open. ``caps`` bear on a breach only,
    ``facts`` are what a finding shows: both are asked for only where they are needed. ``law_day`` picks the version
    of the law: the nominal last day, or the day of the act. ``event``: when what the duty demands was done. ``used``
    are the elements that the facts were taken from; a migrated one caps. ``inferred``: a link was found by date and
    the candidates do not agree. ``situation`` names the sentence of the catalogue. Of a control only: ``severity`` of
    this fault, where it is not the rule's, and the part of the element ``at`` which the fault stands.
    """

    standing: Standing
    law_day: date
    situation: str
    applies: Condition = YES
    exempt: str = ""
    caps: Callable[[], tuple[Cap, ...]] = tuple
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    frist: Frist | None = None
    event: Event = Event()
    facts: Callable[[], tuple[FactUsed, ...]] = tuple
    used: tuple[Any, ...] = ()
    inferred: bool = False
    args: tuple[tuple[str, Any], ...] = ()
    severity: Severity | None = None
    at: Any = None

    def but(self, **changes: Any) -> "Assessment":
        """The same answer, but for some of its parts."""
        return msgspec.structs.replace(self, **changes)

    def message(self) -> Message:
        """The situation as a message, the deadline's days among its arguments."""
        args = dict(self.args)
        if self.frist is not None:
            args |= {"start": self.frist.start, "nominal": self.frist.nominal, "latest": self.frist.latest}
        if self.event.strict is not None:
            args["event"] = self.event.strict
        return Message(self.situation, tuple(sorted(args.items())))
