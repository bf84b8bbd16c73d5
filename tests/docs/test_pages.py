"""What README and the docs show is what happens."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner

import barnevern_tilsyn as bt
from barnevern_tilsyn import model
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.formats.case_kinds import Kind, kind_of
from barnevern_tilsyn.model import Message, Notice
from barnevern_tilsyn.reports import deadlines_json, diff_json, sarif
from barnevern_tilsyn.reports.deadlines import SHOWN, countdown
from barnevern_tilsyn.reports.diff import compare
from barnevern_tilsyn.reports.diff_text import diff_texts
from barnevern_tilsyn.reports.json import as_json
from barnevern_tilsyn.reports.recorded import recorded
from barnevern_tilsyn.reports.writers import FORMATS, Setting
from docs.generate import code_pages
from tests.docs.blocks import PAGES, ROOT, Block, blocks, commands, furnish, run_commands, run_doctests

LANGUAGES = {
    "console",
    "json",
    "pycon",
    "sh",
    "text",
    "toml",
    "yaml",
    "{include} ../CHANGELOG.md",
    *(f"{{include}} generated/compare-{name}.md" for name in ("days", "investigations", "reports")),
    "{toctree}",
}
LITERAL = "{literalinclude} "
ALL = [block for page in PAGES for block in blocks(page)]
LINK = re.compile(r"\]\((?!\w+:)(?P<target>[^)#\s]+)")


def of(language: str) -> list[Block]:
    return [block for block in ALL if block.language == language]


each_page = pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])


@each_page
def test_every_language_is_one_that_is_tested_or_cannot_be(page: Path) -> None:
    languages = {block.language for block in blocks(page) if not block.language.startswith(LITERAL)}
    assert languages <= LANGUAGES


@each_page
def test_doctests(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(furnish(tmp_path))
    found = [block for block in blocks(page) if block.language == "pycon"]
    assert run_doctests(page, found) == sum(
        block.text.count("\n>>> ") + block.text.startswith(">>> ") for block in found
    )


@pytest.mark.parametrize("block", [pytest.param(block, id=block.name) for block in of("console")])
def test_commands(block: Block, tmp_path: Path) -> None:
    assert commands(block)
    run_commands(block, furnish(tmp_path))


@pytest.mark.parametrize("block", [pytest.param(block, id=block.name) for block in of("toml")])
def test_settings(block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = re.findall(r"^# (\S+\.toml)$", block.text, re.MULTILINE)
    (tmp_path / file).write_text(block.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["check", str(ROOT / "examples" / "demo")])
    assert (result.exit_code, result.stderr) == (1, "")


def test_the_fault_in_a_settings_file_that_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (block,) = [block for block in of("text") if block.page.name == "settings.md"]
    lines = ["[tool.barnevern-tilsyn]", *[""] * 12, 'fail_on = "review"']
    (tmp_path / "pyproject.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(cli, ["rules", "--lang", "en"]).output == block.text


def test_files_that_are_shown_are_there() -> None:
    shown = [block for block in ALL if block.language.startswith(LITERAL)]
    assert shown
    assert all((block.page.parent / block.language.removeprefix(LITERAL)).is_file() for block in shown)


def test_the_finding_shown_is_the_one_that_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (block,) = of("json")
    shown = json.loads(block.text)
    report = bt.check_files([shown["source"]["file"]])
    assert json.loads(as_json(report, version=bt.__version__))["findings"] == [shown]


def documented(page: str) -> list[str]:
    """The names in the first column of a page's tables."""
    rows = re.findall(r"^\| (`.*?) \|", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_the_fields_of_a_finding_are_those_explained() -> None:
    (block,) = of("json")
    finding = json.loads(block.text)
    assert sorted(documented("findings.md")) == sorted(finding)
    page = block.page.read_text(encoding="utf-8")
    for name, value in finding.items():
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            row = re.search(rf"^\| `{name}` \|.*$", page, re.MULTILINE)
            assert row is not None
            assert [key for key in inner if f"`{key}`" not in row.group()] == []


def keys(data: Any, path: str = "", lists: tuple[str, ...] = ("findings",)) -> set[str]:
    """Every key of the JSON by its path, up to what is counted by outcome or by rule and to some lists."""
    if path in {"summary.outcomes", "summary.by_rule", *lists}:
        return {path}
    if isinstance(data, list) and any(isinstance(row, dict) for row in data):
        return set().union(*(keys(row, f"{path}[]", lists) for row in data))
    if isinstance(data, dict):
        return set().union(*(keys(value, f"{path}.{key}".lstrip("."), lists) for key, value in data.items()))
    return {path}


def test_the_keys_of_the_json_are_those_documented() -> None:
    report = bt.check_files([str(ROOT / "examples" / "demo"), str(ROOT / "README.md")])
    summary = attrs.evolve(report.summary, cannot_be_decided_here=(("UND001", ("Melding.start_dato",)),))
    notice = Notice(fil="", sak_id="", reason=Message("delivery.chain_broken"))
    report = attrs.evolve(report, summary=summary, notices=(notice,))
    assert sorted(documented("json.md")) == sorted(keys(json.loads(as_json(report, version=bt.__version__))))


def facts_of(kind: Kind, path: str = "") -> set[str]:
    """The keys of a ``tillegg`` by their paths, down to what is no object."""
    if kind.item is not None:
        return facts_of(kind.item, f"{path}[]")
    if kind.model is None:
        return {path}
    return set().union(*(facts_of(inner, f"{path}.{key}".lstrip(".")) for key, inner in kind.fields.items()))


def test_the_cookbook_has_every_fact_beyond_the_register() -> None:
    page = (ROOT / "docs" / "case-json-cookbook.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## )", page, re.MULTILINE | re.DOTALL))
    beside = {"Tiltak": (model.BesokTillegg,), "Plan": (model.EvalueringTillegg,)}
    for name, section in sections.items():
        kinds = [getattr(model, f"{name}Tillegg", None), *beside.get(name, ())]
        expected = set().union(*(facts_of(kind_of(kind)) for kind in kinds if kind))
        rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
        assert sorted(key for row in rows for key in re.findall(r"`([^`]+)`", row)) == sorted(expected), name
    all_of_them = {name.removesuffix("Tillegg") for name in dir(model) if name.endswith("Tillegg")}
    assert {name for name in sections if hasattr(model, f"{name}Tillegg")} == all_of_them - {"Besok", "Evaluering"}


