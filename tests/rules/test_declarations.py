"""What the rules on the law declare, against a table that stands by itself: pages, formats and duties rest on it."""

import tomllib
from pathlib import Path

import pytest

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.rules import builtin

DECLARED = tomllib.loads(Path(__file__).with_name("declared.toml").read_text(encoding="utf-8"))
RULES = builtin("lov")


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
    assert declared == DECLARED[rule.code]
