"""Filled forms of a round to what they come to. Whatever is not counted is told, and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import TypeVar

import attrs

from barnevern_tilsyn.programmes.collected import (
    AnswerCount,
    Collected,
    Drawn,
    ManagementAnswer,
    QuestionCount,
    SectionResult,
)
from barnevern_tilsyn.programmes.form import Form, FormKind, OfProgramme, Subject
from barnevern_tilsyn.programmes.programme import AnswerSet, Counts, Failing, Period, Programme, Question
from barnevern_tilsyn.programmes.sample import DrawingRule, Sample

__all__ = ["Collection", "LeftOut", "Reason", "collect"]

Named = tuple[str, Form]
Key = tuple[str, str | None]


class Reason(StrEnum):
    """Why a form was not counted."""

    OTHER_PROGRAMME = "other-programme"
    OTHER_VERSION = "other-version"
    OTHER_SAMPLE = "other-sample"
    NOT_DRAWN = "not-drawn"
    """The case is not in the sample."""
    TWICE = "twice"
    """Another form with the same answers was counted."""
    CONTRADICTED = "contradicted"
    """There is another form on the same, with other answers: which is right only a person can tell."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class LeftOut:
    """A form that was not counted. ``name``: what its file is called."""

    name: str
    reason: Reason


@attrs.frozen(weakref_slot=False, kw_only=True)
class Collection:
    """What was collected, and for the service's own eyes what was not: forms left out, and cases without a form."""

    collected: Collected
    left_out: tuple[LeftOut, ...]
    without_form: tuple[Subject, ...]


def collect(
    forms: Iterable[Named],
    sample: Sample,
    programme: Programme,
    *,
    failing: Failing | None = None,
    unreadable: int = 0,
) -> Collection:
    """Collect the forms of a round, in any order, each with the name of its file.

    ``programme``: that of the sample. ``failing``: another rule than the programme's for what is to be discussed.
    ``unreadable``: how many files were refused before. Raises ``ValueError`` where the sample is of another programme
    or version, or a form has an answer that the programme does not know.
    """
    ours = OfProgramme(id=programme.id, version=programme.version)
    if sample.programme != ours:
        raise ValueError("the sample is of another programme")
    left_out: list[LeftOut] = []
    of_round: list[Named] = []
    drawn = {_key(subject): subject for subject in sample.cases}
    for name, form in forms:
        reason = _foreign(form, ours, sample, drawn)
        if reason:
            left_out.append(LeftOut(name=name, reason=reason))
        else:
            of_round.append((name, form))
    cases = _once([one for one in of_round if one[1].kind is FormKind.CASE], _case_key, left_out)
    own = _once([one for one in of_round if one[1].kind is FormKind.SERVICE], lambda form: form.kind, left_out)
    told = Counter(one.reason.value for one in left_out) + Counter(unreadable=unreadable)
    counted = [drawn[key] for key in drawn if key in cases]
    return Collection(
        collected=Collected(
            programme=ours,
            kind=programme.kind,
            follows=programme.follows,
            drawn=Drawn(
                sample=sample.id,
                as_of=sample.as_of,
                cases=len(sample.cases),
                eligible=sample.eligible,
                rules={DrawingRule(rule): held for rule, held in sample.held().items()},
            ),
            forms=len(cases),
            period=_period(counted),
            outcomes=_counts(subject.outcome for subject in counted),
            municipalities=_counts(subject.municipality for subject in counted),
            questions=tuple(_question(one, programme, list(cases.values())) for one in programme.questions),
            sections=tuple(_sections(programme, own.get(FormKind.SERVICE))),
            management=tuple(_management(programme, own.get(FormKind.SERVICE))),
            failing=failing or programme.failing,
            balance=programme.balance,
            left_out=dict(sorted(told.items())),
        ),
        left_out=tuple(sorted(left_out, key=lambda one: (one.name, one.reason))),
        without_form=tuple(subject for key, subject in drawn.items() if key not in cases),
    )


def _key(subject: Subject) -> Key:
    return subject.case, subject.element


