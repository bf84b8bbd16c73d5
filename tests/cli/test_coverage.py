"""``coverage`` on the shipped examples: text, JSON and exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["coverage", *(str(arg) for arg in args)])


def test_text_tells_how_many_duties_can_be_decided() -> None:
    result = _run(DEMO / "00001.xml", "--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("Can be decided\n  M-1 [MEL001")
    assert "Cases: 1. Of " in result.stdout


def test_json_to_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert _run(DEMO / "00001.xml", "--output-format", "json", "--output", out).stdout == ""
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["summary"]["cases"] == 1
    assert data["duties"][0]["duty"] == "M-1"


@pytest.mark.parametrize(("file", "code"), [("00001.xml", 0), ("broken.xml", 1), ("truth/truth.json", 2)])
def test_exit_codes(file: str, code: int) -> None:
    assert _run(DEMO / file).exit_code == code
