"""The whole way of a self-check, as the page shows it: all of it runs, and a rerun gives the same files."""

import re
import runpy
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from tests.docs.blocks import ROOT, blocks, commands, furnish

PAGE = ROOT / "docs" / "self-check.md"


def the_whole_way() -> list[list[str]]:
    """The commands of the one block that goes from the records to the comparison."""
    (found,) = [
        [command.arguments for command in commands(block)]
        for block in blocks(PAGE)
        if block.language == "console" and "play_caseworkers" in block.text
    ]
    return found


def run_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run all of it in a folder; what the last command printed."""
    folder.mkdir()
    monkeypatch.chdir(furnish(folder))
    printed = ""
    for program, *arguments in the_whole_way():
        if program == "python":
            monkeypatch.setattr(sys, "argv", arguments)
            runpy.run_path(arguments[0], run_name="__main__")
        else:
            result = CliRunner().invoke(cli, arguments)
            assert result.exit_code == 0, result.output
            printed = result.stdout or printed
    return printed


def files_in(folder: Path) -> dict[str, bytes]:
    links = {file.name for file in folder.iterdir() if file.is_symlink()}
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.relative_to(folder).parts[0] not in links
    }


def test_the_whole_way_twice_gives_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (run_in(tmp_path / name, monkeypatch) for name in ("first", "second"))
    assert first == second
    assert re.search(r"^The goals$", first, re.MULTILINE)
    files = files_in(tmp_path / "first")
    assert files == files_in(tmp_path / "second")
    assert sum(name.startswith("service/cases/") for name in files) == 400
    assert {name.partition("/")[0] for name in files} == {
        *("service", "sample-1.json", "forms-1", "filled-1", "round-1.json"),
        *("sample-2.json", "forms-2", "filled-2", "round-2.json"),
        "report.html",
    }
