"""``diff`` as a build and a leader meet it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.testing.generator import generate, write
from tests.reports.test_diff import finding


def _run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)


def _file(path: Path, *findings: Any) -> Path:
    summary = {"cases_checked": 1, "cases_rejected": 0, "files_unreadable": 0, "by_rule": {}}
    data = {"format": 1, "tool": {"name": "barnevern-tilsyn", "version": "0.1.0"}, "summary": summary}
    path.write_text(json.dumps({**data, "findings": findings}), encoding="utf-8")
    return path


class TestExitCode:
    @pytest.mark.parametrize(
        ("old", "new", "fail_on", "code"),
        [
            ([], [], "breach", 0),
            ([finding()], [], "breach", 0),
            ([finding()], [finding()], "breach", 0),
            ([], [finding()], "breach", 1),
            ([], [finding()], "never", 0),
            ([], [finding(outcome="review")], "breach", 0),
            ([], [finding(outcome="review")], "review", 1),
            ([finding(outcome="review")], [finding(outcome="breach")], "breach", 1),
            ([finding(outcome="breach")], [finding(outcome="review")], "review", 0),
            ([finding(outcome="met")], [finding(outcome="open")], "open", 1),
            ([], [finding(outcome="error")], "fault:error", 1),
            ([], [finding(outcome="fault", severity="error")], "fault:error", 1),
            ([], [finding(outcome="fault", severity="warning")], "fault:error", 0),
            ([], [finding(outcome="fault", severity="warning")], "fault:warning", 1),
            ([finding(None)], [finding(None)], "breach", 1),
            ([finding(None)], [finding(None, "review")], "breach", 0),
            ([finding(None)], [], "breach", 0),
        ],
    )
    def test_by_what_is_new_or_worse(
        self, tmp_path: Path, old: list[Any], new: list[Any], fail_on: str, code: int
    ) -> None:
        files = _file(tmp_path / "old.json", *old), _file(tmp_path / "new.json", *new)
        assert _run("diff", *files, "--fail-on", fail_on).exit_code == code


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("reports")
    _file(out / "good.json")
    (out / "broken.json").write_text('{"format": 1, "KANARIFUGL"')
    (out / "other.json").write_text('{"version": "2.1.0", "runs": ["KANARIFUGL"]}')
    (out / "later.json").write_text('{"format": 4711, "findings": "KANARIFUGL"}')
    return out


class TestWhatItReads:
    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("broken.json", {"nb": "er ikke JSON", "nn": "er ikkje JSON", "en": "is no JSON"}),
            ("other.json", {"nb": "er ikke en rapport", "nn": "er ikkje ein rapport", "en": "is no report of check"}),
            ("later.json", {"nb": "ikke leser", "nn": "ikkje les", "en": "does not read"}),
            ("missing.json", {"nb": "finnes ikke", "nn": "finst ikkje", "en": "does not exist"}),
            (".", {"nb": "er en mappe", "nn": "er ei mappe", "en": "is a folder"}),
        ],
    )
    def test_one_sentence_and_nothing_of_the_file(self, folder: Path, name: str, said: dict[str, str]) -> None:
        for lang in LANGUAGES:
            for pair in ((folder / name, folder / "good.json"), (folder / "good.json", folder / name)):
                result = _run("diff", *pair, "--lang", lang)
                assert (result.exit_code, said[lang] in result.output) == (2, True), result.output
                assert "KANARIFUGL" not in result.output
                assert "4711" not in result.output

    def test_one_report_from_standard_input(self, folder: Path) -> None:
        good = folder / "good.json"
        assert _run("diff", good, "-", stdin=good.read_bytes()).exit_code == 0
        assert _run("diff", "-", good, stdin=good.read_bytes()).exit_code == 0
        assert _run("diff", "-", "-", stdin=good.read_bytes()).exit_code == 2

    def test_a_report_is_not_overwritten(self, folder: Path) -> None:
        good = folder / "good.json"
        assert _run("diff", good, good, "--output", good).exit_code == 2

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    @given(st.binary() | st.text().map(lambda text: json.dumps({"format": 1, "findings": text}).encode()))
    def test_whatever_is_no_report(self, folder: Path, content: bytes) -> None:
        result = _run("diff", folder / "good.json", "-", stdin=content)
        assert (result.exit_code, type(result.exception)) == (2, SystemExit)


@pytest.fixture(scope="module")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(8, seed=1, plant={"MEL001": 0.9}), out)
    return out


class TestRealRuns:
    def test_two_runs(self, delivery: Path, tmp_path: Path) -> None:
        old, new, out = (tmp_path / f"{name}.json" for name in ("old", "new", "diff"))
        files = sorted(delivery.glob("*.xml"))
        for report, some in ((old, files[1:]), (new, files)):
            _run("check", *some, "--output-format", "json", "--output", report, "--show", "all")
        told = _run("diff", old, new)
        assert told.exit_code == 1
        for part in ("Nytt", "MULIG LOVBRUDD  MEL001 Gjennomgang", "Siste dag: ", "Sak ", "Sammendrag", "uendret"):
            assert part in told.stdout
        assert "\x1b[" not in told.stdout
        written = _run("diff", old, new, "--output-format", "json", "--output", out)
        assert (written.exit_code, written.stdout, "Sammendrag" in written.stderr) == (1, "", True)
        data = json.loads(out.read_text(encoding="utf-8"))
        assert data["summary"]["new"] == len(data["new"]) >= 1
        assert data["reports"]["new"]["file"] == str(new)
        assert _run("diff", new, new).exit_code == 0
