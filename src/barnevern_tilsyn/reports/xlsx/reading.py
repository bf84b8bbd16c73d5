"""Workbooks that anybody may have made: bounded, without macros, other files and formulas, or a sentence why not."""

import re
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

import attrs
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from barnevern_tilsyn.model import Message

__all__ = ["BadWorkbookError", "Box", "rows_of", "sheets_of"]

_MIB: Final = 1024 * 1024
_MOST_PACKED: Final = 16 * _MIB
_MOST_UNPACKED: Final = 32 * _MIB
_MOST_PARTS: Final = 1_000
_MOST_SHEETS: Final = 50
_WORKBOOK: Final = "xl/workbook.xml"
_OLD: Final = b"\xd0\xcf\x11\xe0"
"""A workbook of before 2007, or one with a password."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DECLARED: Final = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")


class BadWorkbookError(ValueError):
    """The file is no workbook that can be read. ``reason``: why, in this package's texts. Shows nothing of it."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(reason.id)


@attrs.frozen(weakref_slot=False)
class Box:
    """A cell: its address, such as ``Skjema!D9``, and what it holds: text, a number, a truth, a day, or None.

    ``column`` is counted from 1. ``is_formula``: what it holds would have to be worked out first, or failed to be.
    """

    place: str
    column: int
    value: str | float | bool | date | None
    is_formula: bool = False

    @property
    def text(self) -> str:
        """What it holds if that is text, else nothing."""
        return self.value if isinstance(self.value, str) else ""


def sheets_of(content: bytes) -> dict[str, Any]:
    """The sheets of a workbook, by name. Raises ``BadWorkbookError``."""
    checked = _checked(content)
    try:
        book = load_workbook(checked, read_only=True, keep_links=False)
        sheets = {str(sheet.title): sheet for sheet in book.worksheets[: _MOST_SHEETS + 1]}
    except Exception:  # noqa: BLE001 - openpyxl raises anything for a part that is not as it expects
        raise BadWorkbookError(Message("broken")) from None
    if len(sheets) > _MOST_SHEETS:
        raise BadWorkbookError(Message("too-large"))
    return sheets


def rows_of(sheet: Any, *, most_rows: int, most_columns: int) -> Iterator[tuple[Box, ...]]:
    """The first rows of a sheet, each with those of its first cells that hold anything. Raises ``BadWorkbookError``."""
    try:
        yield from _rows(sheet, most_rows, most_columns)
    except Exception:  # noqa: BLE001 - as above
        raise BadWorkbookError(Message("broken")) from None


def _rows(sheet: Any, most_rows: int, most_columns: int) -> Iterator[tuple[Box, ...]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=most_rows, max_col=most_columns):
        yield tuple(_box(sheet.title, cell) for cell in row if cell.value is not None)


def _box(sheet: str, cell: Any) -> Box:
    place = f"{sheet}!{get_column_letter(cell.column)}{cell.row}"
    value = cell.value
    if cell.data_type in ("f", "e"):
        return Box(place, cell.column, None, is_formula=True)
    if isinstance(value, datetime):
        value = value.date()
    elif not isinstance(value, bool | int | float | date):
        value = _unescaped(str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return Box(place, cell.column, value)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _checked(content: bytes) -> BytesIO:
    """The workbook with its parts as they were looked at. Raises ``BadWorkbookError`` for what must not be read."""
    if len(content) > _MOST_PACKED:
        raise BadWorkbookError(Message("too-large"))
    if content.startswith(_OLD):
        raise BadWorkbookError(Message("old-or-locked"))
    checked = BytesIO()
    try:
        with ZipFile(BytesIO(content)) as archive, ZipFile(checked, "w") as copy:
            for part in _parts(archive):
                copy.writestr(part.filename, _looked_at(part.filename, archive.read(part)))
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        if isinstance(error, BadWorkbookError):
            raise
        raise BadWorkbookError(Message("broken")) from None
    return checked


def _parts(archive: ZipFile) -> list[ZipInfo]:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise BadWorkbookError(Message("too-large"))
    names = {part.filename.lower() for part in parts}
    if _WORKBOOK not in names or len(names) < len(parts):
        raise BadWorkbookError(Message("no-workbook"))
    if any("vbaproject" in name for name in names):
        raise BadWorkbookError(Message("has-macros"))
    if any(name.startswith(("xl/externallinks/", "xl/connections", "xl/querytables/")) for name in names):
        raise BadWorkbookError(Message("refers-elsewhere"))
    return parts


def _looked_at(name: str, content: bytes) -> bytes:
    """A part. Raises ``BadWorkbookError`` for XML that defines entities, or may hide that it does."""
    if not name.lower().endswith((".xml", ".rels")):
        return content
    declared = _DECLARED.match(content)
    if declared and declared[1].lower() != b"utf-8":
        raise BadWorkbookError(Message("broken"))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        raise BadWorkbookError(Message("broken"))
    return content.replace(b"_x005F_", b"_x005f_")  # openpyxl would drop the one, and with it what it was for
