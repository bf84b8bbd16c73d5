"""A form of a self-check: one for each case drawn, and one for the service itself. It is data, filled in by people.

The JSON of a form has the names of the attributes; ``format`` and ``document`` stand first. Comments are people's own
words: they stay in the form's files and go into nothing that is made of many forms.
"""

from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from barnevern_tilsyn.engine import Outcome

__all__ = [
    "LONGEST_COMMENT",
    "Answer",
    "Form",
    "FormKind",
    "Hint",
    "Judgement",
    "OfProgramme",
    "RecordFact",
    "Subject",
]

LONGEST_COMMENT: Final = 4_000
"""Characters of a comment, or of the reasons of a judgement."""


class FormKind(StrEnum):
    """What a form is about."""

    CASE = "case"
    """A case that was drawn: the programme's questions (*egenkontrollskjema*)."""
    SERVICE = "service"
    """The service: its judgement of each section, and the management questions, answered once (*samleskjema*)."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class OfProgramme:
    """Which programme, in which version."""

    id: str
    version: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Subject:
    """The case that was drawn, named as findings name cases. Nothing personal.

    ``element``: the investigation. ``closed``: its last day. ``outcome``: the id of an outcome group of the programme's
    sampling, None where the record does not tell which of ``may_be`` it is. ``municipality``: its number.
    """

    case: str
    element: str | None = None
    closed: date | None = None
    outcome: str | None = None
    may_be: tuple[str, ...] = ()
    municipality: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Hint:
    """What a rule came to on the record: evidence for an answer. ``text``: said in the form's language."""

    rule: str
    outcome: Outcome
    text: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordFact:
    """What the record holds of a fact behind a question, by its path in the model.

    ``values``: days in ISO form, ``true`` or ``false``, numbers and codes; that there are none means that it is known
    not to have happened. ``known`` is false where the record does not tell, or not of every part.
    """

    path: str
    known: bool
    values: tuple[str, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Answer:
    """The answer to a question.

    ``value``: the id of an answer of the question's set, None where it is not answered. ``proposed``: what the record
    says, kept beside what a person made of it. ``comment``: a person's own words. ``evidence`` and ``facts``: what the
    rules came to, and what the record holds.
    """

    question: str
    value: str | None = None
    proposed: str | None = None
    comment: str = ""
    evidence: tuple[Hint, ...] = ()
    facts: tuple[RecordFact, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Judgement:
    """The service's own judgement of a section (a theme of the programme), when all cases are looked at.

    ``value``: the id of an answer of the programme's set for it, None where it is not judged. ``reasons``: people's own
    words.
    """

    theme: str
    value: str | None = None
    reasons: str = ""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Form:
    """A form. ``sample``: the id of the sample that the case was drawn in.

    ``lang``: the language of the evidence. ``subject`` is None in the service's own form, and only that has
    ``judgements``. ``filled``: the day it was filled in, where that is told.
    """

    kind: FormKind
    programme: OfProgramme
    sample: str
    lang: str
    answers: tuple[Answer, ...]
    judgements: tuple[Judgement, ...] = ()
    subject: Subject | None = None
    filled: date | None = None

    def answer(self, question: str) -> Answer:
        """The answer to a question. Raises ``KeyError``."""
        return {one.question: one for one in self.answers}[question]
