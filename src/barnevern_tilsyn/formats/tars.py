"""Documents in a tar archive, read from where they lie in it: nothing is ever extracted to a file of its own."""

import bz2
import gzip
import lzma
import tarfile
from collections.abc import Iterator
from typing import IO, Final

from barnevern_tilsyn.formats.limits import MIB, Limits
from barnevern_tilsyn.formats.members import CHUNK, Document, Members, is_xml, other_member, over
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["tarred", "unpack"]

_HEADER_READ: Final = MIB
_LZMA_MEMORY: Final = 128 * MIB


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


def tarred(fil: str, stream: IO[bytes], limits: Limits) -> Iterator[Document | Unreadable]:
    """The documents of a plain tar, sorted by name. Raises ``OverLimit`` and what ``tarfile`` raises."""
    members = Members(2)
    others: list[tuple[str, bool]] = []
    count = 0
    with tarfile.open(fileobj=_Headers(stream), mode="r:") as archive:  # type: ignore[call-overload]
        for info in archive:
            archive.members.clear()
            count += 1
            if count > limits.archive_members:
                raise over("archive_members", limits.archive_members)
            if info.isdir():
                continue
            plain = info.isreg() and not info.issparse()
            if plain and is_xml(info.name):
                members.add(info.name, info.offset_data, info.size)
            elif other_member(fil, info.name, regular=plain) is not None:
                others.append((info.name, plain))
    if not members and not others:
        yield Unreadable(fil=fil, reason=Message("archive.no_xml"))
    yield from (other for name, plain in sorted(others) if (other := other_member(fil, name, regular=plain)))
    left = limits.archive_bytes
    for name, (offset, size) in members.sorted():
        stream.seek(offset)
        wanted = min(size, limits.document_bytes + 1)
        data = stream.read(wanted)
        if len(data) < wanted:
            yield Unreadable(fil=f"{fil}!{name}", reason=Message("archive.broken"))
            continue
        left -= len(data)
        if left < 0:
            raise over("archive_bytes", limits.archive_bytes)
        yield Document(f"{fil}!{name}", data)


def unpack(stream: IO[bytes], plain: IO[bytes], kind: str, limits: Limits) -> None:
    """Unpack a compressed tar into an unnamed file, counting what comes out.

    Raises ``OverLimit`` and what the unpackers raise.
    """
    start = stream.tell()
    total = 0
    for piece in _xz_pieces(stream) if kind == "xz" else _pieces(stream, kind):
        total += len(piece)
        if total > limits.archive_bytes:
            raise over("archive_bytes", limits.archive_bytes)
        if total > max(limits.ratio_free_bytes, limits.compression_ratio * (stream.tell() - start)):
            raise over("compression_ratio", limits.compression_ratio)
        plain.write(piece)


def _pieces(stream: IO[bytes], kind: str) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=stream) if kind == "gz" else bz2.BZ2File(stream) as opened:
        while piece := opened.read(CHUNK):
            yield piece


def _xz_pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """As ``lzma.open``, within bounded memory."""
    packed = stream.read(CHUNK)
    while packed:
        unpacker = lzma.LZMADecompressor(memlimit=_LZMA_MEMORY)
        while not unpacker.eof:
            if not packed and unpacker.needs_input:
                packed = stream.read(CHUNK)
                if not packed:
                    raise EOFError
            piece = unpacker.decompress(packed, max_length=CHUNK)
            packed = b""
            if piece:
                yield piece
        packed = (unpacker.unused_data or stream.read(CHUNK)).lstrip(b"\0")
