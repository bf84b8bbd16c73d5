"""Documents inside zip and tar archives, bounded by what is actually unpacked."""

import lzma
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

from barnevern_tilsyn.formats.limits import MIB, Limits
from barnevern_tilsyn.formats.members import Document, OverLimit
from barnevern_tilsyn.formats.tars import tarred, unpack
from barnevern_tilsyn.formats.zips import BadZip, zipped
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["archive_kind", "archived"]

_BROKEN: Final = (
    BadZip,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zlib.error,
)
"""Whatever is raised for archives that are damaged."""


def archive_kind(head: bytes) -> str:
    """``zip``, ``tar``, ``gz``, ``bz2`` or ``xz`` by the first 512 bytes of a file, or empty."""
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    if head[257:262] == b"ustar":
        return "tar"
    for magic, kind in ((b"\x1f\x8b", "gz"), (b"BZh", "bz2"), (b"\xfd7zXZ\0", "xz")):
        if head.startswith(magic):
            return kind
    return ""


def archived(fil: str, stream: IO[bytes], kind: str, limits: Limits) -> Iterator[Document | Unreadable]:
    """The documents of an archive, sorted by name; what cannot be read of it is said.

    Archives within archives are not opened. A compressed tar is unpacked to an unnamed temporary file.
    """
    try:
        if kind == "zip":
            yield from zipped(fil, stream, limits)
        elif kind == "tar":
            yield from tarred(fil, stream, limits)
        else:
            with tempfile.SpooledTemporaryFile(max_size=4 * MIB) as plain:
                unpack(stream, plain, kind, limits)
                plain.seek(0)
                yield from tarred(fil, plain, limits)
    except OverLimit as beyond:
        yield Unreadable(fil=fil, reason=beyond.message)
    except _BROKEN:
        yield Unreadable(fil=fil, reason=Message("archive.broken"))
