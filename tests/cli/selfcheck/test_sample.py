"""``selfcheck sample``: a sample of generated cases, as text and as JSON."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.testing.generator import generate, write

DEMO = Path(__file__).parents[3] / "examples" / "demo"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, ["selfcheck", "sample", "--lang", "en", *(str(arg) for arg in args)])


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    write(generate(80, seed=5), folder)
    return folder


def test_text_tells_the_cases_and_how_the_rules_stand(export: Path) -> None:
    result = _run(export, "--seed", 1)
    assert result.exit_code == 0
    assert "Random: holds" in result.stdout
    assert "Cases that could not be drawn" in result.stdout


def test_json_to_a_file_and_the_rules_on_the_screen(export: Path, tmp_path: Path) -> None:
    out = tmp_path / "sample.json"
    result = _run(export, "--seed", 1, "--size", 4, "--output-format", "json", "--output", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Random: holds" in result.stderr
    data = json.loads(out.read_text(encoding="utf-8"))
    assert list(data)[:2] == ["format", "document"]
    assert (data["document"], data["seed"], data["wanted"]) == ("selfcheck-sample", 1, 4)
    assert data["id"] in result.stderr
    again = _run(export, "--seed", 1, "--size", 4, "--output-format", "json")
    assert again.stdout == out.read_text(encoding="utf-8")


def test_no_case_that_can_be_drawn_and_documents_that_cannot_be_read() -> None:
    assert _run(DEMO, "--seed", 1, "--as-of", "2010-01-01").exit_code == 1
    result = _run(DEMO / "broken.xml", "--seed", 1)
    assert (result.exit_code, "broken.xml:7" in result.stderr) == (1, True)
    assert _run(DEMO / "missing.xml", "--seed", 1).exit_code == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--programme", "egenkontrol"], "there is no programme egenkontrol"),
        (["--programme", "samarbeid-2008"], "has no rules for drawing cases"),
        (["--programme", "missing.toml"], "cannot read the programme missing.toml"),
        (["--programme", DEMO / "00001.xml"], "00001.xml: "),
        (["--size", "0"], "--size"),
    ],
)
def test_wrong_usage(args: list[object], said: str) -> None:
    result = _run(DEMO, "--seed", 1, *args)
    assert (result.exit_code, said in result.output) == (2, True)
