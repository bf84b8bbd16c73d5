"""The settings file: which one holds, what it sets, and how its faults are told."""

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.language import VARIABLE
from barnevern_tilsyn.cli.settings import flag_values
from barnevern_tilsyn.cli.settings_values import leaves, options_of
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.generator import write as write_cases
from tests.own_rules import source, write

FILE = "barnevern-tilsyn.toml"


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], env={VARIABLE: None})


def _json(*args: object) -> Any:
    return json.loads(_run("check", "export", "--output-format", "json", *args).stdout)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an export of one breach of MEL001, which is the working directory."""
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    write_cases(generate(1, seed=1, plant={"MEL001": 1.0}), folder / "export")
    monkeypatch.chdir(folder)
    return folder


class TestWhichFile:
    @pytest.mark.parametrize(
        ("name", "text"),
        [(FILE, 'lang = "en"'), ("pyproject.toml", '[tool.barnevern-tilsyn]\nlang = "en"')],
    )
    def test_in_the_working_directory_or_above(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
    ) -> None:
        write(project, {name: text})
        assert "Summary" in _run("check", "export").output
        (project / "a" / "b").mkdir(parents=True)
        monkeypatch.chdir(project / "a" / "b")
        assert "Summary" in _run("check", project / "export").output

    def test_the_nearest_holds_and_our_own_before_a_project(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(project, {FILE: 'lang = "en"', "pyproject.toml": '[tool.barnevern-tilsyn]\nlang = "nn"'})
        assert "Summary" in _run("check", "export").output
        write(project, {"a/pyproject.toml": '[tool.barnevern-tilsyn]\nlang = "nn"', "b/pyproject.toml": "[tool.x]\n"})
        monkeypatch.chdir(project / "a")
        assert "Samandrag" in _run("check", project / "export").output
        monkeypatch.chdir(project / "b")
        assert "Summary" in _run("check", project / "export").output

    def test_not_above_the_repository_or_the_home(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project.parent, {FILE: 'lang = "en"'})
        assert "Sammendrag" in _run("check", "export").output
        (project / ".git").rmdir()
        assert "Summary" in _run("check", "export").output
        monkeypatch.setenv("HOME", str(project))
        assert "Sammendrag" in _run("check", "export").output

    def test_a_broken_project_of_others_is_passed_over(self, project: Path) -> None:
        write(project, {"pyproject.toml": "barnevern-tilsyn = ["})
        assert _run("check", "export").exit_code == 1

    def test_named_or_left_out(self, project: Path) -> None:
        write(project, {FILE: 'lang = "en"', "other.toml": 'lang = "nn"', "x/pyproject.toml": "[tool.other]\n"})
        assert "Samandrag" in _run("check", "export", "--config", "other.toml").output
        assert "Samandrag" in _run("--config=other.toml", "check", "export").output
        assert "Sammendrag" in _run("check", "export", "--isolated").output
        missing = _run("check", "export", "--config", "missing.toml")
        assert (missing.exit_code, "missing.toml" in missing.output) == (2, True)
        without = _run("check", "export", "--config", "x/pyproject.toml")
        assert (without.exit_code, "[tool.barnevern-tilsyn]" in without.output) == (2, True)

    @pytest.mark.parametrize("path", [".", "export"])
    def test_never_the_one_in_what_is_checked(self, project: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
        write(project, {f"export/{FILE}": 'fail-on = "never"'})
        assert _run("check", "export").exit_code == 1
        monkeypatch.chdir(project / "export")
        result = _run("check", project / path)
        assert (result.exit_code, "--isolated" in result.output) == (2, True)
        assert _run("check", project / path, "--isolated").exit_code == 1
        assert _run("check", project / path, "--config", FILE).exit_code == 0
        assert _run("check", "00001.xml").exit_code == 0

    def test_help_is_shown_past_a_broken_file(self, project: Path) -> None:
        write(project, {FILE: "lang = ["})
        assert _run("check", "--help").exit_code == 0
        assert _run("check", "export").exit_code == 2


class TestValues:
    def test_the_command_line_wins(self, project: Path) -> None:
        write(project, {FILE: 'lang = "en"\nfail-on = "never"\nselect = ["MEL"]\nshow = ["met", "breach"]'})
        assert _run("check", "export").exit_code == 0
        assert _run("check", "export", "--fail-on", "breach").exit_code == 1
        assert set(_json()["summary"]["by_rule"]) == {"MEL001"}
        assert "MEL001" not in _json("--select", "UND")["summary"]["by_rule"]
        assert "Sammendrag" in _run("check", "export", "--lang", "nb").output

    def test_the_environment_comes_between(self, project: Path) -> None:
        write(project, {FILE: 'lang = "en"'})
        assert "Samandrag" in CliRunner().invoke(cli, ["check", "export"], env={VARIABLE: "nn"}).output

    def test_paths_are_meant_from_the_file(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, {FILE: 'rules = "mine/own.py"\noutput = "out.txt"', "mine/own.py": source(), "a/x": ""})
        monkeypatch.chdir(project / "a")
        assert _run("check", project / "export").exit_code == 1
        assert "EGEN001" in (project / "out.txt").read_text(encoding="utf-8")

    def test_dates_and_switches(self, project: Path) -> None:
        write(project, {FILE: 'as-of = 2010-01-01\nassume-unchanged = true\nshow = "breach,running,met"'})
        assert _json()["summary"]["outcomes"] == {}
        write(project, {FILE: 'as-of = "2010-01-01"\nassume-unchanged = false'})
        assert _json()["summary"]["outcomes"] == {}

    def test_a_key_holds_for_the_commands_that_take_its_value(self, project: Path) -> None:
        write(project, {FILE: 'count = 2\noutput-format = "json"\n[rules]\noutput-format = "text"'})
        assert json.loads(_run("check", "export").stdout)["findings"]
        assert "\nMEL001 " in _run("rules").output
        assert _run("generate", "out").exit_code == 0
        assert len(list((project / "out").glob("*.xml"))) == 2


class TestGroups:
    """A table of a group of commands, and of a command in it."""

    def _of_sample(self, project: Path, text: str) -> Any:
        write(project, {FILE: text})
        with cli.make_context(None, ["selfcheck", "sample"], obj="en") as ctx:
            return ctx.default_map and ctx.default_map["selfcheck"]["sample"]

    def test_the_nearer_table_wins(self, project: Path) -> None:
        assert self._of_sample(project, "seed = 1")["seed"] == 1
        assert self._of_sample(project, "seed = 1\n[selfcheck]\nseed = 2")["seed"] == 2
        assert self._of_sample(project, "[selfcheck.sample]\nseed = 3\n[selfcheck]\nseed = 2")["seed"] == 3

    def test_it_reaches_the_command(self, project: Path) -> None:
        write(project, {FILE: 'lang = "en"\n[selfcheck]\nseed = 3\n[selfcheck.sample]\noutput-format = "json"'})
        assert json.loads(_run("selfcheck", "sample", "export").stdout)["seed"] == 3

    @pytest.mark.parametrize(
        ("text", "line", "said"),
        [
            ("[selfcheck]\nseed = 'x'", 2, "seed must be a whole number"),
            ("[selfcheck]\nsed = 1", 2, "there is no setting sed; did you mean seed?"),
            ("[selfcheck.sample]\nsed = 1", 2, "there is no setting sed; did you mean seed?"),
            ("[selfcheck.smaple]\nseed = 1", 1, "there is no setting smaple; did you mean sample?"),
            ("[selfcheck.sample.seed]\nx = 1", 1, "there is no setting seed"),
        ],
    )
    def test_faults_are_told(self, project: Path, text: str, line: int, said: str) -> None:
        write(project, {FILE: text})
        result = _run("selfcheck", "sample", "export", "--lang", "en")
        assert (result.exit_code, f"Error: {FILE}:{line}: {said}" in result.output) == (2, True), result.output


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('rulset = "lov"', 1, "there is no setting rulset; did you mean ruleset?"),
        ("\nxyzzy = 1", 2, "there is no setting xyzzy; there are "),
        ('[check]\nshow = "met"\nfailon = "breach"', 3, "there is no setting failon; did you mean fail-on?"),
        ("[chekc]\nshow = 1", 1, "there is no setting chekc; did you mean check?"),
        ("paths = 'x'", 1, "there is no setting paths"),
        ("config = 'x'", 1, "there is no setting config"),
        ("assume-unchanged = 'yes'", 1, "assume-unchanged must be true or false"),
        ("count = '3'", 1, "count must be a whole number"),
        ("count = true", 1, "count must be a whole number"),
        ("ruleset = 3", 1, "ruleset must be a text or a list of texts"),
        ("select = ['MEL', 3]", 1, "select must be a text or a list of texts"),
        ("as-of = 3", 1, "as-of must be a date"),
        ("as-of = 2026-01-01T10:00:00", 1, "as-of must be a date"),
        ("as-of = '1 June'", 1, "as-of: expected a date as YYYY-MM-DD"),
        ("output = false", 1, "output must be a text"),
        ("output-format = 'pdf'", 1, "output-format: 'pdf' is not one of"),
        ("'fail-on' = 'sometimes'", 1, "fail-on: expected one or more of"),
        ("count = 0", 1, "count: 0 is not in the range"),
        ("[check]\nlang = 'sv'", 2, "lang: 'sv' is not one of"),
    ],
)
@pytest.mark.parametrize("project_file", [False, True])
def test_faults_are_told_with_line_and_key(
    project: Path, text: str, line: int, said: str, *, project_file: bool
) -> None:
    name, shift = (FILE, 0)
    if project_file:
        name, shift = "pyproject.toml", 2
        inner = text.replace("[check]", "[tool.barnevern-tilsyn.check]").replace(
            "[chekc]", "[tool.barnevern-tilsyn.chekc]"
        )
        text = f"[project]\n[tool.barnevern-tilsyn]\n{inner}"
    write(project, {name: text})
    result = _run("check", "export", "--lang", "en")
    assert result.exit_code == 2
    assert f"Error: {name}:{line + shift}: {said}" in result.output


def test_a_file_that_is_no_toml(project: Path) -> None:
    write(project, {FILE: "lang = "})
    result = _run("check", "export", "--lang", "en")
    assert (result.exit_code, f"Error: {FILE} is no TOML: " in result.output) == (2, True)
    (project / FILE).write_bytes(b"lang = '\xff'")
    assert _run("check", "export").exit_code == 2


SETTABLE = [(name, *row) for name, command in leaves(cli) for row in options_of(command).items()]


@pytest.mark.parametrize(("command", "key", "option"), SETTABLE, ids=[f"{name}-{key}" for name, key, _ in SETTABLE])
def test_every_option_can_be_set(project: Path, command: str, key: str, option: click.Option) -> None:
    value = {
        "register-version": '"4.0.1"',
        "as-of": "2026-10-01",
        "region": '"9901"',
        "rules": '"own.py"',
        "output": '"out.txt"',
        "select": '"MEL"',
        "ignore": '"UND"',
        "plant": '"MEL001"',
        "ruleset": '"lov"',
        "show": '"met"',
        "fail-on": '"never"',
        "pseudonym-key-file": '"pseudonym.key"',
        "within": '"14d"',
        "programme": '"egenkontroll-2024-1"',
        "case": '"a.xml"',
        "xsd": '"own.xsd"',
        "with": '"facts.jsonl"',
        "year": "2024",
        "half-year": '"2024-1"',
        "from": "2024-01-01",
        "to": "2024-12-31",
        "figures": '"own.toml"',
        "sample": '"sample.json"',
        "failing": '"rule.toml"',
        "goals": '"goals.toml"',
        "chosen": '"risk"',
        "protection": '"own.toml"',
        "template": '"council"',
    }.get(key)
    if value is None:
        choices = getattr(option.type, "choices", None)
        value = "true" if option.is_flag else f'"{choices[0]}"' if choices else "3"
    write(project, {FILE: f"[{command.replace(' ', '.')}]\n{key} = {value}", "own.py": source()})
    with cli.make_context(None, command.split(), obj="en") as ctx:
        found: Any = ctx.default_map
        for name in command.split():
            found = found[name]
        assert list(found) == [option.name]


@given(st.lists(st.sampled_from(["--x", "--x=a", "b", "--", ""])))
def test_values_of_a_flag(words: list[str]) -> None:
    found = list(flag_values(words, "--x"))
    assert len(found) == words.count("--x=a") + sum(word == "--x" for word in words[:-1])
