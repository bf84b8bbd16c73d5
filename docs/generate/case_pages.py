"""Every key of the case JSON, from the model."""

from collections.abc import Iterator
from typing import Any

import attrs

from barnevern_tilsyn.formats.case_kinds import Kind, kind_of
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.model.fakta import register_name
from docs.generate.markdown import table

__all__ = ["pages"]

_HEAD = """# Keys of the case JSON

Written from the model. *Register* is the name in the register's schema, `@` before an attribute's; none where the
register has no place for it. Every key but an id may be left out, which is *not known*, or be `null`, which is *known
not to be*.
"""

_NAMES = {"text": "text", "boolean": "`true`, `false`", "date": "date", "dateTime": "moment with its zone"}


def _said(kind: Kind) -> str:
    if kind.item is not None:
        return f"list of {_said(kind.item)}"
    if kind.model is not None:
        return f"[{kind.model.__name__}](#{kind.model.__name__.lower()})"
    return ", ".join(f"`{code}`" for code in kind.codes) or ("id" if kind.least else _NAMES[kind.name])


def _models(kind: Kind, found: dict[Any, None]) -> None:
    inner = kind.item or kind
    if inner.model is None or inner.model in found:
        return
    found[inner.model] = None
    for field in inner.fields.values():
        _models(field, found)


def _section(model: Any) -> str:
    names = {field.name: register_name(field) for field in attrs.fields(model)}
    rows = [
        (f"`{key}`", _said(kind), f"`{names[key]}`" if names[key] else "")
        for key, kind in kind_of(model).fields.items()
    ]
    about = " ".join((model.__doc__ or "").replace("``", "`").split())
    return f"## {model.__name__}\n\n{about}\n\n{table(('Key', 'Holds', 'Register'), rows)}"


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    found: dict[Any, None] = {}
    _models(kind_of(Sak), found)
    yield "case-keys.md", "\n\n".join([_HEAD, *(_section(model) for model in found)])
