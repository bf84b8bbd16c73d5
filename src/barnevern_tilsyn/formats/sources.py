"""What the caller names - files, folders, globs, archives, streams, bytes - to documents in a fixed order."""

import glob
import io
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final

import attrs

from barnevern_tilsyn.formats.archives import archive_kind, archived
from barnevern_tilsyn.formats.limits import MIB, Limits
from barnevern_tilsyn.formats.members import ARCHIVE_SUFFIXES, CHUNK, Document
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["Source", "Sources", "documents_of", "prepared"]

Source = str | os.PathLike[str] | bytes | IO[bytes]
Sources = Source | Iterable[Source]

_CHUNK: Final = 1024 * 1024
_HEAD: Final = 512
_SUFFIXES: Final = (".xml", *ARCHIVE_SUFFIXES)
_GLOB: Final = frozenset("*?[")


@attrs.define(weakref_slot=False)
class Prepared:
    """A source that can be read more than once. ``stream`` is None for a path."""

    fil: str
    stream: IO[bytes] | None = None
    start: int = 0
    spooled: bool = False
    trouble: Unreadable | None = None

    def close(self) -> None:
        """Throw a copy away; the caller's own streams are left open."""
        if self.spooled and self.stream is not None:
            self.stream.close()

    @property
    def single(self) -> bool:
        """Whether the source holds one document at most."""
        if self.trouble is not None:
            return True
        if self.stream is not None:
            self.stream.seek(self.start)
            kind = archive_kind(self.stream.read(_HEAD))
            return not kind
        try:
            with Path(self.fil).open("rb") as stream:
                return not archive_kind(stream.read(_HEAD))
        except OSError:
            return not _is_many(self.fil)


def _is_many(fil: str) -> bool:
    return Path(fil).is_dir() or bool(_GLOB.intersection(fil))


def prepared(sources: Sources, limits: Limits) -> list[Prepared]:
    """The sources in the order given, each able to be read again: what cannot be wound back is spooled."""
    if isinstance(sources, str | bytes | os.PathLike) or hasattr(sources, "read"):
        sources = [sources]  # type: ignore[list-item]
    return [_prepare(source, limits) for source in sources]


def _prepare(source: Source, limits: Limits) -> Prepared:
    if isinstance(source, bytes):
        return Prepared("<bytes>", io.BytesIO(source))
    if isinstance(source, str | os.PathLike):
        fil = os.fspath(source)
        if fil == "-":
            return _spooled("-", sys.stdin.buffer, limits)
        return _piped(fil, limits) if Path(fil).is_fifo() else Prepared(fil)
    name = getattr(source, "name", None)
    return _spooled(name if isinstance(name, str) else "<stream>", source, limits)


def _piped(fil: str, limits: Limits) -> Prepared:
    """A named pipe: what comes out of it comes once."""
    try:
        with Path(fil).open("rb") as stream:
            return _spooled(fil, stream, limits)
    except OSError as error:
        return Prepared(fil, trouble=Unreadable(fil=fil, reason=Message(_os_reason(error))))


def _spooled(fil: str, stream: IO[bytes], limits: Limits) -> Prepared:
    """A stream as it is where it can be wound back, otherwise a copy of it within the limits."""
    if getattr(stream, "seekable", bool)():
        return Prepared(fil, stream, stream.tell())
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=4 * MIB)  # noqa: SIM115 - closed by close()
    most = limits.document_bytes
    total = 0
    trouble = ""
    try:
        while total <= most and (piece := stream.read(_CHUNK)):
            if total == 0 and archive_kind(piece[:_HEAD]):
                most = limits.archive_bytes
            total += len(piece)
            spool.write(piece)
    except (OSError, ValueError):
        trouble = "file.io"
    if not trouble and most == limits.archive_bytes < total:
        trouble = "limit.archive_bytes"
    if not trouble:
        return Prepared(fil, spool, spooled=True)
    spool.close()
    args = (("limit", limits.archive_bytes),) if trouble.startswith("limit") else ()
    return Prepared(fil, trouble=Unreadable(fil=fil, reason=Message(trouble, args)))


