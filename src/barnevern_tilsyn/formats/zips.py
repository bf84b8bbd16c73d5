"""Documents in a zip archive, by our own reading of its directory.

``zipfile`` keeps half a kilobyte of each member, and reads the whole directory before it can be counted.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import IO, Final

import attrs

from barnevern_tilsyn.formats.items import IGNORED, Found, Ignored
from barnevern_tilsyn.formats.limits import CHUNK, Limits
from barnevern_tilsyn.formats.members import Budget, Members, other_member, over
from barnevern_tilsyn.formats.pieces import document_of
from barnevern_tilsyn.formats.sniff import HEAD, is_archive, is_litter, is_xml
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["BadZip", "zipped"]

_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LONGEST_COMMENT: Final = 65_535
_LOCATOR: Final = b"PK\x06\x07"
_LOCATOR_BYTES: Final = 20
_WIDE_END: Final = b"PK\x06\x06"
_WIDE_END_BYTES: Final = 56
_ENTRY: Final = struct.Struct("<4s4x2H4x3L3H4x2L")
_LOCAL: Final = struct.Struct("<4s22x2H")
_IN_EXTRA: Final = 0xFFFFFFFF
_WIDE_EXTRA: Final = 1
_ENCRYPTED: Final = 1
_UTF8: Final = 0x800
_STORED: Final = 0
_DEFLATED: Final = 8


class BadZip(Exception):  # noqa: N818 - never leaves the package
    """The archive is not as a zip must be."""


_DAMAGED: Final = (BadZip, OSError, ValueError, OverflowError, struct.error, zlib.error)
"""Whatever is raised for a member that is damaged."""


@attrs.frozen(weakref_slot=False)
class _Entry:
    start: int
    packed: int
    size: int
    crc: int
    flags: int
    method: int


def zipped(fil: str, stream: IO[bytes], limits: Limits) -> Iterator[Found]:
    """The documents of a zip, sorted by name. Raises ``BadZip``, ``OverLimit`` and what a stream raises."""
    members = Members(6)
    for name, entry in _entries(stream, limits):
        members.add(name, entry.start, entry.packed, entry.size, entry.crc, entry.flags, entry.method)
    budget = Budget(limits.archive_bytes)
    for name, numbers in members.sorted():
        entry = _Entry(*numbers)
        place = f"{fil}!{name}"
        if is_litter(name):
            yield IGNORED
        elif is_archive(name):
            yield Unreadable(fil=place, reason=Message("archive.nested"))
        elif closed := _closed(entry):
            yield Unreadable(fil=place, reason=Message(closed))
        else:
            other = None if is_xml(name) else _other(place, stream, entry, budget)
            yield other or document_of(place, _content(place, stream, entry, limits, budget), limits)


def _directory(stream: IO[bytes]) -> tuple[int, int, int]:
    """Where the directory begins and ends, and by how much all offsets are off."""
    size = stream.seek(0, 2)
    start = max(0, size - _LONGEST_COMMENT - _END_BYTES)
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_BYTES > len(tail):
        raise BadZip
    length, offset = struct.unpack_from("<2L", tail, at + 12)
    end = start + at
    locator = at - _LOCATOR_BYTES
    if locator >= 0 and tail.startswith(_LOCATOR, locator):
        # The record stands right before its locator, whatever was put in front of the archive.
        end = start + locator - _WIDE_END_BYTES
        stream.seek(max(0, end))
        wide = stream.read(_WIDE_END_BYTES)
        if not wide.startswith(_WIDE_END):
            raise BadZip
        length, offset = struct.unpack_from("<2Q", wide, 40)
    begin = end - length
    if begin < 0 or begin - offset < 0:
        raise BadZip
    return begin, end, begin - offset


def _entries(stream: IO[bytes], limits: Limits) -> Iterator[tuple[str, _Entry]]:
    begin, end, shift = _directory(stream)
    stream.seek(begin)
    at = begin
    room = begin
    count = 0
    while at < end:
        fixed = stream.read(_ENTRY.size)
        if len(fixed) < _ENTRY.size or not fixed.startswith(b"PK\x01\x02"):
            raise BadZip
        count += 1
        if count > limits.archive_members:
            raise over("archive_members", limits.archive_members)
        _, flags, method, crc, packed, size, named, extra, comment, _, offset = _ENTRY.unpack(fixed)
        rest = stream.read(named + extra + comment)
        at += _ENTRY.size + named + extra + comment
        if len(rest) < named + extra + comment:
            raise BadZip
        name = rest[:named].split(b"\0")[0].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
        if name.endswith("/"):
            continue
        size, packed, offset = _widened(rest[named : named + extra], size, packed, offset)
        # Members together larger than what holds them lie in one another: a bomb that no limit of a member sees.
        room -= packed
        if room < 0:
            raise BadZip
        yield name, _Entry(offset + shift, packed, size, crc, flags, method)


def _widened(extra: bytes, *numbers: int) -> Iterator[int]:
    """Sizes and offset, from the extra field where they are too large for their place."""
    wide = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _WIDE_EXTRA:
            wide = extra[4 : 4 + length]
        extra = extra[4 + length :]
    for number in numbers:
        if number == _IN_EXTRA and len(wide) >= 8:
            yield struct.unpack_from("<Q", wide)[0]
            wide = wide[8:]
        else:
            yield number


def _closed(entry: _Entry) -> str:
    """Why a member cannot be unpacked, as a message id, or empty."""
    if entry.flags & _ENCRYPTED:
        return "archive.encrypted"
    return "" if entry.method in (_STORED, _DEFLATED) else "archive.method"


def _other(fil: str, stream: IO[bytes], entry: _Entry, budget: Budget) -> Unreadable | Ignored | None:
    """What to say of a member by its first bytes."""
    head = b""
    try:
        for piece in _pieces(stream, entry, HEAD):
            budget.spend(len(piece))
            head += piece
            if len(head) >= HEAD:
                break
    except _DAMAGED:
        return Unreadable(fil=fil, reason=Message("archive.broken"))
    return other_member(fil, head[:HEAD])


def _content(
    fil: str, stream: IO[bytes], entry: _Entry, limits: Limits, budget: Budget
) -> Iterator[bytes | Unreadable]:
    """What a member unpacks to, looked after. Raises ``OverLimit``."""
    size = crc = 0
    try:
        for piece in _pieces(stream, entry, CHUNK):
            budget.spend(len(piece))
            size += len(piece)
            crc = zlib.crc32(piece, crc)
            if size > max(limits.ratio_free_bytes, limits.compression_ratio * entry.packed):
                args = (("limit", limits.compression_ratio),)
                yield Unreadable(fil=fil, reason=Message("limit.compression_ratio", args))
                return
            yield piece
    except _DAMAGED:
        yield Unreadable(fil=fil, reason=Message("archive.broken"))
        return
    if size != entry.size or crc != entry.crc:
        yield Unreadable(fil=fil, reason=Message("archive.broken"))


def _pieces(stream: IO[bytes], entry: _Entry, most: int) -> Iterator[bytes]:
    """What a member unpacks to, at most so many bytes at a time."""
    stream.seek(entry.start)
    signature, named, extra = _LOCAL.unpack(stream.read(_LOCAL.size))
    if signature != b"PK\x03\x04":
        raise BadZip
    stream.seek(named + extra, 1)
    left = entry.packed
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS) if entry.method == _DEFLATED else None
    while left:
        packed = stream.read(min(left, most))
        if not packed:
            raise BadZip
        left -= len(packed)
        if unpacker is None:
            yield packed
            continue
        while packed and not unpacker.eof:
            yield unpacker.decompress(packed, most)
            packed = unpacker.unconsumed_tail
    if unpacker is not None:
        yield unpacker.flush(most)
        if not unpacker.eof:
            raise BadZip
