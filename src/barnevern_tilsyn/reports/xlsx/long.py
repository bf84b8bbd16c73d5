"""Long sheets: rows are written as they come and not kept, on as many sheets as they need."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from barnevern_tilsyn.reports.xlsx.writing import set_up_for_print, style, written

__all__ = ["MOST_ROWS", "LongSheet"]

MOST_ROWS: Final = 1_000_000
"""Of a sheet; no program reads many more."""

_TEXT, _NUMBER, _DAY, _HEAD = "tekst", "tall", "dag", "kolonne"
_LOOKS: Final = {_TEXT: "@", _NUMBER: "General", _DAY: "yyyy-mm-dd", _HEAD: "@"}
"""Looks that many cells share, by their number formats: a cell of its own look each would take ten times as long."""
_BAD_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")


class LongSheet:
    """A table that goes on upon a further sheet where one is full. ``heads``: names and widths in characters."""

    def __init__(
        self, book: Workbook, name: str, heads: Sequence[tuple[str, float]], footer: str, *, most: int = MOST_ROWS
    ) -> None:
        self._book = book
        self._name = _BAD_IN_A_NAME.sub(" ", name)
        self._heads = heads
        self._footer = footer
        self._most = most
        self._rows = 0
        self._sheets: list[Any] = []
        for look, number_format in _LOOKS.items():
            if look not in book.named_styles:
                book.add_named_style(style(look, number_format, head=look == _HEAD))
        self._begin()

    def append(self, values: Sequence[str | float | date | None]) -> None:
        """Another row."""
        if self._rows == self._most:
            self._begin()
        sheet = self._sheets[-1]
        sheet.append([self._cell(value) for value in values])
        self._rows += 1

    def _begin(self) -> None:
        number = len(self._sheets) + 1
        sheet: Any = self._book.create_sheet(self._name if number == 1 else f"{self._name} {number}")
        for at, (_, width) in enumerate(self._heads, 1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        set_up_for_print(sheet, self._footer)
        self._sheets.append(sheet)
        sheet.append([self._cell(name, head=True) for name, _ in self._heads])
        self._rows = 0

    def _cell(self, value: str | float | date | None, *, head: bool = False) -> Any:
        if value is None:
            return None
        text = isinstance(value, str)
        shown: Any = written(value) if isinstance(value, str) else value
        cell = WriteOnlyCell(self._sheets[-1], shown)
        if text:
            cell.data_type = "s"  # whatever it begins with
        cell.style = _HEAD if head else _TEXT if text else _DAY if isinstance(value, date) else _NUMBER
        return cell