def documents_of(source: Prepared, limits: Limits) -> Iterator[Document | Unreadable]:
    """The documents of one source, in the same order each time; what cannot be read is said."""
    if source.trouble is not None:
        yield source.trouble
    elif source.stream is not None:
        source.stream.seek(source.start)
        yield from _content(source.fil, source.stream, limits)
    else:
        yield from _path(source.fil, limits)


def _path(fil: str, limits: Limits) -> Iterator[Document | Unreadable]:
    path = Path(fil)
    if path.is_dir():
        yield from _folder(fil, limits)
    elif _GLOB.intersection(fil) and not os.path.lexists(fil):
        matches = sorted(glob.glob(fil, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if "**" in fil:
            # Such a pattern finds folders and what is in them: each file is to be read once.
            matches = [match for match in matches if match.lower().endswith(_SUFFIXES) and not _is_folder(match)]
        for match in matches:
            yield from _path(match, limits)
        if not matches:
            yield Unreadable(fil=fil, reason=Message("file.missing"))
    else:
        yield from _file(fil, limits)


def _folder(fil: str, limits: Limits) -> Iterator[Document | Unreadable]:
    """Documents and archives below a folder, sorted by name; links to folders are not followed."""
    found = False
    for item in _below(fil):
        found = True
        if isinstance(item, Unreadable):
            yield item
        else:
            yield from _file(item, limits)
    if not found:
        yield Unreadable(fil=fil, reason=Message("folder.no_xml"))


def _below(fil: str) -> Iterator[str | Unreadable]:
    try:
        names = sorted(os.listdir(fil))  # noqa: PTH208 - names alone take the least memory
    except OSError as error:
        yield Unreadable(fil=fil, reason=Message(_os_reason(error)))
        return
    for name in names:
        inner = os.path.join(fil, name)  # noqa: PTH118 - keeps the caller's spelling
        folder = _is_folder(inner)
        named_as_document = name.lower().endswith(_SUFFIXES)
        if folder:
            found = False
            for item in _below(inner):
                found = True
                yield item
            if not found and named_as_document:
                yield Unreadable(fil=inner, reason=Message("folder.no_xml"))
        elif named_as_document and _is_special(inner):
            yield Unreadable(fil=inner, reason=Message("file.special"))
        elif named_as_document:
            yield inner


def _is_folder(fil: str) -> bool:
    """Whether it is a folder and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(fil).st_mode)
    except OSError:
        return False


def _is_special(fil: str) -> bool:
    """Whether it is a pipe or a device, which would be waited for."""
    path = Path(fil)
    return path.exists() and not path.is_file() and not path.is_dir()


def _file(fil: str, limits: Limits) -> Iterator[Document | Unreadable]:
    try:
        stream = Path(fil).open("rb")  # noqa: SIM115 - closed below, after the documents are handed on
    except (OSError, ValueError) as error:
        yield Unreadable(fil=fil, reason=Message(_os_reason(error)))
        return
    with stream:
        yield from _content(fil, stream, limits)


def _content(fil: str, stream: IO[bytes], limits: Limits) -> Iterator[Document | Unreadable]:
    try:
        start = stream.tell()
        head = stream.read(_HEAD)
        kind = archive_kind(head)
        if kind:
            stream.seek(start)
        else:
            data = head + _read(stream, limits.document_bytes + 1 - len(head))
    except (OSError, ValueError) as error:
        yield Unreadable(fil=fil, reason=Message(_os_reason(error)))
        return
    if kind:
        yield from archived(fil, stream, kind, limits)
    else:
        yield Document(fil, data)


def _read(stream: IO[bytes], most: int) -> bytes:
    """At most so many bytes. In pieces: a stream sets aside all that it is asked for."""
    pieces = []
    while most > 0 and (piece := stream.read(min(most, CHUNK))):
        pieces.append(piece)
        most -= len(piece)
    return b"".join(pieces)


def _os_reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "file.missing"
    if isinstance(error, PermissionError):
        return "file.permission"
    return "file.io"
