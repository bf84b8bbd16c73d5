"""Several deliveries of one case: which is the latest, and whether one is missing between them.

A first pass over all documents notes 64 bytes of each. Only cases with more than one delivery are kept after it.
"""

import re
from collections import defaultdict
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import pairwise
from typing import Final
from uuid import UUID

import attrs
from lxml import etree

from barnevern_tilsyn.formats.members import Document
from barnevern_tilsyn.formats.parse import ROOT
from barnevern_tilsyn.formats.prolog import prolog
from barnevern_tilsyn.formats.values import Misfit, datetime_value
from barnevern_tilsyn.model import Message, Notice, Superseded

__all__ = ["Deliveries"]

_Element = etree._Element  # noqa: SLF001 - lxml gives the class no public name
_PARSER: Final = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
)
_SAK: Final = re.compile(rb"<Sak[ \t\r\n][^<>]*?(/?)>")
_NONE: Final = bytes(16)
_START: Final = datetime(1, 1, 1, tzinfo=UTC)
_RECORD: Final = 64
_PIECE: Final = 4096


@attrs.frozen(weakref_slot=False)
class _Head:
    """The head of a document as bytes that sort: case, moment, delivery, digest of the content, delivery before."""

    sak_id: str
    record: bytes


def _head(data: bytes) -> _Head | None:
    """The head, or None where it cannot be read: the document is then judged in the second pass."""
    if prolog(data).root != ROOT:
        return None
    try:
        found = _by_cutting(data) or _by_pulling(data)
        return None if found is None else _record(*found, data)
    except (etree.XMLSyntaxError, ValueError, Misfit):
        etree.clear_error_log()
        return None


def _by_cutting(data: bytes) -> tuple[_Element, _Element] | None:
    """Root and ``Sak`` of a document cut off after the first ``<Sak ...>``, if that is a document."""
    opened = _SAK.search(data)
    if opened is None:
        return None
    closing = b"</Barnevern>" if opened[1] else b"</Sak></Barnevern>"
    try:
        root = etree.fromstring(data[: opened.end()] + closing, _PARSER)
    except etree.XMLSyntaxError:
        etree.clear_error_log()
        return None
    sak = root[-1] if len(root) else root
    return (root, sak) if sak.tag == "Sak" else None


def _by_pulling(data: bytes) -> tuple[_Element, _Element] | None:
    """Root and ``Sak`` of any document, parsed up to there."""
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root: _Element | None = None
    for at in range(0, len(data), _PIECE):
        parser.feed(data[at : at + _PIECE])
        for _, node in parser.read_events():
            if not isinstance(node, _Element):
                continue
            if root is None:
                root = node
            elif node.tag == "Sak" and node.getparent() is root:
                return root, node
    return None


def _record(root: _Element, sak: _Element, data: bytes) -> _Head:
    sak_id = sak.get("Id", "")
    moment = datetime_value(root.get("DatoUttrekk", ""))
    before = root.get("ForrigeId")
    since = moment - _START
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    record = (
        UUID(sak_id).bytes
        + microseconds.to_bytes(8, "big")
        + UUID(root.get("Id", "")).bytes
        + blake2b(data, digest_size=8).digest()
        + (_NONE if before is None else UUID(before).bytes)
    )
    return _Head(sak_id, record)


class Deliveries:
    """Notes the deliveries of a run, then judges each: the latest of its case, or superseded.

    The latest is the one with the latest moment; then the greatest delivery id; then the greatest digest of the
    content, so that neither names nor folders decide. Equal documents: the first read stands.
    """

    def __init__(self) -> None:
        # By the first byte of the case's id: little is copied at a time when they are sorted.
        self._buckets: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._latest: dict[bytes, bytes] = {}
        self._broken: set[bytes] = set()
        self._seen: set[bytes] = set()

    def note(self, data: bytes) -> None:
        """First pass: note a document."""
        head = _head(data)
        if head is not None:
            self._buckets[head.record[0]] += head.record

    def close(self) -> None:
        """End of the first pass: keep what is needed of cases with several deliveries."""
        while self._buckets:
            _, bucket = self._buckets.popitem()
            records = sorted(bytes(bucket[at : at + _RECORD]) for at in range(0, len(bucket), _RECORD))
            del bucket
            for before, record in pairwise(records):
                if before[:16] != record[:16]:
                    continue
                self._latest[record[:16]] = record
                if record[24:40] != before[24:40] and record[48:] != before[24:40]:
                    self._broken.add(record)

    def judge(self, document: Document) -> tuple[Superseded | None, Notice | None]:
        """Second pass: whether a document is superseded, and whether the delivery before it is missing."""
        head = _head(document.data) if self._latest else None
        latest = None if head is None else self._latest.get(head.record[:16])
        if head is None or latest is None:
            return None, None
        notice = None
        if head.record in self._broken:
            self._broken.discard(head.record)
            notice = Notice(fil=document.fil, sak_id=head.sak_id, reason=Message("delivery.chain_broken"))
        if head.record != latest or latest in self._seen:
            return Superseded(fil=document.fil, sak_id=head.sak_id), notice
        self._seen.add(latest)
        return None, notice
