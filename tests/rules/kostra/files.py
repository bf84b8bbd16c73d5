"""KOSTRA files out of children of the model: what the model carries, in the schema's order."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import attrs

from barnevern_tilsyn.model.fakta import register_name
from barnevern_tilsyn.model.kostra import Avgiver, Individ

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<Barnevern>\n'


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def xml(element: Any, name: str) -> str:
    """An element and all that is in it, each on a line of its own."""
    fields = [(register_name(field), getattr(element, field.name)) for field in attrs.fields(type(element))]
    told = [(label, value) for label, value in fields if label and value not in (None, ())]
    start = "".join(f" {label[1:]}={quoteattr(_text(value))}" for label, value in told if label[0] == "@")
    inner = ""
    for label, value in told:
        if label[0] == "@":
            continue
        for one in value if isinstance(value, tuple) else (value,):
            inner += f"<{label}>{escape(one)}</{label}>\n" if isinstance(one, str) else xml(one, label)
    return f"<{name}{start}>\n{inner}</{name}>\n" if inner else f"<{name}{start}/>\n"


def file_of(children: Iterable[Individ], avgiver: Avgiver) -> str:
    """A municipality's file."""
    return HEAD + xml(avgiver, "Avgiver") + "".join(xml(child, "Individ") for child in children) + "</Barnevern>\n"
