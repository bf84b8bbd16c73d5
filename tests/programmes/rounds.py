"""Samples and filled forms of rounds to test with."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

import attrs
from hypothesis import strategies as st

from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes import Programme, builtin
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.form import Answer, Form, Judgement, OfProgramme, Subject
from barnevern_tilsyn.programmes.sample import DrawingRule, Held, RuleHeld, Sample

FIRST: Final = builtin()["egenkontroll-2024-1"]
SECOND: Final = builtin()["egenkontroll-2024-2"]
VALUES: Final = ("ja", "delvis", "nei", "ikke_aktuelt", None)
OUTCOMES: Final = ("henlagt", "tiltak")


def sample_of(
    cases: int,
    *,
    programme: Programme = FIRST,
    id: str = "s1",
    as_of: date = date(2024, 11, 1),
    municipality: str = "0301",
) -> Sample:
    """A sample of so many cases."""
    subjects = tuple(
        Subject(
            case=str(UUID(int=number + 1)),
            element=str(UUID(int=number + 1001)),
            closed=as_of - timedelta(days=number + 1),
            outcome=OUTCOMES[number % 2],
            municipality=municipality,
        )
        for number in range(cases)
    )
    return Sample(
        id=id,
        programme=OfProgramme(id=programme.id, version=programme.version),
        seed=1,
        wanted=cases,
        as_of=as_of,
        eligible=cases,
        by_outcome=dict.fromkeys(OUTCOMES, cases),
        by_municipality={municipality: cases},
        passed_over={},
        rules=(RuleHeld(rule=DrawingRule.RANDOM, held=Held.YES, reason=Message("random-all")),),
        cases=subjects,
    )


def filled(sample: Sample, number: int, values: Mapping[str, str | None], *, programme: Programme = FIRST) -> Form:
    """The form of a case, with some questions answered."""
    blank = blank_form(programme, sample=sample.id, lang="nb", subject=sample.cases[number])
    return attrs.evolve(
        blank,
        answers=tuple(
            Answer(question=one.question, value=values.get(one.question), comment="Bare i skjemaet.")
            for one in blank.answers
        ),
    )


def own_form(
    sample: Sample,
    judged: Mapping[str, str | None],
    values: Mapping[str, str | None],
    *,
    programme: Programme = FIRST,
    reasons: str = "Vi har sett på sakene.",
) -> Form:
    """The service's own form."""
    blank = blank_form(programme, sample=sample.id, lang="nb")
    return attrs.evolve(
        blank,
        answers=tuple(attrs.evolve(one, value=values.get(one.question)) for one in blank.answers),
        judgements=tuple(
            Judgement(theme=one.theme, value=judged.get(one.theme), reasons=reasons if one.theme in judged else "")
            for one in blank.judgements
        ),
    )


def answering(form: Form, question: str, value: str | None) -> Form:
    """The form with another answer to a question, where it asks that."""
    answers = (attrs.evolve(one, value=value) if one.question == question else one for one in form.answers)
    return attrs.evolve(form, answers=tuple(answers))


@st.composite
def rounds(
    draw: st.DrawFn, *, programme: Programme = FIRST, id: str = "s1", as_of: date = date(2024, 11, 1)
) -> tuple[Sample, list[tuple[str, Form]]]:
    """A sample and its forms, filled in somehow, each with the name of its file; some cases have none."""
    sample = sample_of(draw(st.integers(1, 12)), programme=programme, id=id, as_of=as_of)
    asked = [question.id for question in programme.questions]
    forms: list[tuple[str, Form]] = []
    for number in draw(st.lists(st.sampled_from(range(len(sample.cases))), unique=True, min_size=1)):
        some = draw(st.dictionaries(st.sampled_from(asked), st.sampled_from(VALUES), max_size=6))
        forms.append((f"{number:02}.json", filled(sample, number, some, programme=programme)))
    if draw(st.booleans()):
        themes = [theme.id for theme in programme.themes]
        judged = draw(st.dictionaries(st.sampled_from(themes), st.sampled_from(["svikt", "ingen_svikt", None])))
        forms.append(("service.json", own_form(sample, judged, {"L1": "nei"}, programme=programme)))
    return sample, forms
