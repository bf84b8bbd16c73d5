"""Values out of the tables of a file, made strictly: all faults at once, each with its place."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final, TypeVar

import attrs
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.cols import homogenous_tuple_structure_factory, is_mapping, mapping_structure_factory
from cattrs.gen import make_dict_structure_fn

from barnevern_tilsyn.engine.registry import nearest
from barnevern_tilsyn.model import Message

__all__ = ["Found", "made"]

T = TypeVar("T")
Found = tuple[str, Message]
"""A fault: the place, such as ``questions[3].text.nb``, and what is wrong there."""

_Hook = Callable[[Any, Any], Any]
_KINDS: Final = ("str", "int", "bool", "float", "date", "list", "table")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST_KEY: Final = 100
"""What is longer is no misspelling of a key."""


def made(table: Any, kind: type[T], *, in_json: bool = False) -> tuple[T | None, Iterator[Found]]:
    """What is made of a table, or all that keeps it from being made.

    ``in_json``: days are text, and unknown keys are not named, for they may be anybody's words.
    """
    try:
        return _converter(in_json=in_json).structure(table, kind), iter(())
    except (BaseValidationError, TypeError) as error:
        return None, _faults(error, "", in_json)


@cache
def _converter(*, in_json: bool) -> Converter:
    """A strict converter: no value is made of one of another kind, no key passed over."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, allowed in ((int, (int,)), (bool, (bool,)), (float, (float, int))):
        converter.register_structure_hook(kind, partial(_exactly, kind, allowed))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(date, _written_day if in_json else partial(_exactly, date, (date,)))
    converter.register_structure_hook_factory(attrs.has, _table)
    converter.register_structure_hook_factory(is_mapping, _mapping)
    converter.register_structure_hook_factory(_is_tuple, _list)
    return converter


def _is_tuple(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is tuple


def _table(kind: Any, converter: Converter) -> _Hook:
    hook: Any = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True)
    return partial(_given, dict, "table", hook)


def _mapping(kind: Any, converter: Converter) -> _Hook:
    return partial(_given, dict, "table", mapping_structure_factory(kind, converter))


def _list(kind: Any, converter: Converter) -> _Hook:
    return partial(_given, list, "list", homogenous_tuple_structure_factory(kind, converter))


def _given(sort: type, word: str, hook: _Hook, value: Any, kind: Any) -> Any:
    """What is made of a value of a sort: cattrs itself takes a text for a list of its letters."""
    if not isinstance(value, sort):
        raise TypeError(word)
    return hook(value, kind)


def _text(value: Any, kind: type[str]) -> str:
    """A text, or one of a choice: a ``StrEnum`` is a kind of text to cattrs too."""
    text: str = _exactly(str, (str,), value, kind)
    return kind(text) if issubclass(kind, StrEnum) else text


def _exactly(kind: type, allowed: tuple[type, ...], value: Any, _target: Any) -> Any:
    if type(value) not in allowed:
        raise TypeError(kind.__name__)
    return float(value) if kind is float else value


def _written_day(value: Any, _target: Any) -> date:
    if type(value) is not str or not _DAY.fullmatch(value):
        raise TypeError("date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise TypeError("date") from None


def _faults(error: Any, place: str, in_json: bool) -> Iterator[Found]:
    match error:
        case ClassValidationError():
            named, rest = error.group_exceptions()
            for inner, note in named:
                yield from _faults(inner, f"{place}.{note.name}".lstrip("."), in_json)
            for inner in rest:
                yield from _faults(inner, place, in_json)
        case IterableValidationError():
            for inner, at in error.group_exceptions()[0]:
                at_place = isinstance(at.index, int) or not in_json  # the key of a mapping may be anybody's words
                yield from _faults(inner, f"{place}[{at.index}]" if at_place else place, in_json)
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield _unnamed(place, key, error.cl) if in_json else (f"{place}.{key}".lstrip("."), _UNKNOWN)
        case KeyError():
            yield place, Message("missing")
        case ValueError():
            yield place, Message("not-a-choice")
        case _:
            kind = str(error) if str(error) in _KINDS else "other"
            yield place, Message(f"expected-{kind}")


_UNKNOWN: Final = Message("unknown-key")


def _unnamed(place: str, key: str, kind: Any) -> Found:
    near = nearest(key, attrs.fields_dict(kind)) if len(key) <= _LONGEST_KEY else ""
    return place, Message("key-near", (("nearest", near),)) if near else Message("key-of-none")
