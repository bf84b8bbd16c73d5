"""What must hold in a form beyond its kinds of values: it fits its programme, and nothing in it is made up."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from barnevern_tilsyn.engine.needs import check_path
from barnevern_tilsyn.engine.strict import Found
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings.shown import NO_CODE, day_of, shown
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import (
    LONGEST_COMMENT,
    Answer,
    Form,
    FormKind,
    Hint,
    OfProgramme,
    RecordFact,
    Subject,
)
from barnevern_tilsyn.programmes.programme import AnswerSet, Programme

__all__ = ["faults_of", "programme_faults", "subject_faults"]

_NAME: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""What findings call a case or an element: by its UUID, or by a pseudonym."""
_SAMPLE: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,99}")
_MUNICIPALITY: Final = re.compile(r"[0-9]{4}([0-9]{2})?")
_RULE: Final = re.compile(r"[A-Z0-9][\w:-]{0,99}", re.ASCII)
_NO_TEXT: Final = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, and what neither XML nor a workbook can hold."""


def faults_of(form: Form, programmes: Mapping[str, Programme]) -> Iterator[Found]:
    """All that is wrong with a form of one of these programmes, by their ids. Never says what stands there."""
    if form.lang not in LANGUAGES:
        yield _fault("lang", "no-such-language", names=LANGUAGES)
    if not _SAMPLE.fullmatch(form.sample):
        yield _fault("sample", "no-name")
    wrong = list(programme_faults(form.programme, programmes))
    yield from wrong
    if wrong:
        return
    programme = programmes[form.programme.id]
    yield from _about(form, programme)
    asked = programme.questions if form.kind is FormKind.CASE else programme.management
    sets = {question.id: programme.answer_set(question) for question in asked}
    yield from _whole("answers", "question", [one.question for one in form.answers], sets)
    for at, answer in enumerate(form.answers):
        yield from _answer(f"answers[{at}]", answer, sets.get(answer.question))
    yield from _judgements(form, programme)


def programme_faults(named: OfProgramme, programmes: Mapping[str, Programme]) -> Iterator[Found]:
    """What is wrong with the programme that a document names, where these are at hand."""
    programme = programmes.get(named.id)
    if programme is None:
        yield _fault("programme.id", "no-such-programme", names=tuple(sorted(programmes)))
    elif named.version != programme.version:
        yield _fault("programme.version", "other-version", version=programme.version)


def _fault(place: str, reason: str, /, **args: str | int | tuple[str, ...]) -> Found:
    return place, Message(reason, tuple(args.items()))


def _about(form: Form, programme: Programme) -> Iterator[Found]:
    if form.kind is FormKind.CASE and form.subject is None:
        yield _fault("subject", "missing")
    elif form.kind is FormKind.SERVICE and form.subject is not None:
        yield _fault("subject", "of-case-only")
    elif form.subject is not None:
        for place, reason in subject_faults(form.subject, programme):
            yield f"subject.{place}", reason


def subject_faults(subject: Subject, programme: Programme) -> Iterator[Found]:
    """What is wrong with a case that was drawn by a programme."""
    if not _NAME.fullmatch(subject.case):
        yield _fault("case", "no-case-name")
    if subject.element is not None and not _NAME.fullmatch(subject.element):
        yield _fault("element", "no-case-name")
    if subject.municipality is not None and not _MUNICIPALITY.fullmatch(subject.municipality):
        yield _fault("municipality", "no-municipality")
    groups = tuple(group.id for group in programme.sampling.outcomes) if programme.sampling else ()
    if subject.outcome is not None and subject.outcome not in groups:
        yield _fault("outcome", "no-such-value", names=groups)
    if not set(subject.may_be) <= set(groups):
        yield _fault("may_be", "no-such-value", names=groups)


def _whole(place: str, key: str, ids: list[str], asked: Iterable[str]) -> Iterator[Found]:
    """Everything that is asked must stand there once, and nothing else."""
    seen: set[str] = set()
    known = frozenset(asked)
    for at, id in enumerate(ids):
        if id not in known:
            yield _fault(f"{place}[{at}].{key}", "no-such-question")
        elif id in seen:
            yield _fault(f"{place}[{at}].{key}", "twice", id=id)
        seen.add(id)
    for id in asked:
        if id not in seen:
            yield _fault(place, "lacks", id=id)


def _answer(place: str, answer: Answer, answers: AnswerSet | None) -> Iterator[Found]:
    yield from _value(f"{place}.value", answer.value, answers)
    yield from _value(f"{place}.proposed", answer.proposed, answers)
    yield from _text(f"{place}.comment", answer.comment)
    for at, hint in enumerate(answer.evidence):
        yield from _hint(f"{place}.evidence[{at}]", hint)
    for at, fact in enumerate(answer.facts):
        yield from _fact(f"{place}.facts[{at}]", fact)


def _value(place: str, value: str | None, answers: AnswerSet | None) -> Iterator[Found]:
    if value is not None and answers is not None:
        ids = tuple(one.id for one in answers.values)
        if value not in ids:
            yield _fault(place, "no-such-value", names=ids)


def _text(place: str, text: str) -> Iterator[Found]:
    if len(text) > LONGEST_COMMENT:
        yield _fault(place, "too-long", count=LONGEST_COMMENT)
    if _NO_TEXT.search(text):
        yield _fault(place, "no-text")


def _hint(place: str, hint: Hint) -> Iterator[Found]:
    if not _RULE.fullmatch(hint.rule):
        yield _fault(f"{place}.rule", "no-rule")
    yield from _text(f"{place}.text", hint.text)


def _fact(place: str, fact: RecordFact) -> Iterator[Found]:
    try:
        check_path(fact.path)
    except ValueError:
        yield _fault(f"{place}.path", "no-path")
    for at, value in enumerate(fact.values):
        if not _is_shown(value):
            yield _fault(f"{place}.values[{at}]", "no-fact-value")


def _is_shown(value: str) -> bool:
    """Whether it is a day, a truth, a number or a code: as facts of a record are shown."""
    return value in ("true", "false", NO_CODE) or shown(value) == value or day_of(value) is not None


def _judgements(form: Form, programme: Programme) -> Iterator[Found]:
    judged = form.kind is FormKind.SERVICE and programme.judgement is not None
    themes = [theme.id for theme in programme.themes] if judged else []
    yield from _whole("judgements", "theme", [one.theme for one in form.judgements], themes)
    answers = programme.answer_set(programme.judgement) if programme.judgement else None
    for at, judgement in enumerate(form.judgements):
        yield from _value(f"judgements[{at}].value", judgement.value, answers)
        yield from _text(f"judgements[{at}].reasons", judgement.reasons)
