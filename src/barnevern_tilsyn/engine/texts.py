"""Message catalogues: TOML files as package data, one per language, rendered late with typed arguments."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from barnevern_tilsyn.model import Message

__all__ = ["LANGUAGES", "Days", "catalogue", "fill", "format_date", "render"]


class Days(int):
    """A number of days, written with its unit."""


_DAY = {"nb": ("dag", "dager"), "nn": ("dag", "dagar"), "en": ("day", "days")}

LANGUAGES = ("nb", "nn", "en")
"""Bokmål is the default and complete; nynorsk and English are built the same way."""

_MONTHS_NORWEGIAN = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_MONTHS_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@cache
def catalogue(package: str, path: str) -> Mapping[str, Any]:
    """The TOML file ``path`` of ``package``.

    Raises ``FileNotFoundError`` where the package has no such file.
    """
    return tomllib.loads(resources.files(package).joinpath(path).read_text(encoding="utf-8"))


def format_date(day: date, lang: str) -> str:
    """``9. juni 2026`` in both Norwegian languages, ``9 June 2026`` in English."""
    if lang == "en":
        return f"{day.day} {_MONTHS_ENGLISH[day.month - 1]} {day.year}"
    return f"{day.day}. {_MONTHS_NORWEGIAN[day.month - 1]} {day.year}"


def format_days(days: int, lang: str) -> str:
    """``1 dag``, ``12 dager``."""
    return f"{days} {_DAY[lang][days != 1]}"


def _format(value: object, lang: str) -> object:
    match value:
        case date():
            return format_date(value, lang)
        case Days():
            return format_days(value, lang)
        case _:
            return value


def fill(sentence: str, args: tuple[tuple[str, Any], ...], lang: str) -> str:
    """``sentence`` with its placeholders filled: dates and days in the language's way."""
    return sentence.format_map({name: _format(value, lang) for name, value in args})


def render(package: str, folder: str, message: Message, lang: str = "nb") -> str:
    """The sentence of ``message`` from ``{folder}/{lang}.toml`` of ``package``.

    Raises ``KeyError`` for an id that the catalogue lacks.
    """
    return fill(catalogue(package, f"{folder}/{lang}.toml")[message.id], message.args, lang)
