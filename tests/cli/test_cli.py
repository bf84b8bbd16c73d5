"""The command line as a caseworker, a leader and a CI job meet it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from barnevern_tilsyn import __version__
from barnevern_tilsyn.cli import main
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.exit_code import exit_code
from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, Summary
from barnevern_tilsyn.testing.generator import generate, write
from tests.formats_of_check import ON_SCREEN


def _run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lawful")
    write((case for case in generate(40, seed=1) if all(t.outcome in ("met", "running") for t in case.truths)), out)
    return out


@pytest.fixture(scope="module")
def late(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("late")
    write(generate(6, seed=1, plant={"MEL001": 1.0}), out)
    return out


class TestCheck:
    def test_nothing_found_exits_with_0(self, lawful: Path) -> None:
        result = _run("check", lawful / "*.xml")
        assert result.exit_code == 0, result.output
        assert "Ingen funn å vise." in result.output

    def test_a_breach_exits_with_1_and_is_told_in_words(self, late: Path) -> None:
        result = _run("check", late / "*.xml")
        assert result.exit_code == 1
        for part in (
            "MULIG LOVBRUDD",
            "MEL001",
            "Siste dag",
            "over fristen",
            "§",
            "Bare tilsynsmynd",
        ):
            assert part in result.output
        assert "\x1b[" not in result.output

    def test_a_pipe_is_written_to_and_stays_a_pipe(self, late: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        _run("check", late / "*.xml", "--output", pipe)
        assert pipe.is_fifo()
        assert b"UND001" in os.read(reader, 60_000)
        os.close(reader)

    def test_json_and_output_file(self, late: Path, tmp_path: Path) -> None:
        out = tmp_path / "funn.json"
        result = _run("check", late / "*.xml", "--output-format", "json", "--output", out)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "mulig lovbrudd" in result.stderr
        data = json.loads(out.read_text(encoding="utf-8"))
        assert data["tool"]["version"] == __version__
        assert data["summary"]["outcomes"]["breach"] == 6
        assert out.read_text(encoding="utf-8") == _run("check", late / "*.xml", "--output-format", "json").stdout
        text = tmp_path / "funn.txt"
        CliRunner().invoke(cli, ["check", str(late / "*.xml"), "--output", str(text)], color=True)
        assert "\x1b[" not in text.read_text(encoding="utf-8")

    def test_a_format_shows_what_it_is_for_unless_it_is_asked(self, tmp_path: Path) -> None:
        write(generate(40, seed=1, plant=("MEL001", "UND001")), tmp_path)

        def shown(*args: str) -> set[str]:
            (run,) = json.loads(_run("check", tmp_path / "*.xml", "--output-format", "sarif", *args).stdout)["runs"]
            return {row["kind"] for row in run["results"]}

        assert shown() == {"fail"}
        assert shown("--fail-on", "review") == {"fail", "review"}
        assert shown("--show", "met", "--fail-on", "never") == {"pass"}
        data = json.loads(_run("check", tmp_path / "*.xml", "--output-format", "json").stdout)
        assert {row["outcome"] for row in data["findings"]} == {"breach", "review"}

    @pytest.mark.parametrize("output_format", ON_SCREEN)
    def test_every_format_goes_to_the_screen_and_to_a_file_alike(
        self, late: Path, tmp_path: Path, output_format: str
    ) -> None:
        out = tmp_path / "out"
        args = ("check", late / "*.xml", "--output-format", output_format)
        assert _run(*args, "--output", out).exit_code == 1
        assert out.read_text(encoding="utf-8") == _run(*args).stdout

    def test_fail_on(self, late: Path) -> None:
        assert _run("check", late / "*.xml", "--fail-on", "never").exit_code == 0
        assert _run("check", late / "*.xml", "--ignore", "MEL001", "--fail-on", "breach").exit_code == 0
        assert _run("check", late / "*.xml", "--show", "breach").exit_code == 1
        assert _run("check", late / "*.xml", "--show", "open").exit_code == 1

    def test_all_outcomes_can_be_asked_for(self, late: Path) -> None:
        data = json.loads(_run("check", late / "*.xml", "--show", "all", "--output-format", "json").stdout)
        assert len(data["findings"]) == sum(data["summary"]["outcomes"].values())

    def test_as_of_and_select(self, late: Path) -> None:
        early = _run("check", late / "*.xml", "--as-of", "2010-01-01", "--select", "MEL", "--show", "breach,review,met")
        assert (early.exit_code, "MEL001" in early.output) == (0, False)

    def test_names_may_be_given_more_than_once(self, late: Path) -> None:
        args = ("--output-format", "json", "--select", "MEL001", "--select", "UND001")
        assert set(json.loads(_run("check", late / "*.xml", *args).stdout)["summary"]["by_rule"]) == {
            "MEL001",
            "UND001",
        }

    def test_what_fails_the_run_is_shown(self, late: Path) -> None:
        result = _run("check", late / "*.xml", "--select", "UND004", "--fail-on", "open")
        assert result.exit_code == 1
        assert "KAN IKKE AVGJØRES" in result.output

    def test_an_input_is_not_overwritten(self, late: Path, tmp_path: Path) -> None:
        file = tmp_path / "case.xml"
        file.write_bytes((late / "00001.xml").read_bytes())
        result = _run("check", file, "--output", file)
        assert (result.exit_code, "ville ha erstattet" in result.output) == (2, True)
        assert _run("check", tmp_path, "--output", file).exit_code == 2
        assert file.read_bytes() == (late / "00001.xml").read_bytes()
        report = tmp_path / "funn.json"
        for _ in range(2):
            assert _run("check", tmp_path, "--output", report, "--output-format", "json").exit_code == 1
        assert json.loads(report.read_text(encoding="utf-8"))["findings"]

    def test_every_outcome_can_be_shown_on_odd_dates(self, tmp_path: Path) -> None:
        (case,) = generate(1, seed=1)
        old = re.sub(rb'StartDato="20\d\d', b'StartDato="0202', case.xml)
        (tmp_path / "old.xml").write_bytes(old)
        result = _run("check", tmp_path, "--show", "not_applicable,met,open,running")
        assert result.exit_code == 0, result.output
        assert "Ingen bestemmelse om plikten var i kraft" in result.output

    def test_standard_input(self, late: Path) -> None:
        result = _run("check", "-", stdin=(late / "00001.xml").read_bytes())
        assert result.exit_code == 1
        assert "MULIG LOVBRUDD" in result.output

    @pytest.mark.parametrize(
        ("args", "said"),
        [
            (["--select", "XXX"], "XXX"),
            (["--ruleset", "nothing"], "nothing"),
            (["--as-of", "1 June"], "ÅÅÅÅ-MM-DD"),
            (["--show", "everything"], "not_applicable"),
            (["--fail-on", "sometimes"], "never"),
            (["--register-version", "9.9"], "4.0.1"),
            (["--region", "301"], "bydel"),
            (["--region", "03011"], "bydel"),
            (["--year", "25x"], "gyldig tall"),
            (["--year", "0"], "9999"),
            (["--output", "/no/such/folder/out.txt"], "kan ikke skrive"),
            (["--ruleset", ""], "minst ett navn"),
            (["--ignore", "lov"], "ingen regler er igjen"),
            (["--as-of", "20260601"], "ÅÅÅÅ-MM-DD"),
        ],
    )
    def test_wrong_usage_exits_with_2_and_says_what_is_right(self, late: Path, args: list[str], said: str) -> None:
        result = _run("check", late / "*.xml", *args)
        assert result.exit_code == 2
        assert said in result.output

    def test_a_crash_exits_with_3(self, late: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(*_args: object) -> None:
            raise ValueError("CANARY")

        monkeypatch.setattr("barnevern_tilsyn.engine.run.derive", crash)
        result = _run("check", late / "*.xml")
        assert result.exit_code == 3
        assert "PROGRAMFEIL" in result.output
        assert "CANARY" not in result.output


class TestBadInput:
    """One clear sentence each, the right exit code, and the other files still checked."""

    @pytest.mark.parametrize(
        ("name", "content", "code", "said"),
        [
            ("truncated.xml", b"<Barnevern><Sak Id='", 1, "avkortet"),
            ("encoding.xml", b"<?xml version='1.0' encoding='UTF-8'?><Barnevern a='\xff'/>", 1, "tegnkoding"),
            ("doctype.xml", b"<!DOCTYPE Barnevern><Barnevern/>", 1, "DOCTYPE"),
            ("bomb.xml", b"<!DOCTYPE b [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><Barnevern a='&b;'/>", 1, "DOCTYPE"),
            ("line.xml", b"<Barnevern a='" + b"x" * Limits().line_bytes + b"'/>", 1, "lengre enn grensen"),
            ("deep.xml", b"<Barnevern>" + b"<a>" * 3_000, 1, "niv"),
            ("empty.xml", b"", 2, "tom"),
            ("report.xml", b"%PDF-1.7 nothing", 2, "PDF"),
            ("page.xml", b"<!doctype html><html><body>x</body></html>", 2, "HTML"),
            ("other.xml", b"<root/>", 2, "Barnevern"),
            ("new\nline.xml", b"<Barnevern/>", 1, "new\\nline.xml"),
        ],
    )
    def test_beside_a_good_file(
        self, late: Path, tmp_path: Path, name: str, content: bytes, code: int, said: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        (tmp_path / "good.xml").write_bytes((late / "00001.xml").read_bytes())
        result = _run("check", tmp_path, "--fail-on", "breach")
        assert result.exit_code == code, result.output
        assert said in result.output
        assert "kontrollert: 1," in result.output
        assert "Traceback" not in result.output

    def test_a_folder_without_xml_and_a_path_that_is_not_there(self, tmp_path: Path) -> None:
        assert _run("check", tmp_path).exit_code == 2
        result = _run("check", tmp_path / "missing.xml")
        assert result.exit_code == 2
        assert "finnes ikke" in result.output

    def test_rejects_fail_the_run_unless_never(self, tmp_path: Path) -> None:
        (tmp_path / "a.xml").write_bytes(b"<Barnevern/>")
        assert _run("check", tmp_path, "--fail-on", "fault:error").exit_code == 1
        assert _run("check", tmp_path, "--fail-on", "never").exit_code == 0


def _report(**outcomes: int) -> Report:
    counts = {key: outcomes.pop(key, 0) for key in ("cases_rejected", "facts_rejected", "files_unreadable")}
    faults = outcomes.pop("faults", 0)
    summary = Summary(
        cases_read=0,
        cases_checked=0,
        cases_superseded=0,
        outcomes=outcomes,
        by_rule={},
        cannot_be_decided_here=(),
        **counts,
    )
    return Report(
        findings=(), rejects=(), unreadable=(), superseded=(), notices=(), summary=summary, faults={"warning": faults}
    )


@pytest.mark.parametrize(
    ("counts", "fail_on", "code"),
    [
        ({}, ["breach"], 0),
        ({"breach": 1}, ["breach"], 1),
        ({"review": 1}, ["breach"], 0),
        ({"review": 1}, ["review"], 1),
        ({"breach": 1}, ["review"], 1),
        ({"open": 1}, ["review"], 0),
        ({"open": 1}, ["open"], 1),
        ({"breach": 1}, ["fault:error"], 0),
        ({"faults": 1}, ["fault:error"], 0),
        ({"faults": 1}, ["fault:warning"], 1),
        ({"breach": 1, "cases_rejected": 1}, ["never"], 0),
        ({"cases_rejected": 1}, ["breach"], 1),
        ({"facts_rejected": 1}, ["breach"], 1),
        ({"facts_rejected": 1}, ["never"], 0),
        ({"breach": 1, "files_unreadable": 1}, ["never"], 2),
        ({"error": 1, "files_unreadable": 1}, ["never"], 3),
        ({"running": 1, "met": 1, "not_applicable": 1}, ["open"], 0),
    ],
)
def test_the_highest_exit_code_wins(counts: dict[str, int], fail_on: list[str], code: int) -> None:
    assert exit_code(_report(**counts), fail_on) == code


class TestRulesAndExplain:
    def test_rules(self) -> None:
        assert len(re.findall(r"^\S", _run("rules").output, re.MULTILINE)) == len(builtin())
        rows: Any = json.loads(_run("rules", "--output-format", "json", "--ruleset", "lov").output)
        assert {row["code"] for row in rows["rules"]} == {rule.code for rule in builtin("lov")}
        assert _run("rules", "--ruleset", "nothing").exit_code == 2

    def test_explain_by_code_or_name(self) -> None:
        page = _run("explain", "UND001").output
        assert page.startswith("# UND001 ")
        assert page == _run("explain", "undersokelse-time-limit").output == _run("explain", "und001").output
        assert _run("explain", "XXX001").exit_code == 2


class TestGenerate:
    def test_the_same_seed_gives_the_same_files(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            args = ("--count", 5, "--seed", 3, "--plant", "MEL001,UND001", "--as-of", "2026-10-01")
            assert _run("generate", tmp_path / name, *args).exit_code == 0
        for file in (tmp_path / "a").rglob("*.*"):
            assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()

    def test_what_cannot_be_planted_or_written(self, tmp_path: Path) -> None:
        assert _run("generate", tmp_path, "--plant", "XXX001").exit_code == 2
        (tmp_path / "file").touch()
        assert _run("generate", tmp_path / "file" / "below").exit_code == 2


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [(KeyError("KANARIFUGL"), 3, "KeyError"), (OSError(28, "KANARIFUGL"), 2, "ikke plass igjen")],
)
def test_nothing_of_an_unexpected_error_but_its_kind_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, code: int, said: str
) -> None:
    def fail(**_keys: object) -> None:
        raise error

    monkeypatch.setattr("barnevern_tilsyn.cli.app.cli", fail)
    monkeypatch.setattr("sys.argv", ["barnevern-tilsyn", "check", "x"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == code
    told = capsys.readouterr().err
    assert said in told
    assert "KANARIFUGL" not in told


def test_one_document_without_what_it_does_not_need(tmp_path: Path) -> None:
    (case,) = generate(1, seed=1)
    (tmp_path / "one.xml").write_bytes(case.xml)
    code = (
        "import sys; sys.argv = ['x', 'check', 'one.xml', '--output', 'found.txt']\n"
        "from barnevern_tilsyn.cli import main\n"
        "unneeded = 'lxml', 'hashlib', 'importlib.metadata', 'cattrs', 'barnevern_tilsyn.programmes'\n"
        "try: main()\n"
        "finally: print(sorted({*unneeded} & {*sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (tmp_path / "found.txt").exists()
    assert run.stdout.split() == ["[]"]


def test_version_without_click() -> None:
    code = (
        "import sys; sys.argv = ['x', '--version']\n"
        "from barnevern_tilsyn.cli import main; main(); print('click' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["barnevern-tilsyn", __version__, "False"]
