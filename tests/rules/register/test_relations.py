"""The controls on relations: each way they can be wrong."""

from typing import Any

import pytest

from barnevern_tilsyn.model import NOT_REPORTED
from tests.records import relasjon, sak, vedtak
from tests.register import fired, opened, results

APPLICATION = [{"id": "o"}]


@pytest.mark.parametrize(
    ("applications", "relations", "situation"),
    [
        (APPLICATION, [relasjon("Vedtak", "v", "OversendelseFylkesnemnd", "o")], None),
        (APPLICATION, [relasjon("OversendelseFylkesnemnd", "O", "Vedtak", "V")], None),
        (APPLICATION, [], "no-relation"),
        (APPLICATION, [relasjon("Vedtak", "w", "OversendelseFylkesnemnd", "o")], "no-relation"),
        (APPLICATION, [relasjon("Vedtak", "v", "Plan", "o")], "no-relation"),
        ([], [relasjon("Vedtak", "v", "OversendelseFylkesnemnd", "o")], "no-application"),
        (
            [{"id": "o", "er_slettet": True}],
            [relasjon("Vedtak", "v", "OversendelseFylkesnemnd", "o")],
            "no-application",
        ),
    ],
)
def test_a_decision_sent_to_the_board(applications: Any, relations: Any, situation: str | None) -> None:
    case = sak(vedtak=[vedtak(status="2")], oversendelser_fylkesnemnd=applications, relasjoner=relations)
    found = [result.assessment.situation for result in results(case, "NBR-VEDTAK-20")]
    assert found == ([situation] if situation else [])


def test_a_relation_from_the_id_of_an_older_system_is_none() -> None:
    report = {"id": "m", "migrert_id": "gammel"}
    case = sak(meldinger=[report], relasjoner=[relasjon("Melding", "gammel", "Undersokelse", "u")])
    assert fired(case, "NBR-UNDERSOKELSE-20") == {("NBR-UNDERSOKELSE-20", "u", "error")}


def test_a_relation_whose_ends_are_not_reported_may_be_the_one() -> None:
    half = {**relasjon("Melding", "m", "Undersokelse", "u"), "fra_id": NOT_REPORTED}
    case = sak(relasjoner=[{key: value for key, value in half.items() if value is not NOT_REPORTED}])
    assert opened(case, "NBR-UNDERSOKELSE-20") == {"Sak.relasjoner"}
    assert not fired(case, "NBR-UNDERSOKELSE-20")


def test_an_investigation_with_one_of_two_reports_related() -> None:
    case = sak(
        meldinger=[{"id": "m"}, {"id": "n"}],
        relasjoner=[relasjon("Melding", "n", "Undersokelse", "u"), relasjon("Melding", "away", "Undersokelse", "u")],
    )
    assert not fired(case, "NBR-UNDERSOKELSE-20")


@pytest.mark.parametrize(
    ("end", "open"),
    [(None, True), ({"slutt_dato": None}, True), ({"slutt_dato": "2026-05-01"}, False), ({}, None)],
)
def test_what_counts_as_an_end(end: Any, open: bool | None) -> None:
    case = sak(
        slutt_dato="2026-05-20", meldinger=[], undersokelser=[], planer=[{"id": "p", "konklusjon": end}], ettervern=[]
    )
    assert bool(fired(case, "NBR-SAK-23")) is bool(open)
    assert opened(case, "NBR-SAK-23") == ({"Plan.konklusjon.slutt_dato"} if open is None else set())


def test_beside_one_whose_ends_are_not_reported_the_others_hold() -> None:
    half = {key: value for key, value in relasjon("Melding", "m", "Undersokelse", "u").items() if key != "fra_id"}
    whole = relasjon("Melding", "m", "Undersokelse", "u")
    for rows in ([half | {"id": "a"}, whole | {"id": "b"}], [whole | {"id": "a"}, half | {"id": "b"}]):
        case = sak(relasjoner=rows)
        assert not fired(case, "NBR-UNDERSOKELSE-20")
        assert opened(case, "NBR-UNDERSOKELSE-20") == set()


@pytest.mark.parametrize(
    ("type", "id", "situation"),
    [
        ("Melding", "M", None),
        ("Melding", "gone", "not-there"),
        ("Vedtak", "m", "not-there"),
        ("Status", "v-status", None),
        ("Nothing", "m", "no-such-type"),
    ],
)
def test_a_mark_of_what_was_deleted(type: str, id: str, situation: str | None) -> None:
    case = sak(vedtak=[vedtak()], slettede=[{"id": id, "type": type}])
    found = [result.assessment.situation for result in results(case, "NBR-SAK-22")]
    assert found == ([situation] if situation else [])
