"""Forms as workbooks: what a person fills in comes back, in LibreOffice too, and what anybody may send does no harm."""

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.blank import blank_form
from barnevern_tilsyn.programmes.form import LONGEST_COMMENT, Answer, Form, Judgement, Subject
from barnevern_tilsyn.programmes.form_json import FormError
from barnevern_tilsyn.reports.form_words import say
from barnevern_tilsyn.reports.form_xlsx import FORM_SHEET, HEAD_ROW, form_xlsx
from barnevern_tilsyn.reports.form_xlsx_reading import read_form_xlsx
from tests.office import converted, needs_office
from tests.programmes.forms import BLANK, BLANK_SERVICE, PROGRAMME, SUBJECT, forms
from tests.scale import scaled

SECRET: Final = "Hemmelig Navnesen"
WRITTEN: Final = form_xlsx(BLANK, PROGRAMME)
SERVICE: Final = form_xlsx(BLANK_SERVICE, PROGRAMME)
CSV: Final = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
NOON: Final = datetime(2025, 3, 1, 12)  # noqa: DTZ001 - a cell's own days have no zone
FIRST: Final = HEAD_ROW + 1
AWKWARD: Final = (
    "=1+1", "+47 22 00 00 00", "-", "@SUM(A1)", "'", "''x", "\t=1", "\n=1", "_x0041_", "_x005F_x0041_", "  ", "1",
    "2024-01-31", "true", "#N/A", '=HYPERLINK("http://x")', "å" * LONGEST_COMMENT, "𝒜\U0001f600", "a\n\nb\n",
    "<b>&amp;", "ja", "None", "  foran og bak  ", "1e5", "0007", "\u00a0", "=", "%", '"', "a\tb",
)  # fmt: skip


def read(content: bytes) -> Form:
    return read_form_xlsx("form.xlsx", content, builtin())


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(FormError) as error:
        read(content)
    for lang in LANGUAGES:
        assert all(line.startswith("form.xlsx") and line.endswith(".") for line in error.value.sentences(lang))
        assert SECRET not in "".join(error.value.sentences(lang))
    assert error.value.__suppress_context__ or error.value.__context__ is None
    return [(fault.place, fault.reason.id) for fault in error.value.faults]


