"""Synthetic KOSTRA files: valid, the same for the same seed, and with nobody's number in them."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.law.identity import Synthetic, read_fodselsnummer
from barnevern_tilsyn.model import kostra
from barnevern_tilsyn.runners import check_files
from barnevern_tilsyn.testing.kostra import kostra_file, write_kostra
from tests.cli.test_cli import _run
from tests.scale import scaled

SCHEMAS = os.environ.get("BVT_KOSTRA_SCHEMA_DIR", "")


def official(test: Callable[[], None]) -> Callable[[], None] | None:
    """A test against KOSTRA's schemas, which is there only where BVT_KOSTRA_SCHEMA_DIR names their folder."""
    return test if SCHEMAS else None


CLEAN = {
    *("KOSTRA-INDIVID_08", "KOSTRA-MELDING_03", "KOSTRA-UNDERSOKELSE_08"),
    *("KOSTRA-AVGIVER_02", "KOSTRA-AVGIVER_04"),
}
"""A grown-up without measures, a late report, a long investigation; and what only the form could tell."""


def text(count: int = 200, **asked: object) -> bytes:
    return "".join(kostra_file(count, **{"seed": 1, **asked})).encode()  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [2025, 2026, 2030])
def test_all_children_can_be_read_and_no_control_finds_fault_with_their_form(year: int) -> None:
    data = text(scaled(400), year=year)
    children = list(documents(data))
    assert [type(item) for item in children] == [kostra.Individ] * scaled(400)
    report = check_files([data], rulesets=["kostra"])
    assert {found.rule for found in report.findings} <= CLEAN
    (avgiver,) = {item.avgiver for item in children if isinstance(item, kostra.Individ)}
    assert avgiver
    assert avgiver.versjon == year


@official
def test_the_file_is_valid_against_the_official_schema() -> None:
    schema = etree.XMLSchema(etree.parse(Path(SCHEMAS) / "KostraBarnevern.xsd"))
    one = etree.XMLSchema(etree.parse(Path(SCHEMAS) / "Individ.xsd"))
    root = etree.fromstring(text(scaled(500), plant=("MEL001", "UND001")))
    assert schema.validate(root), schema.error_log
    for node in root.iter("Individ"):
        assert one.validate(etree.fromstring(etree.tostring(node))), one.error_log


def test_everything_in_it_is_of_the_year() -> None:
    for item in documents(text(400)):
        assert isinstance(item, kostra.Individ)
        ended = [item.slutt_dato, *(row.slutt_dato for row in item.planer or ())]
        ended += [row.slutt_dato for row in item.tiltak or ()]
        assert all(not day or day.year == 2025 for day in ended)
        days = re.findall(r"datetime.date\((\d+), ", repr(item))
        assert max(map(int, days)) <= 2025


def test_the_same_seed_gives_the_same_file() -> None:
    assert text() == text()
    assert text() != text(seed=2)
    assert text(50).splitlines()[:40] == text().splitlines()[:40]


def test_numbers_are_synthetic_and_each_is_one_childs(tmp_path: Path) -> None:
    numbers = re.findall(r'Fodselsnummer="(\d+)"', text(600).decode())
    assert len(set(numbers)) == len(numbers) == 600
    read = [read_fodselsnummer(number, date(2025, 12, 31)) for number in numbers]
    assert {(number.synthetic, number.fault) for number in read} == {(Synthetic.SKATTEETATEN, None)}


def test_what_is_planted_is_seen_where_the_file_can_tell_it() -> None:
    found = check_files([text(300, plant={"MEL001": 0.5})]).summary.by_rule["MEL001"]
    assert found[Outcome.BREACH] > 100


def test_years_have_bounds() -> None:
    with pytest.raises(ValueError, match="year must lie"):
        kostra_file(1, seed=1, year=2024)
    with pytest.raises(ValueError, match="can be planted"):
        kostra_file(1, seed=1, plant=["XXX001"])


def test_the_command_line_writes_one_file(tmp_path: Path) -> None:
    args = ("--format", "kostra", "--count", 20, "--seed", 3, "--as-of", "2025-12-31")
    assert _run("generate", tmp_path, *args).exit_code == 0
    (written,) = tmp_path.rglob("*.*")
    assert written.name == "kostra-2025.xml"
    write_kostra(tmp_path / "b.xml", 20, seed=3)
    assert (tmp_path / "b.xml").read_bytes() == written.read_bytes()
    refused = _run("generate", tmp_path / "c", "--format", "kostra", "--register-version", "2.2.3")
    assert refused.exit_code == 2
    assert not (tmp_path / "c").exists()
