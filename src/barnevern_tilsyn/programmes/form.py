"""A form of a self-check: one for each case drawn, and one for the service itself. It is data, filled in by people.

The JSON of a form has the names of the attributes; ``format`` and ``document`` stand first. Comments are people's own
words: they stay in the form's files and go into nothing that is made of many forms.
"""

from datetime import date
from enum import StrEnum

import attrs

__all__ = ["Answer", "Form", "FormKind", "Hint", "OfProgramme", "Subject"]


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
    sampling. ``municipality``: its number.
    """

    case: str
    element: str | None = None
    closed: date | None = None
    outcome: str | None = None
    municipality: str | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Hint:
    """What a rule came to on the record: evidence for an answer. ``text``: said in the form's language."""

    rule: str
    outcome: str
    text: str


@attrs.frozen(weakref_slot=False, kw_only=True)
class Answer:
    """The answer to a question.

    ``value``: the id of an answer of the question's set, None where it is not answered. ``proposed``: what the record
    says, kept beside what a person made of it. ``comment``: a person's own words.
    """

    question: str
    value: str | None = None
    proposed: str | None = None
    comment: str = ""
    evidence: tuple[Hint, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Form:
    """A form. ``sample``: the id of the sample that the case was drawn in. ``subject`` is None for the service's own.

    ``lang``: the language of the evidence. ``filled``: the day it was filled in, where that is told.
    """

    kind: FormKind
    programme: OfProgramme
    sample: str
    lang: str
    answers: tuple[Answer, ...]
    subject: Subject | None = None
    filled: date | None = None

    def answer(self, question: str) -> Answer:
        """The answer to a question. Raises ``KeyError``."""
        return {one.question: one for one in self.answers}[question]
