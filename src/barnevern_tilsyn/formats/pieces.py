"""A document that comes in pieces: held whole, or handed on as it comes where it holds many cases."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from barnevern_tilsyn.formats.items import Document, Long
from barnevern_tilsyn.formats.json_lines import is_json_lines
from barnevern_tilsyn.formats.limits import CHUNK, Limits
from barnevern_tilsyn.formats.prolog import ascii_markup
from barnevern_tilsyn.formats.sniff import HEAD, looks_like_json
from barnevern_tilsyn.model import Unreadable

__all__ = ["document_of", "is_kostra", "may_be_long"]

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


def may_be_long(data: bytes) -> bool:
    """Whether what begins so may be a file of many cases."""
    return is_kostra(data) or looks_like_json(data[:HEAD])


def _is_json(fil: str, data: bytes) -> bool | None:
    """Whether a file of many cases that begins so is JSON; None where it is none."""
    return True if is_json_lines(fil, data) else False if is_kostra(data) else None


def document_of(fil: str, pieces: Iterator[bytes | Unreadable], limits: Limits) -> Document | Long | Unreadable:
    """The document that comes in pieces; what is wrong with its source comes among them."""
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        if isinstance(piece, Unreadable):
            return piece
        held.append(piece)
        if size < CHUNK <= size + len(piece) and (is_json := _is_json(fil, b"".join(held))) is not None:
            return Long(fil, chain(held, pieces), is_json)
        size += len(piece)
        if size > limits.document_bytes:
            break
    data = b"".join(held)
    if (is_json := _is_json(fil, data)) is not None:
        return Long(fil, chain(held, pieces), is_json)
    return Document(fil, data[: limits.document_bytes + 1])
