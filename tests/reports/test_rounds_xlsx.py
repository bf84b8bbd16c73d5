"""Rounds and the national picture as workbooks: the same numbers in every program, and no text that is worked out."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.collected import Collected
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.comparison import NotMapped
from barnevern_tilsyn.programmes.national import Tally, national
from barnevern_tilsyn.programmes.published import published
from barnevern_tilsyn.reports import collected_xlsx, comparison_xlsx, national_xlsx
from tests.office import converted, needs_office
from tests.programmes.rounds import FIRST, filled, own_form, sample_of
from tests.reports.test_rounds import compared, results

PROGRAMMES = builtin()
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def round_one(reasons: str = "Vi har sett på sakene.") -> Collected:
    sample = sample_of(10)
    forms = [(str(number), filled(sample, number, {"M1": "ja" if number < 7 else "nei"})) for number in range(10)]
    own = ("own", own_form(sample, {"child": "svikt"}, {"L1": "nei"}, reasons=reasons))
    return collect([*forms, own], sample, FIRST).collected


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def row_of(rows: list[tuple[object, ...]], first: str) -> dict[object, object]:
    heads = next(row for row in rows if "No." in row)
    return dict(zip(heads, next(row for row in rows if row[0] == first), strict=True))


class TestCollected:
    @each_language
    def test_the_same_bytes_each_time_and_a_sheet_for_each_part(self, lang: str) -> None:
        content = collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang=lang)
        assert content == collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang=lang)
        questions, sections, management = sheets(content).values()
        assert [row[0] for row in questions[-len(FIRST.questions) :]] == [one.id for one in FIRST.questions]
        assert (len(sections), len(management)) == (1 + len(FIRST.themes), 1 + len(FIRST.management))

    def test_the_numbers(self) -> None:
        found = row_of(sheets(collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang="en"))["Questions"], "M1")
        assert (found["Yes"], found["No"], found["Applicable"], found["Share of yes"]) == (7, 3, 10, 0.7)
        assert found["Interval from"] == pytest.approx(0.3968, abs=1e-4)
        assert found["To be discussed"] == "too few yes, serious question with a no"
        none = row_of(sheets(collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang="en"))["Questions"], "M2")
        assert (none["Not answered"], none["Share of yes"], none["Interval from"]) == (10, None, None)

    @pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+47", "-", '=HYPERLINK("http://x")'])
    def test_what_a_person_wrote_is_text(self, words: str) -> None:
        book = load_workbook(io.BytesIO(collected_xlsx.as_xlsx(round_one(words), PROGRAMMES)))
        cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        assert any(cell.value == words for cell in cells)
        assert all(cell.data_type != "f" for cell in cells)

    def test_the_yes_of_an_answer_set_is_not_taken_for_the_share(self) -> None:
        rows = sheets(collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang="en"))["Questions"]
        heads = next(row for row in rows if "No." in row)
        assert len(set(heads)) == len(heads)


class TestCompared:
    @each_language
    def test_the_same_bytes_each_time(self, lang: str) -> None:
        content = comparison_xlsx.as_xlsx(compared(), PROGRAMMES, lang=lang)
        assert content == comparison_xlsx.as_xlsx(compared(), PROGRAMMES, lang=lang)

    def test_the_numbers(self) -> None:
        found = sheets(comparison_xlsx.as_xlsx(compared(), PROGRAMMES, lang="en"))
        row = row_of(found["Questions"], "B2")
        assert [row[f"Round {at}: Yes in all"] for at in (1, 2, 3)] == [3, 6, 9]
        assert row["Difference"] == pytest.approx(0.6)
        assert [row[3:6] for row in found["Measurements"] if row[0] == "B2"][1] == (None, 2, 5)
        goal = row_of(found["Goals"], "B2")
        assert (goal["From"], goal["Target"], goal["Reached"]) == (0.3, 0.8, "at the target or above")
        assert goal["Measures"] == "Mal for samtaler\nLeder ser på planen"

    def test_a_question_of_one_round_stands_by_itself(self) -> None:
        done = compared()
        alone = attrs.evolve(done, not_mapped=(NotMapped(round=1, counts=round_one().questions[0]),))
        assert len(sheets(comparison_xlsx.as_xlsx(alone, PROGRAMMES, lang="en"))["Not compared"]) == 2


class TestNational:
    @each_language
    def test_the_numbers_are_those_of_the_picture(self, lang: str) -> None:
        done = national(results(), published=published())
        content = national_xlsx.as_xlsx(done, PROGRAMMES, lang=lang)
        assert content == national_xlsx.as_xlsx(done, PROGRAMMES, lang=lang)
        totals, themes, counties, figures = sheets(content).values()
        assert [row[2:8] for row in totals[3:]] == [
            (12, *_verdicts(done.rounds[0].methods[0].total)),
            (3, *_verdicts(done.rounds[0].methods[1].total)),
            (15, *_verdicts(done.rounds[0].together)),
        ]
        assert len(themes) > 5
        assert len(counties) > 5
        assert len(figures) == 3

    def test_published_figures_alone(self) -> None:
        (rows,) = sheets(national_xlsx.published_xlsx(published(), PROGRAMMES, lang="en")).values()
        assert [row[3:5] for row in rows[1:]] == [(row.services, row.found) for row in published()]


def _verdicts(tally: Tally) -> Iterable[int]:
    return tally.verdicts.values()


@needs_office
def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    file = tmp_path / "round.xlsx"
    file.write_bytes(collected_xlsx.as_xlsx(round_one(), PROGRAMMES, lang="en"))
    (told,) = converted([file], CSV, tmp_path)
    rows = list(csv.reader(io.StringIO(told.read_text(encoding="utf-8"))))
    heads = next(row for row in rows if row[0] == "No.")
    found = dict(zip(heads, next(row for row in rows if row[0] == "M1"), strict=True))
    assert (found["Yes"], found["No"], found["Applicable"], found["Share of yes"]) == ("7", "3", "10", "70%")
