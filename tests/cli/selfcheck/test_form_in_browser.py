"""Pages of ``selfcheck form`` are filled in in a browser, and ``collect`` counts what is saved from them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from tests.browser import Visit

EXPORT = Path(__file__).parents[3] / "examples" / "demo"


def test_from_the_records_to_the_counts(visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: str, *args: object) -> None:
        result = CliRunner().invoke(cli, ["selfcheck", command, *map(str, args), "--lang", "en"])
        assert result.exit_code in (0, 1), result.output

    monkeypatch.chdir(tmp_path)
    run("sample", EXPORT, "--seed", 1, "--as-of", "2024-12-01", "--output-format", "json", "--output", "sample.json")
    run("form", "sample.json", EXPORT, "--output", "forms")
    filled = tmp_path / "filled"
    for file in sorted((tmp_path / "forms").iterdir()):
        page = visit(file)
        for question in page.locator("fieldset[data-list=answers]").all():
            question.get_by_role("radio").first.check()
        with page.expect_download() as download:
            page.keyboard.press("Control+s")
        download.value.save_as(filled / download.value.suggested_filename)
    assert [file.stem for file in sorted(filled.iterdir())] == [
        file.stem for file in sorted((tmp_path / "forms").iterdir())
    ]
    run("collect", filled, "--sample", "sample.json", "--output-format", "json", "--output", "collected.json")
    collected = json.loads((tmp_path / "collected.json").read_text(encoding="utf-8"))
    assert collected["forms"] == 1
    assert collected["left_out"] == {}
    assert {one["result"]["yes"]["share"] for one in collected["questions"]} == {1.0}
    assert {one["value"] for one in collected["management"]} == {"ja"}
