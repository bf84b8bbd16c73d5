"""Workbooks of every kind: text stays text, and what comes back is what was put."""

import io
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from barnevern_tilsyn.reports.xlsx.reading import rows_of, sheets_of
from barnevern_tilsyn.reports.xlsx.writing import LONGEST_TEXT, add_sheet, fit, new_workbook, put, saved
from tests.programmes.forms import AWKWARD, WORDS
from tests.scale import scaled

VALUES = st.one_of(
    AWKWARD, WORDS, st.integers(-(10**9), 10**9), st.booleans(), st.dates(date(1950, 1, 1), date(2100, 1, 1))
)


@settings(max_examples=scaled(30))
@given(st.lists(VALUES, min_size=1, max_size=8))
def test_what_is_put_is_read(values: list[str | int | date]) -> None:
    book = new_workbook("Tittel", "nb")
    sheet = add_sheet(book, "Ark")
    for at, value in enumerate(values, 1):
        put(sheet, at, 2, value)
    rows = rows_of(sheets_of(saved(book))["Ark"], most_rows=20, most_columns=5)
    found = [box for row in rows for box in row]
    assert [(box.place, box.value) for box in found] == [
        (f"Ark!B{at}", value) for at, value in enumerate(values, 1) if value != ""
    ]
    assert not any(box.is_formula for box in found)


def test_only_so_many_rows_and_columns_are_read() -> None:
    book = new_workbook("Tittel", "nb")
    sheet = add_sheet(book, "Ark")
    for at in range(1, 10):
        put(sheet, at, at, at)
    rows = list(rows_of(sheets_of(saved(book))["Ark"], most_rows=5, most_columns=3))
    assert [box.value for row in rows for box in row] == [1, 2, 3]


def test_a_text_is_cut_where_a_cell_has_no_more_room() -> None:
    book = new_workbook("Tittel", "en")
    sheet = add_sheet(book, "Ark")
    cell = put(sheet, 1, 1, "_x0041_" * LONGEST_TEXT)
    assert len(str(cell.value)) <= 2 * LONGEST_TEXT
    (row,) = rows_of(sheets_of(saved(book))["Ark"], most_rows=1, most_columns=1)
    assert row[0].text.endswith("…")


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    book = new_workbook("Tittel", "en")
    sheet = add_sheet(book, "Ark")
    put(sheet, 1, 1, "x")
    put(sheet, 2, 1, "ord " * 100)
    put(sheet, 3, 1, "ord\n" * 1_000)
    for row in (1, 2, 3):
        fit(sheet, row)
    heights = [sheet.row_dimensions[row].height for row in (1, 2, 3)]
    assert heights == sorted(heights)
    assert heights[-1] == 409


def test_a_document_has_no_day_of_its_own() -> None:
    def made() -> bytes:
        book = new_workbook("Tittel", "nn")
        put(add_sheet(book, "Ark"), 1, 1, "x")
        return saved(book)

    assert made() == made()
    assert load_workbook(io.BytesIO(made())).properties.language == "nn-NO"
