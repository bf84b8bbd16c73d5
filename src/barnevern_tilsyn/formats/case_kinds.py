"""What may stand where in the case JSON, taken from the types of the model."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from msgspec import Meta, UnsetType

__all__ = ["DAY", "MOMENT", "Kind", "kind_of"]

DAY: Final = "(?!0000)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
MOMENT: Final = (
    r"(?!000[01]|9999)[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
"""A moment with its zone, far enough from the ends of Python's range to be told in any other zone."""

_fits_day = re.compile(DAY).fullmatch
_fits_moment = re.compile(MOMENT).fullmatch


@attrs.frozen(weakref_slot=False, kw_only=True, eq=False)
class Kind:
    """A type of value: ``text``, ``date``, ``dateTime``, ``code``, ``boolean``, ``list`` or ``object``.

    ``nullable``: ``null`` may stand there too.
    """

    name: str
    nullable: bool = False
    codes: tuple[str, ...] = ()
    least: int = 0
    """Fewest characters of a text."""
    item: "Kind | None" = None
    """Of a list."""
    model: Any = None
    """Of an object."""

    @property
    def fields(self) -> "Mapping[str, Kind]":
        """The keys of an object and what stands there, in the order of the model."""
        return {} if self.model is None else _fields(self.model)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys that an object must have."""
        return () if self.model is None else _required(self.model)

    def holds(self, text: str) -> bool:
        """Whether a string is one of these values; for the kinds that are strings in JSON."""
        match self.name:
            case "text":
                return len(text) >= self.least
            case "code":
                return text in self.codes
            case "date":
                return _fits_day(text) is not None and _is_day(text)
            case "dateTime":
                return _fits_moment(text) is not None and _is_day(text[:10])
        return False


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def kind_of(model: type[Any]) -> Kind:
    """The kind of an object that holds an element of the model."""
    return Kind(name="object", model=model)


@cache
def _fields(model: Any) -> Mapping[str, Kind]:
    hints = get_type_hints(model, include_extras=True)
    return {field.name: _kind(hints[field.name]) for field in _public(model)}


@cache
def _required(model: Any) -> tuple[str, ...]:
    return tuple(field.name for field in _public(model) if field.default is attrs.NOTHING)


def _public(model: Any) -> list["attrs.Attribute[Any]"]:
    return [field for field in attrs.fields(model) if not field.name.startswith("_")]


_PLAIN: Final = {str: "text", bool: "boolean", date: "date", datetime: "dateTime"}


def _kind(hint: Any, *, nullable: bool = False) -> Kind:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (inner,) = [arg for arg in args if arg not in (NoneType, UnsetType)]
        return _kind(inner, nullable=NoneType in args)
    if origin is Literal:
        return Kind(name="code", nullable=nullable, codes=args)
    if origin is tuple:
        return Kind(name="list", nullable=nullable, item=_kind(args[0]))
    if origin is Annotated:
        least = max(meta.min_length or 0 for meta in args[1:] if isinstance(meta, Meta))
        return Kind(name=_PLAIN[args[0]], nullable=nullable, least=least)
    if hint in _PLAIN:
        return Kind(name=_PLAIN[hint], nullable=nullable)
    return Kind(name="object", nullable=nullable, model=hint)
