"""Unpacking gzip, bzip2 and xz into an unnamed file, counting what comes out."""

import bz2
import gzip
import lzma
from collections.abc import Iterator
from typing import IO, Final

from barnevern_tilsyn.formats.limits import CHUNK, MIB, Limits
from barnevern_tilsyn.formats.members import Budget, over
from barnevern_tilsyn.formats.pieces import may_be_long
from barnevern_tilsyn.formats.sniff import HEAD, archive_kind

__all__ = ["unpack"]

_LZMA_MEMORY: Final = 128 * MIB


def unpack(stream: IO[bytes], plain: IO[bytes], kind: str, limits: Limits) -> bytes:
    """Unpack a compressed tar, KOSTRA or JSON file, or the start of any other: a byte more than a document may have.

    Gives the first bytes. Raises ``OverLimit`` and what the unpackers raise.
    """
    start = stream.tell()
    budget = Budget(limits.archive_bytes)
    head = b""
    whole: bool | None = None
    for piece in _xz_pieces(stream) if kind == "xz" else _pieces(stream, kind):
        head += piece[: HEAD - len(head)]
        budget.spend(len(piece))
        if budget.spent > max(limits.ratio_free_bytes, limits.compression_ratio * (stream.tell() - start)):
            raise over("compression_ratio", limits.compression_ratio)
        plain.write(piece)
        if budget.spent > limits.document_bytes and whole is None:
            whole = archive_kind(head) == "tar" or _begins_long(plain)
        if whole is False:
            break
    return head


def _begins_long(plain: IO[bytes]) -> bool:
    at = plain.tell()
    plain.seek(0)
    found = may_be_long(plain.read(CHUNK))
    plain.seek(at)
    return found


def _pieces(stream: IO[bytes], kind: str) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=stream, mode="rb") if kind == "gz" else bz2.BZ2File(stream) as opened:
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
