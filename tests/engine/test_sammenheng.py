"""How elements hang together: relations first, dates as a fallback that is marked."""

from datetime import date
from typing import Any

from barnevern_tilsyn.engine import Sammenheng
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Sak, Undersokelse, Vedtak
from tests.records import melding, relasjon, sak, undersokelse, vedtak

LONG_AFTER = date(2027, 1, 1)


def _links(case: Sak, as_of: date = LONG_AFTER) -> Sammenheng:
    return Sammenheng(case, as_of)


def _reports(case: Sak) -> tuple[list[str], bool, tuple[str, ...]]:
    links = _links(case)
    found = links.reports_of(links.undersokelser[0])
    return [row.id for row in found.elements], found.inferred, found.missing


def test_relations_hold_before_dates() -> None:
    rows = [melding("m", date(2026, 3, 2)), melding("n", date(2026, 3, 3))]
    linked = sak(meldinger=rows, relasjoner=[relasjon("Melding", "n", "Undersokelse", "u")])
    assert _reports(linked) == (["n"], False, ())


def test_by_date_all_free_reports_in_time_are_candidates_and_inferred() -> None:
    rows: list[Any] = [
        melding("old", date(2025, 10, 1), date(2025, 10, 8)),  # its three months were over at the start
        melding("m", date(2026, 3, 2)),
        melding("other", date(2026, 3, 3), kode="4"),
        melding("after", date(2026, 3, 10), date(2026, 3, 17)),
    ]
    assert _reports(sak(meldinger=rows, relasjoner=[])) == (["m"], True, ())


def test_a_report_joined_to_another_investigation_is_not_free() -> None:
    links = [relasjon("Melding", "m", "Undersokelse", "w")]
    both = sak(undersokelser=[undersokelse(), undersokelse("w")], relasjoner=links)
    assert _reports(both) == ([], True, ("Melding.start_dato",))
    deleted = {**undersokelse("w"), "er_slettet": True}
    assert _reports(sak(undersokelser=[undersokelse(), deleted], relasjoner=links)) == (["m"], True, ())


def test_what_is_not_reported_is_named() -> None:
    assert _reports(sak(meldinger=[{"id": "m", "start_dato": date(2026, 3, 2)}]))[2] == ("Melding.konklusjon",)
    assert _reports(sak(meldinger=[{"id": "m", "konklusjon": None}]))[2] == ("Melding.start_dato",)
    assert _reports(sak(undersokelser=[{"id": "u"}]))[2] == ("Undersokelse.start_dato",)
    bare = Sak(id="sak", undersokelser=sak().undersokelser)
    assert bare.meldinger is NOT_REPORTED
    assert _reports(bare)[2] == ("Sak.meldinger",)


def test_decision_transfer_and_measure_in_either_direction() -> None:
    case = sak(
        vedtak=[vedtak()],
        tiltak=[{"id": "t", "start_dato": date(2026, 6, 9)}],
        oversendelser_fylkesnemnd=[{"id": "o", "start_dato": date(2026, 6, 9)}],
        relasjoner=[
            relasjon("Undersokelse", "u", "Vedtak", "v"),
            relasjon("Tiltak", "t", "Vedtak", "v"),
            relasjon("OversendelseFylkesnemnd", "o", "Vedtak", "v"),
        ],
    )
    links = _links(case)
    assert [row.id for row in links.decisions_of(links.undersokelser[0])] == ["v"]
    assert [row.id for row in links.measures_of(links.vedtak[0])] == ["t"]
    assert [row.id for row in links.linked(links.vedtak[0], OversendelseFylkesnemnd)] == ["o"]


def test_a_relation_to_what_is_not_there() -> None:
    case = sak(vedtak=[vedtak()], relasjoner=[relasjon("Undersokelse", "u", "Vedtak", "gone")])
    links = _links(case)
    assert links.lost(links.undersokelser[0], Vedtak)
    assert not links.lost(links.vedtak[0], Undersokelse)


def test_deleted_and_future_elements_are_hidden() -> None:
    rows = [melding("m"), {**melding("n"), "er_slettet": True}, melding("o"), melding("late", date(2026, 3, 3))]
    case = sak(meldinger=rows, slettede=[{"id": "O", "type": "Melding"}, {"id": "m", "type": "Vedtak"}])
    assert [row.id for row in _links(case, date(2026, 3, 2)).meldinger] == ["m"]


def test_relations_exported() -> None:
    assert _links(sak()).relations_exported
    assert not _links(sak(relasjoner=[])).relations_exported
    assert not _links(
        sak(relasjoner=[{**relasjon("Melding", "m", "Undersokelse", "u"), "er_slettet": True}])
    ).relations_exported


def test_an_investigation_that_a_report_is_joined_to_lacks_its_day() -> None:
    case = sak(undersokelser=[{"id": "u"}])
    links = _links(case)
    found = links.investigations_of(links.meldinger[0])
    assert (found.elements, found.missing) == ((), ("Undersokelse.start_dato",))


def test_relations_contradict_only_where_all_that_they_join_is_known() -> None:
    def contradicts(*rows: Any) -> bool:
        case = sak(meldinger=rows, relasjoner=[relasjon("Melding", row["id"], "Undersokelse", "u") for row in rows])
        links = _links(case)
        return links.reports_of(links.undersokelser[0]).contradicts

    dropped = melding("m", kode="1")
    assert contradicts(dropped)
    assert not contradicts({key: value for key, value in dropped.items() if key != "start_dato"})
    assert not contradicts({"id": "m", "start_dato": date(2026, 3, 2)})
    assert not contradicts(dropped, {"id": "n", "start_dato": date(2026, 3, 2)})
    assert not contradicts(dropped, melding("n"))
