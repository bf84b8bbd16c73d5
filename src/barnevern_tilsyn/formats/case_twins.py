"""Classes of the model as msgspec decodes them fastest, and the way back into the model.

Into attrs classes msgspec fills in what is missing at half a microsecond a field, which is most of the price of a case.
Its own structs cost nothing of the kind, refuse unknown keys by themselves, and are laid over into the model by code
written from its fields.
"""

from collections.abc import Callable
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import attrs
import msgspec

from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["twin_of", "untwinned"]


@cache
def twin_of(model: Any) -> Any:
    """The struct with the same keys as a class of the model, and no others."""
    hints = get_type_hints(model, include_extras=True)
    fields: list[Any] = []
    for field in attrs.fields(model):
        if not field.name.startswith("_"):
            own = (field.name, _twin(hints[field.name]))
            fields.append(own if field.default is attrs.NOTHING else (*own, NOT_REPORTED))
    return msgspec.defstruct(model.__name__, fields, forbid_unknown_fields=True, kw_only=True, gc=False)


def _twin(hint: Any) -> Any:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return reduce(or_, map(_twin, args))
    if origin is tuple:
        return tuple.__class_getitem__((_twin(args[0]), ...))
    return twin_of(hint) if origin is None and attrs.has(hint) else hint


@cache
def untwinned(model: Any) -> Callable[[Any], Any]:
    """What makes an element of the model of its twin."""
    hints = get_type_hints(model)
    names: dict[str, Any] = {"model": model, "Open": type("Open", model.__bases__, {"__slots__": model.__slots__})}
    lines = ["def made(t):", "    o = Open()"]
    for field in attrs.fields(model):
        if field.name.startswith("_"):
            names[field.name] = field.default
            lines.append(f"    o.{field.name} = {field.name}")
            continue
        inner, many = _inner(hints[field.name])
        if inner is None:
            lines.append(f"    o.{field.name} = t.{field.name}")
            continue
        names[f"made_{field.name}"] = untwinned(inner)
        made = f"tuple(map(made_{field.name}, v))" if many else f"made_{field.name}(v)"
        lines += [f"    v = t.{field.name}", f"    o.{field.name} = {made} if v else v"]
    lines += ["    o.__class__ = model", "    return o"]
    compiled: dict[str, Any] = {}
    exec(compile("\n".join(lines), f"<case {model.__name__}>", "exec"), names, compiled)  # noqa: S102 - our own fields
    return cast("Callable[[Any], Any]", compiled["made"])


def _inner(hint: Any) -> tuple[Any, bool]:
    """The class of the model within a field's type, and whether the field holds many."""
    for arg in get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,):
        if get_origin(arg) is tuple:
            inner = get_args(arg)[0]
            return (inner, True) if attrs.has(inner) else (None, True)
        if get_origin(arg) is None and attrs.has(arg):
            return arg, False
    return None, False
