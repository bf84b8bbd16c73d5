"""The forms of a sample: one for each case that was drawn, in its order, and the service's own."""

import random
from datetime import date
from typing import Final

import attrs
import pytest

from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.candidates import Pool
from barnevern_tilsyn.programmes.filling import Filling
from barnevern_tilsyn.programmes.form import FormKind
from barnevern_tilsyn.programmes.sample import Sample
from barnevern_tilsyn.programmes.sampling import draw
from barnevern_tilsyn.rules import builtin as rules
from barnevern_tilsyn.testing.rich import lawful_course

PROGRAMME: Final = builtin()["egenkontroll-2024-1"]
KNOWN: Final = date(2025, 10, 1)
NAMES: Final = (Names(), Names(b"k" * 32))


@pytest.fixture(scope="module")
def cases() -> list[Sak]:
    return [lawful_course(random.Random(seed), KNOWN).sak() for seed in range(60)]


def drawn(cases: list[Sak], names: Names) -> Sample:
    assert PROGRAMME.sampling
    pool = Pool(PROGRAMME.sampling, names)
    for case in cases:
        pool.see(case)
    return draw(pool.population(), PROGRAMME, seed=1)


@pytest.mark.parametrize("names", NAMES, ids=["ids", "pseudonyms"])
def test_every_case_drawn_has_its_form_in_the_sample_s_order(cases: list[Sak], names: Names) -> None:
    sample = drawn(cases, names)
    filling = Filling(sample, PROGRAMME, rules("lov"), names=names, lang="nb")
    for case in reversed(cases):
        filling.see(case)
    service, *forms = filling.forms()
    assert (service.kind, service.subject, service.sample) == (FormKind.SERVICE, None, sample.id)
    assert tuple(form.subject for form in forms) == sample.cases
    assert filling.not_found == ()
    assert not filling.crashed
    assert all(form.answer("M1").value and form.answer("M1").evidence for form in forms)


def test_a_case_that_is_not_seen_has_an_empty_form_and_is_told(cases: list[Sak]) -> None:
    names = NAMES[0]
    sample = drawn(cases, names)
    filling = Filling(sample, PROGRAMME, rules("lov"), names=names, lang="nb")
    for case in cases:
        if names.case(case.id) != sample.cases[0].case:
            filling.see(case)
    assert filling.not_found == (sample.cases[0].case,)
    assert all(answer.value is None and not answer.evidence for answer in filling.forms()[1].answers)


def test_a_programme_that_asks_nothing_of_the_service(cases: list[Sak]) -> None:
    silent = attrs.evolve(PROGRAMME, management=(), judgement=None)
    sample = drawn(cases, NAMES[0])
    filling = Filling(sample, silent, rules("lov"), names=NAMES[0], lang="nb")
    assert len(filling.forms()) == len(sample.cases)
