"""A sample of a service's cases for a self-check: which cases were drawn, how, and which rules of drawing hold."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import OfProgramme, Subject

__all__ = ["DrawingRule", "Held", "RuleHeld", "Sample"]


class DrawingRule(StrEnum):
    """A rule of drawing."""

    RANDOM = "random"
    SIZE = "size"
    RECENT = "recent"
    OUTCOMES = "outcomes"
    MEASURES = "measures"
    MUNICIPALITIES = "municipalities"


class Held(StrEnum):
    """Whether a rule of drawing holds for a sample, the gravest first."""

    IMPOSSIBLE = "impossible"
    """No sample of these cases could meet it."""
    GIVES_WAY = "gives-way"
    """It could be met, were it not for rules that come before it."""
    UNKNOWN = "unknown"
    """The records do not tell."""
    YES = "yes"


@attrs.frozen(weakref_slot=False, kw_only=True)
class RuleHeld:
    """A rule of drawing, and whether it holds for the sample; parts of a rule that stand differently come one by one.

    ``reason``: why not, or what it came to. Names of outcome groups in it are their ids.
    """

    rule: DrawingRule
    held: Held
    reason: Message


@attrs.frozen(weakref_slot=False, kw_only=True)
class Sample:
    """A sample. ``id`` follows from all else, so the same draw has the same id.

    ``wanted``: how many cases were asked for. ``eligible``: how many could have been drawn, by outcome group and by
    municipality where these are known. ``passed_over``: how many cases could not, by reason. ``as_of``: the day from
    which recent is counted.
    """

    id: str
    programme: OfProgramme
    seed: int
    wanted: int
    as_of: date
    eligible: int
    by_outcome: Mapping[str, int]
    by_municipality: Mapping[str, int]
    passed_over: Mapping[str, int]
    rules: tuple[RuleHeld, ...]
    cases: tuple[Subject, ...]

    def held(self) -> dict[str, Held]:
        """How each rule stands; where parts of it stand differently, the gravest of them."""
        found: dict[str, set[Held]] = {}
        for row in self.rules:
            found.setdefault(row.rule.value, set()).add(row.held)
        return {rule: next(held for held in Held if held in parts) for rule, parts in found.items()}
