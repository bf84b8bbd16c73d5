"""``explain --case``: the tree at a terminal and as JSON, what could not be read, and its exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli

DEMO = Path(__file__).parents[2] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


def test_the_page_without_a_case() -> None:
    assert _run("explain", "UND001").stdout.startswith("# UND001 ")


def test_text() -> None:
    result = _run("explain", "undersokelse-time-limit", "--case", DEMO / "00005.xml", "--case", DEMO / "00002.xml")
    assert result.exit_code == 0
    assert result.stdout.count("UND001") == 2
    assert "└─ Er det noe som gjør at et brudd bare må vurderes? nei" in result.stdout
    assert "19. november 2026" in result.stdout


def test_json_says_the_same() -> None:
    result = _run("explain", "UND001", "--case", DEMO / "00005.xml", "--output-format", "json", "--lang", "en")
    data = json.loads(result.stdout)
    (row,) = data["why"]
    assert (data["format"], row["finding"]["outcome"]) == (1, "breach")
    by_code = {step["code"]: step for step in row["steps"]}
    assert by_code["in-force"]["provisions"][0]["paragraph"] == "2-2"
    assert by_code["done-by"]["answer_text"] == "no, not up to 1 October 2026"
    assert [part["code"] for part in by_code["applies"]["parts"]] == ["outside-svalbard"]
    assert row["changes"][0]["code"] == "breach"


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [("broken.xml", 1, "broken.xml:7"), ("truth/truth.json", 2, "truth.json"), ("00001.xml", 0, "")],
)
def test_what_could_not_be_read(file: str, code: int, said: str) -> None:
    result = _run("explain", "UND002", "--case", DEMO / file)
    assert result.exit_code == code
    assert said in result.stderr


def test_nothing_to_say() -> None:
    result = _run("explain", "UND003", "--case", DEMO / "00001.xml", "--as-of", "1900-01-01", "--lang", "en")
    assert result.stdout == "The rule has nothing to say of the case.\n"


def test_a_wrong_version_is_a_usage_error() -> None:
    assert _run("explain", "UND001", "--case", DEMO / "00001.xml", "--register-version", "9").exit_code == 2


def test_names_by_a_key(tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_bytes(b"k" * 32)
    result = _run("explain", "UND001", "--case", DEMO / "00005.xml", "--pseudonym-key-file", key)
    assert "3d4882a5" not in result.stdout
    assert "00005.xml" not in result.stdout
