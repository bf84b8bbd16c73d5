"""What is written as JSON is read back as the same case; what no reader would take is refused with reasons."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.formats.case_writer import write_json
from barnevern_tilsyn.formats.writer import write_xml
from barnevern_tilsyn.formats.written import WriteError
from barnevern_tilsyn.model import NOT_REPORTED, Leveranse, Melding, MeldingTillegg, Plan, Sak, Slettet
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.kostra import kostra_file
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.formats.instances import instances
from tests.formats.json_cases import whole
from tests.formats.samples import VERSIONS, document
from tests.formats.test_writer import assert_reasons_are_of_the_case
from tests.scale import scaled

CANARY = "KANARIFUGL"
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def back(case: Sak) -> Sak:
    data = write_json(case)
    assert b"\n" not in data
    assert write_json(case) == data
    (read,) = bt.read(data)
    return read


@settings(suppress_health_check=SLOW, max_examples=scaled(100))
@given(whole(Sak))
def test_any_case_is_read_back(case: Sak) -> None:
    assert back(case) == case


@settings(max_examples=scaled(120))
@given(instances())
def test_any_case_is_read_back_or_refused_with_reasons(case: Sak) -> None:
    try:
        read = back(case)
    except WriteError as error:
        assert_reasons_are_of_the_case(case, error)
    else:
        assert read == case


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_of_register_xml_is_lost_but_its_lines(version: str) -> None:
    for data in (document(version), document(version, full=False), document(version, copies=3)):
        (case,) = bt.read(data)
        assert_nothing_lost(case)


def assert_nothing_lost(case: Sak) -> None:
    """The same case, which tells what its source had no code for where only the source told that before."""
    again = back(case)
    assert again._kilde.ukodet == case._kilde.ukodet
    assert isinstance(again.leveranse, Leveranse)
    assert bool(again.leveranse.ukodet) is bool(case._kilde.ukodet)
    assert attrs.evolve(again, leveranse=attrs.evolve(again.leveranse, ukodet=NOT_REPORTED)) == case
    assert back(again) == again


def assert_judged_alike(case: Sak) -> set[tuple[str, str]]:
    """JSON can carry more, so that more rules look at it: they find no breach in what they do not know."""
    before, after = outcomes(case), outcomes(back(case))
    assert {key: after[key] for key in before} == before
    assert not {key for key in after.keys() - before.keys() if after[key] == "breach"}
    return {(rule, outcome) for (rule, _), outcome in before.items()}


def outcomes(case: Sak) -> dict[tuple[str, str], str]:
    """What the law's rules come to, by rule and element."""
    results = Run(builtin("lov")).see(case)
    return {(result.rule.code, result.element.id): result.outcome.value for result in results}


@pytest.mark.parametrize("version", ["1.1.0", "2.1.1", "2.2.3", "3.0.5"])
def test_what_an_old_version_has_no_code_for_stays_unknown(version: str) -> None:
    seen = set()
    for made in generate(scaled(60), seed=53, version=version, plant=["UND001"]):
        (case,) = bt.read(made.xml)
        seen |= assert_judged_alike(case)
    assert {("UND003", "open")} <= seen if version < "2.2" else seen


def test_what_ended_before_a_kostra_files_year_stays_unknown() -> None:
    lacking = 0
    for seed in range(scaled(10)):
        for case in bt.read("".join(kostra_file(20, seed=seed)).encode()):
            lacking += bool(case._kilde.ukodet)
            assert_nothing_lost(case)
            assert_judged_alike(case)
    assert lacking


def test_xml_to_json_to_xml_is_the_same() -> None:
    for made in generate(scaled(200), seed=52, plant=tuple(PLANTS)):
        (case,) = bt.read(made.xml)
        assert write_xml(back(case)) == write_xml(case)


MELDING = Melding(id="m", start_dato=date(2026, 1, 1))


def made(**keys: Any) -> Sak:
    """A case with what no type checker would let in."""
    return Sak(**keys)


def made_of(kind: Any, **keys: Any) -> Any:
    return kind(**keys)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (made(id=""), [("id", "json.id")]),
        (made(id=NOT_REPORTED), [("id", "write.type")]),
        (made(id="a", start_dato="2026-01-01"), [("start_dato", "write.type")]),
        (made(id="a", start_dato=datetime(2026, 1, 1, tzinfo=UTC)), [("start_dato", "write.type")]),
        (made(id="a", avsluttet=1), [("avsluttet", "write.type")]),
        (made(id="a", journalnummer=f"{CANARY}\ud800"), [("journalnummer", "json.string")]),
        (made(id="a", planer=[Plan(id="p")]), [("planer", "write.type")]),
        (made(id="a", planer=(Plan(id="p"), None)), [("planer[1]", "write.type")]),
        (made(id="a", planer=(MELDING,)), [("planer[0]", "write.type")]),
        (made(id="a", planer=(Plan(id="p"), Plan(id="p"))), [("planer[1].id", "id.twice")]),
        (made(id="a", slettede=(Slettet(id="p"), Slettet(id="p"))), [("slettede[1].id", "id.twice")]),
        (
            made(id="a", meldinger=(attrs.evolve(MELDING, tillegg=made_of(MeldingTillegg, muntlig=CANARY)),)),
            [("meldinger[0].tillegg.muntlig", "write.type")],
        ),
        (
            made(id="a", leveranse=Leveranse(dato_uttrekk=datetime(2026, 1, 1))),  # noqa: DTZ001 - on purpose
            [("leveranse.dato_uttrekk", "write.type")],
        ),
        (
            made(id="a", leveranse=Leveranse(dato_uttrekk=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))))),
            [("leveranse.dato_uttrekk", "value.dateTime")],
        ),
    ],
)
def test_what_no_reader_would_take_is_refused(case: Any, expected: list[tuple[str, str]]) -> None:
    with pytest.raises(WriteError) as caught:
        write_json(case)
    assert [(reason.path, reason.reason.id) for reason in caught.value.reasons] == expected
    assert CANARY not in str(caught.value) + repr(caught.value.reasons)


def test_tombstones_of_two_types_may_share_an_id() -> None:
    case = Sak(id="a", slettede=(Slettet(id="p", type="Plan"), Slettet(id="p", type="Melding")))
    assert back(case) == case


def test_a_moment_in_an_odd_zone_is_told_in_utc() -> None:
    moment = datetime(2026, 1, 1, 12, tzinfo=timezone(timedelta(minutes=30, seconds=15)))
    case = Sak(id="a", leveranse=Leveranse(dato_uttrekk=moment))
    assert json.loads(write_json(case))["leveranse"] == {"dato_uttrekk": "2026-01-01T11:29:45Z"}
    assert back(case) == case
