"""What a service wants to improve after a self-check: goals, what is done for them, and what was measured in between.

All of it is the service's own, out of a TOML file that it edits.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.engine.own_file import FileError, parsed, structured
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.run_chart import Measurement

__all__ = [
    "ImprovementError",
    "ImprovementGoal",
    "ImprovementPlan",
    "Level",
    "Measure",
    "Measured",
    "Practice",
    "read_plan",
]


class ImprovementError(FileError):
    """A file with goals that cannot be used. ``faults``: all that is wrong with it."""


class Level(StrEnum):
    """What a measure works on. The authorities want both."""

    PRACTICE = "practice"
    MANAGEMENT = "management"


class Practice(StrEnum):
    """Whether practice changed: a person's answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@attrs.frozen(weakref_slot=False, kw_only=True)
class Measure:
    """Something done to reach a goal, from a day."""

    text: str
    level: Level
    since: date | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class ImprovementGoal:
    """A goal: the share of *yes* to a question, from ``baseline`` to ``target`` (0 to 1) by a day.

    ``practice_changed`` is a person's answer, None where it is not given; ``reasons``: in that person's words.
    """

    question: str
    baseline: float
    target: float
    due: date
    measures: tuple[Measure, ...] = ()
    practice_changed: Practice | None = None
    reasons: str = ""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Measured:
    """A measurement between two rounds: ``k`` of ``n`` on a day."""

    question: str
    date: date
    k: int
    n: int
    sample: str = ""

    @property
    def measurement(self) -> Measurement:
        """The point in a run chart."""
        return Measurement(date=self.date, k=self.k, n=self.n, sample=self.sample)


@attrs.frozen(weakref_slot=False, kw_only=True)
class ImprovementPlan:
    """The goals and measurements of a service. ``programme``: whose questions the ids are."""

    programme: str
    goals: tuple[ImprovementGoal, ...] = ()
    measurements: tuple[Measured, ...] = ()


def read_plan(name: str, content: bytes) -> ImprovementPlan:
    """The plan in a TOML file.

    Raises ``ImprovementError`` with all its faults; ``name`` is what the file is called in it.
    """
    table = parsed(name, content, ImprovementError)
    texts = ("barnevern_tilsyn.programmes", "texts")
    return structured(name, table, ImprovementPlan, check=_faults, error=ImprovementError, texts=texts)


def _faults(plan: ImprovementPlan) -> Iterator[tuple[str, Message]]:
    seen: set[str] = set()
    for at, goal in enumerate(plan.goals):
        for name in ("baseline", "target"):
            if not 0 <= getattr(goal, name) <= 1:
                yield f"goals[{at}].{name}", Message("no-share")
        texts = {"question": goal.question, "reasons": goal.reasons}
        texts |= {f"measures[{place}].text": measure.text for place, measure in enumerate(goal.measures)}
        yield from _no_texts(f"goals[{at}]", texts)
        if goal.question in seen:
            yield f"goals[{at}].question", Message("twice", (("id", goal.question),))
        seen.add(goal.question)
    for at, one in enumerate(plan.measurements):
        yield from _no_texts(f"measurements[{at}]", {"question": one.question, "sample": one.sample})
        if not 0 <= one.k <= one.n:
            yield f"measurements[{at}].k", Message("no-part", (("count", one.n),))


def _no_texts(place: str, texts: Mapping[str, str]) -> Iterator[tuple[str, Message]]:
    """What is no text that can be shown: it has control characters."""
    for key, text in texts.items():
        if not all(letter.isprintable() or letter in "\n\t" for letter in text):
            yield f"{place}.{key}", Message("no-text")
