"""``deadlines`` as a leader who plans the week meets it, and a script of every morning; ``--as-of`` everywhere."""

import json
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.testing.generator import generate, write

DEMO = Path(__file__).parents[2] / "examples" / "demo"
GOOD = [DEMO / f"{n:05}.xml" for n in range(1, 13)]
RUNNING, OVERDUE = DEMO / "00002.xml", DEMO / "00005.xml"
"""Extracted on 1 October 2026: last day 18 November, and last day 30 September."""


def _run(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(arg) for arg in args], input=stdin)


def _states(*args: object) -> list[tuple[str, int]]:
    result = _run("deadlines", *args, "--output-format", "json")
    return [(row["state"], row["days_left"]) for row in json.loads(result.stdout)["deadlines"]]


class TestWhatShows:
    def test_text(self) -> None:
        result = _run("deadlines", *GOOD)
        assert result.exit_code == 1
        parts = (
            "Nedtelling per 1. oktober 2026",
            "Fristen er ute, og det er ikke gjort",
            "Onsdag 30. september 2026, 1 dag over",
            "MULIG LOVBRUDD  UND001 Avslutt undersøkelsen",
            "Frister som løper",
            "Onsdag 18. november 2026, 48 dager igjen",
            "Sammendrag",
            "Bare tilsynsmynd",
        )
        places = [result.output.index(part) for part in parts]
        assert places == sorted(places)
        assert "\x1b[" not in result.output
        assert "Sakene ble trukket ut" not in result.output

    @pytest.mark.parametrize(
        ("within", "shown"),
        [("48d", True), ("7w", True), ("47d", False), ("6w", False), ("0d", False), ("9999w", True)],
    )
    def test_within(self, within: str, shown: bool) -> None:
        args = (RUNNING, OVERDUE, "--within", within)
        assert _states(*args) == [("overdue", -1)] + [("running", 48)] * shown
        text = _run("deadlines", *args).output
        assert ("løper lenger" in text) is not shown
        assert "Onsdag 30. september 2026" in text

    def test_by_assumption_and_day(self) -> None:
        assert _states(RUNNING, "--as-of", "2026-11-18") == [("running", 0)]
        assert _states(RUNNING, "--as-of", "2026-11-19") == [("unknown", -1)]
        assert _states(RUNNING, "--as-of", "2026-11-19", "--assume-unchanged") == [("overdue", -1)]
        assert _states(RUNNING, "--as-of", "2026-09-01") == [("running", 78)]
        assert _states(RUNNING, "--ignore", "UND001") == []
        assert _states(RUNNING, "--select", "UND", "--ruleset", "lov", "--register-version", "4.0.1") != []

    def test_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("barnevern_tilsyn.cli.options._today", lambda: date(2026, 11, 17))
        assert _states(RUNNING, "--as-of", "today") == [("running", 1)]

    def test_today_is_the_day_in_norway(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Late(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> "Late":
                return cls(2026, 11, 17, 23, 30, tzinfo=tz)

        monkeypatch.setattr("barnevern_tilsyn.cli.options.datetime", Late)
        assert _states(RUNNING, "--as-of", "today") == [("running", 0)]

    def test_output_file_language_and_standard_input(self, tmp_path: Path) -> None:
        out = tmp_path / "countdown.json"
        args = ("deadlines", "-", "--lang", "en", "--output-format", "json", "--output", out)
        result = _run(*args, stdin=OVERDUE.read_bytes())
        assert (result.exit_code, result.stdout) == (1, "")
        assert "overdue" in result.stderr
        (row,) = json.loads(out.read_text(encoding="utf-8"))["deadlines"]
        assert row["todo"].startswith("Close the investigation")
        assert _run("deadlines", OVERDUE, "--output", OVERDUE).exit_code == 2

    def test_with_a_key(self, tmp_path: Path) -> None:
        key = tmp_path / "key"
        key.write_text("0123456789abcdef" * 4)
        key.chmod(0o600)
        told = _run("deadlines", *GOOD, "--pseudonym-key-file", key).output
        assert "00005.xml" not in told
        assert "3d4882a5-ce5b-4a92-b1f5-1707da45e18a" not in told
        assert _run("deadlines", *GOOD, "--pseudonym-key-file", tmp_path / "none").exit_code == 2


class TestExitCode:
    @pytest.mark.parametrize(
        ("args", "code"),
        [
            ((RUNNING,), 0),
            ((RUNNING, "--within", "1d"), 0),
            ((OVERDUE,), 1),
            ((RUNNING, "--as-of", "2026-12-01"), 1),
            ((RUNNING, DEMO / "broken.xml"), 1),
            ((RUNNING, DEMO / "missing.xml"), 2),
            ((OVERDUE, DEMO / "truth" / "truth.json"), 2),
            ((RUNNING, "--within", "14"), 2),
            ((RUNNING, "--select", "XXX"), 2),
            ((RUNNING, "--register-version", "9"), 2),
            ((RUNNING, "--as-of", "yesterday"), 2),
        ],
    )
    def test_it_tells_a_script(self, args: tuple[Any, ...], code: int) -> None:
        assert _run("deadlines", *args).exit_code == code

    def test_a_crash(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def crash(*_args: object) -> None:
            raise ValueError("KANARIFUGL")

        monkeypatch.setattr("barnevern_tilsyn.engine.run.derive", crash)
        result = _run("deadlines", RUNNING)
        assert result.exit_code == 3
        assert "stanset med en feil på" in result.output
        assert "KANARIFUGL" not in result.output


@given(st.text(max_size=8))
def test_any_time_is_understood_or_refused(text: str) -> None:
    result = _run("deadlines", RUNNING, f"--within={text}")
    understood = text[:-1].isascii() and text[:-1].isdigit() and text[-1] in "dw"
    assert result.exit_code == (0 if understood else 2)
    assert understood or "som 14d eller 2w" in result.output


class TestCheckOnAnotherDay:
    """``check --as-of`` and ``--assume-unchanged``, over documents of 1 October 2026."""

    def outcomes(self, *args: object) -> dict[str, int]:
        args = ("check", RUNNING, "--select", "UND001", "--output-format", "json", *args)
        found: dict[str, int] = json.loads(_run(*args).stdout)["summary"]["outcomes"]
        return found

    def test_the_default_is_the_day_of_the_extraction(self) -> None:
        assert self.outcomes() == self.outcomes("--as-of", "2026-10-01") == {"running": 1}

    @pytest.mark.parametrize(
        ("as_of", "unchanged", "outcome"),
        [
            ("2026-11-18", False, "running"),
            ("2026-11-19", False, "open"),
            ("2026-11-18", True, "running"),
            ("2026-11-19", True, "breach"),
        ],
    )
    def test_after_it_what_is_not_known_is_open_unless_it_is_taken_as_unchanged(
        self, as_of: str, unchanged: bool, outcome: str
    ) -> None:
        args = ("--as-of", as_of, *(["--assume-unchanged"] if unchanged else []))
        assert self.outcomes(*args) == {outcome: 1}

    def test_every_finding_says_the_day(self) -> None:
        args = ("check", *GOOD, "--output-format", "json", "--as-of", "2026-12-24", "--show", "all")
        assert {row["as_of"] for row in json.loads(_run(*args).stdout)["findings"]} == {"2026-12-24"}

    def test_the_countdown_agrees(self, tmp_path: Path) -> None:
        write(generate(30, seed=5, plant={"MEL001": 0.3, "UND001": 0.3}), tmp_path)
        for day in ("2026-10-01", "2026-11-15", "2027-02-01"):
            for more in ((), ("--assume-unchanged",)):
                args = (tmp_path / "*.xml", "--as-of", day, *more, "--output-format", "json")
                checked = json.loads(_run("check", *args, "--show", "all").stdout)["findings"]
                by_print = {row["fingerprint"]: row for row in checked}
                shown = json.loads(_run("deadlines", *args).stdout)["deadlines"]
                assert shown
                for row in shown:
                    for one in row["rules"]:
                        finding = by_print[one["fingerprint"]]
                        assert finding["outcome"] == row["outcome"]
                        assert finding["deadline"]["nominal"] == row["last_day"]
                        assert finding["deadline"]["event"] is None
                running = [row["fingerprint"] for row in checked if row["outcome"] == "running"]
                counted = [one["fingerprint"] for row in shown if row["outcome"] == "running" for one in row["rules"]]
                assert sorted(counted) == sorted(running)
