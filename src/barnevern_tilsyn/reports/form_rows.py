"""A form as tables: what is asked row by row, as it stands in a workbook."""

from collections.abc import Iterator
from typing import Final

import attrs

from barnevern_tilsyn.programmes.form import Answer, Form, FormKind, Judgement
from barnevern_tilsyn.programmes.programme import AnswerSet, Evidence, EvidenceKind, Programme
from barnevern_tilsyn.reports.form_words import cited, record_lines, say

__all__ = ["QUESTION", "Row", "Table", "tables_of"]

QUESTION: Final = 3
"""Which column holds the question, from 1."""


@attrs.frozen(kw_only=True)
class Row:
    """What is asked: a question, or a judgement of a section by its id.

    ``value``: the id of an answer of ``answers``. ``words``: the comment, or the reasons. ``record``: what the record
    tells, and what is left for a person.
    """

    id: str
    section: str
    question: str
    answers: AnswerSet
    value: str | None
    words: str
    record: str = ""
    provisions: str = ""


@attrs.frozen
class Table:
    """Rows of one kind: ``questions``, ``judgements`` or ``management``. ``list``: their list in the form.

    ``words``: what a person's own words are called there, ``comment`` or ``reasons``.
    """

    name: str
    list: str
    words: str
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say anything, by the ids of their headings."""
        told = tuple(name for name in ("record", "provisions") if any(getattr(row, name) for row in self.rows))
        return ("id", "section", "question", "answer", self.words, *told)


def tables_of(form: Form, programme: Programme) -> tuple[Table, ...]:
    """The tables of a form, in its language: those that ask for anything, else one that does not."""
    answers = tuple(_question(answer, programme, form.lang) for answer in form.answers)
    if form.kind is FormKind.CASE:
        return (Table("questions", "answers", "comment", answers),)
    judgements = tuple(_judgement(one, programme, form.lang) for one in form.judgements)
    tables = (
        Table("judgements", "judgements", "reasons", judgements),
        Table("management", "answers", "comment", answers),
    )
    return tuple(table for table in tables if table.rows) or tables[-1:]


def _question(answer: Answer, programme: Programme, lang: str) -> Row:
    question = programme.question(answer.question)
    answers = programme.answer_set(question)
    told = (*_for_a_person(question.evidence, lang), *_proposal(answer, answers, lang), *record_lines(answer, lang))
    return Row(
        id=question.id,
        section={theme.id: theme.name for theme in programme.themes}[question.theme].say(lang),
        question=question.text.say(lang),
        answers=answers,
        value=answer.value,
        words=answer.comment,
        record="\n".join(told),
        provisions="\n".join(cited(provision, lang) for provision in question.provisions),
    )


def _for_a_person(evidence: Evidence | None, lang: str) -> Iterator[str]:
    if evidence and evidence.kind is EvidenceKind.PERSON:
        yield say("person-only", lang)
    elif evidence and evidence.person:
        yield say("person", lang, question=evidence.person.say(lang))


def _proposal(answer: Answer, answers: AnswerSet, lang: str) -> Iterator[str]:
    if answer.proposed is not None:
        yield say("proposed", lang, answer=answers.value(answer.proposed).name.say(lang))


def _judgement(judgement: Judgement, programme: Programme, lang: str) -> Row:
    asked = programme.judgement
    if asked is None:
        raise ValueError("the programme judges no sections")
    return Row(
        id=judgement.theme,
        section={theme.id: theme.name for theme in programme.themes}[judgement.theme].say(lang),
        question=asked.text.say(lang),
        answers=programme.answer_set(asked),
        value=judgement.value,
        words=judgement.reasons,
    )
