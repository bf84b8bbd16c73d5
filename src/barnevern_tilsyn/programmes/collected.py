"""What the forms of a round come to: counts and the service's own judgement. No case, and no comment on one, is in it.

The JSON has the names of the attributes, and beside them what follows from them (``programmes/collected_json.py``).
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

import attrs

from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import Balance, Counts, Failing, Kind, Period
from barnevern_tilsyn.programmes.sample import DrawingRule, Held
from barnevern_tilsyn.programmes.shares import Share

__all__ = ["AnswerCount", "Collected", "Drawn", "Flag", "ManagementAnswer", "QuestionCount", "SectionResult"]


class Flag(StrEnum):
    """Why a question is to be discussed. A person decides whether it is a failing (*svikt*)."""

    SHARE = "share"
    """The share of *yes* is below the limit."""
    SERIOUS = "serious"
    """The question is serious and has a *no*."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class AnswerCount:
    """How many forms gave an answer, and what it counts as."""

    id: str
    counts: Counts
    forms: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class QuestionCount:
    """The answers to a question.

    ``answers``: of all that can be given, in their order. ``not_answered``: kept apart from them. ``proposed``: how
    many forms had a proposal from the record; ``changed``: how many of those were answered otherwise.
    """

    question: str
    theme: str
    serious: bool
    same_as: str | None
    answers: tuple[AnswerCount, ...]
    not_answered: int
    proposed: int
    changed: int

    @property
    def share(self) -> Share:
        """*Yes* of the applicable answers."""
        yes = sum(one.forms for one in self.answers if one.counts is Counts.YES)
        return Share(yes, sum(one.forms for one in self.answers if one.counts is not Counts.APART))

    def flags(self, failing: Failing | None) -> tuple[Flag, ...]:
        """Why it is to be discussed under a rule; nothing where it need not be, or nothing is known of it."""
        share = self.share
        if failing is None or share.value is None:
            return ()
        low = (Flag.SHARE,) if share.value < failing.share_below else ()
        any_no = any(one.forms for one in self.answers if one.counts is Counts.NO)
        return (*low, Flag.SERIOUS) if failing.any_serious and self.serious and any_no else low


@attrs.frozen(weakref_slot=False, kw_only=True)
class SectionResult:
    """The service's own judgement of a section: an answer and what it counts as, None where none is given.

    ``reasons``: in the words of the person who judged.
    """

    theme: str
    value: str | None = None
    counts: Counts | None = None
    reasons: str = ""


@attrs.frozen(weakref_slot=False, kw_only=True)
class ManagementAnswer:
    """The answer to a management question, None where none is given. ``comment``: of the service's own form."""

    question: str
    theme: str
    same_as: str | None
    value: str | None = None
    counts: Counts | None = None
    comment: str = ""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Drawn:
    """How the cases were drawn. ``rules``: which rules of drawing hold."""

    sample: str
    as_of: date
    cases: int
    eligible: int
    rules: Mapping[DrawingRule, Held]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Collected:
    """A round of a service, collected.

    ``forms``: how many were counted. ``period``: from the first to the last day a counted case was closed.
    ``outcomes``, ``municipalities``: how many counted cases have which. ``left_out``: how many files were not counted,
    by reason. ``failing``: the rule by which questions are flagged, None where there is none.
    """

    programme: OfProgramme
    kind: Kind
    follows: str | None
    drawn: Drawn
    forms: int
    period: Period | None
    outcomes: Mapping[str, int]
    municipalities: Mapping[str, int]
    questions: tuple[QuestionCount, ...]
    sections: tuple[SectionResult, ...]
    management: tuple[ManagementAnswer, ...]
    failing: Failing | None
    balance: Balance | None
    left_out: Mapping[str, int]

    @property
    def without_form(self) -> int:
        """How many cases of the sample no form was counted of."""
        return self.drawn.cases - self.forms

    @property
    def without_share(self) -> int:
        """How many questions no applicable answer was given to: the rule says nothing of them."""
        return sum(not one.share.n for one in self.questions)

    def flagged(self) -> dict[str, tuple[Flag, ...]]:
        """The questions to be discussed, and why."""
        found = {one.question: one.flags(self.failing) for one in self.questions}
        return {question: flags for question, flags in found.items() if flags}
