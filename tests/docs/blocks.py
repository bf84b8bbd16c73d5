"""Fenced code blocks of Markdown pages, and how to run them."""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])

_FENCE = re.compile(r"^(?P<fence>```+)(?P<language>[^\n`]*)\n(?P<text>.*?)^(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@attrs.frozen
class Block:
    """A fenced block: its page, its first line there, its language and its text."""

    page: Path
    line: int
    language: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page, in its order."""
    source = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(source):
        line = source.count("\n", 0, found.start("text")) + 1
        yield Block(page, line, found["language"].strip(), found["text"])


def run_doctests(page: Path, found: list[Block]) -> int:
    """Run the examples of a page's blocks in one namespace, as a reader would type them; how many there were."""
    namespace: dict[str, object] = {}
    parser = doctest.DocTestParser()
    runner = doctest.DocTestRunner(optionflags=_FLAGS)
    failures: list[str] = []
    for block in found:
        test = parser.get_doctest(block.text, namespace, block.name, str(page), block.line)
        runner.run(test, out=failures.append, clear_globs=False)
        namespace = test.globs
    assert not failures, "".join(failures)
    return runner.tries


@attrs.frozen
class Command:
    """A command line after ``$``, and what the page says it prints."""

    arguments: list[str]
    expected: str


def commands(block: Block) -> list[Command]:
    """The commands of a ``console`` block."""
    found: list[Command] = []
    for chunk in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        line, _, expected = chunk.partition("\n")
        found.append(Command(shlex.split(line), expected))
    return found


def furnish(folder: Path) -> Path:
    """Make a folder look like the repository: what runs there can leave files in it."""
    for name in ("examples", "LICENSE", "README.md"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def run_commands(block: Block, folder: Path) -> None:
    """Run the commands of a block in a folder and compare what they print; ``echo $?`` gives the last exit code."""
    code = 0
    checker = doctest.OutputChecker()
    for command in commands(block):
        if command.arguments == ["echo", "$?"]:
            printed = f"{code}\n"
        else:
            done = subprocess.run(
                _command_line(command.arguments, block.name),
                cwd=folder,
                env=os.environ | {"PYTHONUTF8": "1"},
                capture_output=True,
                encoding="utf-8",
                check=False,
                timeout=60,
            )
            code, printed = done.returncode, done.stdout + done.stderr
        assert checker.check_output(command.expected, printed, _FLAGS), (
            f"{block.name}: {shlex.join(command.arguments)} printed\n{printed}\nbut the page says\n{command.expected}"
        )


def _command_line(words: list[str], name: str) -> list[str]:
    program, *arguments = words
    ours = program == "barnevern-tilsyn" or (program == "python" and arguments[0].startswith("examples/"))
    assert ours, f"{name}: only our own command and our examples run in a console block"
    return [str(Path(sys.executable).with_name(program)), *arguments]
