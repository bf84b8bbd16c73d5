"""What is in one file or stream: a document, or an archive of them."""

import errno
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO

from barnevern_tilsyn.formats.items import IGNORED, Found
from barnevern_tilsyn.formats.limits import CHUNK, Limits
from barnevern_tilsyn.formats.pieces import document_of
from barnevern_tilsyn.formats.sniff import HEAD, archive_kind, worth_reading
from barnevern_tilsyn.formats.streams import read_up_to
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["content", "file_content", "trouble"]


def trouble(fil: str, error: Exception) -> Unreadable:
    """What to say of a path or stream that the machine could not open or read."""
    match error:
        case FileNotFoundError():
            reason = "file.missing"
        case PermissionError():
            reason = "file.permission"
        case OSError(errno=errno.ENAMETOOLONG):
            reason = "file.name_too_long"
        case ValueError():
            reason = "file.name"
        case _:
            reason = "file.io"
    return Unreadable(fil=fil, reason=Message(reason))


def file_content(fil: str, limits: Limits, *, certain: bool = True) -> Iterator[Found]:
    """The documents in a file. With ``certain`` a document or archive was meant, whatever its bytes look like."""
    try:
        stream = Path(fil).open("rb")  # noqa: SIM115 - closed below, after the documents are handed on
    except (OSError, ValueError) as error:
        yield trouble(fil, error)
        return
    with stream:
        yield from content(fil, stream, limits, certain=certain)


def content(fil: str, stream: IO[bytes], limits: Limits, *, certain: bool = True) -> Iterator[Found]:
    """The documents in a stream, from where it stands."""
    try:
        start = stream.tell()
        head = read_up_to(stream, HEAD, HEAD)
        kind = archive_kind(head)
        if not (certain or worth_reading(head)):
            yield IGNORED
            return
        if kind:
            stream.seek(start)
    except (OSError, ValueError) as error:
        yield trouble(fil, error)
        return
    if kind:
        from barnevern_tilsyn.formats.archives import archived  # noqa: PLC0415 - most runs open no archive

        yield from archived(fil, stream, kind, limits, certain=certain)
    else:
        yield document_of(fil, chain((head,), _pieces(fil, stream)), limits)


def _pieces(fil: str, stream: IO[bytes]) -> Iterator[bytes | Unreadable]:
    try:
        while piece := stream.read(CHUNK):
            yield piece
    except (OSError, ValueError) as error:
        yield trouble(fil, error)
