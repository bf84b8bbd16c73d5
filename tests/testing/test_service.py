"""The demo service: valid, all that a self-check asks for, and better in its second year."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.overlay import Overlay, overlaid
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.candidates import Pool, Population
from barnevern_tilsyn.testing.service import ServiceCase, service, write_service

AS_OF = date(2026, 10, 1)
A_YEAR_BEFORE = date(2025, 10, 1)
SAMPLING = builtin()["egenkontroll-2024-1"].sampling


@pytest.fixture(scope="module")
def cases() -> list[ServiceCase]:
    return list(service(400, seed=1))


@pytest.fixture(scope="module")
def folder(cases: list[ServiceCase], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("service")
    write_service(cases, path)
    return path


def population(folder: Path, as_of: date) -> Population:
    assert SAMPLING is not None
    pool = Pool(SAMPLING, Names(), as_of)
    facts = Overlay(folder / "facts.jsonl", Limits())
    for sak in overlaid(documents(folder / "cases"), facts):
        assert isinstance(sak, bt.Sak)
        pool.see(sak)
    return pool.population()


def test_the_same_seed_gives_the_same_service(cases: list[ServiceCase]) -> None:
    assert list(service(20, seed=1)) == cases[:20]
    assert [case.sak_id for case in service(20, seed=2)] != [case.sak_id for case in cases[:20]]


@pytest.mark.parametrize("as_of", [A_YEAR_BEFORE, AS_OF])
def test_each_year_has_cases_of_every_outcome_in_every_municipality(folder: Path, as_of: date) -> None:
    found = population(folder, as_of)
    outcomes = Counter(one.outcomes for one in found.candidates)
    assert SAMPLING is not None
    assert {(group.id,) for group in SAMPLING.outcomes} < outcomes.keys()
    assert Counter(one.municipality for one in found.candidates).keys() == {"9901", "9902", "9904"}
    assert len(found.candidates) > 120


def test_the_second_year_has_cases_of_its_own(folder: Path) -> None:
    first, second = (
        {(one.case, one.element) for one in population(folder, as_of).candidates} for as_of in (A_YEAR_BEFORE, AS_OF)
    )
    assert not first & second


def test_what_is_found_is_what_was_planted_and_less_of_it_in_the_second_year(
    folder: Path, cases: list[ServiceCase]
) -> None:
    planted = {case.sak_id: case.planted for case in cases}
    report = bt.check_files([folder / "cases"], overlay=folder / "facts.jsonl")
    assert (report.rejects, report.unreadable) == ((), ())
    assert {(f.case, f.rule) for f in report.findings if f.outcome is bt.Outcome.BREACH} <= set(planted.items())
    wrong = [
        sum(bool(planted[one.case]) for one in found.candidates) / len(found.candidates)
        for found in (population(folder, as_of) for as_of in (A_YEAR_BEFORE, AS_OF))
    ]
    assert wrong[0] > 2 * wrong[1] > 0


def test_more_is_known_of_most_cases(cases: list[ServiceCase]) -> None:
    assert 0.6 < sum(bool(case.facts) for case in cases) / len(cases) < 0.8


def test_what_was_planted_is_written_beside(folder: Path, cases: list[ServiceCase]) -> None:
    listed = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["cases"]
    assert [(row["case"], row["planted"] or "") for row in listed] == [(case.sak_id, case.planted) for case in cases]


def test_the_command(tmp_path: Path, cases: list[ServiceCase]) -> None:
    result = CliRunner().invoke(cli, ["generate", str(tmp_path / "out"), "--service", "--count", "5"])
    assert result.exit_code == 0
    written = sorted((tmp_path / "out" / "cases").glob("*.xml"))
    assert [file.read_bytes() for file in written] == [case.xml for case in cases[:5]]


@pytest.mark.parametrize("option", ["--plant=MEL001", "--format=kostra", "--register-version=3.0.5"])
def test_a_service_has_faults_of_its_own(tmp_path: Path, option: str) -> None:
    result = CliRunner().invoke(cli, ["generate", str(tmp_path), "--service", option, "--lang", "en"])
    assert (result.exit_code, "--service makes" in result.output) == (2, True)


def test_a_day_without_room() -> None:
    with pytest.raises(ValueError, match="as_of must lie from"):
        service(1, seed=1, as_of=date(2020, 1, 1))
