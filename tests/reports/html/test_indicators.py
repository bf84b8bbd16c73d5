"""The page of steering figures: what every page owes, and the numbers of the run."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.formats import documents
from barnevern_tilsyn.indicators import Period, Step, Tally, builtin
from barnevern_tilsyn.indicators.reading import Counted, Spread
from barnevern_tilsyn.reports.html.indicators import lines
from barnevern_tilsyn.reports.indicators import Gathered, gather, rules_of
from barnevern_tilsyn.runners.judging import judged
from barnevern_tilsyn.testing.generator import generate, write
from tests.browser import Visit
from tests.reports.html.pages import Page, owed

HOSTILE = "<script>alert('x')<&.xml"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(100, seed=5, plant=("MEL001", "UND001")), folder)
    (folder / "broken.xml").write_text("<Barnevern><Sak>", encoding="utf-8")
    return folder


def gathered(folder: Path, step: Step | None = Step.QUARTER) -> Gathered:
    run = Run(rules_of(builtin()), as_of=date(2026, 10, 1))
    tally = Tally(builtin(), Period.year(2026, step))
    return gather(judged(documents([folder]), run), run, tally, Names(None), as_of=date(2026, 10, 1))


@pytest.fixture(scope="module")
def found(folder: Path) -> Gathered:
    return gathered(folder)


def html(found: Gathered, lang: str = "nb") -> str:
    return "\n".join(lines(found.indicators, version="0.1.0", beside=found.beside, lang=lang)) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_what_every_page_owes_and_every_figure(found: Gathered, lang: str) -> None:
    page = owed(html(found, lang), lang)
    for figure in builtin().figures:
        assert figure.name.say(lang) in page.words
    assert "broken.xml" in page.words


def test_the_child_and_the_work_stand_before_the_clock(found: Gathered) -> None:
    ids = [one.attributes["id"] for one in owed(html(found), "nb").all("section")]
    assert ids.index("participation") < ids.index("deadline") < ids.index("volume")


def test_shares_say_of_how_many(found: Gathered) -> None:
    words = owed(html(found), "nb").words
    shares = [value.whole for value in found.indicators.values if isinstance(value.whole, Counted) and value.whole.of]
    assert len(shares) > 3
    for counted in shares:
        assert f"{counted.yes} av {counted.of}" in words


def test_what_is_done_least_is_told_first(found: Gathered) -> None:
    page = html(found)
    first = page[page.index('id="low"') : page.index('id="participation"')]
    shares = {
        value.figure.name.say("nb"): value.whole.share
        for value in found.indicators.values
        if isinstance(value.whole, Counted) and value.whole.no and value.whole.share is not None
    }
    told = sorted((name for name in shares if name in first), key=first.index)
    assert told
    assert [shares[name] for name in told] == sorted(shares[name] for name in told)
    assert shares[told[0]] == min(shares.values())


def test_every_chart_has_its_numbers_beside_it(found: Gathered) -> None:
    words = owed(html(found), "nb").words
    spreads = [value.whole for value in found.indicators.values if isinstance(value.whole, Spread) and value.whole.of]
    assert spreads
    for spread in spreads:
        assert all(f": {band.count}" in words for band in spread.in_bands)
    assert "1. kvartal 2026" in words


def test_two_runs_give_the_same_page(folder: Path, found: Gathered) -> None:
    assert html(gathered(folder)) == html(found)


def test_file_names_are_only_words(tmp_path: Path) -> None:
    (tmp_path / HOSTILE.replace("/", "")).write_text("<Barnevern>", encoding="utf-8")
    source = html(gathered(tmp_path))
    assert "<script" not in source
    assert "<script>alert('x')<&" in Page(source).words


def test_nothing_in_the_period(folder: Path) -> None:
    run = Run(rules_of(builtin()))
    tally = Tally(builtin(), Period.year(1999))
    owed(html(gather(judged(documents([folder]), run), run, tally, Names(None))), "nb")


def test_on_the_command_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "tall.html"
    args = ["indicators", str(folder), "--half-year", "2026-1", "--output-format", "html"]
    CliRunner().invoke(cli, [*args, "--output", str(output), "--lang", "nn"])
    owed(output.read_text(encoding="utf-8"), "nn")
    monkeypatch.setattr("barnevern_tilsyn.cli.extras.find_spec", lambda _: None)
    result = CliRunner().invoke(cli, args)
    assert result.exit_code == 2
    assert 'pip install "barnevern-tilsyn[html]"' in result.output


def test_in_a_browser(found: Gathered, visit: Visit) -> None:
    page = visit(html(found), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1100, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 1100
