"""All faults of a document against one version of the structure, in document order. Slow and in full.

Runs only where the builder refused a document. A fault says where and what was expected, never what stood there:
not even an unknown element or attribute is named, for its name is as much the document's text as its value.
"""

import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import attrs

from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.misfit import WHITE_SPACE
from barnevern_tilsyn.formats.structure import Child, Element, Structure, Value
from barnevern_tilsyn.formats.value_faults import shared_message, value_fault
from barnevern_tilsyn.formats.xsi import XSI_IGNORED, XSI_NIL, XSI_TYPE, type_fits
from barnevern_tilsyn.model import Fault, Message
from barnevern_tilsyn.model.kilde import Argument

__all__ = ["all_faults", "case_faults"]


def all_faults(root: Any, structure: Structure, limits: Limits) -> tuple[Fault, ...]:
    """The faults of a parsed document, each once; empty where it fits the version."""
    return _gathered(_Walk(structure).root(root), structure, limits)


def case_faults(node: Any, structure: Structure, limits: Limits) -> tuple[Fault, ...]:
    """The same of one case out of a document that holds many."""
    case = structure.root.children[-1]
    return _gathered(_Walk(structure).child(node, structure.case_path, case), structure, limits)


def _gathered(faults: Iterator[Fault], structure: Structure, limits: Limits) -> tuple[Fault, ...]:
    found: dict[Fault, None] = {}
    for fault in faults:
        if fault in found:
            continue
        if len(found) == limits.faults:
            found[_fault(0, structure.root_name, "faults.more", limit=limits.faults)] = None
            break
        found[fault] = None
    return tuple(found)


def _fault(line: int, path: str, id: str, **args: Argument) -> Fault:
    return _shared_fault(line, path, shared_message(id, **args))


@lru_cache(maxsize=16_384)
def _shared_fault(line: int, path: str, message: Message) -> Fault:
    return Fault(linje=line, path=sys.intern(path), expected=message)


@attrs.frozen
class _Walk:
    structure: Structure

    def root(self, root: Any) -> Iterator[Fault]:
        name = self.structure.root_name
        if root.tag != name:
            yield _fault(line_of(root), name, "element.root", name=name)
            return
        yield from self.element(root, name, self.structure.root)

    def element(self, node: Any, path: str, kind: Element) -> Iterator[Fault]:
        yield from self.attributes(node, path, kind)
        if not kind.children:
            yield from _empty(node, path)
            return
        if _has_text(node):
            yield _fault(line_of(node), path, "text.not_allowed")
        yield from self.children(node, path, kind)
        if path == self.structure.case_path:
            yield from self.duplicates(node, path)

    def attributes(self, node: Any, path: str, kind: Element) -> Iterator[Fault]:
        line = line_of(node)
        present = node.keys()  # the values of many attributes would be looked for one by one
        for label in present:
            if label in kind.attributes:
                yield from _value_faults(line, f"{path}/@{label}", kind.attributes[label].value, node.get(label))
        yield from _other_attributes(node, path, kind.type_name, kind.attributes)
        for attribute in kind.attributes.values():
            if attribute.required and attribute.name not in present:
                yield _fault(line, f"{path}/@{attribute.name}", "attribute.missing", name=attribute.name)

    def children(self, node: Any, path: str, kind: Element) -> Iterator[Fault]:
        known = {child.name: at for at, child in enumerate(kind.children)}
        counts = [0] * len(kind.children)
        place = 0
        for inner in node:
            at = known.get(inner.tag) if isinstance(inner.tag, str) else None
            if at is None:
                yield _fault(line_of(inner), path, "element.unknown", allowed=tuple(known))
                continue
            child = kind.children[at]
            counts[at] += 1
            inner_path = f"{path}/{child.name}"
            if at < place:
                yield _fault(line_of(inner), inner_path, "element.order", order=tuple(known))
            elif child.most is not None and counts[at] > child.most:
                yield _fault(line_of(inner), inner_path, "element.too_many", name=child.name, most=child.most)
            place = max(place, at)
            yield from self.child(inner, inner_path, child)
        for child, count in zip(kind.children, counts, strict=True):
            if count < child.least:
                yield _fault(line_of(node), f"{path}/{child.name}", "element.missing", name=child.name)

    def child(self, node: Any, path: str, child: Child) -> Iterator[Fault]:
        if isinstance(child.kind, Element):
            yield from self.element(node, path, child.kind)
            return
        value = child.kind
        yield from _other_attributes(node, path, f"xs:{value.base}" if value.name == value.base else "", {})
        if len(node):
            yield _fault(line_of(node), path, "element.none_allowed")
        else:
            yield from _value_faults(line_of(node), path, child.kind, node.text or "")

    def duplicates(self, node: Any, path: str) -> Iterator[Fault]:
        seen: set[tuple[str, ...]] = set()
        for inner in node:
            names = self.structure.unique.get(inner.tag)
            if names is None:
                continue
            values = [inner.get(name) for name in names]
            if None in values:
                continue
            key = (inner.tag, *values)
            if key in seen:
                listed = tuple(f"@{name}" for name in names)
                yield _fault(line_of(inner), f"{path}/{inner.tag}/@{names[0]}", "id.twice", names=listed)
            seen.add(key)


def _has_text(node: Any) -> bool:
    return any(text is not None and text.strip(WHITE_SPACE) for text in (node.text, *(inner.tail for inner in node)))


def _empty(node: Any, path: str) -> Iterator[Fault]:
    if len(node):
        yield _fault(line_of(node), path, "element.none_allowed")
    if node.text is not None or any(inner.tail is not None for inner in node):
        yield _fault(line_of(node), path, "text.none_at_all")


def _other_attributes(node: Any, path: str, type_name: str, known: Any) -> Iterator[Fault]:
    present = node.keys()
    for label in present:
        if label in known or label in XSI_IGNORED:
            continue
        if label == XSI_TYPE:
            if not type_fits(node, node.get(label), type_name):
                yield _fault(line_of(node), path, "xsi.type")
        elif label == XSI_NIL:
            yield _fault(line_of(node), path, "xsi.nil")
        elif known:
            allowed = tuple(f"@{name}" for name in known)
            yield _fault(line_of(node), path, "attribute.unknown", allowed=allowed)
        else:
            yield _fault(line_of(node), path, "attribute.none_allowed")


def _value_faults(line: int, path: str, value: Value, text: str) -> Iterator[Fault]:
    """At most one fault of a value."""
    expected = value_fault(value, text)
    if expected is not None:
        yield _shared_fault(line, path, expected)
