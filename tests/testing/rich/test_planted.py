"""Planted cases: each rule finds what is planted for it, once, and no rule finds a breach besides."""

from random import Random

import pytest

from barnevern_tilsyn.engine import Outcome, Rule, Run, Strength
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.rich import broken_case, first_day, planted_codes
from barnevern_tilsyn.testing.synthetic.dice import days
from tests.scale import scaled

RULES = list(builtin("lov"))
NEVER_BREACH = {rule.code for rule in RULES if rule.strength is not Strength.HARD} | {"UND002"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_planted_is_found_once_and_no_other_breach(rule: Rule) -> None:
    run = Run(RULES)
    rng = Random(rule.code)
    for _ in range(scaled(100)):
        results = run.see(broken_case(rng, first_day(rule.code) + days(rng.randrange(500)), rule.code).sak())
        breaches = [result.rule.code for result in results if result.outcome is Outcome.BREACH]
        reviews = [result.rule.code for result in results if result.outcome is Outcome.REVIEW]
        assert (breaches, reviews) == (([], [rule.code]) if rule.code in NEVER_BREACH else ([rule.code], []))


def test_each_rule_of_the_law_can_be_planted_and_nothing_else() -> None:
    assert set(planted_codes()) == {rule.code for rule in RULES}
