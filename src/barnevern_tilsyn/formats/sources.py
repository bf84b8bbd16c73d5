"""What the caller names - files, folders, globs, archives, streams, bytes - to documents in a fixed order."""

import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final, cast

import attrs

from barnevern_tilsyn.formats.contents import content, file_content, trouble
from barnevern_tilsyn.formats.folders import folder_content, is_pattern, pattern_content
from barnevern_tilsyn.formats.items import Found, Ignored, Item
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.members import OverLimit
from barnevern_tilsyn.formats.sniff import HEAD, archive_kind, looks_like_json
from barnevern_tilsyn.formats.streams import copied, gives_text, guarded, read_up_to
from barnevern_tilsyn.model import Unreadable

__all__ = ["IN_MEMORY", "Source", "Sources", "documents_of", "listed", "prepared"]

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes]
Sources = Source | Iterable[Source]

IN_MEMORY: Final = "<bytes>"
"""Stands for the file name of a document given as bytes."""

_ONE: Final = (str, bytes, bytearray, memoryview, os.PathLike)
_LONGEST_PATH: Final = 4096


@attrs.define(weakref_slot=False)
class Prepared:
    """A source that can be read more than once. ``stream`` is None for a path."""

    fil: str
    stream: IO[bytes] | None = None
    start: int = 0
    trouble: Unreadable | None = None

    def close(self) -> None:
        """Throw a copy away; the caller's own streams are left open."""
        if self.stream is not None:
            self.stream.close()

    @property
    def single(self) -> bool:
        """Whether the source holds one document at most."""
        if self.trouble is not None:
            return True
        try:
            if self.stream is not None:
                self.stream.seek(self.start)
                return _is_single(read_up_to(self.stream, HEAD, HEAD))
            with Path(self.fil).open("rb") as stream:
                return _is_single(stream.read(HEAD))
        except (OSError, ValueError):
            return self.stream is not None or not (is_pattern(self.fil) or os.path.isdir(self.fil))  # noqa: PTH112


def _is_single(head: bytes) -> bool:
    return not (archive_kind(head) or looks_like_json(head))


def listed(sources: Sources) -> list[Source]:
    """The sources in the order given. Raises ``TypeError`` for what is none, without a word of it."""
    if isinstance(sources, _ONE) or hasattr(sources, "read"):
        sources = [cast("Source", sources)]
    if not isinstance(sources, Iterable):
        raise TypeError("a source is a path, an open binary stream or bytes")
    found = list(sources)
    for source in found:
        _check(source)
    return found


def _check(source: object) -> None:
    if isinstance(source, str):
        start = source[:_LONGEST_PATH].lstrip("\ufeff \t\r\n")
        odd = start.startswith(("<", "{")) or "\n" in source or len(source) > _LONGEST_PATH
        if odd and not os.path.lexists(source):
            raise TypeError("pass bytes or a path, not the text of a document")
    elif not isinstance(source, _ONE) and gives_text(source):
        raise TypeError("open the stream in binary mode: the encoding is told by the document")
    elif not (isinstance(source, _ONE) or hasattr(source, "read")):
        raise TypeError("a source is a path, an open binary stream or bytes")


def prepared(sources: list[Source], limits: Limits) -> list[Prepared]:
    """The sources, each able to be read again: what cannot be wound back is copied."""
    return [_prepare(source, limits) for source in sources]


def _prepare(source: Source, limits: Limits) -> Prepared:
    if isinstance(source, bytes | bytearray | memoryview):
        return Prepared(IN_MEMORY, io.BytesIO(source))
    if isinstance(source, str | os.PathLike):
        fil = os.fsdecode(source)
        if fil == "-":
            return _copy("-", guarded(getattr(sys.stdin, "buffer", None)), limits)
        return _from_special(fil, limits) if _is_special(fil) else Prepared(fil)
    name = getattr(source, "name", None)
    fil = name if isinstance(name, str) else "<stream>"
    stream = guarded(source)
    try:
        return Prepared(fil, stream, stream.tell()) if stream.seekable() else _copy(fil, stream, limits)
    except OSError as error:
        return Prepared(fil, trouble=trouble(fil, error))


def _is_special(fil: str) -> bool:
    """Whether it is a pipe or a device: what comes out of it comes once."""
    try:
        mode = os.stat(fil).st_mode  # noqa: PTH116 - follows links, and raises what is wrong
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _from_special(fil: str, limits: Limits) -> Prepared:
    try:
        with Path(fil).open("rb") as stream:
            return _copy(fil, stream, limits)
    except OSError as error:
        return Prepared(fil, trouble=trouble(fil, error))


def _copy(fil: str, stream: IO[bytes], limits: Limits) -> Prepared:
    try:
        return Prepared(fil, copied(stream, limits))
    except OverLimit as beyond:
        return Prepared(fil, trouble=Unreadable(fil=fil, reason=beyond.message))
    except OSError as error:
        return Prepared(fil, trouble=trouble(fil, error))


def documents_of(source: Prepared, limits: Limits) -> Iterator[Item]:
    """The documents of one source, in the same order each time; what cannot be read is said."""
    if source.trouble is not None:
        yield source.trouble
        return
    for item in (
        _stream(source.fil, source.stream, source.start, limits) if source.stream else _path(source.fil, limits)
    ):
        # Nothing that the caller names is ignored.
        if not isinstance(item, Ignored):
            yield item


def _stream(fil: str, stream: IO[bytes], start: int, limits: Limits) -> Iterator[Found]:
    try:
        stream.seek(start)
    except OSError as error:
        return iter((trouble(fil, error),))
    return content(fil, stream, limits)


def _path(fil: str, limits: Limits) -> Iterator[Found]:
    try:
        is_folder = stat.S_ISDIR(os.stat(fil).st_mode)  # noqa: PTH116 - raises what is wrong
    except (OSError, ValueError) as error:
        if is_pattern(fil) and not isinstance(error, ValueError) and not os.path.lexists(fil):
            return pattern_content(fil, limits)
        return iter((trouble(fil, error),))
    return folder_content(fil, limits) if is_folder else file_content(fil, limits)
