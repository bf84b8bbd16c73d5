"""A form as a workbook, to be filled in and read back (``form_xlsx_reading``). Needs the extra ``xlsx``.

A sheet for each table of questions; hidden beside them the answers to choose among, and the form itself as it was
written: what a person cannot change comes back from there.
"""

from typing import Final

from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.form_json import form_json
from barnevern_tilsyn.programmes.programme import AnswerSet, Programme
from barnevern_tilsyn.reports.form_rows import QUESTION, Row, Table, tables_of
from barnevern_tilsyn.reports.form_words import about_case, say
from barnevern_tilsyn.reports.xlsx.writing import (
    LONGEST_TEXT,
    Workbook,
    Worksheet,
    add_sheet,
    as_text,
    begin_at,
    choices,
    day_only,
    fillable,
    fit,
    framed,
    head,
    hide,
    new_workbook,
    put,
    saved,
    set_up_for_print,
    shut,
    spread,
)

__all__ = ["FILLED_ROW", "FORM_SHEET", "HEAD_ROW", "MARK", "form_xlsx", "heading", "sheet_name"]

FORM_SHEET: Final = "_form"
MARK: Final = "#"
"""Stands before each piece of the form, so that none begins as a formula."""
FILLED_ROW: Final = 4
HEAD_ROW: Final = 6

_LISTS_SHEET: Final = "_lists"
_ANSWER: Final = "D"
_PIECE: Final = LONGEST_TEXT - 1
_WIDTHS: Final = {"section": 17, "question": 40, "answer": 17, "record": 66, "provisions": 24}
_WORDS_WIDTH: Final = 44
_WIDEST_ID: Final = 20


def sheet_name(table: str, lang: str) -> str:
    """What the sheet of a table is called."""
    return say(f"sheet-{table}", lang)


def heading(column: str, lang: str) -> str:
    """What a column is called."""
    return say(f"column-{column}", lang)


def form_xlsx(form: Form, programme: Programme) -> bytes:
    """The workbook of a form of this programme, empty or filled in, in the form's language; always the same bytes."""
    title = programme.name.say(form.lang)
    book = new_workbook(title if form.subject is None else f"{title}: {form.subject.case}", form.lang)
    tables = tables_of(form, programme)
    among = _among(tables)
    for at, table in enumerate(tables):
        sheet = add_sheet(book, sheet_name(table.name, form.lang))
        _above(sheet, table, form, programme, dated=at == 0)
        _fill(sheet, table, form, among)
    _add_lists(book, tables, form.lang)
    _add_form(book, form)
    return saved(book)


def _above(sheet: Worksheet, table: Table, form: Form, programme: Programme, *, dated: bool) -> None:
    columns = len(table.columns)
    put(sheet, 1, 1, programme.name.say(form.lang), bold=True)
    put(sheet, 2, 1, " · ".join(f"{name}: {value}" for name, value in about_case(form, programme, form.lang)))
    put(sheet, 3, 1, say(f"guidance-{form.kind.value}", form.lang))
    for row, lines in ((1, 1), (2, 2), (3, 2)):
        spread(sheet, row, columns, lines)
    if dated:
        put(sheet, FILLED_ROW, 1, say("filled", form.lang))
        spread(sheet, FILLED_ROW, 2)
        cell = fillable(put(sheet, FILLED_ROW, QUESTION, form.filled))
        day_only(sheet, cell, title=say("filled", form.lang), error=say("no-day", form.lang))


def _fill(sheet: Worksheet, table: Table, form: Form, among: dict[str, str]) -> None:
    widths = {
        "id": min(_WIDEST_ID, 3 + max((len(row.id) for row in table.rows), default=0)),
        **_WIDTHS,
        table.words: _WORDS_WIDTH,
    }
    head(sheet, HEAD_ROW, tuple((heading(column, form.lang), widths[column]) for column in table.columns))
    for number, row in enumerate(table.rows, HEAD_ROW + 1):
        for at, column in enumerate(table.columns, 1):
            cell = framed(put(sheet, number, at, _text(row, column, form.lang) or None))
            if column in ("answer", table.words):
                as_text(fillable(cell))
        fit(sheet, number)
    for id in dict.fromkeys(row.answers.id for row in table.rows):
        cells = [f"{_ANSWER}{at}" for at, row in enumerate(table.rows, HEAD_ROW + 1) if row.answers.id == id]
        choices(sheet, cells, among[id], title=heading("answer", form.lang), error=say("no-answer", form.lang))
    begin_at(sheet, f"{_ANSWER}{HEAD_ROW + 1}")
    shut(sheet)
    set_up_for_print(sheet, form.subject.case if form.subject else sheet_name(table.name, form.lang))


def _text(row: Row, column: str, lang: str) -> str:
    match column:
        case "answer":
            return "" if row.value is None else row.answers.value(row.value).name.say(lang)
        case "comment" | "reasons":
            return row.words
        case _:
            text: str = getattr(row, column)
            return text


def _sets(tables: tuple[Table, ...]) -> tuple[AnswerSet, ...]:
    """The answer sets of a form, each once."""
    return tuple({row.answers.id: row.answers for table in tables for row in table.rows}.values())


def _among(tables: tuple[Table, ...]) -> dict[str, str]:
    """The cells that hold the answers of each set: they stand below each other."""
    found, first = {}, 1
    for answers in _sets(tables):
        last = first + len(answers.values) - 1
        found[answers.id] = f"{_LISTS_SHEET}!$A${first}:$A${last}"
        first = last + 1
    return found


def _add_lists(book: Workbook, tables: tuple[Table, ...], lang: str) -> None:
    sheet = add_sheet(book, _LISTS_SHEET)
    names = (value.name.say(lang) for answers in _sets(tables) for value in answers.values)
    for row, name in enumerate(names, 1):
        put(sheet, row, 1, name)
    shut(sheet)
    hide(sheet)


def _add_form(book: Workbook, form: Form) -> None:
    sheet = add_sheet(book, FORM_SHEET)
    written = form_json(form).decode()
    for row, at in enumerate(range(0, len(written), _PIECE), 1):
        put(sheet, row, 1, MARK + written[at : at + _PIECE])
    shut(sheet)
    hide(sheet)
