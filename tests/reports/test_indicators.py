"""The figures as text, JSON and CSV: they say the same, in three languages, and the JSON is what its schema says."""

import csv
import json
import re
from datetime import date
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.indicators import Period, Seen, Step, Tally, builtin, compare_services, municipalities, protection
from barnevern_tilsyn.indicators.comparison import protected_kinds
from barnevern_tilsyn.indicators.reading import Kinds
from barnevern_tilsyn.indicators.tally import Contributors
from barnevern_tilsyn.indicators.template import builtin as template_of
from barnevern_tilsyn.indicators.template import builtin_ids
from barnevern_tilsyn.reports import indicators_services_csv, indicators_services_json, indicators_services_text
from barnevern_tilsyn.reports.indicators import Gathered, gather, rules_of
from barnevern_tilsyn.reports.indicators_csv import HEAD, as_csv
from barnevern_tilsyn.reports.indicators_filled import as_markdown
from barnevern_tilsyn.reports.indicators_json import as_json
from barnevern_tilsyn.reports.indicators_text import as_text
from barnevern_tilsyn.reports.indicators_words import indicator_texts, reporter_name, span_words
from barnevern_tilsyn.runners.judging import judged
from barnevern_tilsyn.testing.generator import generate, write
from tests.json_schemas import objects, reach, validator, with_key, with_stranger, without
from tests.records import sak

SCHEMA = validator("indicators")
EXAMPLES = Path(__file__).parents[2] / "examples"


def gathered(*paths: Path, step: Step | None = None, year: int = 2026) -> Gathered:
    run = Run(rules_of(builtin()))
    return gather(judged(documents(paths), run), run, Tally(builtin(), Period.year(year, step)), Names(None))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    out = tmp_path_factory.mktemp("delivery")
    write(generate(60, seed=5, plant=("MEL001", "UND001")), out)
    (out / "broken.xml").write_text("<Barnevern><Sak>", encoding="utf-8")
    return gathered(out, step=Step.QUARTER)


@pytest.fixture(scope="module")
def document(found: Gathered) -> Any:
    return json.loads(as_json(found.indicators, version="1", beside=found.beside))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_tells_every_figure_and_what_was_no_case(found: Gathered, lang: str) -> None:
    text = "\n".join(as_text(found.indicators, beside=found.beside, lang=lang))
    assert "{" not in text
    assert "None" not in text.replace("None in the period", "").replace("None of which", "")
    for figure in builtin().figures:
        assert figure.name.say(lang) in text
    assert "broken.xml" in text
    aspects = indicator_texts(lang)["aspects"]
    assert text.index(aspects["participation"]) < text.index(aspects["deadline"])


def test_a_figure_that_the_format_cannot_carry_is_not_said_to_be_none(found: Gathered) -> None:
    value = found.indicators.value("child-spoken-with")
    assert (value.whole, value.series) == (None, ())
    assert "Undersokelse.tillegg.samtaler" in value.not_carried


def test_json_is_what_its_schema_says(document: Any) -> None:
    SCHEMA.validate(document)
    kinds = {value["whole"]["kind"] for value in document["values"] if value["whole"]}
    assert kinds == {"share", "days", "clustering", "kinds", "number"}
    assert document["rejects"]


def test_unknown_and_missing_keys_are_refused(document: Any) -> None:
    by_kind = {(value["whole"] or {}).get("kind"): value for value in document["values"]}
    values = [{**value, "series": value["series"][:1]} for value in by_kind.values()]
    short = {**document, "values": values, "rejects": document["rejects"][:1]}
    for at in objects(short):
        assert not SCHEMA.is_valid(with_stranger(short, at)), at
        for key in reach(short, at):
            assert not SCHEMA.is_valid(without(short, at, key)), (at, key)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), 2),
        (("cases",), -1),
        (("period", "step"), "week"),
        (("values", 0, "origin"), "theirs"),
        (("values", 0, "whole", "share"), 1.5),
        (("values", 0, "whole", "yes"), None),
    ],
)
def test_wrong_values_are_refused(document: Any, path: tuple[Any, ...], value: Any) -> None:
    *at, key = path
    assert not SCHEMA.is_valid(with_key(document, at, key, value))


