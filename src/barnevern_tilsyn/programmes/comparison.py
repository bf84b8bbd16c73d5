"""Rounds of a service against each other: what is compared, and where it is not fair, why not."""

from enum import StrEnum

import attrs

from barnevern_tilsyn.programmes.collected import Collected, Flag, ManagementAnswer, QuestionCount, SectionResult
from barnevern_tilsyn.programmes.improvement import ImprovementGoal
from barnevern_tilsyn.programmes.run_chart import Measurement, RunChart
from barnevern_tilsyn.programmes.shares import Difference

__all__ = [
    "Chain",
    "Compared",
    "ComparedManagement",
    "ComparedSection",
    "Comparison",
    "Doubt",
    "GoalProgress",
    "NotMapped",
]

Chain = tuple[QuestionCount | None, ...]


class Doubt(StrEnum):
    """Why two rounds, or a question of them, cannot be compared as like with like."""

    OTHER_SERVICE = "other-service"
    """The rounds have no municipality in common."""
    SAME_SAMPLE = "same-sample"
    """The cases are the same: two readings of them, not two rounds."""
    BACKWARDS = "backwards"
    """A later round was drawn as of an earlier day."""
    NOT_FOLLOWING = "not-following"
    """The programme of a round does not follow that of the round before, so no questions map."""
    DRAWN_OTHERWISE = "drawn-otherwise"
    """Other rules of drawing held."""
    OTHER_OUTCOMES = "other-outcomes"
    """An outcome that the cases of one round have is missing in another."""
    FORMS_MISSING = "forms-missing"
    """Cases of a sample have no form: which ones, may not be chance."""
    OTHER_VERSION = "other-version"
    """The form has another version: the question may have been asked otherwise."""
    OTHER_ANSWERS = "other-answers"
    """Other answers could be given, or they count otherwise."""
    NOT_ANSWERED = "not-answered"
    """Forms left the question open."""
    NONE_APPLICABLE = "none-applicable"
    """A round has no applicable answer."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Compared:
    """A question that rounds have in common, under its id in the last of them that asked it.

    ``counts``: of each round, None where it was not asked. ``flags``: why it was to be discussed in each round.
    ``chart``: over all that was measured, where that is more than two times.
    """

    question: str
    theme: str
    counts: Chain
    flags: tuple[tuple[Flag, ...] | None, ...]
    doubts: tuple[Doubt, ...]
    chart: RunChart | None

    @property
    def difference(self) -> Difference:
        """From the first round that asked it to the last."""
        asked = [one.share for one in self.counts if one is not None]
        return Difference(asked[0], asked[-1])


@attrs.frozen(weakref_slot=False, kw_only=True)
class NotMapped:
    """A question of one round (counted from 0) that maps to none of another."""

    round: int
    counts: QuestionCount


@attrs.frozen(weakref_slot=False, kw_only=True)
class ComparedSection:
    """The service's own judgements of a section, one for each round."""

    theme: str
    results: tuple[SectionResult | None, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class ComparedManagement:
    """The answers to a management question, one for each round, under its id in the last that asked it."""

    question: str
    theme: str
    answers: tuple[ManagementAnswer | None, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class GoalProgress:
    """A goal and what was measured: the first and the last time, None where nothing was.

    ``question``: its id in the last round that asked it. ``theme``: its section.
    """

    goal: ImprovementGoal
    question: str
    theme: str
    first: Measurement | None
    last: Measurement | None

    @property
    def reached(self) -> bool | None:
        """Whether the share last measured is the target or better; None where nothing was measured."""
        found = self.last.share.value if self.last else None
        return None if found is None else found >= self.goal.target

    @property
    def sure(self) -> bool | None:
        """Whether the interval of that share lies on one side of the target; None where nothing was measured."""
        found = self.last.share.interval if self.last else None
        return None if found is None else found.low >= self.goal.target or found.high < self.goal.target


@attrs.frozen(weakref_slot=False, kw_only=True)
class Comparison:
    """Rounds against each other, in the order given.

    ``doubts``: those that hold for every question. ``deadlines``: ids of compared questions on time limits, and
    ``beside``: of those to be seen beside them, for an eye on time limits alone can cost thoroughness. ``unknown``:
    questions of the plan that no round of its programme has.
    """

    rounds: tuple[Collected, ...]
    compared: tuple[Compared, ...]
    not_mapped: tuple[NotMapped, ...]
    doubts: tuple[Doubt, ...]
    sections: tuple[ComparedSection, ...]
    management: tuple[ComparedManagement, ...]
    goals: tuple[GoalProgress, ...]
    unknown: tuple[str, ...]
    deadlines: tuple[str, ...]
    beside: tuple[str, ...]
