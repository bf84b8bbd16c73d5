"""What must hold in a programme beyond its form: names that lead somewhere, provisions and facts that there are."""

from collections import Counter
from collections.abc import Iterable, Iterator

import attrs

from barnevern_tilsyn.codes import lookup
from barnevern_tilsyn.engine.needs import check_path
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.law import Hjemmel, krav
from barnevern_tilsyn.law.lover import acts_of
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.programme import (
    AnswerSet,
    Balance,
    Evidence,
    EvidenceKind,
    Kind,
    Programme,
    Provision,
    Question,
    Sampling,
)

__all__ = ["faults_of"]

_CONCLUSIONS = "undersokelse-konklusjon"

Found = tuple[str, Message]


def faults_of(programme: Programme) -> Iterator[Found]:
    """All faults, each with its place."""
    themes = {theme.id for theme in programme.themes}
    sets = {one.id for one in programme.answer_sets}
    yield from _twice("themes", (theme.id for theme in programme.themes))
    yield from _twice("answer_sets", (one.id for one in programme.answer_sets))
    yield from _twice("questions", (one.id for one in (*programme.questions, *programme.management)))
    if programme.period.until and programme.period.until < programme.period.since:
        yield "period.until", Message("before-start")
    for at, answers in enumerate(programme.answer_sets):
        yield from _twice(f"answer_sets[{at}].values", (value.id for value in answers.values))
        if not {value.counts for value in answers.values} >= {"yes", "no"}:
            yield f"answer_sets[{at}].values", Message("no-yes-or-no")
        yield from _answers(f"answer_sets[{at}]", answers)
    for name in ("questions", "management"):
        for at, question in enumerate(getattr(programme, name)):
            for key, reason in _question(question, themes, sets, programme):
                yield f"{name}[{at}].{key}", reason
    if programme.judgement and programme.judgement.answers not in sets:
        yield "judgement.answers", Message("no-such-answers", (("id", programme.judgement.answers),))
    if programme.kind is Kind.SELF_CHECK and not programme.questions:
        yield "questions", Message("missing")
    if programme.sampling:
        for key, reason in _sampling(programme.sampling):
            yield f"sampling.{key}", reason
    if programme.balance:
        yield from _balance(programme.balance, {one.id for one in programme.questions})
    if programme.failing and not 0 <= programme.failing.share_below <= 1:
        yield "failing.share_below", Message("no-share")


def _twice(place: str, ids: Iterable[str]) -> Iterator[Found]:
    for id, count in Counter(ids).items():
        if count > 1:
            yield place, Message("twice", (("id", id),))


def _answers(place: str, answers: AnswerSet) -> Iterator[Found]:
    spoken = (_twice(f"{place}.values", _names(answers, lang)) for lang in LANGUAGES)
    yield from dict.fromkeys(found for twice in spoken for found in twice)
    if answers.proposed:
        ids = {value.id for value in answers.values}
        for key, id in attrs.asdict(answers.proposed).items():
            if id is not None and id not in ids:
                yield f"{place}.proposed.{key}", Message("no-such-answer", (("id", id),))


def _names(answers: AnswerSet, lang: str) -> Iterator[str]:
    """What the answers are called: a person who fills in a workbook chooses by name."""
    return (value.name.say(lang).casefold().strip() for value in answers.values)


def _question(question: Question, themes: set[str], sets: set[str], programme: Programme) -> Iterator[Found]:
    if question.theme not in themes:
        yield "theme", Message("no-such-theme", (("id", question.theme),))
    if question.answers and question.answers not in sets:
        yield "answers", Message("no-such-answers", (("id", question.answers),))
    if not question.answers and programme.kind is Kind.SELF_CHECK:
        yield "answers", Message("missing")
    if question.same_as is not None and programme.follows is None:
        yield "same_as", Message("follows-none")
    for at, provision in enumerate(question.provisions):
        if not _is_known(provision):
            yield f"provisions[{at}]", Message("no-such-provision")
    if question.evidence:
        yield from _evidence(question.evidence)


def _is_known(provision: Provision) -> bool:
    acts = acts_of("")
    if provision.lov not in acts:
        return False
    parts = (provision.paragraf, provision.ledd, provision.punktum, provision.bokstav)
    return bool(provision.paragraf and Hjemmel(acts[provision.lov].id, *parts).cite())


def _evidence(evidence: Evidence) -> Iterator[Found]:
    for at, key in enumerate(evidence.duties):
        try:
            krav(key)
        except KeyError:
            yield f"evidence.duties[{at}]", Message("no-such-duty", (("id", key),))
    for at, path in enumerate(evidence.facts):
        try:
            check_path(path)
        except ValueError:
            yield f"evidence.facts[{at}]", Message("no-such-fact", (("id", path),))
    if evidence.kind is EvidenceKind.PERSON and (evidence.duties or evidence.facts):
        yield "evidence.kind", Message("person-only")


def _balance(balance: Balance, questions: set[str]) -> Iterator[Found]:
    for name in ("deadlines", "beside"):
        for at, id in enumerate(getattr(balance, name)):
            if id not in questions:
                yield f"balance.{name}[{at}]", Message("no-question", (("id", id),))


def _sampling(sampling: Sampling) -> Iterator[Found]:
    if sampling.cases < 1:
        yield "cases", Message("no-count")
    if sampling.closed_within_months < 1:
        yield "closed_within_months", Message("no-count")
    if not 0 <= sampling.measures_share <= 1:
        yield "measures_share", Message("no-share")
    yield from _twice("outcomes", (group.id for group in sampling.outcomes))
    for at, group in enumerate(sampling.outcomes):
        for code in group.codes:
            if lookup(_CONCLUSIONS, code) is None:
                yield f"outcomes[{at}].codes", Message("no-such-code", (("id", code),))
        for code in group.measures:
            if code not in group.codes:
                yield f"outcomes[{at}].measures", Message("not-its-code", (("id", code),))
