"""What the rules on the law declare, and say of the cases on their pages, against a table that stands by itself."""

import tomllib
from pathlib import Path

import pytest

from barnevern_tilsyn.engine import Result, Rule
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.rule_cases import cases_of

DECLARED = tomllib.loads(Path(__file__).with_name("declared.toml").read_text(encoding="utf-8"))
RULES = builtin("lov")
THEMES_OF_CONTROLS = {
    "age",
    "code-not-valid",
    "code-to-be-checked",
    "date-order",
    "date-range",
    "deadline-approximation",
    "duplicate",
    "identity",
    "legal-basis",
    "missing-clarification",
    "missing-part",
    "open-in-closed-case",
    "overlap",
    "relation",
    "reporter-form",
    "structure",
}


def test_each_rule_is_in_the_table_and_no_other() -> None:
    assert list(DECLARED) == [rule.code for rule in RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_declares_what_the_table_says(rule: Rule) -> None:
    declared = {
        "duties": list(rule.duties),
        "hjemmel": [provision.cite() for provision in rule.hjemmel],
        "needs": sorted(set(rule.needs)),
        "rests_on": sorted(rule.rests_on),
    }
    assert declared == {name: DECLARED[rule.code][name] for name in declared}


def in_words(result: Result) -> str:
    """The message that a result has, and what is put into its sentence: ``open limit=2026-06-09``."""
    return " ".join([result.message.id, *(f"{name}={value}" for name, value in sorted(result.message.args))])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_cases_on_a_page_are_told_with_their_days(rule: Rule) -> None:
    told = [" | ".join(map(in_words, case.judge(rule))) for case in cases_of(rule)]
    assert told == DECLARED[rule.code]["told"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_cases_on_a_page_rest_on_these_facts(rule: Rule) -> None:
    facts = [
        "; ".join(f"{fact.path}={fact.value}" for result in case.judge(rule) for fact in result.facts)
        for case in cases_of(rule)
    ]
    assert facts == DECLARED[rule.code]["facts"]


def test_the_themes_of_the_controls_are_these() -> None:
    controls = [rule for name in builtin().rulesets if name != "lov" for rule in builtin(name)]
    assert {rule.theme for rule in controls} == THEMES_OF_CONTROLS
