"""Lawful cases: no breach and nothing to review, of any rule of the law."""

from collections import Counter
from random import Random

from barnevern_tilsyn.engine import Outcome, Run
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.rich import FIRST_DAY, lawful_course, planted_codes
from barnevern_tilsyn.testing.synthetic.dice import days
from tests.scale import scaled

LAWFUL = {Outcome.MET, Outcome.RUNNING, Outcome.NOT_APPLICABLE}


def test_all_rules_at_once_find_nothing() -> None:
    run = Run(builtin("lov"))
    rng = Random("lawful")
    seen = Counter[tuple[str, Outcome]]()
    for _ in range(scaled(2_000)):
        rich = lawful_course(rng, FIRST_DAY + days(rng.randrange(900)))
        for result in run.see(rich.sak()):
            assert result.outcome in LAWFUL, (result.rule.code, result.outcome, result.reasons, result.missing)
            seen[result.rule.code, result.outcome] += 1
    assert {code for code, outcome in seen if outcome is Outcome.MET} >= set(planted_codes())
