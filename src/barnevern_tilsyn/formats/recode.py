"""A document that comes in pieces, in whatever encoding, as UTF-8."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from barnevern_tilsyn.formats.prolog import byte_order_mark

__all__ = ["UnknownEncoding", "as_utf8"]

_DECLARED: Final = re.compile(rb"""<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']""")
_DECLARATION: Final = re.compile(rb"<\?xml\s[^>]*\?>")
_USUAL: Final = re.compile(r"ascii|utf-8|iso8859-[0-9]+|cp[0-9]+|mac-[a-z]+")
"""The encodings that a document may name itself. Others need a byte-order mark, or are nobody's."""
_ASCII: Final = bytes(range(0x20, 0x7F))
_LONGEST_DECLARATION: Final = 1024
_NO_TEXT: Final = b"\xff"
"""Stands for what cannot be decoded: no UTF-8, so that the parser refuses the place where it stands."""


class UnknownEncoding(Exception):  # noqa: N818 - never leaves the package
    """The document says that it is in an encoding that nobody here knows, or cannot be in."""


def as_utf8(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same in UTF-8, without byte-order mark and declaration. What cannot be decoded is no UTF-8 then either.

    Raises ``UnknownEncoding``.
    """
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= _LONGEST_DECLARATION:
            break
    mark, encoding = byte_order_mark(first)
    first = first[len(mark) :]
    if not encoding:
        declared = _DECLARED.match(first)
        encoding = _known(declared[1].decode("ascii")) if declared else "utf-8"
    recoded = _recoded(first, pieces, encoding)
    start = next(recoded, b"")
    declaration = _DECLARATION.match(start)
    if declaration is not None:
        start = b"\n" * declaration[0].count(b"\n") + start[declaration.end() :]
    yield start
    yield from recoded


def _known(name: str) -> str:
    """The name of an encoding in which markup reads as in ASCII. Raises ``UnknownEncoding``."""
    try:
        encoding = codecs.lookup(name).name
        if _USUAL.fullmatch(encoding) and _ASCII.decode(encoding) == _ASCII.decode("ascii"):
            return encoding
    except (LookupError, UnicodeError):
        pass
    raise UnknownEncoding


def _recoded(first: bytes, pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    if encoding == "utf-8":
        yield first
        yield from pieces
        return
    # Broken text is carried along as what neither encoding has, up to the parser.
    decoder = codecs.getincrementaldecoder(encoding)(
        "surrogatepass" if encoding.startswith("utf-") else "surrogateescape"
    )
    try:
        yield decoder.decode(first).encode("utf-8", "surrogatepass")
        for piece in pieces:
            yield decoder.decode(piece).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeError:
        yield _NO_TEXT
