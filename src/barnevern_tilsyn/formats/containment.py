"""Whether all documents of one version fit another: then a document need be read as one of them only."""

from functools import cache

from barnevern_tilsyn.formats.structure import Attribute, Child, Element, Value, structure

__all__ = ["contained"]


@cache
def contained(older: str, newer: str) -> bool:
    """Whether every document that fits ``older`` fits ``newer``, as the structure tables have it.

    A no is safe: it may be said where the tables differ in a way that would not matter.
    """
    old, new = structure(older), structure(newer)
    return (
        old.root_name == new.root_name
        and all(old.unique.get(child) == names for child, names in new.unique.items())
        and _element(old.root, new.root)
    )


def _element(old: Element, new: Element) -> bool:
    if old.type_name != new.type_name:
        return False
    known = {child.name: child for child in old.children}
    order = [child.name for child in new.children if child.name in known]
    return (
        order == list(known)
        and all(_child(known.get(child.name), child) for child in new.children)
        and set(old.attributes) <= set(new.attributes)
        and all(_attribute(old.attributes.get(name), attribute) for name, attribute in new.attributes.items())
    )


def _child(old: Child | None, new: Child) -> bool:
    if old is None:
        return new.least == 0
    if new.least > old.least or (new.most is not None and (old.most is None or old.most > new.most)):
        return False
    if isinstance(old.kind, Element) and isinstance(new.kind, Element):
        return _element(old.kind, new.kind)
    return isinstance(old.kind, Value) and isinstance(new.kind, Value) and _value(old.kind, new.kind)


def _attribute(old: Attribute | None, new: Attribute) -> bool:
    if old is None:
        return not new.required
    return (old.required or not new.required) and _value(old.value, new.value)


def _value(old: Value, new: Value) -> bool:
    if old.codes or new.codes:
        return bool(old.codes) and set(old.codes) <= set(new.codes) and old.listed == new.listed
    return (old.base, old.pattern, old.length) == (new.base, new.pattern, new.length)
