import ast
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import barnevern_tilsyn.testing as testing
from barnevern_tilsyn.testing.generator import BOUNDARY_SHARE, GeneratedCase, generate, write
from barnevern_tilsyn.testing.synthetic.oracle_days import oslo_day
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from barnevern_tilsyn.testing.synthetic.shape_weights import SHAPES
from tests.scale import scaled
from tests.testing.schema import official_schema

AS_OF = date(2026, 10, 1)
ALL = tuple(PLANTS)
AS_OFS = st.dates(date(2025, 6, 1), date(2034, 12, 31))


def outcomes(case: GeneratedCase, wanted: str) -> tuple[str, ...]:
    return tuple(truth.rule for truth in case.truths if truth.outcome == wanted)


@pytest.mark.parametrize("seed", range(5))
def test_deliveries_are_valid_against_the_official_schema(seed: int) -> None:
    schema = official_schema()
    for case in generate(120, seed=seed, plant=ALL if seed % 2 else ()):
        assert schema.validate(etree.fromstring(case.xml)), (case.shape, str(schema.error_log))


@settings(max_examples=scaled(15), deadline=None)
@given(st.integers(0, 10**9), AS_OFS)
def test_the_same_arguments_give_the_same_bytes(seed: int, as_of: date) -> None:
    first = list(generate(15, seed=seed, plant=ALL, as_of=as_of))
    assert first == list(generate(15, seed=seed, plant=ALL, as_of=as_of))
    assert first[:5] == list(generate(5, seed=seed, plant=ALL, as_of=as_of))


@settings(max_examples=scaled(25), deadline=None)
@given(st.integers(0, 10**9), AS_OFS)
def test_no_fact_is_later_than_the_extraction(seed: int, as_of: date) -> None:
    for case in generate(25, seed=seed, plant=ALL, as_of=as_of):
        text = re.sub(r'Fodseldato="[^"]*"', "", case.xml.decode())
        extracted = re.search(r'DatoUttrekk="([^"]*)"', text)
        assert extracted is not None
        day = oslo_day(extracted[1])
        assert day <= as_of
        facts = re.findall(r'(?<=Dato=")\d{4}-\d\d-\d\d(?=")|(?<=<StartDato>)[\d-]{10}', text)
        assert "2018-12-31" < min(facts) <= max(facts) <= day.isoformat(), case.shape


def test_what_is_planted_is_what_the_oracle_sees() -> None:
    for case in generate(2000, seed=11, plant=[code for code in ALL if code != "UND002"]):
        assert outcomes(case, "breach") == case.planted, case.shape


def test_a_forgotten_report_is_only_to_be_reviewed() -> None:
    for case in generate(100, seed=12, plant={"UND002": 1.0}):
        assert case.planted == ("UND002",)
        assert not outcomes(case, "breach")
        assert "UND002" in outcomes(case, "review")


def test_nothing_planted_nothing_broken_but_some_things_to_review() -> None:
    cases = list(generate(2000, seed=13))
    assert not any(case.planted or outcomes(case, "breach") for case in cases)
    seen = {(truth.rule, truth.outcome) for case in cases for truth in case.truths}
    assert {("MEL001", "review"), ("UND001", "review"), ("UND002", "review")} <= seen
    assert {("UND003", "review"), ("UND004", "review"), ("UND004", "open")} <= seen
    assert {("MEL001", "running"), ("MEL001", "open"), ("UND001", "running"), ("UND001", "open")} <= seen
    assert ("UND001", "not_applicable") in seen


def test_every_shape_occurs() -> None:
    seen = {case.shape for case in generate(2000, seed=14)}
    assert seen == {shape.__name__ for shape, _ in SHAPES}


@pytest.mark.parametrize("code", sorted(PLANTS))
def test_every_way_of_planting_occurs(code: str) -> None:
    seen = {case.shape for case in generate(60, seed=15, plant={code: 1.0})}
    assert seen == {plant.__name__ for plant in PLANTS[code]}


def test_codes_alone_share_a_third_of_the_cases() -> None:
    planted = Counter(case.planted for case in generate(600, seed=16, plant=["MEL001", "UND001"]))
    assert {code: round(count, -1) for code, count in planted.items()} == {
        (): 400,
        ("MEL001",): 100,
        ("UND001",): 100,
    }


