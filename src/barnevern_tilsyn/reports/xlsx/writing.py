"""Workbooks as they are written: text is never a formula, and the same content gives the same bytes."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

__all__ = [
    "LONGEST_TEXT",
    "Workbook",
    "Worksheet",
    "add_sheet",
    "as_text",
    "begin_at",
    "choices",
    "day_only",
    "fillable",
    "fit",
    "framed",
    "head",
    "hide",
    "new_workbook",
    "put",
    "saved",
    "set_up_for_print",
    "shut",
    "spread",
    "style",
    "written",
]

LONGEST_TEXT: Final = 16_000
"""Characters of a text in a cell. It can hold twice as many: an escape takes twice its room."""

_LANGUAGES: Final = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_MADE: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own days have no zone
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

_INK: Final = "FF1F2933"
_HEAD: Final = PatternFill("solid", fgColor="FFE4E9F0")
_FILLABLE: Final = PatternFill("solid", fgColor="FFFFFBE6")
_LINE: Final = Side(style="thin", color="FF9AA5B1")
_LINE_HEIGHT: Final = 15
_HIGHEST: Final = 409
"""Points that a row can be high."""
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def new_workbook(title: str, lang: str, *, long: bool = False) -> Workbook:
    """A workbook without sheets, with a title, in a language, made on no day in particular.

    ``long``: its rows are written as they come and not kept.
    """
    book = Workbook(write_only=long)
    while book.worksheets:
        book.remove(book.worksheets[0])
    properties = book.properties
    properties.title, properties.language, properties.creator = title, _LANGUAGES[lang], "barnevern-tilsyn"
    properties.created = properties.modified = _MADE
    return book


def put(sheet: Worksheet, row: int, column: int, value: str | float | date | None, *, bold: bool = False) -> Cell:
    """Write a value into a cell: a text as text, whatever it begins with, the others as what they are."""
    cell: Any = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = written(value)
        as_text(cell)
    else:
        cell.value = value
    cell.font = Font(name="Calibri", size=11, bold=bold, color=_INK)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    found: Cell = cell
    return found


def written(text: str) -> str:
    """A text as it is written into a cell."""
    return _ESCAPE.sub("_x005F_", _cut(text))  # what looks like an escape would be taken for one


def as_text(cell: Cell) -> Cell:
    """Take what a cell holds, and what a person writes into it, for text: it is never worked out."""
    if cell.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.number_format = "@"
    return cell


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def add_sheet(book: Workbook, name: str) -> Worksheet:
    """Another sheet."""
    sheet: Worksheet = book.create_sheet(name)
    return sheet


def spread(sheet: Worksheet, row: int, columns: int, lines: int = 1) -> None:
    """Let the first cell of a row reach over so many columns, so many lines high."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = lines * _LINE_HEIGHT + 3


def head(sheet: Worksheet, row: int, titles: tuple[tuple[str, float], ...]) -> None:
    """A row of headings, each with the width of its column in characters; what stands above stays in sight."""
    for at, (title, width) in enumerate(titles, 1):
        cell = put(sheet, row, at, title, bold=True)
        cell.fill, cell.border = _HEAD, _BORDER
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def style(name: str, number_format: str, *, head: bool = False) -> NamedStyle:
    """The look of a column's cells, or of its head, to be given to many cells at once.

    Rows written as they come are one line high: nobody can tell how high they would have to be.
    """
    found = NamedStyle(name, number_format=number_format)
    found.font = Font(name="Calibri", size=11, bold=head, color=_INK)
    found.alignment = Alignment(vertical="top", wrap_text=head)
    if head:
        found.fill, found.border = _HEAD, _BORDER
    return found


def framed(cell: Cell) -> Cell:
    """A cell with lines around it."""
    cell.border = _BORDER
    return cell


def fit(sheet: Worksheet, row: int) -> None:
    """Make a row as high as its texts need in columns of their widths: not every program does it by itself."""
    lines = 1
    cells: Any = sheet[row]
    for cell in cells:
        width = max(1.0, sheet.column_dimensions[cell.column_letter].width * 1.05)
        told = str(cell.value).split("\n") if cell.value is not None else []
        lines = max(lines, sum(max(1, ceil(len(line) / width)) for line in told))
    sheet.row_dimensions[row].height = min(_HIGHEST, lines * _LINE_HEIGHT + 3)


def choices(sheet: Worksheet, cells: Iterable[str], among: str, *, title: str, error: str) -> None:
    """Let cells hold nothing but one of the texts in other cells, such as ``valg!$A$1:$A$4``."""
    rule = DataValidation("list", formula1=among, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = title, error
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def day_only(sheet: Worksheet, cell: Cell, *, title: str, error: str) -> None:
    """Let a cell hold nothing but a day of this century."""
    cell.number_format = "yyyy-mm-dd"
    rule = DataValidation("date", operator="between", formula1="36526", formula2="73050", allow_blank=True)
    rule.showErrorMessage, rule.errorTitle, rule.error = True, title, error
    rule.add(cell)
    sheet.add_data_validation(rule)


def begin_at(sheet: Worksheet, cell: str) -> None:
    """Open a sheet with this cell chosen, below what stays in sight."""
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = cell


def shut(sheet: Worksheet) -> None:
    """Let only what is fillable be changed, and columns and rows be made wider; there is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False


def hide(sheet: Worksheet) -> None:
    """Keep a sheet out of sight."""
    sheet.sheet_state = "hidden"


def fillable(cell: Cell) -> Cell:
    """Let a person fill in a cell of a sheet that is shut."""
    cell.protection = Protection(locked=False)
    cell.fill, cell.border = _FILLABLE, _BORDER
    return cell


def set_up_for_print(sheet: Worksheet, footer: str) -> None:
    """A4 across, as wide as the page, with the page's number."""
    setup, foot = sheet.page_setup, HeaderFooterItem()
    setup.orientation, setup.paperSize = "landscape", 9
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    foot.left.text, foot.right.text = footer.replace("&", "&&"), "&P / &N"
    sheet.oddFooter = foot


def saved(book: Workbook) -> bytes:
    """The workbook as bytes, the same every time."""
    first = BytesIO()
    ExcelWriter(book, ZipFile(first, "w")).save()
    second = BytesIO()
    with ZipFile(first) as old, ZipFile(second, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = ZipInfo(name, _ZIPPED)
            part.compress_type, part.external_attr = ZIP_DEFLATED, 0o600 << 16
            new.writestr(part, old.read(name))
    return second.getvalue()
