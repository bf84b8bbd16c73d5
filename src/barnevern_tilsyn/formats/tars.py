"""Documents in a tar archive, read from where they lie in it: nothing is ever extracted to a file of its own."""

import tarfile
from collections.abc import Iterator
from typing import IO, Final

from barnevern_tilsyn.formats.items import IGNORED, Found
from barnevern_tilsyn.formats.limits import CHUNK, MIB, Limits
from barnevern_tilsyn.formats.members import Budget, Members, other_member, over
from barnevern_tilsyn.formats.pieces import document_of
from barnevern_tilsyn.formats.sniff import HEAD, is_archive, is_litter, is_xml
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["tarred"]

_HEADER_READ: Final = MIB


class _Headers:
    """A tar for ``tarfile`` to read headers from: refuses the huge reads that a forged header asks for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _HEADER_READ:
            raise tarfile.ReadError
        return self.stream.read(size)


def tarred(fil: str, stream: IO[bytes], limits: Limits) -> Iterator[Found]:
    """The documents of a plain tar, sorted by name. Raises ``OverLimit`` and what ``tarfile`` raises."""
    budget = Budget(limits.archive_bytes)
    for name, (offset, size, regular) in _members(stream, limits).sorted():
        place = f"{fil}!{name}"
        if is_litter(name) or not (regular or is_xml(name)):
            yield IGNORED
        elif not regular:
            yield Unreadable(fil=place, reason=Message("archive.not_regular"))
        elif is_archive(name):
            yield Unreadable(fil=place, reason=Message("archive.nested"))
        else:
            stream.seek(offset)
            head = stream.read(min(size, HEAD))
            other = None if is_xml(name) else other_member(place, head)
            yield other or document_of(place, _content(place, stream, head[:size], size, budget), limits)


def _members(stream: IO[bytes], limits: Limits) -> Members:
    """By name: where a member begins, its size, and whether it is a plain file."""
    members = Members(3)
    count = 0
    with tarfile.open(fileobj=_Headers(stream), mode="r:") as archive:  # type: ignore[call-overload]
        for info in archive:
            archive.members.clear()
            count += 1
            if count > limits.archive_members:
                raise over("archive_members", limits.archive_members)
            if not info.isdir():
                members.add(info.name, info.offset_data, info.size, info.isreg() and not info.issparse())
    return members


def _content(fil: str, stream: IO[bytes], head: bytes, size: int, budget: Budget) -> Iterator[bytes | Unreadable]:
    """What lies in a member, of which the ``head`` has been read. Raises ``OverLimit``."""
    piece = head
    while piece:
        budget.spend(len(piece))
        size -= len(piece)
        yield piece
        piece = stream.read(min(size, CHUNK))
    if size:
        yield Unreadable(fil=fil, reason=Message("archive.broken"))