def test_csv_has_the_numbers_of_the_json(found: Gathered, document: Any) -> None:
    head, *rows = csv.reader(StringIO(as_csv(found.indicators)))
    assert tuple(head) == HEAD
    whole = {(row[0], row[4]): row[5] for row in rows if (row[2], row[3]) == ("2026-01-01", "2026-12-31")}
    for value in document["values"]:
        if value["whole"] and value["whole"]["kind"] == "share":
            for key in ("yes", "no", "review", "unknown", "running", "unplaced"):
                assert whole[value["id"], key] == str(value["whole"][key])
    assert {row[2] for row in rows} == {"2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"}


def test_a_child_of_a_kostra_file_counts_too(tmp_path: Path) -> None:
    from barnevern_tilsyn.testing.kostra import write_kostra

    write_kostra(tmp_path / "kostra.xml", 30, seed=3, plant=(), year=2025)
    found = gathered(tmp_path / "kostra.xml", year=2025)
    assert found.indicators.cases == 30
    whole = found.indicators.value("reporters").whole
    assert whole is not None
    assert getattr(whole, "of") > 0  # noqa: B009


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reporter_of_the_list_has_a_name(lang: str) -> None:
    from barnevern_tilsyn.codes import kodeliste

    assert set(indicator_texts(lang)["reporters"]) == set(kodeliste("melder").codes)
    assert reporter_name("1", lang)


def test_parts_have_their_names_in_the_calendar() -> None:
    year = Period.year(2026, Step.QUARTER)
    assert span_words(year.parts[1], Step.QUARTER, "nb") == "2. kvartal 2026"
    assert span_words(Period.year(2026, Step.MONTH).parts[4], Step.MONTH, "en") == "May 2026"
    assert span_words(Period.year(2026, Step.HALF_YEAR).parts[1], Step.HALF_YEAR, "nn") == "2. halvår 2026"
    assert span_words(year.whole, Step.YEAR, "nn") == "2026"
    assert span_words(Period.half(2026, 2).whole, Step.YEAR, "en") == "1 July 2026 to 31 December 2026"


