"""What stands before the root element, read without a parser: the encoding, a DOCTYPE, the root's name."""

import codecs
import re
from typing import Final

import attrs

__all__ = ["DRAFT_ROOT", "ROOT", "Prolog", "ascii_markup", "byte_order_mark", "prolog"]

ROOT: Final = "Barnevern"
"""The root of a register document, and of a KOSTRA file."""
DRAFT_ROOT: Final = "BarnevernregisterInnrapportering"
"""The root of the coming version 5."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_BOM: Final = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
_WHITE = re.compile(rb"[ \t\r\n]*")
_NAME = re.compile(rb"<([^\s<>/!?=\"']+)")
_DOCTYPE = re.compile(rb"<!DOCTYPE\s*([^\s<>\[]*)", re.IGNORECASE)


@attrs.frozen(weakref_slot=False)
class Prolog:
    """``root`` is the local name of the root element, ``doctype`` the name in a DOCTYPE; empty where there is none.

    With a DOCTYPE nothing after it has been looked at.
    """

    root: str = ""
    doctype: str | None = None


def prolog(data: bytes) -> Prolog:
    """Scan byte-order mark, declaration, comments and processing instructions up to the root or a DOCTYPE."""
    text, at = ascii_markup(data)
    while True:
        white = _WHITE.match(text, at)
        at = white.end() if white else at
        if text.startswith(b"<?", at):
            closing, width = text.find(b"?>", at), 2
        elif text.startswith(b"<!--", at):
            closing, width = text.find(b"-->", at + 4), 3
        else:
            break
        if closing < 0:
            return Prolog()
        at = closing + width
    doctype = _DOCTYPE.match(text, at)
    if doctype is not None:
        return Prolog(doctype=doctype[1].decode("ascii", "replace"))
    name = _NAME.match(text, at)
    if name is None:
        return Prolog()
    return Prolog(root=name[1].rpartition(b":")[2].decode("utf-8", "replace"))


def byte_order_mark(data: bytes) -> tuple[bytes, str]:
    """The mark that a document begins with and the encoding it tells, also where markup tells it; else nothing."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return mark, encoding
    return b"", next((encoding for start, encoding in _WITHOUT_BOM if data.startswith(start)), "")


def ascii_markup(data: bytes) -> tuple[bytes, int]:
    """The document in an encoding whose markup is ASCII, and where it begins."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            if encoding == "utf-8":
                return data, len(mark)
            return data[len(mark) :].decode(encoding, "replace").encode("utf-8", "replace"), 0
    for mark, encoding in _WITHOUT_BOM:
        if data.startswith(mark):
            return data.decode(encoding, "replace").encode("utf-8", "replace"), 0
    return data, 0
