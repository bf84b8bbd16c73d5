"""Every text for people in the package, by language, wherever it stands."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import barnevern_tilsyn
from barnevern_tilsyn.engine.texts import LANGUAGES

ROOT = Path(barnevern_tilsyn.__file__).parent
NOT_SHOWN = {"engine/languages.toml", "law/sitat.toml"}
"""How a language writes things; no sentences."""


def leaves(table: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a table by their path."""
    if isinstance(table, str):
        yield path, table
    elif isinstance(table, dict):
        for name, inner in table.items():
            yield from leaves(inner, f"{path}/{name}")
    elif isinstance(table, list):
        for number, inner in enumerate(table):
            yield from leaves(inner, f"{path}/{number}")


def _by_language(file: Path) -> tuple[str, str]:
    """The catalogue that a file belongs to, and its language; no language where it holds all of them."""
    parts = [*file.relative_to(ROOT).with_suffix("").parts]
    for lang in LANGUAGES:
        if lang in parts:
            return "/".join("*" if part == lang else part for part in parts), lang
    return file.relative_to(ROOT).as_posix(), ""


def _beside(table: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The places in a file where the languages stand beside each other."""
    if isinstance(table, dict):
        if table.keys() & set(LANGUAGES):
            yield path, table
        else:
            for name, inner in table.items():
                yield from _beside(inner, f"{path}/{name}")
    elif isinstance(table, list):
        for number, inner in enumerate(table):
            yield from _beside(inner, f"{path}/{number}")


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """For each language every text by its place: catalogue, then path in it."""
    found: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
    for file in sorted(ROOT.rglob("*.toml")):
        catalogue, lang = _by_language(file)
        if catalogue in NOT_SHOWN:
            continue
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if lang:
            found[lang] |= {f"{catalogue}{path}": text for path, text in leaves(data)}
            continue
        for place, texts in _beside(data):
            for lang, inner in texts.items():
                found[lang] |= {f"{catalogue}{place}{path}": text for path, text in leaves(inner)}
    return found