def test_the_keys_of_the_countdown_are_those_documented() -> None:
    demo, readme = str(ROOT / "examples" / "demo"), str(ROOT / "README.md")
    found = countdown(bt.check_files([demo, readme], show=SHOWN))
    summary = attrs.evolve(found.summary, cannot_be_decided_here=())
    data = json.loads(deadlines_json.as_json(attrs.evolve(found, summary=summary), version="1"))
    assert sorted(documented("countdown.md")) == sorted(keys(data))


def test_the_keys_of_a_sample_are_those_documented(tmp_path: Path) -> None:
    out = tmp_path / "sample.json"
    demo = str(ROOT / "examples" / "demo")
    options = ["--seed", "1", "--as-of", "2024-12-01", "--output-format", "json", "--output", str(out)]
    CliRunner().invoke(cli, ["selfcheck", "sample", demo, *options])
    page = (ROOT / "docs" / "self-check.md").read_text(encoding="utf-8")
    section = page.partition("### The sample as JSON")[2].partition("\n## ")[0]
    found = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    named = {name for row in found for name in re.findall(r"`([^`]+)`", row)}
    counted = ("by_outcome", "by_municipality", "passed_over")
    data = json.loads(out.read_text(encoding="utf-8")) | dict.fromkeys(counted)
    for row in data["rules"]:
        row["reason"]["args"] = None
    assert keys(data, lists=()) == named


