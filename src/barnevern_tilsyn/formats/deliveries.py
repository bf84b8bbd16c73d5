"""Several deliveries of one case: which is the latest, and whether one is missing between them.

A first pass over all documents notes 64 bytes of each. Only cases with more than one delivery are kept after it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby, pairwise
from typing import Final

import attrs

from barnevern_tilsyn.formats.case_heads import json_head
from barnevern_tilsyn.formats.heads import NO_ID, NO_MOMENT, Head
from barnevern_tilsyn.formats.items import Document
from barnevern_tilsyn.formats.sniff import HEAD, looks_like_json
from barnevern_tilsyn.model import Message, Notice, Superseded

__all__ = ["Deliveries", "Place"]

_CASE: Final = slice(0, 16)
_MOMENT: Final = slice(16, 24)
_ID: Final = slice(24, 40)
_DIGEST: Final = slice(40, 48)
_BEFORE: Final = slice(48, 64)
_RECORD: Final = 64


@attrs.frozen(weakref_slot=False, kw_only=True)
class Place:
    """Where a document stands among the deliveries of its case."""

    superseded: Superseded | None = None
    chain: Notice | None = None
    """The delivery before it is another than it says."""
    doubt: Notice | None = None
    """There is one that may be later, or cannot be told from it in time: said of the case that is read."""


_ALONE: Final = Place()


def _register_head(data: bytes) -> Head | None:
    from barnevern_tilsyn.formats.register_heads import head_of  # noqa: PLC0415 - lxml, which one document does without

    return head_of(data)


class Deliveries:
    """Notes the deliveries of a run, then places each: the latest of its case, or superseded.

    The latest is the one with the latest moment. At one moment it is the one that no other names as the delivery
    before it; where that does not decide, the greatest delivery id, then the greatest digest of the content, so
    that neither names nor folders decide. Equal documents: the first read stands.
    """

    def __init__(self, head: Callable[[bytes], Head | None] | None = None) -> None:
        self._xml_head = head or _register_head
        # By the first byte of the case's id: little is copied at a time when they are sorted.
        self._buckets: defaultdict[int, bytearray] = defaultdict(bytearray)
        self._latest: dict[bytes, bytes] = {}
        self._broken: set[bytes] = set()
        self._tied: set[bytes] = set()
        self._seen: set[bytes] = set()
        self._doubted: set[bytes] = set()

    def _head(self, data: bytes) -> Head | None:
        return json_head(data) if looks_like_json(data[:HEAD]) else self._xml_head(data)

    def note(self, data: bytes) -> None:
        """First pass: note a document."""
        head = self._head(data)
        if head is None:
            return
        if head.record:
            self._buckets[head.case[0]] += head.record
        else:
            self._doubted.add(head.case)

    def close(self) -> None:
        """End of the first pass: keep what is needed of cases with several deliveries."""
        while self._buckets:
            _, bucket = self._buckets.popitem()
            records = sorted(bytes(bucket[at : at + _RECORD]) for at in range(0, len(bucket), _RECORD))
            del bucket
            for case, group in groupby(records, key=lambda record: record[_CASE]):
                of_case = list(group)
                if len(of_case) > 1:
                    self._keep(case, of_case)

    def _keep(self, case: bytes, records: list[bytes]) -> None:
        row = in_order(records)
        if row[0][_MOMENT] == NO_MOMENT and row[0][_DIGEST] != row[-1][_DIGEST]:
            self._doubted.add(case)
        self._latest[case] = row[-1]
        self._broken.update(
            record
            for before, record in pairwise(row)
            if record[_ID] != before[_ID]
            and before[_ID] not in (record[_BEFORE], NO_ID)
            and before[_MOMENT] != NO_MOMENT
        )
        if _are_tied(row[-2], row[-1]):
            self._tied.add(row[-1])
            self._broken.discard(row[-1])  # it is said of it already that no order is known

    def place(self, document: Document) -> Place:
        """Second pass: where a document stands. Each thing is said once."""
        head = self._head(document.data) if self._latest or self._doubted else None
        if head is None or not head.record:
            return _ALONE
        doubt = None
        if head.case in self._doubted:
            doubt = Notice(fil=document.fil, sak_id=head.sak_id, reason=Message("delivery.newer_unreadable"))
        latest = self._latest.get(head.case)
        if latest is None:
            return Place(doubt=doubt)
        chain = None
        if head.record in self._broken:
            self._broken.discard(head.record)
            chain = Notice(fil=document.fil, sak_id=head.sak_id, reason=Message("delivery.chain_broken"))
        if head.record != latest or latest in self._seen:
            return Place(superseded=Superseded(fil=document.fil, sak_id=head.sak_id), chain=chain)
        self._seen.add(latest)
        if doubt is None and latest in self._tied:
            doubt = Notice(fil=document.fil, sak_id=head.sak_id, reason=Message("delivery.same_moment"))
        return Place(chain=chain, doubt=doubt)


def _are_tied(before: bytes, latest: bytes) -> bool:
    """Whether two deliveries of one moment differ, and nothing tells which of them is the later."""
    return before[_MOMENT] == latest[_MOMENT] and before[_DIGEST] != latest[_DIGEST] and before[_ID] != latest[_BEFORE]


def in_order(records: Iterable[bytes]) -> list[bytes]:
    """The deliveries of one case, sorted as bytes, from the first to the latest."""
    row: list[bytes] = []
    for _, group in groupby(records, key=lambda record: record[_MOMENT]):
        at_once = list(group)
        row += at_once if at_once[0][_ID] == at_once[-1][_ID] else _by_chain(at_once)
    return row


def _by_chain(records: list[bytes]) -> list[bytes]:
    """The deliveries of one moment, each after the one that it names as the one before it.

    Laid from the end: first what none of the rest names, the greatest id first, each followed back along its
    chain; then rings, each from the greatest id in it.
    """
    same_id = {id: list(group) for id, group in groupby(records, key=lambda record: record[_ID])}
    named = {
        id: {before for record in same if (before := record[_BEFORE]) in same_id and before != id}
        for id, same in same_id.items()
    }
    namers = Counter(other for others in named.values() for other in others)
    free = [id for id in same_id if not namers[id]]
    left = list(same_id)
    row: list[bytes] = []
    while left or free:
        id = (free or left).pop()
        if id in same_id:
            row += reversed(same_id.pop(id))
            for other in sorted(named[id]):
                namers[other] -= 1
                if not namers[other]:
                    free.append(other)
    return row[::-1]
