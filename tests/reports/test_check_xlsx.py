"""The workbook of a check: the same numbers as the other formats, no formula in it, and the same bytes every time."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.model import Fault, Message, Reject
from barnevern_tilsyn.reports.check_xlsx import content
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.reports.xlsx.long import LongSheet
from barnevern_tilsyn.reports.xlsx.writing import new_workbook, saved
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate, write
from tests.office import converted, needs_office

FORMULA = '=HYPERLINK("http://example.invalid";"x")'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(40, seed=5, plant=("MEL001", "UND001", "UND004", "DAT030")), folder)
    (folder / "broken.xml").write_text("<Barnevern", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return check_files([folder / "*.xml"], show=frozenset(Outcome), rulesets=["lov", "data"])


def made(report: Report, lang: str = "nb") -> bytes:
    return content(report, Setting("1", lang, builtin("lov", "data"), lambda _: 1))


def sheets(book: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet. No cell is a formula."""
    read = load_workbook(BytesIO(book))
    assert all(cell.data_type != "f" for sheet in read for row in sheet.iter_rows() for cell in row)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in read}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_row_for_each_finding(report: Report, lang: str) -> None:
    _, (head, *rows), _ = sheets(made(report, lang)).values()
    assert len(set(head)) == len(head) == 22
    assert len(rows) == len(report.findings) > 200
    for row, finding in zip(rows, report.findings, strict=True):
        assert row[0] == outcome_name(finding.outcome, lang)
        assert (row[2], row[5], row[6]) == (finding.rule, finding.case, finding.element_type)
        assert finding.message(lang) in row
        last_day = finding.deadline.nominal if finding.deadline else None
        assert (row[10].date() if row[10] else None) == last_day
        assert row[-1] == finding.fingerprint


def test_what_can_be_put_right_is_said_of_breaches_only(report: Report) -> None:
    _, (_, *rows), _ = sheets(made(report)).values()
    assert {row[14] for row in rows if row[0] == "mulig lovbrudd"} == {"ja", "nei"}
    assert {row[14] for row in rows if row[0] != "mulig lovbrudd"} == {None}


def test_the_summary_has_the_counts(report: Report) -> None:
    first = next(iter(sheets(made(report)).values()))
    rows = {row[0]: row[3:] for row in first[1:]}
    for code, counts in report.summary.by_rule.items():
        assert rows[code] == tuple(counts.get(outcome.value, 0) for outcome in Outcome)
    assert rows["Alle"] == tuple(report.summary.outcomes.get(outcome.value, 0) for outcome in Outcome)
    assert any("Bare tilsynsmyndigheten konkluderer." in str(row[0]) for row in first)


def test_what_could_not_be_checked(report: Report) -> None:
    *_, (_, *rows) = sheets(made(report)).values()
    assert ("avvist", True) in {(row[0], str(row[1]).endswith("broken.xml")) for row in rows}


def test_the_same_bytes_every_time(report: Report) -> None:
    assert made(report) == made(report)


def test_no_text_is_a_formula(report: Report) -> None:
    reject = Reject(fil=FORMULA, faults=(Fault(linje=1, path="+1+1", expected=Message("value.date")),))
    *_, (_, row) = sheets(made(attrs.evolve(report, findings=(), notices=(), rejects=(reject,)))).values()
    assert row[1:4] == (FORMULA, 1, "+1+1")


def test_a_full_sheet_goes_on_upon_another() -> None:
    book = new_workbook("Bok", "nb", long=True)
    sheet = LongSheet(book, "Rad/er", [("Nummer", 10), ("Dag", 12)], "Fot", most=3)
    for number in range(7):
        sheet.append((number, date(2026, 1, 1)))
    found = sheets(saved(book))
    assert {name: len(rows) for name, rows in found.items()} == {"Rad er": 4, "Rad er 2": 4, "Rad er 3": 2}
    assert [row[0] for rows in found.values() for row in rows[1:]] == list(range(7))


def test_it_goes_to_a_file_only(folder: Path, tmp_path: Path) -> None:
    args = ["check", str(folder), "--output-format", "xlsx"]
    refused = CliRunner().invoke(cli, args)
    assert refused.exit_code == 2
    assert "--output" in refused.output
    output = tmp_path / "funn.xlsx"
    assert CliRunner().invoke(cli, [*args, "--output", str(output)]).exit_code == 1
    outcomes = {row[0] for row in sheets(output.read_bytes())["Funn"][1:]}
    assert outcomes <= {"mulig lovbrudd", "må vurderes", "kan ikke avgjøres", "løper"}


@needs_office
def test_libreoffice_has_the_same_rows(report: Report, tmp_path: Path) -> None:
    file = tmp_path / "funn.xlsx"
    file.write_bytes(made(report))
    (other,) = converted([file], "xlsx", tmp_path / "out")
    ours, theirs = sheets(file.read_bytes()), sheets(other.read_bytes())
    assert ours.keys() == theirs.keys()
    assert ours["Funn"] == theirs["Funn"]
