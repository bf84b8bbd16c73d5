"""Message catalogues: TOML files as package data, one per language, rendered late with typed arguments.

A sentence takes its arguments in as the language writes them: a date, a number with its thousands apart, a list. The
words for one and for more stand in the sentence: ``{count:fil|filer}`` gives ``1 fil``, ``2 filer``. ``{share:%}``
gives a percentage.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import attrs

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.model import Message

__all__ = ["LANGUAGES", "catalogue", "fill", "format_date", "format_list", "format_number", "render"]

LANGUAGES = ("nb", "nn", "en")
"""Bokmål, the default, nynorsk and English. All catalogues are complete in all three."""


@cache
def catalogue(package: str, path: str) -> Mapping[str, Any]:
    """The TOML file ``path`` of ``package``.

    Raises ``FileNotFoundError`` where the package has no such file.
    """
    return tomllib.loads(files(package).joinpath(path).read_text(encoding="utf-8"))


@cache
def _ways(lang: str) -> Mapping[str, Any]:
    ways: Mapping[str, Any] = catalogue("barnevern_tilsyn.engine", "languages.toml")[lang]
    return ways


def format_date(day: date, lang: str) -> str:
    """``9. juni 2026`` in both Norwegian languages, ``9 June 2026`` in English."""
    ways = _ways(lang)
    return str(ways["date"].format(day=day.day, month=ways["months"][day.month - 1], year=day.year))


def format_number(number: float, lang: str) -> str:
    """``12 000`` with a space that does not break, ``12,000`` in English; at most one decimal."""
    ways = _ways(lang)
    whole, _, decimals = f"{number:,.1f}".partition(".")
    whole = whole.replace(",", ways["thousands"])
    return whole if decimals == "0" else f"{whole}{ways['decimals']}{decimals}"


def format_list(names: Sequence[str], lang: str) -> str:
    """``a, b og c``, ``a, b and c``; empty where there are no names."""
    *most, last = names or ("",)
    return str(_ways(lang)["list"].format(most=", ".join(most), last=last)) if most else last


@attrs.frozen
class _Number:
    """A number that a sentence writes with the words it has for one and for more, or as a percentage."""

    value: float
    lang: str

    def __format__(self, words: str) -> str:
        if words == "%":
            return str(_ways(self.lang)["percent"].format(number=format_number(100 * self.value, self.lang)))
        number = format_number(self.value, self.lang)
        if not words:
            return number
        one, more = words.split("|")
        return f"{number} {one if self.value == 1 else more}"


def _spoken(value: object, lang: str) -> object:
    match value:
        case date():
            return format_date(value, lang)
        case int() | float():
            return _Number(value, lang)
        case tuple():
            return format_list(value, lang)
        case _:
            return value


def fill(sentence: str, args: Iterable[tuple[str, Any]], lang: str) -> str:
    """``sentence`` with its placeholders filled in the language's way: dates, numbers and tuples of names."""
    return sentence.format_map({name: _spoken(value, lang) for name, value in args})


def render(package: str, folder: str, message: Message, lang: str = "nb") -> str:
    """The sentence of ``message`` from ``{folder}/{lang}.toml`` of ``package``.

    Raises ``KeyError`` for an id that the catalogue lacks.
    """
    return fill(catalogue(package, f"{folder}/{lang}.toml")[message.id], message.args, lang)
