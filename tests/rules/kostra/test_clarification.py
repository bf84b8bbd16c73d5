"""A code that needs a clarification: what is missing to tell is named, and nothing else."""

from typing import Any

import pytest

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Melder
from barnevern_tilsyn.rules.kostra.melding import reporter_unclear

CODE, CLARIFICATION = "Individ.meldinger.meldere.kode", "Individ.meldinger.meldere.presisering"
JUDGE: Any = reporter_unclear.judge
UNCLEAR = "22"


@pytest.mark.parametrize(
    ("code", "clarification", "missing"),
    [
        (NOT_REPORTED, None, (CODE,)),
        (UNCLEAR, NOT_REPORTED, (CLARIFICATION,)),
        (NOT_REPORTED, NOT_REPORTED, (CODE, CLARIFICATION)),
        (UNCLEAR, None, ()),
    ],
)
def test_the_fact_that_is_missing_is_named(code: Any, clarification: Any, missing: tuple[str, ...]) -> None:
    found = JUDGE(Melder(kode=code, presisering=clarification), None)
    assert found.missing == missing
    if not missing:
        assert [(fact.path, fact.value) for fact in found.facts()] == [(CODE, UNCLEAR)]


@pytest.mark.parametrize(("code", "clarification"), [("1", None), (UNCLEAR, "a"), (NOT_REPORTED, "a")])
def test_it_does_not_fire(code: Any, clarification: Any) -> None:
    assert JUDGE(Melder(kode=code, presisering=clarification), None) is None
