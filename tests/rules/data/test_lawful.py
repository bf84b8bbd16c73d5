"""Cases that are as they should be have no fault in their data; planted ones have theirs."""

from collections import Counter
from datetime import date

import pytest
from lxml import etree

from barnevern_tilsyn.engine import Outcome, Run, Severity
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from barnevern_tilsyn.testing.synthetic.plants_data import DATA_PLANTS
from tests.rules.data.controls import CONTROLS
from tests.scale import scaled
from tests.testing.schema import official_schema


def test_generated_cases_have_no_fault_but_notes() -> None:
    """Breaches of the law are none of the data. That the numbers are synthetic is noted, and that a child is unborn."""
    run = Run(CONTROLS)
    noted = set()
    for day in (date(2026, 10, 1), date(2034, 5, 1)):
        for case in generate(scaled(700), seed=61, plant=tuple(PLANTS), as_of=day):
            for sak in read(case.xml):
                for result in run.see(sak):
                    assert result.outcome is Outcome.FAULT, (case.shape, result.rule.code, result.missing)
                    assert result.severity is Severity.INFO, (case.shape, result.rule.code, result.message)
                    noted.add(result.rule.code)
    assert noted == {"DAT053", "DAT055", "DAT057"}


@pytest.mark.parametrize("day", [date(2025, 6, 1), date(2026, 10, 1), date(2034, 12, 31)])
def test_every_planted_fault_is_found_where_it_is_and_nothing_else(day: date) -> None:
    run = Run(CONTROLS, as_of=day)
    planted: Counter[str] = Counter()
    count = scaled(240)
    for case in generate(count, seed=62, plant=dict.fromkeys(DATA_PLANTS, 1 / len(DATA_PLANTS)), as_of=day):
        (sak,) = read(case.xml)
        said = {(r.rule.code, r.element.id) for r in run.see(sak) if r.severity is not Severity.INFO}
        true = {(truth.rule, truth.element_id) for truth in case.truths if truth.outcome == "fault"}
        assert said == true, (case.shape, said, true)
        planted.update(case.planted)
    assert set(planted) == set(DATA_PLANTS)
    assert min(planted.values()) >= count // len(DATA_PLANTS) - 1


def test_planted_faults_are_no_breaches_and_valid_documents() -> None:
    schema = official_schema()
    law = Run(builtin("lov"))
    for case in generate(scaled(80), seed=63, plant=dict.fromkeys(DATA_PLANTS, 0.25)):
        assert schema.validate(etree.fromstring(case.xml)), (case.shape, str(schema.error_log))
        (sak,) = read(case.xml)
        assert not [r for r in law.see(sak) if r.outcome is Outcome.BREACH], case.shape
