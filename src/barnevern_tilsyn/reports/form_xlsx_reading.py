"""A form out of a workbook that a person has filled in, held to the same as one in JSON. Needs the extra ``xlsx``."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine.own_file import FileFault
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.form_checking import faults_of
from barnevern_tilsyn.programmes.form_json import FormError, read_form_json
from barnevern_tilsyn.programmes.programme import AnswerSet, Programme
from barnevern_tilsyn.reports.form_rows import QUESTION, Table, tables_of
from barnevern_tilsyn.reports.form_words import say
from barnevern_tilsyn.reports.form_xlsx import FORM_SHEET, MARK, heading, sheet_name
from barnevern_tilsyn.reports.xlsx.reading import BadWorkbookError, Box, rows_of, sheets_of

__all__ = ["read_form_xlsx"]

_MOST_ROWS: Final = 1_000
_MOST_COLUMNS: Final = 50
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_OF_FORMS: Final = ("barnevern_tilsyn.programmes", "texts")
_OF_WORKBOOKS: Final = ("barnevern_tilsyn.reports.xlsx", "texts")

Rows = Sequence[tuple[Box, ...]]


def read_form_xlsx(name: str, content: bytes, programmes: Mapping[str, Programme]) -> Form:
    """The form in a workbook, of one of these programmes, by their ids.

    Raises ``FormError`` with all its faults; ``name`` is what the file is called in it.
    """
    try:
        sheets = sheets_of(content)
        form = read_form_json(f"{name}!{FORM_SHEET}", _written(sheets), programmes)
        reading = _Reading(form, programmes[form.programme.id], sheets)
    except BadWorkbookError as error:
        raise FormError(name, (FileFault("", error.reason, _OF_WORKBOOKS),)) from None
    faults = reading.faults or [
        FileFault(reading.places.get(place, place), reason, _OF_FORMS)
        for place, reason in faults_of(reading.filled(), programmes)
    ]
    if faults:
        raise FormError(name, tuple(faults))
    return reading.filled()


def _written(sheets: Mapping[str, Any]) -> bytes:
    """The form as it was when the workbook was made. Raises ``BadWorkbookError``."""
    if FORM_SHEET not in sheets:
        raise BadWorkbookError(Message("no-form"))
    rows = rows_of(sheets[FORM_SHEET], most_rows=_MOST_ROWS, most_columns=1)
    return "".join(row[0].text.removeprefix(MARK) for row in rows if row).encode("utf-8", "replace")


class _Reading:
    """What a person has made of a form in a workbook.

    ``places``: the cell where each part of the form stands, by the part's place. Raises ``BadWorkbookError``.
    """

    def __init__(self, form: Form, programme: Programme, sheets: Mapping[str, Any]) -> None:
        self.faults: list[FileFault] = []
        self.places: dict[str, str] = {}
        self._form = form
        self._told: dict[str, dict[str, tuple[str | None, str]]] = {"answers": {}, "judgements": {}}
        self._day = form.filled
        for at, table in enumerate(tables_of(form, programme)):
            title = sheet_name(table.name, form.lang)
            if title not in sheets:
                self._fault("", "no-sheet", _OF_WORKBOOKS, name=title)
                continue
            rows = tuple(rows_of(sheets[title], most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS))
            self._read_table(title, table, rows)
            if at == 0:
                self._read_day(title, rows)

    def filled(self) -> Form:
        """The form with what was filled in."""
        answers, judgements = self._told["answers"], self._told["judgements"]
        return attrs.evolve(
            self._form,
            filled=self._day,
            answers=tuple(
                attrs.evolve(one, value=answers[one.question][0], comment=answers[one.question][1])
                for one in self._form.answers
            ),
            judgements=tuple(
                attrs.evolve(one, value=judgements[one.theme][0], reasons=judgements[one.theme][1])
                for one in self._form.judgements
            ),
        )

    def _fault(self, place: str, reason: str, texts: tuple[str, str] = _OF_FORMS, **args: Any) -> None:
        self.faults.append(FileFault(place, Message(reason, tuple(args.items())), texts))

    def _read_table(self, title: str, table: Table, rows: Rows) -> None:
        wanted = {heading(column, self._form.lang): column for column in ("id", "answer", table.words)}
        heads = (at for at, row in enumerate(rows) if wanted.keys() <= {box.text for box in row})
        first = next(heads, None)
        if first is None:
            self._fault(title, "no-columns", _OF_WORKBOOKS, names=tuple(wanted))
            return
        columns = {box.column: wanted[box.text] for box in rows[first] if box.text in wanted}
        at_id = {row.id: at for at, row in enumerate(table.rows)}
        seen: set[str] = set()
        for row in rows[first + 1 :]:
            boxes = {columns[box.column]: box for box in row if box.column in columns}
            if boxes:
                self._read_row(table, boxes, at_id, seen)
        for id in at_id:
            if id not in seen:
                self._fault(title, "lacks", id=id)

    def _read_row(self, table: Table, boxes: dict[str, Box], at_id: dict[str, int], seen: set[str]) -> None:
        formulas = [box for box in boxes.values() if box.is_formula]
        for box in formulas:
            self._fault(box.place, "formula", _OF_WORKBOOKS)
        key = boxes.get("id")
        if key is None or not key.text.strip():
            if not formulas and any(box.text.strip() for box in boxes.values()):
                self._fault(next(iter(boxes.values())).place, "row-without-id", _OF_WORKBOOKS)
            return
        id = key.text.strip()
        if id not in at_id:
            self._fault(key.place, "no-such-question")
        elif id in seen:
            self._fault(key.place, "twice", id=id)
        elif not formulas:
            self._take(table, at_id[id], boxes)
        seen.add(id)

    def _take(self, table: Table, at: int, boxes: dict[str, Box]) -> None:
        row = table.rows[at]
        for column, part in (("answer", "value"), (table.words, table.words)):
            if column in boxes:
                self.places[f"{table.list}[{at}].{part}"] = boxes[column].place
        value = self._value(boxes.get("answer"), row.answers)
        self._told[table.list][row.id] = value, self._words(boxes.get(table.words))

    def _value(self, box: Box | None, answers: AnswerSet) -> str | None:
        named = {value.name.say(self._form.lang).casefold().strip(): value for value in answers.values}
        said = self._words(box).casefold().strip()
        if box is not None and said and said not in named:
            names = tuple(value.name.say(self._form.lang) for value in answers.values)
            self._fault(box.place, "no-such-value", names=names)
        return named[said].id if said in named else None

    def _words(self, box: Box | None) -> str:
        if box is None or isinstance(box.value, str):
            return box.text if box else ""
        self._fault(box.place, "expected-str")
        return ""

    def _read_day(self, title: str, rows: Rows) -> None:
        label = say("filled", self._form.lang)
        labelled = (row for row in rows if row and row[0].text == label)
        row = next(labelled, None)
        if row is None:
            self._fault(title, "no-columns", _OF_WORKBOOKS, names=(label,))
            return
        box = next((box for box in row if box.column == QUESTION), None)
        self._day = None if box is None else _day(box)
        if box is not None and self._day is None and box.value != "":
            self._fault(box.place, "formula" if box.is_formula else "expected-date", _OF_WORKBOOKS)


def _day(box: Box) -> date | None:
    """The day in a cell, also where a person wrote it as text: ``2024-01-31`` or ``31.1.2024``."""
    if isinstance(box.value, date):
        return box.value
    found = _DAY.fullmatch(box.text.strip())
    if not found:
        return None
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