@pytest.fixture(scope="module")
def side_by_side(tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    out = tmp_path_factory.mktemp("services")
    write(generate(200, seed=9, plant={"MEL001": 0.3}), out)
    run = Run(rules_of(builtin()))
    tally = Tally(builtin(), Period.year(2025), municipalities.builtin())
    return gather(judged(documents([out]), run), run, tally, Names(None))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_services_side_by_side_as_text(side_by_side: Gathered, lang: str) -> None:
    found = compare_services(side_by_side.tally, protection.builtin(), undecidable=side_by_side.undecidable)
    text = "\n".join(
        indicators_services_text.as_text(found, municipalities.builtin(), beside=side_by_side.beside, lang=lang)
    )
    assert "{" not in text
    assert "9901" in text
    assert "Undersokelse.tillegg.samtaler" in text
    counts = [int(word) for word in re.findall(r"(?<![\d.,<–-])\b(\d+) (?:av|of) ", text)]
    assert all(count >= 5 for count in counts)


def test_services_side_by_side_as_json_and_csv(side_by_side: Gathered) -> None:
    found = compare_services(side_by_side.tally, protection.builtin(), undecidable=side_by_side.undecidable)
    document = json.loads(indicators_services_json.as_json(found, municipalities.builtin(), version="1"))
    schema = validator("indicators-comparison")
    schema.validate(document)
    short = {**document, "values": document["values"][:1], "services": document["services"][:1]}
    for at in objects(short):
        assert not schema.is_valid(with_stranger(short, at)), at
        for key in reach(short, at):
            assert not schema.is_valid(without(short, at, key)), (at, key)
    head, *rows = csv.reader(StringIO(indicators_services_csv.as_csv(found, municipalities.builtin())))
    assert tuple(head) == indicators_services_csv.HEAD
    assert len(rows) == sum(len(value["rows"]) for value in document["values"])
    assert {row[4] for row in rows if row[0] == "reports-reviewed-in-time"} & {"", "<5"}


def test_a_divided_municipality_is_told_of() -> None:
    tally = Tally(builtin(), Period.year(2026), municipalities.builtin())
    tally.see(Seen(sak(leveranse={"avgiver": {"kommunenummer": "1507"}}), (), date(2026, 12, 31)))
    text = "\n".join(
        indicators_services_text.as_text(
            compare_services(tally, protection.builtin()), municipalities.builtin(), lang="en"
        )
    )
    assert "The municipality with number 1507 was divided into 1508 and 1580." in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("id", builtin_ids())
def test_a_template_is_filled_and_what_cannot_be_stays_open(found: Gathered, id: str, lang: str) -> None:
    template = template_of(id, builtin())
    text = "\n".join(as_markdown(template, found, protection.builtin(), lang=lang))
    assert "{" not in text
    assert text.startswith(f"# {template.title.say(lang)}")
    for section in template.sections:
        assert f"## {section.title.say(lang)}" in text
        for name in section.figures:
            assert f"* **{found.indicators.value(name).figure.name.say(lang)}**: " in text
        for left in section.left_open:
            assert f"* [ ] **{left.text.say(lang)}**: ______" in text
            assert left.reason.say(lang) in text


def test_the_account_to_the_council_shows_nothing_of_few(found: Gathered) -> None:
    text = "\n".join(as_markdown(template_of("council", builtin()), found, protection.builtin(), lang="en"))
    figures = [line.split("**: ")[1] for line in text.splitlines() if line.startswith("* **")]
    told = " ".join(re.sub(r"\([^)]*\)|fewer than 5|median [\d.]+ days?", "", line) for line in figures)
    numbers = [int(number.replace(",", "")) for number in re.findall(r"(?<![\w.])\d[\d,]*(?![\w.]*%)", told)]
    assert numbers
    assert [number for number in numbers if number < 5] == []
    assert "fewer than 5" in text
    assert "Hidden for all services" not in text
    internal = "\n".join(as_markdown(template_of("half-year", builtin()), found, protection.builtin(), lang="en"))
    assert "fewer than 5" not in internal


def alone(_code: str) -> Contributors:
    """Each report in a case of its own."""
    return Contributors(cases=30, largest=1)


@given(st.dictionaries(st.sampled_from([str(code) for code in range(1, 23)]), st.integers(1, 30), max_size=6))
def test_kinds_of_few_are_hidden_and_cannot_be_worked_out(by_code: dict[str, int]) -> None:
    kinds = Kinds(of=sum(by_code.values()), by_code=by_code, never=("24",))
    shown, whole = protected_kinds(kinds, protection.builtin(), alone)
    assert all(one.count is None or one.count == 0 or one.count >= 5 for one in (*shown.values(), whole))
    hidden = {code: one.small for code, one in shown.items() if one.count is None}
    assert all(count >= 5 or code in hidden for code, count in by_code.items())
    if any(hidden.values()):  # what they are together follows from all reports, which another figure tells
        together = sum(by_code[code] for code in hidden)
        others = product(*(range(1, 5) if small else range(5, together + 1) for small in hidden.values()))
        possible = zip(*(counts for counts in others if sum(counts) == together), strict=True)
        assert all(len(set(counts)) > 1 for counts in possible)
        assert together >= 5
    assert shown["24"].count == 0


def test_kinds_of_few_cases_are_hidden_too() -> None:
    kinds = Kinds(of=30, by_code={"2": 10, "9": 20}, never=())
    few = {"2": Contributors(cases=1, largest=10), "9": Contributors(cases=20, largest=1)}
    shown, _ = protected_kinds(kinds, protection.builtin(), few.__getitem__)
    assert [one.count for one in shown.values()] == [None, None]


def test_the_account_to_the_council_of_a_few_cases_does_not_say_how_many() -> None:
    found = gathered(EXAMPLES / "demo" / "00011.xml", year=2024)
    text = "\n".join(as_markdown(template_of("council", builtin()), found, protection.builtin(), lang="en"))
    assert "Cases: fewer than 5." in text
    assert "Cases: 1." in "\n".join(
        as_markdown(template_of("half-year", builtin()), found, protection.builtin(), lang="en")
    )


def test_every_key_of_the_json_is_explained(document: Any) -> None:
    page = (EXAMPLES.parent / "docs" / "indicators.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", page))
    told = {key: [] if key in ("rejects", "notices") else value for key, value in document.items()}
    assert {key for at in objects(told) for key in reach(told, at)} - words == set()
