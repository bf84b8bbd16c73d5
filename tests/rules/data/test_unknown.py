"""Unknown is not no: a fact that is not reported never makes a fault, and no record makes a control fail."""

from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Rule, Run
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules.rule_cases import cases_of
from barnevern_tilsyn.testing.blanking import reported, without
from tests.records import EXTRACTED, cases, sak
from tests.rules.data.controls import CONTROLS
from tests.scale import scaled

ALL = list(CONTROLS)

CHANGES_WHICH_ROW_HOLDS = {"Personalia.start_dato"}
"""Of several rows of identity the one with the latest start holds."""


def faults(rule: Rule, case: Sak) -> set[str]:
    return {r.element.id for r in Run([rule], as_of=EXTRACTED).see(case) if r.outcome is Outcome.FAULT}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_a_fact_taken_away_makes_no_fault(rule: Rule) -> None:
    for shown in cases_of(rule):
        (case,) = shown.records
        assert isinstance(case, Sak)
        before = faults(rule, case)
        for path in reported(case).keys() - CHANGES_WHICH_ROW_HOLDS:
            assert faults(rule, without(case, path)) <= before, (shown.title, path)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_nothing_reported_gives_no_fault(rule: Rule) -> None:
    bare = {name: [{"id": "x"}] for name in ("meldinger", "undersokelser", "planer", "tiltak", "vedtak", "flyttinger")}
    case = sak(**bare, personalia=[{"id": "p"}], ettervern=[{"id": "e"}], relasjoner=[{"id": "r"}])
    assert faults(rule, case) == set()


@settings(max_examples=scaled(150))
@given(cases(), st.randoms(use_true_random=False))
def test_no_control_fails_and_the_order_of_elements_does_not_matter(case: Sak, random: Random) -> None:
    def said(one: Sak) -> list[Any]:
        results = Run(CONTROLS, as_of=EXTRACTED).see(one)
        assert not [(r.rule.code, r.message) for r in results if r.outcome is Outcome.ERROR]
        return [(r.rule.code, r.element.id, r.outcome, r.message, r.severity) for r in results]

    lists = {f.name: getattr(case, f.name) for f in attrs.fields(Sak) if isinstance(getattr(case, f.name), tuple)}
    turned: dict[str, Any] = {name: tuple(random.sample(rows, len(rows))) for name, rows in lists.items()}
    assert said(case) == said(attrs.evolve(case, **turned))
