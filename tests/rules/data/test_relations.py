"""Relations: each way that one can be wrong, and which way round it leads."""

from itertools import product
from typing import Any

import pytest

from barnevern_tilsyn.engine import Outcome
from tests.rules.data.controls import case, found, situations

LISTS = {
    "Melding": "meldinger",
    "Undersokelse": "undersokelser",
    "Plan": "planer",
    "Tiltak": "tiltak",
    "Vedtak": "vedtak",
    "OversendelseFylkesnemnd": "oversendelser_fylkesnemnd",
}
ASKED_FOR = {("Melding", "Undersokelse"), ("Undersokelse", "Vedtak"), ("Vedtak", "Tiltak")}


def relation(fra: str, til: str, id: str = "r", fra_id: str = "a", til_id: str = "b") -> dict[str, Any]:
    return {"id": id, "fra_type": fra, "fra_id": fra_id, "til_type": til, "til_id": til_id}


@pytest.mark.parametrize(("fra", "til"), list(product(LISTS, repeat=2)))
def test_one_that_leads_from_the_later_to_the_earlier(fra: str, til: str) -> None:
    results = found(case(relasjoner=[relation(fra, til)]), "DAT033")
    if (til, fra) not in ASKED_FOR:
        assert results == []
        return
    (result,) = results
    assert (result.outcome, result.message.id) == (Outcome.FAULT, "reversed")
    assert dict(result.message.args) == {"type": fra, "other": til}


def test_one_that_joins_an_element_to_itself() -> None:
    def said(*rows: Any) -> list[tuple[str, str]]:
        return [(result.element.id, result.message.id) for result in found(case(relasjoner=rows), "DAT034")]

    assert said(relation("Plan", "Plan", til_id="A")) == [("r", "itself")]
    assert said(relation("Plan", "Tiltak", til_id="a")) == []
    assert said(relation("Plan", "Plan")) == []
    twice = [relation("Plan", "Tiltak", id="S"), relation("Plan", "Tiltak", id="r", fra_id="A")]
    assert said(*twice) == [("S", "again")]
    assert said(*reversed(twice)) == [("S", "again")]
    assert said(relation("Plan", "Tiltak"), relation("Tiltak", "Plan", id="s", fra_id="b", til_id="a")) == []
    assert said({"id": "r", "fra_type": "Plan", "fra_id": "a"}, {"id": "s", "fra_type": "Plan", "fra_id": "a"}) == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({}, []),
        ({"meldinger": [{"id": "a", "er_slettet": True}]}, ["fra"]),
        ({"undersokelser": [{"id": "b", "er_slettet": True}]}, ["til"]),
        ({"slettede": [{"id": "A", "type": "Melding"}]}, ["fra"]),
        ({"slettede": [{"id": "b", "type": "Undersokelse"}]}, ["til"]),
        ({"slettede": [{"id": "b", "type": "Melding"}]}, []),
    ],
)
def test_one_to_what_is_deleted(keys: dict[str, Any], expected: list[str]) -> None:
    whole = {"meldinger": [{"id": "a"}], "undersokelser": [{"id": "b"}], **keys}
    sak = case(**whole, relasjoner=[relation("Melding", "Undersokelse")])
    assert situations(sak, "DAT032") == expected
