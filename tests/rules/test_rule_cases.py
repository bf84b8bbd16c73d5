"""The cases that stand on the rules' pages, and what the package owes each rule."""

import pytest

from barnevern_tilsyn.engine import Outcome, Rule, Run, Strength
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.law import krav
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.rule_cases import RuleCase, cases_of

RULES = list(builtin())
CASES = [pytest.param(rule, case, id=f"{rule.code}-{n}") for rule in RULES for n, case in enumerate(cases_of(rule))]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_a_case_on_a_page_gives_what_it_says(rule: Rule, case: RuleCase) -> None:
    results = Run([rule], as_of=case.as_of).see(case.sak)
    assert tuple(result.outcome for result in results) == case.outcomes
    if case.reasons is not None:
        assert results[0].reasons == case.reasons
    if case.missing is not None:
        assert results[0].missing == case.missing


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_shows_what_the_rule_can_say(rule: Rule) -> None:
    shown = {outcome for case in cases_of(rule) for outcome in case.outcomes}
    owed = {Outcome.MET, Outcome.OPEN, Outcome.REVIEW}
    if rule.strength is Strength.HARD:
        owed.add(Outcome.BREACH)
    if rule.code != "MEL001":  # every report is to be reviewed: nothing makes it not applicable but deletion
        owed.add(Outcome.NOT_APPLICABLE)
    assert owed <= shown


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_never_goes_further_than_its_duties(rule: Rule) -> None:
    bounds = {krav(duty).strength for duty in rule.duties}
    assert rule.strength is not Strength.HARD or bounds == {"hard"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_is_whole(rule: Rule) -> None:
    page = rule_texts(rule.texts, rule.code, "nb")["page"]
    owed = {"given", "duty", "why", "clock", "example", "exceptions", "remedy", "limits"}
    assert {name for name, text in page.items() if text} == owed
    assert rule.given.startswith("Given ")