def changed(change: Callable[[Any], object], content: bytes = WRITTEN) -> bytes:
    """The workbook as another program writes it when a person has changed it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def commented(form: Form, *comments: str) -> Form:
    """A form with a comment, and an answer, to each of the first questions."""
    answers = [
        attrs.evolve(answer, comment=comment, value=("ja", "delvis", "nei", "ikke_aktuelt", None)[at % 5])
        for at, (answer, comment) in enumerate(zip(form.answers, comments, strict=False))
    ]
    return attrs.evolve(form, answers=(*answers, *form.answers[len(answers) :]), filled=date(2025, 3, 1))


class TestThereAndBack:
    @settings(max_examples=scaled(15))
    @given(forms())
    def test_what_is_written_comes_back(self, form: Form) -> None:
        assert read(form_xlsx(form, PROGRAMME)) == form

    def test_comments_that_take_more_room_than_they_have_letters(self) -> None:
        form = commented(BLANK, *["_x0041_" * (LONGEST_COMMENT // 7)] * len(BLANK.answers))
        assert read(form_xlsx(form, PROGRAMME)) == form

    @pytest.mark.parametrize("programme", [one for one in builtin().values() if one.judgement], ids=lambda one: one.id)
    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_the_forms_of_every_programme(self, programme: Any, lang: str) -> None:
        for subject in (None, Subject(case=SUBJECT.case)):
            form = blank_form(programme, sample="s1", lang=lang, subject=subject)
            assert read(form_xlsx(form, programme)) == form

    def test_a_programme_that_asks_nothing_of_the_service(self) -> None:
        silent = attrs.evolve(PROGRAMME, management=(), judgement=None)
        form = blank_form(silent, sample="s1", lang="nb")
        assert read_form_xlsx("form.xlsx", form_xlsx(form, silent), {silent.id: silent}) == form

    def test_what_a_person_fills_in_is_read(self) -> None:
        def fill(book: Any) -> None:
            sheet = book["Spørsmål"]
            sheet["C4"] = NOON
            sheet[f"D{FIRST}"], sheet[f"E{FIRST}"] = " ja ", "Alt er i orden.\r\nBra."
            sheet[f"D{FIRST + 1}"] = "Ikke aktuelt"

        form = read(changed(fill))
        assert form.filled == date(2025, 3, 1)
        assert form.answer("M1") == Answer(question="M1", value="ja", comment="Alt er i orden.\nBra.")
        assert form.answer("M2").value == "ikke_aktuelt"
        assert form.answers[2:] == BLANK.answers[2:]

    def test_the_service_s_own_form_is_read(self) -> None:
        def fill(book: Any) -> None:
            book["Vurdering"][f"D{FIRST}"], book["Vurdering"][f"E{FIRST}"] = "Svikt", "Fristene."
            book["Ledelse"][f"D{FIRST + 4}"] = "Delvis"
            book["Vurdering"]["C4"] = "1.3.2025"

        form = read(changed(fill, SERVICE))
        assert form.judgements[0] == Judgement(theme="report", value="svikt", reasons="Fristene.")
        assert (form.answer("L5").value, form.filled) == ("delvis", date(2025, 3, 1))

    @pytest.mark.parametrize("said", ["2025-03-01", " 2025-3-1", "01.03.2025", NOON, date(2025, 3, 1)])
    def test_a_day_may_be_written_in_the_usual_ways(self, said: Any) -> None:
        assert read(changed(lambda book: book["Spørsmål"].__setitem__("C4", said))).filled == date(2025, 3, 1)

    def test_what_a_person_takes_away_is_gone(self) -> None:
        form = commented(BLANK, "x")

        def clear(book: Any) -> None:
            for cell in (f"D{FIRST}", f"E{FIRST}", "C4"):
                book["Spørsmål"][cell] = None

        assert read(changed(clear, form_xlsx(form, PROGRAMME))) == BLANK

    def test_sheets_of_one_s_own_and_wider_columns_are_no_matter(self) -> None:
        def add(book: Any) -> None:
            book.create_sheet("Notater")["A1"] = "=1+1"
            book["Spørsmål"].column_dimensions["E"].width = 90

        assert read(changed(add)) == BLANK


class TestHowItIsMade:
    def test_two_runs_give_the_same_bytes_made_on_no_day_in_particular(self) -> None:
        assert form_xlsx(BLANK, PROGRAMME) == WRITTEN
        with zipfile.ZipFile(io.BytesIO(WRITTEN)) as archive:
            assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z</dcterms:modified>" in parts(WRITTEN)["docProps/core.xml"]

    def test_title_and_language_are_told(self) -> None:
        properties = load_workbook(io.BytesIO(form_xlsx(attrs.evolve(BLANK, lang="nn"), PROGRAMME))).properties
        assert (properties.language, properties.creator) == ("nn-NO", "barnevern-tilsyn")
        assert properties.title == f"{PROGRAMME.name.nn}: {SUBJECT.case}"

    def test_a_person_can_change_answers_comments_and_the_day_and_nothing_else(self) -> None:
        sheet = load_workbook(io.BytesIO(WRITTEN))["Spørsmål"]
        assert sheet.protection.sheet
        last = FIRST + len(BLANK.answers) - 1
        open_cells = {cell.coordinate for row in sheet for cell in row if not cell.protection.locked}
        assert open_cells == {"C4", *(f"{column}{row}" for column in "DE" for row in range(FIRST, last + 1))}
        by_kind = {rule.type: rule for rule in sheet.data_validations.dataValidation}
        assert {str(cells) for cells in by_kind["list"].sqref.ranges} >= {f"D{FIRST}", f"D{last}"}
        assert "C4" in by_kind["date"].sqref

    def test_the_answers_to_choose_among_are_those_of_the_set(self) -> None:
        book = load_workbook(io.BytesIO(SERVICE))
        for title, names in (("Vurdering", ["Ingen svikt", "Svikt"]), ("Ledelse", ["Ja", "Delvis", "Nei"])):
            (rule,) = (one for one in book[title].data_validations.dataValidation if one.type == "list")
            hidden, _, cells = rule.formula1.partition("!")
            among = [row[0].value for row in book[hidden][cells.replace("$", "")]]
            assert among[: len(names)] == names
        assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "hidden", "hidden"]

    def test_it_can_be_read_and_printed(self) -> None:
        sheet = load_workbook(io.BytesIO(WRITTEN))["Spørsmål"]
        assert sheet.freeze_panes == f"A{FIRST}"
        assert {one.activeCell for one in sheet.sheet_view.selection} == {f"D{FIRST}"}
        assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape", 1, 0,
        )  # fmt: skip
        assert all(cell.alignment.wrap_text for cell in sheet[FIRST])
        assert sheet.row_dimensions[FIRST].height > 15

    def test_nothing_is_a_formula_whatever_a_person_wrote(self) -> None:
        content = form_xlsx(commented(BLANK, *AWKWARD), PROGRAMME)
        assert not any(b"<f>" in part or b"<f " in part for name, part in parts(content).items() if "sheet" in name)
        for sheet in load_workbook(io.BytesIO(content)):
            for row in sheet:
                for cell in row:
                    assert cell.data_type in "snd"
                    if isinstance(cell.value, str) and cell.value[:1] in "=+-@\t\n":
                        assert cell.quotePrefix


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("change", "found"),
        [
            (lambda book: cell(book, "D", SECRET), [(f"Spørsmål!D{FIRST}", "no-such-value")]),
            (lambda book: cell(book, "D", 1), [(f"Spørsmål!D{FIRST}", "expected-str")]),
            (lambda book: cell(book, "D", True), [(f"Spørsmål!D{FIRST}", "expected-str")]),
            (lambda book: cell(book, "D", '="Ja"'), [(f"Spørsmål!D{FIRST}", "formula")]),
            (lambda book: cell(book, "E", f'=HYPERLINK("{SECRET}")'), [(f"Spørsmål!E{FIRST}", "formula")]),
            (lambda book: cell(book, "E", "#REF!"), [(f"Spørsmål!E{FIRST}", "formula")]),
            (lambda book: cell(book, "E", 12.5), [(f"Spørsmål!E{FIRST}", "expected-str")]),
            (lambda book: cell(book, "E", date(2024, 1, 1)), [(f"Spørsmål!E{FIRST}", "expected-str")]),
            (lambda book: cell(book, "E", "x" * (LONGEST_COMMENT + 1)), [(f"Spørsmål!E{FIRST}", "too-long")]),
            (lambda book: cell(book, "E", "_x0007_"), [(f"Spørsmål!E{FIRST}", "no-text")]),
            (
                lambda book: cell(book, "A", SECRET),
                [(f"Spørsmål!A{FIRST}", "no-such-question"), ("Spørsmål", "lacks")],
            ),
            (lambda book: cell(book, "A", "M2"), [(f"Spørsmål!A{FIRST + 1}", "twice"), ("Spørsmål", "lacks")]),
            (lambda book: book["Spørsmål"].delete_rows(FIRST), [("Spørsmål", "lacks")]),
            (lambda book: below(book, "D", "Ja"), [(f"Spørsmål!D{FIRST + 40}", "row-without-id")]),
            (lambda book: (book.create_sheet("X"), book.remove(book["Spørsmål"])), [("", "no-sheet")]),
            (lambda book: setattr(book["Spørsmål"], "title", SECRET), [("", "no-sheet")]),
            (lambda book: cell(book, "D", "Svaret", row=HEAD_ROW), [("Spørsmål", "no-columns")]),
            (lambda book: cell(book, "A", "Dato", row=4), [("Spørsmål", "no-columns")]),
            (lambda book: cell(book, "C", SECRET, row=4), [("Spørsmål!C4", "expected-date")]),
            (lambda book: cell(book, "C", 45_000, row=4), [("Spørsmål!C4", "expected-date")]),
            (lambda book: cell(book, "C", "31.2.2024", row=4), [("Spørsmål!C4", "expected-date")]),
            (lambda book: cell(book, "C", "=TODAY()", row=4), [("Spørsmål!C4", "formula")]),
            (lambda book: book.remove(book[FORM_SHEET]), [("", "no-form")]),
            (lambda book: book[FORM_SHEET].__setitem__("A1", SECRET), [("", "no-json")]),
            (lambda book: book[FORM_SHEET].__setitem__("A1", "#{}"), [("document", "other-document")]),
        ],
    )
    def test_each_fault_is_told_with_its_cell(self, change: Callable[[Any], object], found: Any) -> None:
        assert refused(changed(change)) == found

    def test_all_faults_are_told_at_once(self) -> None:
        def change(book: Any) -> None:
            cell(book, "D", SECRET)
            cell(book, "D", "=1", row=FIRST + 1)
            cell(book, "E", 3, row=FIRST + 2)

        assert len(refused(changed(change))) == 3

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "broken"),
            (b"PK\x03\x04", "broken"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old-or-locked"),
            (WRITTEN[:-100], "broken"),
            (packed({"x.txt": b"x"}), "no-workbook"),
            (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "no-workbook"),
            (packed({"xl/workbook.xml": b"<x/>"}), "broken"),
            (packed(parts(WRITTEN) | {"xl/vbaProject.bin": b"x"}), "has-macros"),
            (packed(parts(WRITTEN) | {"xl/externalLinks/externalLink1.xml": b"<x/>"}), "refers-elsewhere"),
            (packed(parts(WRITTEN) | {"xl/connections.xml": b"<x/>"}), "refers-elsewhere"),
            (packed(parts(WRITTEN) | {f"x{n}": b"" for n in range(1_000)}), "too-large"),
            (packed(parts(WRITTEN) | {"xl/media/x.bin": b"\0" * 40 * 1024 * 1024}), "too-large"),
        ],
    )
    def test_what_is_no_workbook_of_ours_has_one_sentence(self, content: bytes, reason: str) -> None:
        assert refused(content) == [("", reason)]

    @pytest.mark.parametrize(
        "xml",
        [
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
            '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16"),
            b'<?xml version="1.0" encoding="UTF-7"?><x/>',
            b"<x",
        ],
    )
    def test_xml_that_may_hide_something_is_refused(self, xml: bytes) -> None:
        assert refused(packed(parts(WRITTEN) | {"xl/workbook.xml": xml})) == [("", "broken")]

    def test_a_size_that_is_not_true_is_refused(self) -> None:
        grown = packed(parts(WRITTEN) | {"xl/media/x.xml": b" " * 1_000_000})
        size = (1_000_000).to_bytes(4, "little")
        assert refused(grown.replace(size, (10).to_bytes(4, "little"))) == [("", "broken")]

    def test_a_cell_far_away_takes_no_time(self) -> None:
        content = changed(lambda book: book["Spørsmål"].__setitem__("XFD1048576", "x"))
        assert read(content) == BLANK

    def test_a_workbook_of_somebody_else_s(self) -> None:
        out = io.BytesIO()
        Workbook().save(out)
        assert refused(out.getvalue()) == [("", "no-form")]

    @settings(max_examples=scaled(40))
    @given(st.data())
    def test_damage_anywhere_is_told_in_a_sentence_or_does_no_harm(self, data: st.DataObject) -> None:
        files = parts(WRITTEN)
        name = data.draw(st.sampled_from(sorted(files)))
        at = data.draw(st.integers(0, len(files[name]) - 1))
        damage = data.draw(st.binary(min_size=1, max_size=8))
        files[name] = files[name][:at] + damage + files[name][at + data.draw(st.integers(0, 30)) :]
        try:
            read(packed(files))
        except FormError as error:
            assert all(line.endswith(".") for line in error.sentences("en"))  # noqa: PT017 - it may as well do no harm


def cell(book: Any, column: str, value: Any, *, row: int = FIRST) -> None:
    book["Spørsmål"][f"{column}{row}"].number_format = "General"
    book["Spørsmål"][f"{column}{row}"] = value


def below(book: Any, column: str, value: Any) -> None:
    cell(book, column, value, row=FIRST + 40)


@pytest.fixture(scope="module")
def awkward() -> Form:
    """All that a person may write but a workbook's escape of an escape, which LibreOffice itself does not keep."""
    return commented(BLANK, *(comment for comment in AWKWARD if comment != "_x005F_x0041_"))


@pytest.fixture(scope="module")
def folder(awkward: Form, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    (folder / "case.xlsx").write_bytes(form_xlsx(awkward, PROGRAMME))
    (folder / "service.xlsx").write_bytes(form_xlsx(BLANK_SERVICE, PROGRAMME))
    return folder


@needs_office
def test_libreoffice_finds_the_same_answers(awkward: Form, folder: Path, tmp_path: Path) -> None:
    (file,) = converted([folder / "case.xlsx"], CSV, tmp_path)
    rows = {row[0]: row for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")) if row}
    names = {value.id: value.name.nb for value in PROGRAMME.answer_sets[0].values}
    for answer in awkward.answers:
        assert rows[answer.question][3] == names.get(answer.value or "", "")
        assert rows[answer.question][4] == answer.comment
    assert rows[say("filled", "nb")][2] == "2025-03-01"


@needs_office
def test_what_libreoffice_saves_comes_back_without_loss(awkward: Form, folder: Path, tmp_path: Path) -> None:
    case, service = converted([folder / "case.xlsx", folder / "service.xlsx"], "xlsx", tmp_path)
    assert read(case.read_bytes()) == awkward
    assert read(service.read_bytes()) == BLANK_SERVICE
