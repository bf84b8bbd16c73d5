"""Paths of facts (``Melding.start_dato``) in the model, and which of them a format can carry at all."""

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from barnevern_tilsyn import model
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["carried_by_register", "check_path", "element_type"]


def element_type(annotation: Any) -> type | None:
    """The model class inside ``Fact[X]`` or ``Fact[tuple[X, ...]]``, if it is one."""
    if get_origin(annotation) in (Union, UnionType, tuple):
        return next((found for arg in get_args(annotation) if (found := element_type(arg))), None)
    return annotation if isinstance(annotation, type) and attrs.has(annotation) else None


@cache
def _fields(path: str) -> tuple["attrs.Attribute[Any]", ...]:
    head, *names = path.split(".")
    current: type | None = getattr(model, head, None)
    fields = []
    for name in names:
        if current is None or not attrs.has(current) or name not in attrs.fields_dict(current):
            raise ValueError(f"the model has no fact {path!r}")
        fields.append(attrs.fields_dict(current)[name])
        current = element_type(get_type_hints(current)[name])
    if not fields:
        raise ValueError(f"the model has no fact {path!r}")
    return tuple(fields)


def check_path(path: str) -> None:
    """Raise ``ValueError`` unless the model has this fact."""
    _fields(path)


@cache
def carried_by_register(path: str) -> bool:
    """Whether the register's format has a place for this fact."""
    return all(register_name(field) or field.name == "leveranse" for field in _fields(path))
