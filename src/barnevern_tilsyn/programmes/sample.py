"""A sample of a service's cases for a self-check: which cases were drawn, how, and which rules of drawing hold."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import OfProgramme, Subject

__all__ = ["Held", "RuleHeld", "Sample"]


class Held(StrEnum):
    """Whether a rule of drawing holds for a sample."""

    YES = "yes"
    IMPOSSIBLE = "impossible"
    """No sample of these cases could meet it."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class RuleHeld:
    """A rule of drawing, and whether it holds for the sample.

    ``rule``: random, size, recent, outcomes, measures or municipalities. ``reason``: why not, or what it came to.
    """

    rule: str
    held: Held
    reason: Message


@attrs.frozen(weakref_slot=False, kw_only=True)
class Sample:
    """A sample. ``id`` follows from all else, so the same draw has the same id.

    ``eligible``: how many cases could have been drawn, by outcome group and by municipality. ``passed_over``: how many
    cases could not, by reason. ``as_of``: the day from which recent is counted.
    """

    id: str
    programme: OfProgramme
    seed: int
    as_of: date
    eligible: int
    by_outcome: Mapping[str, int]
    by_municipality: Mapping[str, int]
    passed_over: Mapping[str, int]
    rules: tuple[RuleHeld, ...]
    cases: tuple[Subject, ...]
