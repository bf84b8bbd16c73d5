"""A copy of the repository in which changes are tried: in a fork of a pytest that waits, or in a new one."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from math import ceil
from pathlib import Path
from typing import TextIO

from bench.mutants.changes import Change, Module
from bench.mutants.forking import ASKED, NOT_SWAPPED, PASSED

__all__ = ["PACKAGE", "TESTS", "Tree", "run_pytest"]

PACKAGE = Path("src/barnevern_tilsyn")
TESTS = tuple(f"tests/{name}" for name in ("law", "engine", "rules", "testing", "findings", "runners"))
"""The folders of tests that are asked."""

_QUICKLY = ("-p", "bench.mutants.forking", "--hypothesis-profile=quickly")
_NONE_RUN = 5


class Tree:
    """One copy; one change at a time."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        left_out = shutil.ignore_patterns(".*", "build", "dist", "_build", "generated", "__pycache__")
        shutil.copytree(Path(), folder, ignore=left_out)
        self.folder = folder.absolute()
        self._ages = count(2, 2)
        self._pipes: tuple[TextIO, TextIO] | None = None

    def notices(self, path: Path, change: Change, tests: Sequence[str], seconds: float, *, anew: bool) -> bool:
        """Whether one of the tests fails, or they take more than so many seconds of the processor.

        ``anew``: in a process of its own, for what is run when the module is imported.
        """
        file = self.folder / PACKAGE / path
        source = Module(file.read_text(encoding="utf-8")).changed(change)
        code = NOT_SWAPPED if anew else self._in_fork(file, source, tests, seconds)
        return (self._anew(file, source, tests, seconds) if code == NOT_SWAPPED else code) != PASSED

    def _in_fork(self, file: Path, source: str, tests: Sequence[str], seconds: float) -> int:
        self._pipes = self._pipes or self._waiting()
        asked, told = self._pipes
        question = {"file": str(file), "source": source, "tests": tests, "seconds": seconds}
        asked.write(f"{json.dumps(question)}\n")
        asked.flush()
        return int(told.readline())

    def _waiting(self) -> tuple[TextIO, TextIO]:
        """Start the pytest that waits. It ends with this program, when its questions do."""
        questions, asked = os.pipe()
        told, answers = os.pipe()
        environment = _environment(self.folder) | {ASKED: f"{questions} {answers}"}
        subprocess.Popen(
            _command(self.folder, [*TESTS, *_QUICKLY]),
            cwd=self.folder,
            env=environment,
            pass_fds=(questions, answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(questions)
        os.close(answers)
        return os.fdopen(asked, "w"), os.fdopen(told)

    def _anew(self, file: Path, source: str, tests: Sequence[str], seconds: float) -> int:
        was, made = file.read_text(encoding="utf-8"), file.stat().st_mtime
        names = self.folder.with_suffix(".asked")
        names.write_text("\n".join(tests), encoding="utf-8")
        try:
            file.write_text(source, encoding="utf-8")
            # No two versions are of the same age: by that Python knows whether the bytecode it has is that of the file.
            os.utime(file, (made, made + next(self._ages)))
            done = run_pytest(self.folder, [f"@{names}", "-x", *_QUICKLY], seconds)
        finally:
            file.write_text(was, encoding="utf-8")
            os.utime(file, (made, made))
        if done.returncode == _NONE_RUN:
            raise RuntimeError(f"no test was run of {tests[:3]}")
        return done.returncode


def run_pytest(
    folder: Path, arguments: Sequence[str], seconds: float | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the tests of a copy on its own sources, for so many seconds of the processor at most."""
    within = () if seconds is None else ("prlimit", f"--cpu={ceil(seconds)}")
    return subprocess.run(
        [*within, *_command(folder, arguments)],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )


def _command(folder: Path, arguments: Sequence[str]) -> list[str]:
    pytest = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    return [*pytest, f"--basetemp={folder.with_suffix('.tmp')}", *arguments]


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(folder / "src")}
