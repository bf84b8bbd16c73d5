"""The register's schemas as data: which elements, attributes and values a version has."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from barnevern_tilsyn.codes.resources import files

__all__ = ["Attribute", "Child", "Element", "Structure", "Value", "structure"]


@attrs.frozen(weakref_slot=False)
class Value:
    """The values that an attribute or a text element may have."""

    name: str
    base: str
    """``string``, ``date``, ``gYear``, ``dateTime``, ``boolean``, or ``any`` for any text."""
    codes: tuple[str, ...] = ()
    listed: bool = False
    """Any number of the codes may stand there, white space between them."""
    pattern: str = ""
    length: tuple[int | None, int | None] | None = None
    """Fewest and most characters."""


@attrs.frozen(weakref_slot=False)
class Attribute:
    """An attribute of an element."""

    name: str
    value: Value
    required: bool


@attrs.frozen(weakref_slot=False)
class Child:
    """An element within an element. ``kind`` is an element's content, or the value of a text element."""

    name: str
    kind: "Element | Value"
    least: int
    most: int | None


@attrs.frozen(weakref_slot=False)
class Element:
    """The content of an element: attributes in any order, children in this order."""

    type_name: str
    """The name of the schema's type that ``xsi:type`` may repeat, or empty."""
    attributes: Mapping[str, Attribute]
    children: tuple[Child, ...]


@attrs.frozen(weakref_slot=False)
class Structure:
    """One version of the register's schema, or that of KOSTRA."""

    version: str
    root_name: str
    root: Element
    unique: Mapping[str, tuple[str, ...]]
    """By child of the case: the attributes that together must differ."""

    @property
    def case_path(self) -> str:
        """Where a case stands: ``Barnevern/Sak``, ``Barnevern/Individ``."""
        return f"{self.root_name}/{self.root.children[-1].name}"

    def paths(self) -> dict[str, "Attribute | Child"]:
        """Every path of the version below the root, ``@`` before an attribute's name, in document order."""
        found: dict[str, Attribute | Child] = {}
        _collect(self.root_name, self.root, found)
        return found


def _collect(path: str, element: Element, found: dict[str, Attribute | Child]) -> None:
    for attribute in element.attributes.values():
        found[f"{path}/@{attribute.name}"] = attribute
    for child in element.children:
        inner = f"{path}/{child.name}"
        found[inner] = child
        if isinstance(child.kind, Element):
            _collect(inner, child.kind, found)


@cache
def structure(version: str) -> Structure:
    """The structure of a known register version, or of ``kostra`` (form 15F). Raises ``KeyError`` for another."""
    source = files("barnevern_tilsyn.formats").joinpath(f"structure_data/{version}.json")
    if not source.is_file():
        raise KeyError(version)
    facts = json.loads(source.read_text(encoding="utf-8"))
    values = {name: _value(name, facets) for name, facets in facts["values"].items()}
    elements: dict[str, Element] = {}

    def element(name: str) -> Element:
        if name not in elements:
            elements[name] = _element(name, facts["types"][name], values, element)
        return elements[name]

    root_name, root_type = facts["root"]
    unique = {child: tuple(field.removeprefix("@") for field in fields) for child, fields in facts["unique"].items()}
    return Structure(version=facts["version"], root_name=root_name, root=element(root_type), unique=unique)


def _value(name: str, facets: dict[str, Any]) -> Value:
    length = facets.get("length")
    return Value(
        name=name,
        base=facets["base"],
        codes=tuple(facets.get("codes", ())),
        listed=facets.get("list", False),
        pattern=facets.get("pattern", ""),
        length=None if length is None else (length[0], length[1]),
    )


def _element(name: str, facts: dict[str, Any], values: Mapping[str, Value], element: Any) -> Element:
    return Element(
        type_name=name if facts["named"] else "",
        attributes={
            label: Attribute(name=label, value=values[value], required=required)
            for label, (value, required) in facts["attributes"].items()
        },
        children=tuple(
            Child(name=label, kind=values[kind] if kind in values else element(kind), least=least, most=most)
            for label, kind, least, most in facts["children"]
        ),
    )
