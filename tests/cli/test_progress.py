"""The count of documents: only where somebody watches, only when it takes long, and never in the report."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.cli.progress import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def _screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """What standard error shows. Not a fixture: pytest puts its own stream in place before each test."""
    shown = Screen()
    monkeypatch.setattr(sys, "stderr", shown)
    return shown


def _clock(*seconds: float) -> Iterator[float]:
    yield from seconds
    while True:
        yield seconds[-1]


def _progress(*seconds: float, wanted: bool = True) -> Progress:
    ticks = _clock(*seconds)
    return Progress("en", wanted=wanted, clock=lambda: next(ticks))


def test_a_short_run_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _progress(0.0, 0.5)
    for _ in range(100):
        progress.step()
    assert list(progress.around(["a"])) == ["a"]
    assert screen.getvalue() == ""


def test_a_long_run_counts_and_wipes_before_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _progress(0.0, 2.0)

    def lines() -> Iterator[str]:
        for _ in range(1_200):
            progress.step()
        yield "first"
        yield "second"

    passed = []
    for line in progress.around(lines()):
        passed.append(line)
        assert screen.getvalue().endswith("\r")
    assert passed == ["first", "second"]
    assert screen.getvalue().startswith("\r1 document read")
    assert screen.getvalue().endswith(f"\r{' ' * len('1 document read')}\r")


def test_it_is_drawn_a_few_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _progress(0.0, *(tick / 100 for tick in range(200)))
    for _ in range(200):
        progress.step()
    assert 3 <= screen.getvalue().count("\r") <= 8
    assert "documents read" in screen.getvalue()


def test_it_is_wiped_when_the_report_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    progress = _progress(0.0, 2.0)

    def lines() -> Iterator[str]:
        progress.step()
        yield str(1 // 0)

    with pytest.raises(ZeroDivisionError):
        list(progress.around(lines()))
    assert screen.getvalue().endswith("\r")


def test_not_where_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _screen(monkeypatch)
    unwanted = _progress(0.0, 2.0, wanted=False)
    unwanted.step()
    assert screen.getvalue() == ""
    for stream in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stderr", stream)
        piped = _progress(0.0, 2.0)
        piped.step()
        assert stream is None or stream.getvalue() == ""


def test_no_byte_of_it_in_a_report(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"<Barnevern/>")
    for args in ([], ["--no-progress"]):
        assert "\r" not in CliRunner().invoke(cli, ["check", str(tmp_path), *args]).output
