"""Pages after templates, and of services side by side: what the text tells, and no number that is hidden there."""

import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.indicators import Period, Tally, builtin, compare_services
from barnevern_tilsyn.indicators.municipalities import Municipalities
from barnevern_tilsyn.indicators.municipalities import builtin as municipalities_of
from barnevern_tilsyn.indicators.protection import Protection
from barnevern_tilsyn.indicators.protection import builtin as limits_of
from barnevern_tilsyn.indicators.template import builtin as template_of
from barnevern_tilsyn.reports.html import filled, services
from barnevern_tilsyn.reports.indicators import Gathered, gather, rules_of
from barnevern_tilsyn.reports.indicators_filled import as_markdown
from barnevern_tilsyn.reports.indicators_services_text import as_text
from barnevern_tilsyn.runners.judging import judged
from barnevern_tilsyn.testing.generator import generate, write
from tests.browser import Visit
from tests.reports.html.pages import owed

TEMPLATES = ("council", "half-year")
MUNICIPALITIES = municipalities_of()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(150, seed=5, plant=("MEL001", "UND001")), folder)
    (folder / "broken.xml").write_text("<Barnevern><Sak>", encoding="utf-8")
    return folder


def gathered(folder: Path, municipalities: Municipalities | None = None) -> Gathered:
    run = Run(rules_of(builtin()), as_of=date(2026, 10, 1))
    tally = Tally(builtin(), Period.year(2026), municipalities)
    return gather(judged(documents([folder]), run), run, tally, Names(None), as_of=date(2026, 10, 1))


@pytest.fixture(scope="module")
def found(folder: Path) -> Gathered:
    return gathered(folder)


@pytest.fixture(scope="module")
def divided(folder: Path) -> Gathered:
    """The same, a service at a time."""
    return gathered(folder, MUNICIPALITIES)


@pytest.fixture(scope="module")
def limits() -> Protection:
    return limits_of()


def report(name: str, found: Gathered, limits: Protection, lang: str = "nb") -> str:
    template = template_of(name, builtin())
    return "\n".join(filled.lines(template, found, limits, version="0.1.0", lang=lang)) + "\n"


def side_by_side(found: Gathered, limits: Protection, lang: str = "nb") -> str:
    compared = compare_services(found.tally, limits, undecidable=found.undecidable)
    told = services.lines(compared, MUNICIPALITIES, version="0.1.0", beside=found.beside, lang=lang)
    return "\n".join(told) + "\n"


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d+)?", text))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_report_has_what_every_page_owes_and_all_that_is_left_open(
    found: Gathered, limits: Protection, name: str, lang: str
) -> None:
    words = owed(report(name, found, limits, lang), lang).words
    for section in template_of(name, builtin()).sections:
        assert section.title.say(lang) in words
        assert all(left.text.say(lang) in words and left.reason.say(lang) in words for left in section.left_open)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_number_that_the_text_does_not_tell(found: Gathered, limits: Protection, name: str) -> None:
    page = owed(report(name, found, limits), "nb").words
    text = "\n".join(as_markdown(template_of(name, builtin()), found, limits))
    own = {str(number) for number in range(1, 20)}  # the sections are numbered
    assert numbers(page) - numbers(text) - own <= numbers("0.1.0")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_services_side_by_side_have_what_every_page_owes(divided: Gathered, limits: Protection, lang: str) -> None:
    words = owed(side_by_side(divided, limits, lang), lang).words
    compared = compare_services(divided.tally, limits, undecidable=divided.undecidable)
    assert len(compared.figures) > 10
    assert all(one.figure.name.say(lang) in words for one in compared.figures)


def test_services_tell_what_the_text_tells(divided: Gathered, limits: Protection) -> None:
    source = side_by_side(divided, limits)
    compared = compare_services(divided.tally, limits, undecidable=divided.undecidable)
    text = "\n".join(as_text(compared, MUNICIPALITIES, beside=divided.beside))
    page = owed(source, "nb")
    assert numbers(page.words) - numbers(text) <= numbers(f"0.1.0 0 100 {len(compared.services)} {len(divided.beside)}")
    shares = [row for one in compared.figures for row in (*one.rows, one.all) if row and row.share is not None]
    assert [one.attributes.get("class") for one in page.all("svg")].count("chart bar") == len(shares)


def test_on_the_command_line(folder: Path) -> None:
    args = ["indicators", str(folder), "--year", "2026", "--output-format", "html"]
    owed(CliRunner().invoke(cli, [*args, "--compare", "municipality", "--lang", "nn"]).stdout, "nn")
    owed(CliRunner().invoke(cli, [*args, "--template", "council", "--lang", "en"]).stdout, "en")


def test_in_a_browser(found: Gathered, divided: Gathered, limits: Protection, visit: Visit) -> None:
    for source in (report("council", found, limits), side_by_side(divided, limits)):
        page = visit(source, width=390)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
