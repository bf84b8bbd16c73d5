"""The table from duty to rule: each duty has a rule, or one of four reasons why none can be."""

import pytest

from barnevern_tilsyn.law import Krav, all_krav
from barnevern_tilsyn.rules import builtin

FAMILIES = {"M", "C", "D", "P", "V", "G", "H"}
"""Those of the law from report to conclusion whose every duty has its answer."""

DUTIES = [one for one in all_krav() if one.kind == "duty"]
RULES = {one.key: [rule for rule in builtin("lov") if one.key in rule.duties] for one in DUTIES}


@pytest.mark.parametrize("one", DUTIES, ids=lambda one: one.key)
def test_a_duty_has_a_rule_or_a_reason_why_none_and_never_both(one: Krav) -> None:
    assert not (RULES[one.key] and one.no_rule)
    if one.key.partition("-")[0] in FAMILIES:
        assert RULES[one.key] or one.no_rule


@pytest.mark.parametrize("one", [one for one in DUTIES if one.no_rule], ids=lambda one: one.key)
def test_a_reason_why_there_is_no_rule_agrees_with_the_catalogue(one: Krav) -> None:
    assert one.provisions
    assert (one.no_rule == "service-level") is (one.level == "system")
    assert (one.no_rule == "power") is (one.level == "information")
    assert one.no_rule != "no-record" or not one.facts
