"""The schema of the case JSON holds what the reader takes: neither less nor more."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.formats.case_json import read_case
from barnevern_tilsyn.formats.case_writer import write_json
from barnevern_tilsyn.model import NOT_REPORTED, Reject, Sak
from barnevern_tilsyn.reports.schemas import schema_text
from barnevern_tilsyn.testing.generator import generate, write
from tests.formats.json_cases import STRANGE, spoiled, whole
from tests.json_schemas import objects, reach, validator, with_key, with_stranger
from tests.records import sak
from tests.scale import scaled

CASE = validator("case")
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
BEYOND_A_SCHEMA = {"id.twice", "json.key_twice"}
"""No schema can tell that elements of a list differ in one key, nor sees a key twice."""


def _json(case: Sak) -> Any:
    return json.loads(write_json(case))


def agree(data: bytes) -> None:
    """Schema and reader say the same of a document, but for what no schema can say."""
    (result,) = read_case("a.json", data, Limits())
    if isinstance(result, Sak):
        CASE.validate(json.loads(data))
    else:
        found = {fault.expected.id for fault in result.faults} if isinstance(result, Reject) else {"no case"}
        assert found <= BEYOND_A_SCHEMA or "json.key_twice" in found or not CASE.is_valid(json.loads(data))


@settings(suppress_health_check=SLOW, max_examples=scaled(50))
@given(spoiled())
def test_the_schema_and_the_reader_agree(data: bytes) -> None:
    agree(data)


@settings(suppress_health_check=SLOW, max_examples=scaled(50))
@given(whole(Sak), st.data())
def test_they_agree_on_any_value_of_any_key(case: Sak, data: st.DataObject) -> None:
    document = _json(case)
    place = data.draw(st.sampled_from(list(objects(document))))
    key = data.draw(st.sampled_from([*reach(document, place), "start_dato", "konklusjon", "_linje", "ukjent"]))
    plain = [strange for strange in STRANGE if json.loads(json.dumps(strange)) == strange and strange is not True]
    agree(json.dumps(with_key(document, place, key, data.draw(st.sampled_from(plain)))).encode())


def test_cases_out_of_the_register_are_valid(tmp_path: Path) -> None:
    write(generate(40, seed=3, plant=("MEL001", "UND001")), tmp_path)
    cases = list(bt.read(*[tmp_path / "*.xml"]))
    assert len(cases) == 40
    for case in cases:
        CASE.validate(_json(case))


def test_unknown_keys_are_refused_everywhere() -> None:
    document = _json(sak())
    assert CASE.is_valid(document)
    assert [at for at in objects(document) if CASE.is_valid(with_stranger(document, at))] == []


@pytest.mark.parametrize("key", ["_linje", "_kilde", "linje", "kilde"])
def test_source_lines_are_not_in_it(key: str) -> None:
    assert not CASE.is_valid({"id": "1", key: 3})
    assert '"_' not in schema_text("case")


def test_what_is_not_reported_what_did_not_happen_and_what_is_required() -> None:
    assert CASE.is_valid({"id": "1"})
    assert CASE.is_valid({"id": "1", "meldinger": None, "undersokelser": [], "tillegg": None})
    assert not CASE.is_valid({"id": None})
    assert not CASE.is_valid({})
    assert not CASE.is_valid({"id": "1", "meldinger": [{}]})
    assert _json(Sak(id="1", start_dato=NOT_REPORTED, slutt_dato=None)) == {"id": "1", "slutt_dato": None}


@pytest.mark.parametrize(
    ("moment", "valid"),
    [
        ("2026-10-01T10:00:00+02:00", True),
        ("2026-10-01T10:00:00.123Z", True),
        ("2026-10-01T10:00:00.1234567Z", True),
        ("2026-10-01T10:00:00", False),
        ("2026-10-01 10:00:00Z", False),
        ("2026-10-01", False),
        ("0001-01-01T00:00:00Z", False),
        ("9999-12-31T00:00:00Z", False),
    ],
)
def test_a_moment_has_its_zone(moment: str, valid: bool) -> None:
    document = {"id": "1", "leveranse": {"dato_uttrekk": moment}}
    assert CASE.is_valid(document) == valid
    agree(json.dumps(document).encode())
