"""A document that comes in pieces: held whole, or handed on as it comes where it holds a whole municipality."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from barnevern_tilsyn.formats.items import Document, Long
from barnevern_tilsyn.formats.limits import CHUNK, Limits
from barnevern_tilsyn.formats.prolog import ascii_markup
from barnevern_tilsyn.model import Unreadable

__all__ = ["document_of", "is_kostra"]

_OPENED: Final = re.compile(rb"<!--|<!\[CDATA\[|<\?|<([^\s<>/!?]+)")
_CLOSED_BY: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_YEAR: Final = re.compile(rb"\sVersjon\s*=")


def is_kostra(data: bytes) -> bool:
    """Whether a document, or the beginning of one, is a KOSTRA file: a municipality in a year, and children."""
    system = data.find(b"<Fagsystem")
    if system >= 0 and data.find(b"<!", 0, system) < 0:
        return False
    markup, at = ascii_markup(data)
    root = b""
    while at >= 0 and (opened := _OPENED.search(markup, at)) is not None:
        name: bytes | None = opened[1]
        at = markup.find(b">" if name else _CLOSED_BY[opened[0]], opened.end())
        match name:
            case b"Individ":
                return root == b"Barnevern"
            case b"Sak" | b"Fagsystem":
                return False
            case b"Avgiver" if _YEAR.search(markup, opened.end(), max(at, 0)):
                return root == b"Barnevern"
        root = root or name or b""
    return False


def document_of(fil: str, pieces: Iterator[bytes | Unreadable], limits: Limits) -> Document | Long | Unreadable:
    """The document that comes in pieces; what is wrong with its source comes among them."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Unreadable):
            return piece
        held.append(piece)
        if size < CHUNK <= size + len(piece) and is_kostra(b"".join(held)):
            return Long(fil, chain(held, pieces))
        size += len(piece)
        if size > limits.document_bytes:
            break
    data = b"".join(held)
    if is_kostra(data):
        return Long(fil, chain(held, pieces))
    return Document(fil, data[: limits.document_bytes + 1])
