"""Cases to register XML, by the same field table that the reader's builders are made of.

What the document cannot say is left out and named, or refuses the case. It is left out only where its absence reads
as *unknown*: what happened is never written as if it had not.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from lxml import etree

from barnevern_tilsyn.formats.absence import NO, meaning
from barnevern_tilsyn.formats.fields import AttributeField, ChildField, ElementFields, root_fields
from barnevern_tilsyn.formats.structure import Value, structure
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.formats.value_texts import text_or_fault
from barnevern_tilsyn.formats.written import Loss, WriteError, Written, uncoded
from barnevern_tilsyn.model import NOT_REPORTED, Leveranse, Message, Sak
from barnevern_tilsyn.model.kilde import Argument

__all__ = ["write_xml"]

_VERSION: Final = "4.0.1"
_ELEMENT_TYPES: Final = "BegrepsType"
"""The schema's list of the elements that a relation or a tombstone may speak of."""
_ELSEWHERE: Final = ("leveranse", "_kilde")
"""Fields of the case that stand above it in the document, or not in it."""


def write_xml(sak: Sak) -> Written:
    """Write a case as a document of the national register, version 4.0.1. A case gives the same bytes each time.

    Raises ``WriteError`` for a case that cannot be made a valid document, or only by leaving out something that
    happened where the register takes absence to mean that it did not.
    """
    delivery, case = _fields()
    root = _Element(delivery, sak.leveranse or Leveranse(), "leveranse")
    inner = _Element(case, sak, "")
    reasons = (*root.reasons, *inner.reasons)
    if reasons:
        raise WriteError(reasons, sak._kilde.fil)
    root.node.append(inner.node)
    xml = etree.tostring(root.node, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Written(xml=xml, lost=(*root.lost, *inner.lost, *uncoded(sak)))


@cache
def _fields() -> tuple[ElementFields, ElementFields]:
    return root_fields(structure(_VERSION))


@cache
def _reads_as_no(path: str) -> bool:
    """Whether that nothing stands at a path means that it did not happen."""
    return meaning(path, _VERSION) == NO


class _Part:
    """An element on its way: its ``node``, what is ``lost`` of it, and the ``reasons`` why it cannot be written."""

    def __init__(self, name: str, line: int) -> None:
        self.node = etree.Element(name)
        self.line = line
        self.lost: list[Loss] = []
        self.reasons: list[Loss] = []
        self.of_unknown_type = False
        """It is a relation or a tombstone of an element that the register does not know."""


class _Element(_Part):
    """An element of the model and all that is in it."""

    def __init__(self, fields: ElementFields, thing: Any, place: str) -> None:
        super().__init__(fields.path.rpartition("/")[2], getattr(thing, "_linje", 0))
        self.fields, self.thing, self.place = fields, thing, place
        if not isinstance(thing, fields.model):
            self.reasons.append(Loss(path=place, linje=self.line, reason=shared_message("write.type")))
            return
        for attribute in fields.attributes.values():
            self.attribute(attribute)
        for child in fields.children:
            self.child(child)
        for field in fields.others:
            self.other(field)

    def loss(self, label: str, id: str, **args: Argument) -> Loss:
        return self.loss_of(label, shared_message(id, **args))

    def loss_of(self, label: str, reason: Message) -> Loss:
        return Loss(path=self.below(label), linje=self.line, reason=reason)

    def below(self, label: str) -> str:
        return f"{self.place}.{label}" if self.place else label

    def attribute(self, part: AttributeField) -> None:
        value = getattr(self.thing, part.field)
        if value is NOT_REPORTED or value is None:
            if part.attribute.required:
                self.reasons.append(self.loss(part.field, "attribute.missing", name=part.attribute.name))
            else:
                self.nothing(part, value)
            return
        text = text_or_fault(part.attribute.value, value)
        if isinstance(text, str):
            self.node.set(part.attribute.name, text)
        else:
            self.of_unknown_type |= part.attribute.value.name == _ELEMENT_TYPES and isinstance(value, str)
            self.leave_out(part, [self.loss_of(part.field, text)], required=part.attribute.required)

    def child(self, part: ChildField) -> None:
        value = getattr(self.thing, part.field)
        if value is NOT_REPORTED or value is None or (part.many and value == ()):
            if part.child.least:
                self.reasons.append(self.loss(part.field, "element.missing", name=part.child.name))
            else:
                self.nothing(part, value)
        elif not part.many:
            self.children(part, {part.field: value})
        elif isinstance(value, tuple):
            self.children(part, {f"{part.field}[{at}]": thing for at, thing in enumerate(value)})
        else:
            self.reasons.append(self.loss(part.field, "write.type"))

    def children(self, part: ChildField, things: dict[str, Any]) -> None:
        """Write the children of one kind, ``things`` by their places."""
        kept: dict[str, _Part] = {}
        for label, thing in things.items():
            made = self.made(part, thing, label)
            if made.of_unknown_type:
                self.lost += [self.loss(label, "write.left_out"), *made.reasons]
            else:
                kept[label] = made
        reasons = [reason for made in kept.values() for reason in made.reasons]
        reasons += self.twins(part, kept)
        if part.child.most is not None and len(kept) > part.child.most:
            reasons.append(self.loss(part.field, "element.too_many", name=part.child.name, most=part.child.most))
        if reasons:
            self.leave_out(part, reasons, required=part.child.least > 0)
            return
        for made in kept.values():
            self.node.append(made.node)
            self.lost += made.lost

    def made(self, part: ChildField, thing: Any, label: str) -> _Part:
        if part.inner is not None:
            return _Element(part.inner, thing, self.below(label))
        if not isinstance(part.child.kind, Value):
            raise TypeError(part.path)
        made = _Part(part.child.name, self.line)
        text = text_or_fault(part.child.kind, thing)
        if isinstance(text, str):
            made.node.text = text
        else:
            made.reasons.append(self.loss_of(label, text))
        return made

    def twins(self, part: ChildField, kept: dict[str, _Part]) -> Iterator[Loss]:
        """Elements of the case that the register could not tell apart."""
        names = structure(_VERSION).unique.get(part.child.name) if self.fields.model is Sak else None
        if names is None or part.inner is None:
            return
        field, listed = part.inner.attributes[names[0]].field, ", ".join(f"@{name}" for name in names)
        seen: set[tuple[str | None, ...]] = set()
        for label, made in kept.items():
            key = tuple(made.node.get(name) for name in names)
            if None not in key and key in seen:
                yield Loss(path=f"{label}.{field}", linje=made.line, reason=shared_message("id.twice", names=listed))
            seen.add(key)

    def nothing(self, part: AttributeField | ChildField, value: object) -> None:
        """Where the case has nothing: hold it against what a reader will take that for."""
        if _reads_as_no(part.path):
            if value is NOT_REPORTED:
                self.lost.append(self.loss(part.field, "write.unknown_becomes_no"))
            elif value is None and isinstance(part, ChildField) and part.many:
                self.lost.append(self.loss(part.field, "write.null_becomes_empty"))
        elif value is not NOT_REPORTED:
            self.lost.append(self.loss(part.field, "write.no_becomes_unknown"))

    def leave_out(self, part: AttributeField | ChildField, reasons: list[Loss], *, required: bool) -> None:
        """Leave out an attribute, or all children of a kind: a list in part would pass for a whole one."""
        if required or _reads_as_no(part.path):
            self.reasons += reasons
        elif reasons[0].path == self.below(part.field):
            self.lost += reasons
        else:
            self.lost += [self.loss(part.field, "write.left_out"), *reasons]

    def other(self, field: str) -> None:
        """A field that the register has no place for."""
        if field not in _ELSEWHERE and getattr(self.thing, field) is not NOT_REPORTED:
            self.lost.append(self.loss(field, "write.no_place"))
