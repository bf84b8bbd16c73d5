"""The value of a fact as it is shown: a day, a number, a code that somebody has made; never a text."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import attrs

from barnevern_tilsyn import model
from barnevern_tilsyn.codes import kodeliste, kodelister

__all__ = ["NO_CODE", "day_of", "shown"]

NO_CODE: Final = "?"
"""Stands for a text that is no code: a case written as JSON may hold anything where a code belongs."""

_NUMBERED: Final = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2}){0,2}|[0-9]{4}")
"""The form of nearly all codes, also of those of KOSTRA files, and of municipalities. Too short to tell of anybody."""


def shown(value: object) -> str:
    """A date in ISO form, ``true`` or ``false``, a number, a code; ``NO_CODE`` for any other text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and not _NUMBERED.fullmatch(value) and value not in _words():
        return NO_CODE
    return str(value)


def day_of(text: str) -> date | None:
    """The day that is shown so; None where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None


@cache
def _words() -> frozenset[str]:
    """The codes of the register's lists, and the words that the model has for what the register does not carry."""
    codes = {code for name in kodelister() for code in kodeliste(name).codes}
    classes = [thing for thing in vars(model).values() if isinstance(thing, type) and attrs.has(thing)]
    return frozenset(codes | {word for kind in classes for hint in get_type_hints(kind).values() for word in _in(hint)})


def _in(hint: Any) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, str) and get_origin(hint) is Literal:
            yield part
        else:
            yield from _in(part)