def test_the_keys_and_codes_of_a_comparison_are_those_documented() -> None:
    demo = [str(ROOT / "examples" / "demo")]
    one = recorded(as_json(bt.check_files(demo), version="1"))
    other = attrs.evolve(one, findings=tuple(attrs.evolve(f, rule_version="2.0") for f in one.findings[1:]))
    data = json.loads(diff_json.as_json(compare(one, other), files=("a", "b"), version="1"))
    (row,) = data["gone"]
    lists = ("new", "changed", "resolved", "gone", "unchanged")
    assert sorted(documented("diff.md")) == sorted(keys(data, lists=lists) | set(row) | {"deadline"})
    page = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    section = page.partition("## What makes two runs")[2].partition("## Exit codes")[0]
    codes = {
        code for cell in re.findall(r"^\| ([a-z][a-z, -]+) \|", section, re.MULTILINE) for code in cell.split(", ")
    }
    assert codes == set(diff_texts("nb")["doubts"])


def test_the_key_made_as_documented_is_one(tmp_path: Path) -> None:
    (block,) = [block for block in of("sh") if "token_hex" in block.text]
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    subprocess.run(["sh", "-c", block.text], cwd=tmp_path, check=True, env={"PATH": path})
    file = tmp_path / "pseudonym.key"
    assert len(bt.Names(file.read_bytes().strip()).case("x") or "") == 32
    assert file.stat().st_mode & 0o077 == 0


def test_every_format_is_documented() -> None:
    assert documented("cli.md") == ["--output-format", *FORMATS]


def test_the_properties_of_sarif_are_those_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    report = bt.check_files(["examples/demo"], show=frozenset(bt.Outcome))
    (run,) = json.loads("\n".join(sarif.lines(report, Setting("1", "nb", bt.all_rules(), lambda _: 0))))["runs"]
    page = (ROOT / "docs" / "sarif.md").read_text(encoding="utf-8")
    keys = {*run, *run["results"][0], *run["invocations"][0], *run["tool"]["driver"]}
    beside = {"tool", "results", "invocations", "name", "version", "semanticVersion", "shortDescription", "rules"}
    assert [key for key in keys - beside - {"ruleId", "ruleIndex", "exitCodeDescription"} if key not in page] == []
    kinds = {result["properties"]["outcome"]: result["kind"] for result in run["results"]}
    assert [f"| {outcome} | `{kind}` |" in page for outcome, kind in kinds.items()] == [True] * 6


def code_tables() -> dict[str, set[str]]:
    """The ids in each table of the page of reasons and codes."""
    (text,) = [text for name, text in code_pages.pages() if name == "codes.md"]
    sections = re.split(r"^#+ (.+)$", text, flags=re.MULTILINE)[1:]
    return {
        title: set(re.findall(r"^\| `([^`]+)` \|", body, re.MULTILINE))
        for title, body in zip(sections[::2], sections[1::2], strict=True)
    }


def test_codes_are_listed_where_they_come_out(tmp_path: Path) -> None:
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "link").symlink_to("inner", target_is_directory=True)
    (tmp_path / "folder" / "notes.txt").write_text("notes")
    (tmp_path / "empty.xml").touch()
    with zipfile.ZipFile(tmp_path / "folder" / "some.zip", "w") as archive:
        archive.write(ROOT / "examples" / "demo" / "broken.xml", "broken.xml")
        archive.writestr("notes.txt", "notes")
    report = bt.check_files([tmp_path / "folder", tmp_path / "empty.xml"])
    tables = code_tables()
    notices = tables.pop("Notices")
    assert {row.reason.id for row in report.notices} == {"folder.ignored", "folder.link", "archive.ignored"}
    assert {row.reason.id for row in report.notices} <= notices
    assert {row.reason.id for row in report.unreadable} == {"file.empty"} <= tables["Files and folders"]
    assert {fault.expected.id for row in report.rejects for fault in row.faults} == {"value.date"} <= tables["Values"]
    assert "several-reports" in tables["Reasons"]


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
