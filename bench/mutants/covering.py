"""Which tests run a line, and how long each takes."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import attrs
from coverage import CoverageData

from bench.mutants.changes import Change
from bench.mutants.trees import PACKAGE, TESTS, Tree, run_pytest

__all__ = ["ROOMS", "Covering", "measured"]

ROOMS = ("law", "engine", "rules")

_TOOK = re.compile(r"^ *([\d.]+)s (?:setup|call) +(\S.*?) *$", re.MULTILINE)


def measured(tree: Tree, folder: Path) -> "Covering":
    """All tests run once, each line's tests noted; what an earlier run in ``folder`` noted is taken as it is."""
    data, log = folder.absolute() / "tests.coverage", folder / "tests.log"
    if not log.exists():
        settings = folder.absolute() / "coveragerc"
        sources = ",".join(str(PACKAGE / room) for room in ROOMS)
        about = f"[run]\nsource = {sources}\ndata_file = {data}\nrelative_files = true\n"
        settings.write_text(about, encoding="utf-8")
        noting = ("--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report=", "-n", "auto")
        done = run_pytest(tree.folder, [*TESTS, *noting, "--dist", "worksteal", "--durations=0", "-vv"])
        if done.returncode:
            raise SystemExit(f"the tests must pass before they are tested:\n{done.stdout[-3000:]}")
        log.write_text(done.stdout, encoding="utf-8")
    found = CoverageData(str(data))
    found.read()
    seconds: dict[str, float] = {}
    for took, test in _TOOK.findall(log.read_text(encoding="utf-8")):
        seconds[test] = seconds.get(test, 0) + float(took)
    return Covering(found, seconds)


@attrs.define(eq=False)
class Covering:
    """The tests that run each line."""

    _data: CoverageData
    _seconds: dict[str, float]

    def of(self, path: Path, change: Change, most: float) -> list[str]:
        """Those that run what a change touches, the quickest first.

        Of the room's own tests, and of all others, so many seconds at ``most``. What is done when the module is
        imported is tested by all that run anything of it.
        """
        lines = _contexts(self._data, (PACKAGE / path).as_posix())
        touched = _of(lines, range(change.line, change.last + 1)) or _of(lines, range(change.since, change.last + 1))
        if touched == {""}:
            touched = _of(lines, lines)
        own: list[str] = []
        others: list[str] = []
        for test in sorted(touched - {""}, key=self._took):
            (own if test.startswith(f"tests/{path.parts[0]}/") else others).append(test)
        return sorted([*self._within(own, most), *self._within(others, most)], key=self._took)

    def at_import(self, path: Path, change: Change) -> bool:
        """Whether what a change touches is run when the module is imported."""
        return "" in _of(_contexts(self._data, (PACKAGE / path).as_posix()), range(change.line, change.last + 1))

    def seconds(self, tests: Iterable[str]) -> float:
        """How long they take together."""
        return sum(self._seconds.get(test, 0) for test in tests)

    def _took(self, test: str) -> tuple[float, str]:
        return self._seconds.get(test, 0), test

    def _within(self, tests: Sequence[str], most: float) -> list[str]:
        chosen: list[str] = []
        left = most
        for test in tests:
            left -= self._seconds.get(test, 0)
            if left < 0 and chosen:
                break
            chosen.append(test)
        return chosen


@cache
def _contexts(data: CoverageData, file: str) -> dict[int, list[str]]:
    return data.contexts_by_lineno(file)


def _of(lines: dict[int, list[str]], wanted: Iterable[int]) -> set[str]:
    return {context.rpartition("|")[0] for line in wanted for context in lines.get(line, ())}
