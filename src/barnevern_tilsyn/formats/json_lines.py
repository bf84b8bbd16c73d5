"""JSON Lines: a case on each line of a file that is never held whole."""

from collections.abc import Iterable, Iterator
from typing import Final

from barnevern_tilsyn.formats.items import Document
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.sniff import HEAD, looks_like_json, named_json_lines
from barnevern_tilsyn.model import Unreadable

__all__ = ["is_json_lines", "lines_of"]

_GOES_ON: Final = b"{[,:"
"""After one of these at its end, a line is not a whole case."""


def is_json_lines(fil: str, data: bytes) -> bool:
    """Whether a file, or one that begins so, has a document on each line.

    It is JSON, and called so; or two of its lines begin an object, and the first of them is whole.
    """
    if not looks_like_json(data[:HEAD]):
        return False
    if named_json_lines(fil) or b"\n" not in data:
        return named_json_lines(fil)
    first, _, rest = data.strip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return rest.lstrip().startswith(b"{") and first.rstrip()[-1:] not in _GOES_ON


def lines_of(fil: str, pieces: Iterable[bytes | Unreadable], limits: Limits) -> Iterator[Document | Unreadable]:
    """The documents with their lines, each at most one byte beyond the limit; those without anything are left out."""
    most = limits.document_bytes + 1
    line = bytearray()
    number = 1
    for piece in pieces:
        if isinstance(piece, Unreadable):
            yield piece
            return
        *ended, rest = piece.split(b"\n")
        for end in ended:
            line += end[: most - len(line)]
            if line.strip():
                yield Document(fil, bytes(line), number)
            line.clear()
            number += 1
        line += rest[: most - len(line)]
    if line.strip():
        yield Document(fil, bytes(line), number)
