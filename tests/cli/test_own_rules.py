"""Rules of somebody else's on the command line: ``--rules``, ``--ruleset``, ``rules`` and ``explain``."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.generator import write as write_cases
from tests.own_rules import install, source, write


def _run(*args: object) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    write_cases(generate(1, seed=1, plant={"MEL001": 1.0}), tmp_path / "export")
    return tmp_path / "export"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    write(tmp_path, {"egen.py": source()})
    return tmp_path / "egen.py"


class TestFile:
    def test_check(self, export: Path, own: Path) -> None:
        result = _run("check", export, "--rules", own)
        assert result.exit_code == 1
        assert "EGEN001 Egen regel [egen]" in result.output
        assert "MEL001" in result.output
        assert "EGEN001" not in _run("check", export).output

    def test_more_than_one_and_chosen_among(self, tmp_path: Path, export: Path, own: Path) -> None:
        write(tmp_path, {"two.py": source(code="EGEN002", name="two", ruleset="annet")})
        args = ("check", export, "--rules", own, "--rules", tmp_path / "two.py", "--output-format", "json")
        counted = json.loads(_run(*args, "--ruleset", "egen").stdout)["summary"]["by_rule"]
        assert set(counted) == {"EGEN001", "EGEN002"}
        counted = json.loads(_run(*args, "--select", "own-theme,MEL", "--ignore", "annet").stdout)["summary"]["by_rule"]
        assert set(counted) == {"EGEN001", "MEL001"}

    def test_rules_and_explain(self, own: Path) -> None:
        rows = json.loads(_run("rules", "--rules", own, "--output-format", "json").stdout)["rules"]
        assert {row["code"]: row["origin"] for row in rows}["EGEN001"] == "egen.py"
        assert {row["origin"] for row in rows} == {None, "egen.py"}
        page = _run("explain", "own-rule", "--rules", own, "--lang", "en").output
        assert page.startswith("# EGEN001 Egen regel")
        assert "The rule is from egen.py" in page
        assert "The rule has no texts in English." in page
        assert "## Cases" not in page

    def test_a_language_that_a_rule_lacks_is_told_once(self, export: Path, own: Path) -> None:
        result = _run("check", export, "--rules", own, "--lang", "nn")
        assert result.stderr.count("EGEN001") == 1
        assert "Meldingen er sett." in result.stdout
        assert _run("check", export, "--rules", own).stderr == ""

    @pytest.mark.parametrize("command", ["check", "rules", "explain"])
    def test_a_bad_file_is_one_sentence(self, export: Path, own: Path, command: str) -> None:
        own.write_text("def (", encoding="utf-8")
        words = {"check": [str(export)], "explain": ["MEL001"]}.get(command, [])
        result = _run(command, *words, "--rules", own, "--lang", "en")
        assert result.exit_code == 2
        assert f"Error: {own}:1: The file is not Python: " in result.output

    def test_a_rule_that_crashes_is_told_and_the_others_run(self, export: Path, own: Path) -> None:
        late = 'return Assessment(standing=Standing.BROKEN, law_day=ctx.as_of, situation="seen", facts=lambda: 1 / 0)'
        for body in ("raise ValueError('CANARY')", late):
            own.write_text(source(body=body), encoding="utf-8")
            result = _run("check", export, "--rules", own)
            assert result.exit_code == 3
            assert "PROGRAMFEIL  EGEN001" in result.output
            assert "MULIG LOVBRUDD  MEL001" in result.output
            assert "CANARY" not in result.output

    def test_cases_that_cannot_be_read(self, tmp_path: Path, own: Path) -> None:
        write(tmp_path, {"cases/EGEN001.toml": "case = ["})
        result = _run("explain", "EGEN001", "--rules", own, "--lang", "en")
        assert (result.exit_code, "cases/EGEN001.toml" in result.output) == (2, True)


class TestNames:
    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["--select", "MEL01"], "called MEL01; did you mean MEL001?"),
            (["--ignore", "xyzzy"], "called xyzzy; see `barnevern-tilsyn rules`"),
            (["--ruleset", "lof"], "called lof; did you mean lov?"),
            (["--ruleset", "lov", "--ignore", "lov"], "no rules are left"),
        ],
    )
    def test_the_nearest_right_name(self, export: Path, args: list[str], said: str) -> None:
        result = _run("check", export, "--lang", "en", *args)
        assert (result.exit_code, said in result.output) == (2, True)

    def test_explain_and_rules(self) -> None:
        assert "did you mean MEL001?" in _run("explain", "MEL01", "--lang", "en").output
        assert "did you mean lov?" in _run("rules", "--ruleset", "lo", "--lang", "en").output


class TestPackage:
    def test_it_shows_and_runs_when_asked_for(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, export: Path
    ) -> None:
        install(monkeypatch, tmp_path / "site", "cli_good", {"__init__.py": "", "rules.py": source()})
        assert "EGEN001" in _run("rules").output
        assert "cli_good 1.0" in _run("explain", "EGEN001").output
        assert "EGEN001" not in _run("check", export).output
        assert "[egen]" in _run("check", export, "--ruleset", "lov,egen").output
        told = _run("check", export, "--select", "EGEN001", "--lang", "en")
        assert (told.exit_code, "add --ruleset egen" in told.output) == (2, True)

    def test_a_broken_one_is_told_and_ours_are_not_lost(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, export: Path
    ) -> None:
        install(monkeypatch, tmp_path / "site", "cli_bad", {"__init__.py": "", "rules.py": "import no_such_thing"})
        listed = _run("rules")
        assert (listed.exit_code, "UND001" in listed.stdout) == (2, True)
        assert listed.stderr.count("cli_bad 1.0: ") == 1
        assert _run("check", export).exit_code == 1
        assert _run("explain", "UND001").exit_code == 0
        asked = _run("check", export, "--ruleset", "lov,egen")
        assert (asked.exit_code, "cli_bad 1.0" in asked.output, asked.stdout) == (2, True, "")
