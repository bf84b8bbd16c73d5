"""The settings file: which one holds, and what stands in it.

It is looked for from the working directory upwards, never in what is checked.
"""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

__all__ = ["NAME", "SECTION", "Settings", "find", "flag_values", "language_in", "read"]

NAME = "barnevern-tilsyn.toml"
PROJECT = "pyproject.toml"
SECTION = "tool.barnevern-tilsyn"

Unreadable = (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError)


@attrs.frozen
class Settings:
    """The content of a settings file. ``table`` is ``None`` where a ``pyproject.toml`` has no section for us."""

    path: Path
    text: str
    table: Mapping[str, Any] | None

    def line_of(self, key: str, section: str = "") -> int:
        """The line where a key stands, as far as a look at the text can tell; 0 where it is written another way."""
        root = SECTION if self.path.name == PROJECT else ""
        wanted = f"{root}.{section}".strip(".")
        here = ""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
                here = header[1].replace('"', "").replace("'", "")
                if here == f"{wanted}.{key}".lstrip("."):
                    return number
            elif here == wanted and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return 0


def flag_values(words: Sequence[str], flag: str) -> Iterator[str]:
    """The values of an option among the words of the command line, the last first, as click lets the last one win."""
    for at in reversed(range(len(words))):
        if words[at] == flag:
            yield from words[at + 1 : at + 2]
        elif words[at].startswith(f"{flag}="):
            yield words[at].partition("=")[2]


def find(words: Sequence[str]) -> Path | None:
    """The settings file of a run: the one that its words name, else the nearest one; ``None`` with ``--isolated``.

    Up to the repository's root or the home directory. A ``pyproject.toml`` without a section for us is passed over.
    """
    if "--isolated" in words:
        return None
    if named := next(flag_values(words, "--config"), None):
        return Path(named)
    return next(_candidates(), None)


def _candidates() -> Iterator[Path]:
    here, home = Path.cwd(), Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises
    for folder in (here, *here.parents):
        shown = Path() if folder == here else folder
        if (folder / NAME).is_file():
            yield shown / NAME
        elif _mentions_us(folder / PROJECT):
            yield shown / PROJECT
        if folder == home or (folder / ".git").exists():
            return


def _mentions_us(project: Path) -> bool:
    try:
        return read(project).table is not None
    except Unreadable:
        return False


def read(path: Path) -> Settings:
    """The content of a settings file. Raises ``OSError``, ``UnicodeDecodeError`` and ``TOMLDecodeError``."""
    text = path.read_text(encoding="utf-8")
    if path.name != PROJECT:
        return Settings(path, text, tomllib.loads(text))
    if "barnevern-tilsyn" not in text:
        return Settings(path, text, None)
    tool = tomllib.loads(text).get("tool", {})
    section = tool.get("barnevern-tilsyn") if isinstance(tool, dict) else None
    return Settings(path, text, section if isinstance(section, dict) else None)


def language_in(words: Sequence[str]) -> str | None:
    """The language that the settings file of a run asks for. What is wrong with the file is told later."""
    try:
        path = find(words)
        lang = (read(path).table or {}).get("lang") if path else None
    except Unreadable:
        return None
    return lang if isinstance(lang, str) else None
