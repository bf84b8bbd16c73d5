"""``compare-rulesets`` on the shipped examples: the tables, the list, JSON, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["compare-rulesets", *(str(arg) for arg in args)])


def test_text() -> None:
    result = _run(DEMO / "00003.xml", DEMO / "00011.xml", "--lang", "en")
    assert result.exit_code == 0
    assert "NBR-MELDING-3" in result.stdout
    assert "[1] The control looks only at investigations that are not closed" in result.stdout
    assert "00011.xml" not in result.stdout


def test_the_list_names_each_element() -> None:
    result = _run(DEMO / "00011.xml", "--list")
    assert "00011.xml" in result.stdout
    assert "register: slår ikke ut" in result.stdout


def test_json_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert _run(DEMO / "00011.xml", "--output-format", "json", "--output", out).stdout == ""
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [subject["lov"] for subject in data["subjects"]] == ["MEL001", "UND001", "UND004"]
    assert data["summary"]["differing"] == len(data["differences"]) > 0


def test_records_of_both_formats_at_once() -> None:
    result = _run(DEMO / "00003.xml", DEMO.parent / "kostra.xml", "--lang", "en")
    head, one, other = result.stdout.splitlines()[1:4]
    assert head.split()[2:4] == ["NBR-MELDING-3", "KOSTRA-MELDING_03"]
    assert ("not asked" in one, "not asked" in other) == (True, True)


@pytest.mark.parametrize(("file", "code"), [("00001.xml", 0), ("broken.xml", 1), ("truth/truth.json", 2)])
def test_exit_codes(file: str, code: int) -> None:
    assert _run(DEMO / file).exit_code == code
