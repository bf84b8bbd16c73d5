"""What it takes to start: ``--version`` and one document, against the bare interpreter."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bench.clock import Candidate

__all__ = ["BARE", "ONE", "VERSION", "candidates", "interpreter"]

BARE = "bare interpreter: `python -c pass`"
VERSION = "`barnevern-tilsyn --version`"
ONE = "`barnevern-tilsyn check one.xml`"


def interpreter(script: Path) -> list[str]:
    """The interpreter that a console script names in its first line, with the flags it gives it there.

    A path too long for it stands in the second line, for the shell. Raises ``ValueError`` for a script with neither.
    """
    first, second, *_ = [*script.read_text(encoding="utf-8").splitlines(), "", ""]
    through_shell = re.fullmatch(r"'''exec' (.+) \"\$0\" \"\$@\"", second) if first == "#!/bin/sh" else None
    if through_shell:
        return shlex.split(through_shell[1])
    if not first.startswith("#!") or "python" not in first:
        raise ValueError(f"{script} does not name its interpreter")
    return first.removeprefix("#!").split()


def candidates(script: Path, document: Path) -> Iterator[Candidate]:
    """The three, each a process. Exit code 1 of ``check`` says that there are findings."""
    yield _process(BARE, [*interpreter(script), "-c", "pass"])
    yield _process(VERSION, [str(script), "--version"])
    yield _process(ONE, [str(script), "check", str(document)], codes=(0, 1))


def _process(name: str, command: list[str], codes: tuple[int, ...] = (0,)) -> Candidate:
    def run() -> int:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        return int(done.returncode in codes)

    return Candidate(name, "process", run, 1, waits=True)
