"""The table from duty to rule: each duty has a rule, or one of four reasons why none can be."""

import pytest

from barnevern_tilsyn.law import Krav, all_krav
from barnevern_tilsyn.rules import builtin

DUTIES = [one for one in all_krav() if one.kind == "duty"]
RULES = {one.key: [rule for rule in builtin("lov") if one.key in rule.duties] for one in DUTIES}


@pytest.mark.parametrize("one", DUTIES, ids=lambda one: one.key)
def test_a_duty_has_a_rule_or_a_reason_why_none_and_never_both(one: Krav) -> None:
    assert bool(RULES[one.key]) is not bool(one.no_rule)


def test_each_rule_of_the_law_is_on_duties_of_the_catalogue() -> None:
    known = {one.key for one in all_krav()}
    assert all(rule.duties and known.issuperset(rule.duties) for rule in builtin("lov"))


@pytest.mark.parametrize("one", [one for one in DUTIES if one.no_rule], ids=lambda one: one.key)
def test_a_reason_why_there_is_no_rule_agrees_with_the_catalogue(one: Krav) -> None:
    assert one.provisions
    assert (one.no_rule == "service-level") is (one.level == "system")
    assert (one.no_rule == "power") is (one.level == "information")
    assert one.no_rule != "no-record" or not one.facts
