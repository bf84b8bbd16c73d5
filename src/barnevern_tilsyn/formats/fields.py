"""Where each path of the register's structure goes in the model, from the model's own field metadata."""

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Any, Final, get_args, get_origin

import attrs

from barnevern_tilsyn.formats.structure import Attribute, Child, Element, Structure, Value
from barnevern_tilsyn.formats.structure import structure as read_structure
from barnevern_tilsyn.formats.values import UUID
from barnevern_tilsyn.formats.versions import newest_first
from barnevern_tilsyn.model import Leveranse, Oppfolging, OppfolgingUtfort, Personalia, Sak, kostra
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["AttributeField", "ChildField", "ElementFields", "kostra_fields", "root_fields"]

_FREE: Final = ("string", "any")
_NO_FORM: Final = ("", UUID)
"""Patterns of the newest version that say nothing of the text before them: an id may be any."""
_OF_THE_CASE: Final = ("@StartDato", "@ErSlettet")
"""What ``Sak`` and a row of ``Personalia`` both have, each of its own."""


@attrs.frozen(weakref_slot=False)
class AttributeField:
    """An attribute and the model field that holds it."""

    path: str
    attribute: Attribute
    field: str
    form: Value | None = None
    """What the newest version allows here, where this one leaves it free: a text without that form is not known."""


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
    form: Value | None = None
    """As for an attribute, of a text element."""


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
    identity: "ElementFields | None" = None
    """Until 1.2 identity stands on ``Sak``: the only row of ``Personalia``, by the case's own id."""

    @property
    def tag(self) -> str:
        """The name of its tag."""
        return self.path.rpartition("/")[2]

    @property
    def only_texts(self) -> bool:
        """Whether all its children are text elements."""
        return all(child.inner is None for child in self.children)


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
    attributes = _attribute_fields(path, element, names)
    children = tuple(
        _child_field(f"{path}/{child.name}", child, *names[child.name])
        for child in element.children
        if child.name not in skipped
    )
    identity = _identity(path, element) if len(attributes) < len(element.attributes) else None
    taken = {part.field for part in attributes.values()} | {part.field for part in children}
    if identity is not None:
        taken.add(names[Personalia.__name__][0])
    return ElementFields(
        path=path,
        element=element,
        model=model,
        attributes=attributes,
        children=children,
        others=_others(model, taken),
        identity=identity,
    )


def _attribute_fields(path: str, element: Element, names: Mapping[str, tuple[str, Any]]) -> dict[str, AttributeField]:
    """The attributes that are among ``names``; another one is of the identity that stood on ``Sak``."""
    return {
        attribute.name: AttributeField(
            path=f"{path}/@{attribute.name}",
            attribute=attribute,
            field=names[f"@{attribute.name}"][0],
            form=_form(f"{path}/@{attribute.name}", attribute.value),
        )
        for attribute in element.attributes.values()
        if f"@{attribute.name}" in names
    }


def _identity(path: str, element: Element) -> ElementFields:
    names = {name: kind for name, kind in _model_fields(Personalia).items() if name not in _OF_THE_CASE}
    attributes = _attribute_fields(path, element, names)
    others = _others(Personalia, {part.field for part in attributes.values()})
    return ElementFields(
        path=path, element=element, model=Personalia, attributes=attributes, children=(), others=others
    )


def _others(model: type[Any], taken: set[str]) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(model) if field.name not in taken and field.name != "_linje")


def _child_field(path: str, child: Child, field: str, kind: Any) -> ChildField:
    model, many = _model_of(kind)
    if isinstance(child.kind, Value):
        form = _form(path, child.kind)
        return ChildField(path=path, child=child, field=field, many=many, inner=None, form=form)
    if model is Oppfolging and child.most is None:
        visits = _element_fields(path, child.kind, OppfolgingUtfort, frozenset())
        return ChildField(path=path, child=child, field=field, many=False, inner=visits, flat_visits=True)
    if model is None:
        raise TypeError(path)
    return ChildField(
        path=path, child=child, field=field, many=many, inner=_element_fields(path, child.kind, model, frozenset())
    )


def _form(path: str, value: Value) -> Value | None:
    if value.codes or value.pattern or value.base not in _FREE:
        return None
    later = _newest_values().get(path)
    return later if later and (later.codes or later.base not in _FREE or later.pattern not in _NO_FORM) else None


@cache
def _newest_values() -> Mapping[str, Value]:
    parts = read_structure(newest_first()[0]).paths()
    found = {path: part.value if isinstance(part, Attribute) else part.kind for path, part in parts.items()}
    return {path: value for path, value in found.items() if isinstance(value, Value)}


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


def kostra_fields(structure: Structure) -> tuple[ElementFields, ElementFields]:
    """``Avgiver`` and ``Individ`` of a KOSTRA file."""
    avgiver, individ = structure.root.children
    if not isinstance(avgiver.kind, Element) or not isinstance(individ.kind, Element):
        raise TypeError(structure.root_name)
    return (
        _element_fields(f"{structure.root_name}/{avgiver.name}", avgiver.kind, kostra.Avgiver, frozenset()),
        _element_fields(f"{structure.root_name}/{individ.name}", individ.kind, kostra.Individ, frozenset()),
    )
