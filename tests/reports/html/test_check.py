"""The page of a check: what every page owes, what it says, and that nothing in it is taken for markup."""

import re
from datetime import date
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import barnevern_tilsyn as bt
from barnevern_tilsyn.cli.app import cli
from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.model import Fault, Message, Notice, Reject, Unreadable
from barnevern_tilsyn.reports.html.check import lines
from barnevern_tilsyn.reports.writers import FORMATS, Setting
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners import Report, check_files
from barnevern_tilsyn.testing.generator import generate, write
from tests import own_rules
from tests.browser import Visit
from tests.reports.html.pages import Page, owed

SHOWN = frozenset(map(Outcome, FORMATS["html"].shown))
HOSTILE = "<script>alert('x')</script>&\"'{{ 1 }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("delivery")
    write(generate(80, seed=5, plant=("MEL001", "UND001", "UND002", "UND004", "DAT030")), folder)
    (folder / "broken.xml").write_text("<Barnevern", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return check_files([folder], show=SHOWN, rulesets=["lov", "data"], as_of=date(2026, 10, 1))


def html(report: Report, lang: str = "nb", rulesets: tuple[str, ...] = ("lov", "data")) -> str:
    rules = builtin(*rulesets)
    return "\n".join(lines(report, Setting("0.1.0", lang, rules, lambda _: 1))) + "\n"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_what_every_page_owes(report: Report, lang: str) -> None:
    page = owed(html(report, lang), lang)
    ids = ["first", "failing", "due", "review", "balance", "open", "controls", "beside", "cases"]
    assert [one.attributes["id"] for one in page.all("section")] == ids
    assert [one.attributes["href"] for one in page.all("a")] == ["#content", *(f"#{id}" for id in ids)]


def test_the_numbers_are_those_of_the_run(report: Report) -> None:
    words = owed(html(report), "nb").words
    outcomes = report.summary.outcomes
    cases = len({f.case for f in report.findings if f.outcome == "breach"})
    assert f"{outcomes['breach']} mulige lovbrudd i {cases} av 80 saker" in words
    assert "Kontroll av saksdokumenter, vurdert per 1. oktober 2026" in words
    assert "Et funn er et mulig lovbrudd. Bare tilsynsmyndigheten konkluderer." in words
    for finding in report.findings:
        if finding.outcome == "breach":
            assert finding.message() in words
            assert str(finding.case) in words


def test_it_says_whom_it_is_about_and_what_to_do(report: Report) -> None:
    words = owed(html(report), "nb").words
    first = words.index("Gjør dette først")
    assert first < words.index("Gå gjennom meldingen og konkluder.") < words.index("En linje for hver plikt.")
    assert "bvl. § 2-2 andre ledd" in words
    assert "Slik rettes det:" in words
    assert "Barnet er hørt" in words
    assert "En sak gjelder ett barn." in words


def test_two_runs_give_the_same_page(folder: Path, report: Report) -> None:
    stream = bt.check_stream([folder], show=SHOWN, rulesets=["lov", "data"], as_of=date(2026, 10, 1))
    setting = Setting("0.1.0", "nb", builtin("lov", "data"), lambda _: 1)
    assert "\n".join(lines(stream, setting)) + "\n" == html(report)


def test_nothing_found_is_no_acquittal(report: Report) -> None:
    empty = attrs.evolve(
        report,
        findings=(),
        rejects=(),
        notices=(),
        summary=attrs.evolve(report.summary, outcomes={}, by_rule={}, cases_rejected=0),
    )
    words = owed(html(empty), "nb").words
    assert "Ingen mulige lovbrudd i 80 saker" in words
    assert "Det betyr ikke at alt er gjort som det skal." in words


def test_no_case_at_all_is_not_said_to_be_without_breaches(report: Report) -> None:
    counts = attrs.evolve(report.summary, outcomes={}, by_rule={}, cases_checked=0)
    nothing = attrs.evolve(report, findings=(), rejects=(), notices=(), summary=counts)
    words = owed(html(nothing), "nb").words
    assert "Ingen saker er kontrollert" in words
    assert "Ingen mulige lovbrudd" not in words


def test_what_is_not_shown_is_told(folder: Path) -> None:
    few = check_files([folder], show=[Outcome.BREACH])
    count = sum(few.summary.outcomes[one] for one in ("review", "open", "running"))
    assert f"{count} funn er talt med, men ikke vist" in owed(html(few), "nb").words


def test_file_names_are_only_words(report: Report) -> None:
    fault = Fault(linje=1, path=HOSTILE, expected=Message("value.date"))
    beside = attrs.evolve(
        report,
        rejects=(Reject(fil=HOSTILE, faults=(fault,)),),
        unreadable=(Unreadable(fil=HOSTILE, reason=Message("file.empty")),),
        notices=(Notice(fil=HOSTILE, sak_id="", reason=Message("delivery.chain_broken")),),
    )
    source = html(beside)
    assert "<script" not in source
    assert Page(source).words.count(HOSTILE) == 4


def test_texts_of_foreign_rules_are_only_words(folder: Path, tmp_path: Path) -> None:
    title = HOSTILE.replace('"', "»").replace("{{ 1 }}", "")
    rules = tmp_path / "rules.py"
    texts = repr({"nb": {"title": title, "messages": {"seen": title}, "page": {"duty": title, "remedy": title}}})
    rules.write_text(own_rules.source(texts=texts), encoding="utf-8")
    args = ["check", str(folder), "--output-format", "html", "--rules", str(rules), "--select", "EGEN001"]
    result = CliRunner().invoke(cli, args)
    assert "<script" not in result.output
    assert title in owed(result.output, "nb").words


def test_children_in_a_kostra_file_have_no_id_to_show(tmp_path: Path) -> None:
    from barnevern_tilsyn.testing.kostra import write_kostra

    file = tmp_path / "kostra.xml"
    write_kostra(file, 40, seed=1, plant=("MEL001",), year=2026)
    args = ["check", str(file), "--output-format", "html", "--ruleset", "lov,kostra"]
    words = owed(CliRunner().invoke(cli, args).output, "nb").words
    assert re.search(r"Sak på linje \d+", words)


def test_the_extra_is_asked_for_before_the_work_begins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnevern_tilsyn.cli.extras.find_spec", lambda _: None)
    result = CliRunner().invoke(cli, ["check", str(folder), "--output-format", "html"])
    assert result.exit_code == 2
    assert 'pip install "barnevern-tilsyn[html]"' in result.output


def test_in_a_browser(folder: Path, visit: Visit) -> None:
    few = check_files([folder / "0001*.xml", folder / "broken.xml"], show=SHOWN, rulesets=["lov", "data"])
    page = visit(html(few), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1100, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 1100
    assert page.locator("h1").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