def _case_key(form: Form) -> Key:
    return _key(form.subject) if form.subject else ("", None)


def _foreign(form: Form, ours: OfProgramme, sample: Sample, drawn: Mapping[Key, Subject]) -> Reason | None:
    if form.programme.id != ours.id:
        return Reason.OTHER_PROGRAMME
    if form.programme.version != ours.version:
        return Reason.OTHER_VERSION
    if form.sample != sample.id:
        return Reason.OTHER_SAMPLE
    if form.kind is FormKind.CASE and _case_key(form) not in drawn:
        return Reason.NOT_DRAWN
    return None


K = TypeVar("K", bound=Hashable)


def _once(named: list[Named], key_of: Callable[[Form], K], left_out: list[LeftOut]) -> dict[K, Form]:
    """The forms, one for each key. Of alike ones the first by name is counted; of unlike ones none."""
    same: defaultdict[K, list[Named]] = defaultdict(list)
    for name, form in sorted(named, key=lambda one: one[0]):
        same[key_of(form)].append((name, form))
    found: dict[K, Form] = {}
    for key, (first, *others) in same.items():
        if all(_said(other) == _said(first[1]) for _, other in others):
            found[key] = first[1]
            left_out += [LeftOut(name=name, reason=Reason.TWICE) for name, _ in others]
        else:
            left_out += [LeftOut(name=name, reason=Reason.CONTRADICTED) for name, _ in (first, *others)]
    return found


def _said(form: Form) -> object:
    """What a form comes to: of a case the answers, of the service also what is in its own words."""
    if form.kind is FormKind.CASE:
        return {one.question: (one.value, one.proposed) for one in form.answers}
    answers = {one.question: (one.value, one.comment) for one in form.answers}
    return answers, {one.theme: (one.value, one.reasons) for one in form.judgements}


def _period(subjects: list[Subject]) -> Period | None:
    days = [subject.closed for subject in subjects if subject.closed]
    return Period(since=min(days), until=max(days)) if days else None


def _counts(values: Iterable[str | None]) -> dict[str, int]:
    return dict(sorted(Counter(value for value in values if value is not None).items()))


def _question(question: Question, programme: Programme, forms: list[Form]) -> QuestionCount:
    given = [one for form in forms for one in form.answers if one.question == question.id]
    counts = Counter(one.value for one in given if one.value is not None)
    values = programme.answer_set(question).values
    if counts.keys() - {value.id for value in values}:
        raise ValueError("a form has an answer that its programme does not know")
    proposed = [one for one in given if one.proposed is not None]
    return QuestionCount(
        question=question.id,
        theme=question.theme,
        serious=question.serious,
        same_as=question.same_as,
        answers=tuple(AnswerCount(id=value.id, counts=value.counts, forms=counts[value.id]) for value in values),
        not_answered=len(forms) - counts.total(),
        proposed=len(proposed),
        changed=sum(one.value is not None and one.value != one.proposed for one in proposed),
    )


def _sections(programme: Programme, own: Form | None) -> Iterator[SectionResult]:
    if programme.judgement is None:
        return
    answers = programme.answer_set(programme.judgement)
    judged = {one.theme: one for one in own.judgements} if own else {}
    for theme in programme.themes:
        if theme.id in judged:
            value, reasons = judged[theme.id].value, judged[theme.id].reasons
            yield SectionResult(theme=theme.id, value=value, counts=_counted(answers, value), reasons=reasons)
        else:
            yield SectionResult(theme=theme.id)


def _management(programme: Programme, own: Form | None) -> Iterator[ManagementAnswer]:
    given = {one.question: one for one in own.answers} if own else {}
    for question in programme.management:
        answer = given.get(question.id)
        yield ManagementAnswer(
            question=question.id,
            theme=question.theme,
            same_as=question.same_as,
            value=answer.value if answer else None,
            counts=_counted(programme.answer_set(question), answer.value) if answer else None,
            comment=answer.comment if answer else "",
        )


def _counted(answers: AnswerSet, value: str | None) -> Counts | None:
    return None if value is None else answers.value(value).counts
