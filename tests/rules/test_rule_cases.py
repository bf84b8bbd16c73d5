"""The cases that stand on the rules' pages, beside what ``testing.check_rule`` holds of every rule."""

import pytest

from barnevern_tilsyn.engine import Outcome, Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.rule_cases import RuleCase, cases_of

RULES = list(builtin("lov"))
CASES = [pytest.param(rule, case, id=f"{rule.code}-{n}") for rule in RULES for n, case in enumerate(cases_of(rule))]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_case_on_a_page_gives_what_it_says(rule: Rule, case: RuleCase) -> None:
    results = case.judge(rule)
    assert tuple(result.outcome for result in results) == case.outcomes
    if case.reasons is not None:
        assert results[0].reasons == case.reasons
    if case.missing is not None:
        assert results[0].missing == case.missing


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_shows_when_the_duty_does_not_hold(rule: Rule) -> None:
    shown = {outcome for case in cases_of(rule) for outcome in case.outcomes}
    # every report is to be reviewed: nothing makes it not applicable but deletion
    assert (Outcome.NOT_APPLICABLE in shown) is (rule.code != "MEL001")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_no_other_sections(rule: Rule) -> None:
    page = rule_texts(rule.texts, rule.code, "nb")["page"]
    owed = {"given", "duty", "why", "clock", "example", "exceptions", "remedy", "limits"}
    assert {name for name, text in page.items() if text} == owed