def test_shares_are_kept() -> None:
    planted = Counter(case.planted for case in generate(400, seed=17, plant={"UND003": 0.5, "MEL001": 0.25}))
    assert abs(planted[("UND003",)] - 200) <= 2
    assert abs(planted[("MEL001",)] - 100) <= 2


def test_unconcluded_reports_are_planted_clearly_and_on_the_first_day_after_the_latest() -> None:
    lateness = Counter[bool]()
    for case in generate(400, seed=18, plant={"MEL001": 1.0}):
        if case.shape == "still_unconcluded":
            found = re.search(
                r'DatoUttrekk="([^"]*)".*?<Melding [^>]*StartDato="([^"]*)"', case.xml.decode(), re.DOTALL
            )
            assert found is not None
            lateness[(oslo_day(found[1]) - date.fromisoformat(found[2])).days < 16] += 1
    assert BOUNDARY_SHARE - 0.15 < lateness[True] / lateness.total() < BOUNDARY_SHARE + 0.15


@pytest.mark.parametrize("plant", [["XXX999"], {"MEL001": -0.1}, {"MEL001": 0.7, "UND001": 0.7}])
def test_wrong_plants_are_refused_at_once(plant: object) -> None:
    with pytest.raises(ValueError, match=r"only these rules|shares"):
        generate(1, seed=1, plant=plant)  # type: ignore[arg-type]


@pytest.mark.parametrize("as_of", [date(2025, 5, 31), date(2035, 1, 1)])
def test_a_day_out_of_range_is_refused_at_once(as_of: date) -> None:
    with pytest.raises(ValueError, match="as_of must lie from"):
        generate(1, seed=1, as_of=as_of)


def test_ids_are_version_4_uuids_and_unique_in_a_delivery() -> None:
    uuid4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    for case in generate(100, seed=19):
        root = etree.fromstring(case.xml)
        slettet = {element.get("Id") for element in root.iter("Slettet")}
        ids = [element.get("Id", "") for element in root.iter() if element.get("Id") and element.tag != "Slettet"]
        assert len(ids) == len(set(ids))
        assert slettet <= set(ids)
        assert all(uuid4.fullmatch(id) for id in ids)


def test_relations_point_at_elements_of_the_case() -> None:
    for case in generate(300, seed=20, plant=ALL):
        root = etree.fromstring(case.xml)
        there = {(element.tag, element.get("Id")) for element in root.iter()}
        for relasjon in root.iter("Relasjon"):
            assert (relasjon.get("FraType"), relasjon.get("FraId")) in there
            assert (relasjon.get("TilType"), relasjon.get("TilId")) in there


def test_truths_name_elements_of_the_case() -> None:
    for case in generate(300, seed=21, plant=ALL):
        root = etree.fromstring(case.xml)
        there = {(element.tag, element.get("Id")) for element in root.iter()}
        assert {(truth.element_type, truth.element_id) for truth in case.truths} <= there
        sak = root.find("Sak")
        assert sak is not None
        assert sak.get("Id") == case.sak_id


def test_written_files_and_the_truth_apart_from_them(tmp_path: Path) -> None:
    cases = list(generate(7, seed=22, plant=["UND001"]))
    write(cases, tmp_path / "out")
    assert [path.name for path in sorted((tmp_path / "out").glob("*.xml"))] == [f"{case.name}.xml" for case in cases]
    assert all((tmp_path / "out" / f"{case.name}.xml").read_bytes() == case.xml for case in cases)
    truth = json.loads((tmp_path / "out" / "truth" / "truth.json").read_text(encoding="utf-8"))
    assert [row["case"] for row in truth["cases"]] == [case.sak_id for case in cases]
    assert [tuple(row["planted"]) for row in truth["cases"]] == [case.planted for case in cases]
    assert truth["cases"][0]["truths"][0].keys() == {"rule", "element_type", "element_id", "outcome"}


def test_generator_and_oracle_use_nothing_of_what_they_check() -> None:
    folder = Path(testing.__path__[0])
    for path in [folder / "generator.py", folder / "oracle.py", *(folder / "synthetic").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            inside = [name for name in names if name.startswith("barnevern_tilsyn")]
            assert all(name.startswith("barnevern_tilsyn.testing") for name in inside), path.name
