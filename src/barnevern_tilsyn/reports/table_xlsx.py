"""Tables of a report as a workbook: a sheet for each, with what stands above it. Needs the extra ``xlsx``."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import attrs

from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.reports.xlsx.writing import (
    add_sheet,
    fit,
    framed,
    head,
    new_workbook,
    put,
    saved,
    set_up_for_print,
    spread,
)

__all__ = ["SHARE_HEADS", "Cell", "Sheet", "share_cells", "tables_xlsx"]

Cell = str | float | date | None

_NARROW: Final = 12
_WIDE: Final = 48


SHARE_HEADS: Final = ("yes", "applicable", "share", "low", "high")
"""The columns of a share, in the catalogue of rounds."""


def share_cells(share: Share | None) -> tuple[Cell, ...]:
    """A share in these columns, with its interval; empty cells where there is none."""
    interval = share.interval if share else None
    if share is None or interval is None:
        return (share.k, share.n, None, None, None) if share else (None,) * len(SHARE_HEADS)
    return share.k, share.n, share.value, interval.low, interval.high


@attrs.frozen(weakref_slot=False, kw_only=True)
class Sheet:
    """A sheet: its name, lines above the table, the heads of the columns, and the rows.

    ``wide``: the columns with text, counted from 0; the others are as wide as a number needs. ``shares``: those with
    shares, written as percentages.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    above: tuple[str, ...] = ()
    wide: frozenset[int] = frozenset()
    shares: frozenset[int] = frozenset()


def tables_xlsx(title: str, sheets: Iterable[Sheet], lang: str) -> bytes:
    """The workbook of some sheets, the same bytes every time."""
    book = new_workbook(title, lang)
    for one in sheets:
        sheet = add_sheet(book, one.name)
        for row, line in enumerate(one.above, 1):
            put(sheet, row, 1, line, bold=row == 1)
            spread(sheet, row, max(len(one.heads), 2), 1 + len(line) // 110)
        first = len(one.above) + 1
        head(sheet, first, tuple((name, _WIDE if at in one.wide else _NARROW) for at, name in enumerate(one.heads)))
        fit(sheet, first)
        for row, values in enumerate(one.rows, first + 1):
            for column, value in enumerate(values):
                cell = framed(put(sheet, row, column + 1, value))
                if column in one.shares:
                    cell.number_format = "0%"
            fit(sheet, row)
        set_up_for_print(sheet, title)
    return saved(book)
