"""A classic KOSTRA file (form 15F): one child at a time out of a whole municipality.

Each child is parsed by itself. One that is broken is a ``Reject``, and the others go on; also where it is no XML.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import attrs
from lxml import etree

from barnevern_tilsyn.formats.bounds import beyond_limits, may_be_beyond
from barnevern_tilsyn.formats.builder import Builder, write_element_builder
from barnevern_tilsyn.formats.faults import all_faults, case_faults
from barnevern_tilsyn.formats.fields import kostra_fields
from barnevern_tilsyn.formats.kostra_parts import CHILD, Part, Parts
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.misfit import WHITE_SPACE
from barnevern_tilsyn.formats.parse import has_doctype, parse_part, syntax_fault
from barnevern_tilsyn.formats.prolog import ROOT, prolog
from barnevern_tilsyn.formats.recode import UnknownEncoding, as_utf8
from barnevern_tilsyn.formats.rows import cut_part, rows_of
from barnevern_tilsyn.formats.structure import Structure, structure
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import Fault, Kilde, Message, Reject, Unreadable
from barnevern_tilsyn.model.kilde import Argument
from barnevern_tilsyn.model.kostra import Avgiver, Individ

__all__ = ["FORMAT", "read_kostra"]

FORMAT: Final = "kostra"
_CHILD_PATH: Final = f"{ROOT}/{CHILD}"
_START: Final = re.compile(rb"<Individ(?=[\s/>])")
_set_kilde: Final = Individ.__dict__["_kilde"].__set__
_set_avgiver: Final = Individ.__dict__["avgiver"].__set__


@cache
def _structure() -> Structure:
    return structure(FORMAT)


@cache
def _builders() -> tuple[Builder[Any], Builder[Any]]:
    """Of ``Avgiver`` and of ``Individ``. The model speaks of the file: what is not in it is not in it."""
    avgiver, individ = (
        write_element_builder(_structure(), fields, lambda _: True) for fields in kostra_fields(_structure())
    )
    return avgiver, individ


def read_kostra(
    fil: str, pieces: Iterable[bytes | Unreadable], limits: Limits
) -> Iterator[Individ | Reject | Unreadable]:
    """The children of a file that comes in pieces, in its order, and what is wrong with it and with them.

    ``pieces`` end with an ``Unreadable`` where the rest cannot be had.
    """
    return _Reading(fil, limits).read(pieces)


@attrs.define(weakref_slot=False)
class _Reading:
    fil: str
    limits: Limits
    kilde: Kilde = attrs.field(init=False)
    build: Builder[Any] = attrs.field(init=False)
    opened: bytes = b"<Barnevern>"
    """The start of a document around a part: the root's own namespaces hold in it."""
    avgiver: Avgiver | None = None
    children: int = 0
    cut_short: Unreadable | None = None

    def __attrs_post_init__(self) -> None:
        self.kilde = Kilde(fil=self.fil, format=FORMAT)
        self.build = _builders()[1]

    def read(self, pieces: Iterable[bytes | Unreadable]) -> Iterator[Individ | Reject | Unreadable]:
        parts = Parts(as_utf8(self.until_cut_short(pieces)), self.limits.child_bytes)
        try:
            head = parts.head()
        except UnknownEncoding:
            yield self.reject(0, ROOT, "xml.encoding")
            return
        faults, stop = self.read_head(head)
        if not (head.last and self.cut_short):
            yield from faults
        if not stop and not head.last:
            yield from self.read_children(parts)
        if self.cut_short is not None:
            yield self.cut_short

    def until_cut_short(self, pieces: Iterable[bytes | Unreadable]) -> Iterator[bytes]:
        for piece in pieces:
            if isinstance(piece, Unreadable):
                self.cut_short = piece
                return
            yield piece

    def read_head(self, head: Part) -> tuple[list[Reject], bool]:
        """What is wrong with all that stands before the first child, and whether nothing can be read after it."""
        if head.too_long:
            return [self.reject(0, ROOT, "limit.child_bytes", limit=self.limits.child_bytes)], True
        if prolog(head.data).doctype is not None:
            return [self.reject(0, ROOT, "xml.doctype")], True
        data = head.data if head.last else head.data + b"</Barnevern>"
        try:
            root = parse_part(data)
        except etree.XMLSyntaxError as error:
            return [self.broken(error, data, 0, ROOT, to_the_end=head.last)], False
        if has_doctype(root):
            return [self.reject(0, ROOT, "xml.doctype")], True
        self.opened = _opened(root)
        faults = all_faults(root, _structure(), self.limits)
        if not head.last:
            faults = tuple(fault for fault in faults if fault.path != _CHILD_PATH)
        self.avgiver = next(filter(None, map(_avgiver, root.findall("Avgiver"))), None)
        rejects = [Reject(fil=self.fil, format=FORMAT, faults=faults)] if faults else []
        return rejects, root.tag != ROOT

    def read_children(self, parts: Parts) -> Iterator[Individ | Reject]:
        for part in parts:
            if part.too_long:
                yield self.reject(part.before + 1, _CHILD_PATH, "limit.child_bytes", limit=self.limits.child_bytes)
            elif not (part.last and self.cut_short):
                yield from self.read_part(part)

    def read_part(self, part: Part) -> Iterator[Individ | Reject]:
        rows = None if part.last or may_be_beyond(len(part.data), self.limits) else cut_part(part.data, part.before)
        try:
            plain = self.build(rows) if rows else None
        except LookupError:
            plain = None
        if plain is not None:
            yield self.placed(plain)
            return
        data = self.around(part)
        try:
            root = parse_part(data)
        except etree.XMLSyntaxError as error:
            yield from self.read_broken(part, error, data)
            return
        if len(root) == 1 and root[0].tag == CHILD and not (root.text or "").strip(WHITE_SPACE):
            yield self.child(root[0], part.before, len(data))
        else:
            yield from self.read_mixed(root, part.before, len(data))

    def around(self, part: Part) -> bytes:
        """A document with nothing but this part in it."""
        return b"".join((self.opened, part.data, b"" if part.last else b"</Barnevern>"))

    def read_mixed(self, root: Any, before: int, size: int) -> Iterator[Individ | Reject]:
        """A part with something else than one child, and white space around it."""
        texts = [(root, root.text), *((inner, inner.tail) for inner in root)]
        stray = next((node for node, text in texts if (text or "").strip(WHITE_SPACE)), None)
        if stray is not None:
            yield self.reject(before + (stray.sourceline or 0), ROOT, "text.not_allowed")
        for inner in root:
            inner.tail = None
            line = before + (inner.sourceline or 0)
            if inner.tag == CHILD:
                yield self.child(inner, before, size)
            elif inner.tag == "Avgiver":
                yield self.reject(line, f"{ROOT}/Avgiver", "element.order", order=("Avgiver", CHILD))
            else:
                yield self.reject(line, ROOT, "element.unknown", allowed=("Avgiver", CHILD))

    def child(self, element: Any, before: int, size: int) -> Individ | Reject:
        if may_be_beyond(size, self.limits):
            beyond = beyond_limits(element, self.limits)
            if beyond is not None:
                return self.refused((beyond,), before)
        try:
            return self.placed(self.build(rows_of(element, before)))
        except LookupError:
            beyond = beyond_limits(element, self.limits)
            faults = (beyond,) if beyond else case_faults(element, _structure(), self.limits)
            return self.refused(faults, before)

    def placed(self, individ: Individ) -> Individ:
        """A child made a moment ago by the builder, with where it is from."""
        _set_avgiver(individ, self.avgiver)
        _set_kilde(individ, self.kilde)
        return individ

    def read_broken(self, part: Part, error: etree.XMLSyntaxError, data: bytes) -> Iterator[Individ | Reject]:
        """A part that is no XML. The child in it may be, if it is not the one to blame."""
        start = _START.search(part.data)
        if start is not None and part.data[: start.start()].strip():
            child = Part(part.before + part.data.count(b"\n", 0, start.start()), part.data[start.start() :])
            try:
                root = parse_part(self.around(child))
            except etree.XMLSyntaxError:
                etree.clear_error_log()
            else:
                yield self.broken(error, data, part.before, ROOT, to_the_end=part.last)
                yield from self.read_mixed(root, child.before, len(child.data))
                return
        path = ROOT if start is None else _CHILD_PATH
        yield self.broken(error, data, part.before, path, to_the_end=part.last)

    def broken(self, error: etree.XMLSyntaxError, data: bytes, before: int, path: str, *, to_the_end: bool) -> Reject:
        """What stopped the parser. Only at the end of the document can something be missing there."""
        fault = syntax_fault(error, data, self.limits)
        expected = fault.expected
        if expected.id == "xml.truncated" and not to_the_end:
            expected = Message("xml.tags_mismatch")
        return self.refused((attrs.evolve(fault, path=path, expected=expected),), before)

    def refused(self, faults: tuple[Fault, ...], before: int) -> Reject:
        shifted = (attrs.evolve(fault, linje=fault.linje + before) if fault.linje else fault for fault in faults)
        return Reject(fil=self.fil, format=FORMAT, faults=tuple(shifted))

    def reject(self, line: int, path: str, id: str, **args: Argument) -> Reject:
        fault = Fault(linje=line, path=path, expected=shared_message(id, **args))
        return Reject(fil=self.fil, format=FORMAT, faults=(fault,))


def _avgiver(element: Any) -> Avgiver | None:
    try:
        found: Avgiver = _builders()[0](rows_of(element))
    except LookupError:
        return None
    return found


def _opened(root: Any) -> bytes:
    """A root's start tag with nothing but its namespaces."""
    tag = etree.Element(ROOT, nsmap={prefix: uri for prefix, uri in root.nsmap.items() if prefix})
    opened: bytes = etree.tostring(tag)
    return opened.removesuffix(b"/>") + b">"
