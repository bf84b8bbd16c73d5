"""The rules against the generator's truth, which a naive count made without them."""

from collections import Counter
from datetime import date

import pytest

from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import GeneratedCase, generate
from tests.scale import scaled

PLANTED = ("MEL001", "UND001", "UND003", "UND004")
Outcomes = dict[tuple[str, str], str]


def _said(case: GeneratedCase, as_of: date | None = None) -> Outcomes:
    """What the rules say of the case, read from its XML as any delivery is."""
    (sak,) = read(case.xml)
    return {(r.rule.code, r.element.id): r.outcome.value for r in Run(builtin("lov"), as_of=as_of).see(sak)}


def _true(case: GeneratedCase) -> Outcomes:
    return {(truth.rule, truth.element_id): truth.outcome for truth in case.truths}


def test_every_planted_breach_is_found_and_nothing_else() -> None:
    planted: Counter[str] = Counter()
    count = scaled(5_000)
    for case in generate(count, seed=2026, plant=dict.fromkeys(PLANTED, 0.2)):
        breaches = sorted(rule for (rule, _), outcome in _said(case).items() if outcome == "breach")
        assert breaches == list(case.planted), (case.name, case.shape)
        planted.update(case.planted)
    assert min(planted[code] for code in PLANTED) > count / 6


@pytest.mark.parametrize(("seed", "as_of"), [(1, date(2026, 10, 1)), (2, date(2025, 6, 2)), (3, date(2028, 2, 29))])
def test_every_outcome_is_the_truth(seed: int, as_of: date) -> None:
    for case in generate(scaled(1_300), seed=seed, plant=(*PLANTED, "UND002"), as_of=as_of):
        assert _said(case, as_of) == _true(case), (case.name, case.shape)
