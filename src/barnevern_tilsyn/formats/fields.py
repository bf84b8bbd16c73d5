"""Where each path of the register's structure goes in the model, from the model's own field metadata."""

from collections.abc import Mapping
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from barnevern_tilsyn.formats.structure import Attribute, Child, Element, Structure, Value
from barnevern_tilsyn.model import Leveranse, Oppfolging, OppfolgingUtfort, Sak
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["AttributeField", "ChildField", "ElementFields", "root_fields"]


@attrs.frozen(weakref_slot=False)
class AttributeField:
    """An attribute and the model field that holds it."""

    path: str
    attribute: Attribute
    field: str


@attrs.frozen(weakref_slot=False)
class ChildField:
    """A child element and the model field that holds it, as a tuple where ``many``."""

    path: str
    child: Child
    field: str
    many: bool
    inner: "ElementFields | None"
    """None for a text element."""
    flat_visits: bool = False
    """Until 2.2 each ``Oppfolging`` is a visit: they are gathered in one ``Oppfolging`` of the model."""


@attrs.frozen(weakref_slot=False)
class ElementFields:
    """An element at one path, and the model class made of it."""

    path: str
    element: Element
    model: type[Any]
    attributes: Mapping[str, AttributeField]
    children: tuple[ChildField, ...]
    others: tuple[str, ...]
    """Fields of the model that this version of the register cannot carry."""


def _model_fields(model: type[Any]) -> Mapping[str, tuple[str, Any]]:
    """By the schema's name: the field and its type without ``None`` and ``NOT_REPORTED``."""
    resolved = attrs.resolve_types(model)
    return {register_name(field): (field.name, field.type) for field in attrs.fields(resolved) if register_name(field)}


def _model_of(kind: Any) -> tuple[type[Any] | None, bool]:
    """The model class within a field's type, and whether the field holds many."""
    for option in get_args(kind) if isinstance(kind, UnionType) or get_origin(kind) is not tuple else (kind,):
        if get_origin(option) is tuple:
            inner = get_args(option)[0]
            return (inner if attrs.has(inner) else None), True
        if isinstance(option, type) and attrs.has(option):
            return option, False
    return None, False


def _element_fields(path: str, element: Element, model: type[Any], skipped: frozenset[str]) -> ElementFields:
    names = _model_fields(model)
    attributes = {
        attribute.name: AttributeField(
            path=f"{path}/@{attribute.name}", attribute=attribute, field=names[f"@{attribute.name}"][0]
        )
        for attribute in element.attributes.values()
    }
    children = tuple(
        _child_field(f"{path}/{child.name}", child, *names[child.name])
        for child in element.children
        if child.name not in skipped
    )
    taken = {part.field for part in attributes.values()} | {part.field for part in children}
    others = tuple(field.name for field in attrs.fields(model) if field.name not in taken and field.name != "_linje")
    return ElementFields(
        path=path, element=element, model=model, attributes=attributes, children=children, others=others
    )


def _child_field(path: str, child: Child, field: str, kind: Any) -> ChildField:
    model, many = _model_of(kind)
    if isinstance(child.kind, Value):
        return ChildField(path=path, child=child, field=field, many=many, inner=None)
    if model is Oppfolging and child.most is None:
        visits = _element_fields(path, child.kind, OppfolgingUtfort, frozenset())
        return ChildField(path=path, child=child, field=field, many=False, inner=visits, flat_visits=True)
    if model is None:
        raise TypeError(path)
    return ChildField(
        path=path, child=child, field=field, many=many, inner=_element_fields(path, child.kind, model, frozenset())
    )


def root_fields(structure: Structure) -> tuple[ElementFields, ElementFields]:
    """The delivery (root, ``Fagsystem``, ``Avgiver``) and the case of a version."""
    root = structure.root
    (sak,) = [child for child in root.children if child.name == "Sak"]
    if not isinstance(sak.kind, Element):
        raise TypeError(sak.name)
    return (
        _element_fields(structure.root_name, root, Leveranse, frozenset({"Sak"})),
        _element_fields(f"{structure.root_name}/Sak", sak.kind, Sak, frozenset()),
    )
