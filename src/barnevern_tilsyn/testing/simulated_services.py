"""Services that never were, for the national picture: so many of so many have a finding, all else is left to a seed.

Their municipalities have numbers that no municipality has (``0390``): nobody is told of a finding that is made up.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

import attrs

from barnevern_tilsyn.codes import fylker
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.audit import AuditResult, Conclusion
from barnevern_tilsyn.programmes.form import Answer, Form, FormKind, Judgement, OfProgramme, Subject
from barnevern_tilsyn.programmes.programme import AnswerSet, Concludes, Counts, Programme
from barnevern_tilsyn.programmes.sample import DrawingRule, Held, RuleHeld, Sample
from barnevern_tilsyn.programmes.sample_json import identified

__all__ = ["SimulatedRound", "simulated_audits", "simulated_rounds"]

_SVALBARD: Final = "21"
"""It has no municipality."""
_YES: Final = {True: 0.5, False: 0.95}
"""How often a question is answered with *yes* where the section is failing, and where it is not."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class SimulatedRound:
    """A self-check of a service: its sample, and its forms filled in, its own last."""

    sample: Sample
    forms: tuple[Form, ...]


def simulated_audits(
    programme: Programme,
    services: int,
    found: int,
    *,
    seed: int,
    themes: Mapping[str, int] | None = None,
    breaches_only: bool = False,
) -> Iterator[AuditResult]:
    """Audits of so many services, of which so many have a breach or an area for improvement.

    ``themes``: how many of those have it in a theme. ``breaches_only``: every finding is a breach.
    """
    dice = Random(seed)
    for number, failing in enumerate(_findings(programme, services, found, themes or {}, dice)):
        yield AuditResult(
            id=f"{programme.id}-{number:03}",
            programme=_of(programme),
            municipalities=(_municipality(programme, dice),),
            concluded=programme.period.since + timedelta(days=dice.randrange(365)),
            conclusions=tuple(
                Conclusion(
                    question=question.id,
                    value=_concluded(programme.answer_set(question), question.theme in failing, breaches_only, dice),
                )
                for question in programme.questions
            ),
        )


def simulated_rounds(
    programme: Programme,
    services: int,
    found: int,
    *,
    seed: int,
    cases: int = 10,
    municipality: str | None = None,
    as_of: date | None = None,
) -> Iterator[SimulatedRound]:
    """Self-checks of so many services, of which so many judge a section of theirs to be failing.

    ``cases``: of each. ``municipality``, ``as_of``: of all, where they are not left to the seed.
    """
    dice = Random(seed)
    for number, failing in enumerate(_findings(programme, services, found, {}, dice)):
        day = as_of or programme.period.since + timedelta(days=dice.randrange(180, 365))
        sample = _sample(programme, number, cases, municipality or _municipality(programme, dice), day, dice)
        filled = tuple(_case_form(programme, sample, subject, failing, dice) for subject in sample.cases)
        yield SimulatedRound(sample=sample, forms=(*filled, _own_form(programme, sample, failing, dice)))


def _findings(
    programme: Programme, services: int, found: int, themes: Mapping[str, int], dice: Random
) -> list[frozenset[str]]:
    """Of each service the themes with a finding."""
    ids = [theme.id for theme in programme.themes if any(one.theme == theme.id for one in programme.questions)]
    free = [theme for theme in ids if theme not in themes]
    having = dice.sample(range(services), found)
    failing: list[set[str]] = [set() for _ in range(services)]
    for theme, count in themes.items():
        for service in dice.sample(having, count):
            failing[service].add(theme)
    for service in having:
        if not failing[service] or dice.random() < 0.5:
            failing[service].add(dice.choice(free))
    return [frozenset(one) for one in failing]


def _of(programme: Programme) -> OfProgramme:
    return OfProgramme(id=programme.id, version=programme.version)


def _municipality(programme: Programme, dice: Random) -> str:
    day = programme.period.since
    there = [one for one in fylker().values() if one.number != _SVALBARD]
    in_use = [one for one in there if (one.since or day) <= day <= (one.until or day)]
    return f"{dice.choice(in_use).number}{dice.randrange(90, 100)}"


def _concluded(answers: AnswerSet, failing: bool, breaches_only: bool, dice: Random) -> str:
    if not failing:
        return _one(answers, Counts.YES, dice)
    graver = [one.id for one in answers.values if one.concludes is Concludes.BREACH]
    return dice.choice(graver) if graver and breaches_only else _one(answers, Counts.NO, dice)


def _one(answers: AnswerSet, counts: Counts, dice: Random) -> str:
    wanted = {counts, Counts.PARTLY} if counts is Counts.NO else {counts}
    return dice.choice([one.id for one in answers.values if one.counts in wanted])


def _sample(programme: Programme, number: int, cases: int, municipality: str, day: date, dice: Random) -> Sample:
    subjects = tuple(
        Subject(
            case=str(UUID(int=dice.getrandbits(128), version=4)),
            closed=day - timedelta(days=dice.randrange(1, 180)),
            municipality=municipality,
        )
        for _ in range(cases)
    )
    sample = Sample(
        id="",
        programme=_of(programme),
        seed=number,
        wanted=cases,
        as_of=day,
        eligible=cases,
        by_outcome={},
        by_municipality={municipality: cases},
        passed_over={},
        rules=(RuleHeld(rule=DrawingRule.RANDOM, held=Held.YES, reason=Message("random-all")),),
        cases=subjects,
    )
    return identified(sample)


def _case_form(programme: Programme, sample: Sample, subject: Subject, failing: frozenset[str], dice: Random) -> Form:
    def answer(question: str) -> Answer:
        asked = programme.question(question)
        answers = programme.answer_set(asked)
        counts = Counts.YES if dice.random() < _YES[asked.theme in failing] else Counts.NO
        return Answer(question=question, value=_one(answers, counts, dice))

    return Form(
        kind=FormKind.CASE,
        programme=sample.programme,
        sample=sample.id,
        lang="nb",
        subject=subject,
        answers=tuple(answer(question.id) for question in programme.questions),
    )


def _own_form(programme: Programme, sample: Sample, failing: frozenset[str], dice: Random) -> Form:
    if programme.judgement is None:
        raise ValueError("a programme by which a service judges itself")
    answers = programme.answer_set(programme.judgement)
    return Form(
        kind=FormKind.SERVICE,
        programme=sample.programme,
        sample=sample.id,
        lang="nb",
        answers=tuple(
            Answer(question=one.id, value=_one(programme.answer_set(one), Counts.YES, dice))
            for one in programme.management
        ),
        judgements=tuple(
            Judgement(theme=theme.id, value=_one(answers, Counts.NO if theme.id in failing else Counts.YES, dice))
            for theme in programme.themes
        ),
    )
