"""What README and the docs show is what happens."""

import json
import re
from pathlib import Path

import pytest

import barnevern_tilsyn as bt
from barnevern_tilsyn.reports.json import as_json
from tests.docs.blocks import PAGES, ROOT, Block, blocks, commands, run_commands, run_doctests

LANGUAGES = {"console", "json", "pycon", "sh", "text", "yaml", "{include} ../CHANGELOG.md", "{toctree}"}
ALL = [block for page in PAGES for block in blocks(page)]
LINK = re.compile(r"\]\((?!\w+:)(?P<target>[^)#\s]+)")


def of(language: str) -> list[Block]:
    return [block for block in ALL if block.language == language]


each_page = pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])


@each_page
def test_every_language_is_one_that_is_tested_or_cannot_be(page: Path) -> None:
    assert {block.language for block in blocks(page)} <= LANGUAGES


@each_page
def test_doctests(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = [block for block in blocks(page) if block.language == "pycon"]
    assert run_doctests(page, found) == sum(
        block.text.count("\n>>> ") + block.text.startswith(">>> ") for block in found
    )


@pytest.mark.parametrize("block", [pytest.param(block, id=block.name) for block in of("console")])
def test_commands(block: Block) -> None:
    assert commands(block)
    run_commands(block)


def test_the_finding_shown_is_the_one_that_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = of("json")
    shown = json.loads(block.text)
    report = bt.check_files([shown["source"]["file"]])
    assert json.loads(as_json(report, version=bt.__version__))["findings"] == [shown]


def test_every_field_of_a_finding_is_explained() -> None:
    (block,) = of("json")
    page = block.page.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert set(json.loads(block.text)) <= explained


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    targets = [found["target"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    missing = [
        target for target in targets if not target.startswith("generated/") and not (page.parent / target).exists()
    ]
    assert missing == []


def test_readme_shows_both_set_up_commands_and_they_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
