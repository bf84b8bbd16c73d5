"""The rules lack nothing: texts, provisions, cases that give what they say."""

import pytest

from barnevern_tilsyn.engine import Rule, rules_in
from barnevern_tilsyn.testing import check_rule
from eksempelkommune import rules


@pytest.mark.parametrize("rule", rules_in(rules), ids=lambda rule: rule.code)
def test_a_rule_lacks_nothing(rule: Rule) -> None:
    assert check_rule(rule) == []
