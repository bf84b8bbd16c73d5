"""Documents inside archives, bounded by what is actually unpacked; and documents that are packed themselves."""

import lzma
import struct
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from functools import partial
from typing import IO, Final

from barnevern_tilsyn.formats.items import IGNORED, Found, Item, summed
from barnevern_tilsyn.formats.limits import CHUNK, MIB, Limits
from barnevern_tilsyn.formats.members import OverLimit
from barnevern_tilsyn.formats.packed import unpack
from barnevern_tilsyn.formats.pieces import document_of
from barnevern_tilsyn.formats.sniff import archive_kind, looks_like_case, looks_like_xml
from barnevern_tilsyn.formats.tars import tarred
from barnevern_tilsyn.formats.zips import BadZip, zipped
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["archived"]

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


def archived(fil: str, stream: IO[bytes], kind: str, limits: Limits, *, certain: bool) -> Iterator[Found]:
    """The documents of an archive, sorted by name; what cannot be read of it is said.

    Archives within archives are not opened. What is compressed is unpacked to an unnamed temporary file: a tar, or
    one document. Anything else that is compressed is ignored unless it is ``certain`` that a document was meant.
    """
    if kind in ("zip", "tar"):
        yield from _members(fil, stream, kind, limits)
        return
    with tempfile.SpooledTemporaryFile(max_size=4 * MIB) as plain:
        try:
            head = unpack(stream, plain, kind, limits)
            plain.seek(0)
        except OverLimit as beyond:
            yield Unreadable(fil=fil, reason=beyond.message)
        except _BROKEN:
            yield Unreadable(fil=fil, reason=Message("archive.broken"))
        else:
            match archive_kind(head):
                case "tar":
                    yield from _members(fil, plain, "tar", limits)
                case "" if certain or looks_like_xml(head) or looks_like_case(head):
                    yield document_of(fil, iter(partial(plain.read, CHUNK), b""), limits)
                case "":
                    yield IGNORED
                case _:
                    yield Unreadable(fil=fil, reason=Message("archive.nested"))


def _members(fil: str, stream: IO[bytes], kind: str, limits: Limits) -> Iterator[Item]:
    return summed(fil, _guarded(fil, stream, kind, limits), nothing="archive.no_xml", ignored="archive.ignored")


def _guarded(fil: str, stream: IO[bytes], kind: str, limits: Limits) -> Iterator[Found]:
    try:
        yield from zipped(fil, stream, limits) if kind == "zip" else tarred(fil, stream, limits)
    except OverLimit as beyond:
        yield Unreadable(fil=fil, reason=beyond.message)
    except _BROKEN:
        yield Unreadable(fil=fil, reason=Message("archive.broken"))
