"""The pages of rounds and of the national picture: what every page owes, the numbers, and nothing personal."""

from collections.abc import Callable
from datetime import date

import attrs
import click
import pytest
from hypothesis import given, settings

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.collected import Collected
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.comparing import compare
from barnevern_tilsyn.programmes.comparison import Comparison
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.improvement import ImprovementGoal, ImprovementPlan, Level, Measure, Measured, Practice
from barnevern_tilsyn.programmes.national import NationalPicture, national
from barnevern_tilsyn.programmes.programme import Kind
from barnevern_tilsyn.programmes.published import Chosen, published
from barnevern_tilsyn.programmes.sample import Sample
from barnevern_tilsyn.programmes.service_result import of_audit, of_collected
from barnevern_tilsyn.reports import national_text
from barnevern_tilsyn.reports.html import collected as collected_page
from barnevern_tilsyn.reports.html import comparison as comparison_page
from barnevern_tilsyn.reports.html import national as national_page
from barnevern_tilsyn.reports.html.page import words_of
from barnevern_tilsyn.reports.round_words import say
from barnevern_tilsyn.testing.simulated_services import simulated_audits
from tests.browser import Visit
from tests.programmes.rounds import FIRST, SECOND, filled, own_form, rounds, sample_of
from tests.programmes.test_comparing import round_of
from tests.reports.html.pages import Page, owed
from tests.scale import scaled

PROGRAMMES = builtin()
HOSTILE = "<script>alert('x')</script>&\"'{{ 1 }}"
few = settings(max_examples=scaled(25))
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def collected_html(found: Collected, lang: str = "nb") -> str:
    return "\n".join(collected_page.lines(found, PROGRAMMES, version="0.1.0", lang=lang)) + "\n"


def comparison_html(found: Comparison, lang: str = "nb") -> str:
    return "\n".join(comparison_page.lines(found, PROGRAMMES, version="0.1.0", lang=lang)) + "\n"


def national_html(found: NationalPicture, lang: str = "nb") -> str:
    return "\n".join(national_page.lines(found, PROGRAMMES, version="0.1.0", lang=lang)) + "\n"


def published_html(lang: str = "nb") -> str:
    return "\n".join(national_page.published_lines(published(), PROGRAMMES, version="0.1.0", lang=lang)) + "\n"


def a_round(reasons: str = "Vi har sett på sakene.") -> Collected:
    """A round with three yes of ten to a question, and the service's own form."""
    sample = sample_of(10)
    own = own_form(sample, {"child": "svikt", "report": "ingen_svikt"}, {"L1": "nei"}, reasons=reasons)
    done = round_of(3, 7)
    judged = collect([("own.json", own)], sample, FIRST).collected
    return attrs.evolve(done, sections=judged.sections, management=judged.management)


def a_comparison(text: str = "Mal for samtaler") -> Comparison:
    """Two rounds, a goal with measures and monthly measurements, and one that nothing was measured of in between."""
    plan = ImprovementPlan(
        programme=FIRST.id,
        goals=(
            ImprovementGoal(
                question="B2",
                baseline=0.3,
                target=0.8,
                due=date(2025, 5, 1),
                measures=(
                    Measure(text=text, level=Level.PRACTICE, since=date(2025, 1, 1)),
                    Measure(text="Leder ser på planen", level=Level.MANAGEMENT),
                ),
                practice_changed=Practice.PARTLY,
                reasons=text,
            ),
            ImprovementGoal(question="V2", baseline=0.3, target=0.8, due=date(2025, 5, 1)),
        ),
        measurements=tuple(Measured(question="B2", date=date(2025, month, 1), k=month, n=8) for month in range(1, 7)),
    )
    return compare([round_of(3, 7), round_of(9, 1, programme=SECOND, id="s2", as_of=date(2025, 9, 1))], plan)


def a_picture(chosen: Chosen = Chosen.RISK) -> NationalPicture:
    """The round of 2020-2021, simulated to its published totals."""
    ids = (("undersokelser-2020-revisjon", 52, 47), ("undersokelser-2020-egenvurdering", 38, 33))
    results = [
        of_audit(audit, PROGRAMMES[id])
        for id, services, found in ids
        for audit in simulated_audits(PROGRAMMES[id], services, found, seed=1)
    ]
    return national(results, chosen=dict.fromkeys(Kind, chosen), published=published())


PAGES: dict[str, Callable[[str], str]] = {
    "collected": lambda lang: collected_html(a_round(), lang),
    "comparison": lambda lang: comparison_html(a_comparison(), lang),
    "national": lambda lang: national_html(a_picture(), lang),
    "published": published_html,
}


@each_language
@pytest.mark.parametrize("name", PAGES)
def test_it_has_what_every_page_owes(name: str, lang: str) -> None:
    owed(PAGES[name](lang), lang)


@pytest.mark.parametrize("name", PAGES)
def test_the_same_values_give_the_same_page(name: str) -> None:
    assert PAGES[name]("nb") == PAGES[name]("nb")


class TestCollected:
    @few
    @given(rounds())
    def test_any_round_makes_a_page_without_a_case_or_a_comment_on_one(
        self, found: tuple[Sample, list[tuple[str, Form]]]
    ) -> None:
        words = owed(collected_html(collect(found[1], found[0], FIRST).collected), "nb").words
        assert "Bare i skjemaet" not in words
        assert not any(subject.case in words for subject in found[0].cases)

    def test_what_to_discuss_comes_first_with_its_rule(self) -> None:
        words = owed(collected_html(a_round()), "nb").words
        assert "1 av 31 spørsmål bør drøftes" in words
        assert "3 av 10 (30 %; 11–60 %)" in words
        assert "Grensen er vår, og ikke myndighetens." in words
        assert "Sakene er få." in words

    def test_every_question_has_its_answers(self) -> None:
        page = owed(collected_html(a_round()), "nb")
        assert all(question.text.say("nb") in page.words for question in FIRST.questions)
        assert [one.attributes.get("class") for one in page.all("svg")].count("chart stacked") == len(FIRST.questions)

    def test_peoples_words_are_only_words(self) -> None:
        source = collected_html(a_round(reasons=HOSTILE))
        assert "<script" not in source
        assert HOSTILE in Page(source).words


class TestComparison:
    def test_goals_come_first_with_what_was_measured(self) -> None:
        words = owed(comparison_html(a_comparison()), "nb").words
        assert "2 av 2 mål er nådd" in words
        assert "3 av 10 (30 %; 11–60 %) → 9 av 10 (90 %; 60–98 %)" in words
        assert "1 er" not in words
        assert words.index("Målene") < words.index("Spørsmål for spørsmål")

    def test_a_chart_where_there_are_more_than_two_measurements(self) -> None:
        page = owed(comparison_html(a_comparison()), "nb")
        charts = [one.attributes["class"] for one in page.all("svg") if one.attributes.get("role") == "img"]
        assert charts.count("chart run") == 2
        assert charts.count("chart timeline") == 1
        assert "mange punkter på rad oppover" in page.words

    def test_without_a_plan(self) -> None:
        found = a_comparison()
        plain = compare(found.rounds)
        words = owed(comparison_html(plain), "nb").words
        assert f"1 av {len(plain.compared)} spørsmål viser en endring som neppe er tilfeldig" in words

    def test_what_was_asked_once_is_kept_apart(self) -> None:
        found = a_comparison()
        assert found.not_mapped
        page = comparison_html(found)
        assert page.count("bare i runde") == len(found.not_mapped)

    @few
    @given(rounds(), rounds(programme=SECOND, id="s2", as_of=date(2025, 6, 1)))
    def test_any_two_rounds_make_a_page(
        self, one: tuple[Sample, list[tuple[str, Form]]], two: tuple[Sample, list[tuple[str, Form]]]
    ) -> None:
        first, second = collect(one[1], one[0], FIRST).collected, collect(two[1], two[0], SECOND).collected
        owed(comparison_html(compare([first, second])), "nb")

    def test_peoples_words_are_only_words(self) -> None:
        source = comparison_html(a_comparison(HOSTILE))
        assert "<script" not in source
        assert HOSTILE in Page(source).words


class TestNational:
    def test_the_published_totals(self) -> None:
        words = owed(national_html(a_picture()), "nb").words
        assert "Noe ble funnet hos 80 av 90 tjenester" in words
        assert "47 av 52 (90 %)" in words
        assert "33 av 38 (87 %)" in words

    def test_what_may_be_concluded_follows_from_how_they_were_chosen(self) -> None:
        assert "For alle tjenester:" not in owed(national_html(a_picture()), "nb").words
        assert "for de ble valgt der svikt var ventet" in owed(national_html(a_picture()), "nb").words
        assert "For alle tjenester:" in owed(national_html(a_picture(Chosen.RANDOM)), "nb").words

    def test_every_published_figure_has_its_source(self) -> None:
        words = owed(published_html(), "nb").words
        for row in published():
            assert f"{row.found} av {row.services}" in words
            assert all(source.url in words for source in row.sources)

    def test_no_round(self) -> None:
        owed(national_html(national([])), "nb")


@pytest.mark.parametrize("name", PAGES)
def test_in_a_browser(name: str, visit: Visit) -> None:
    page = visit(PAGES[name]("nb"), width=390)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1100, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 1100


@each_language
@pytest.mark.parametrize("answered", [False, True])
def test_a_round_that_nobody_answered_is_not_called_in_order(lang: str, answered: bool) -> None:
    sample = sample_of(2)
    values = dict.fromkeys((one.id for one in FIRST.questions), "ja") if answered else {}
    forms = [(str(number), filled(sample, number, values)) for number in range(2)]
    page = Page(collected_html(collect(forms, sample, FIRST).collected, lang))
    words = words_of("collected", lang)
    known, unknown = words("headline-none", forms=2), words("headline-unknown", forms=2)
    (title,) = page.all("h1")
    assert title.text == (known if answered else unknown)


@each_language
def test_services_that_nobody_judged_are_not_called_in_order(lang: str) -> None:
    picture = national([of_collected(collect([], sample_of(2), FIRST).collected, FIRST)])
    page = Page(national_html(picture, lang))
    (title,) = page.all("h1")
    assert title.text == words_of("national", lang)("headline-none-judged")
    text = click.unstyle("\n".join(national_text.as_text(picture, PROGRAMMES, lang=lang)))
    for told in (page.words, text):
        assert say("national.none-judged", lang) in told
        assert say("share-of-none", lang) not in told


def test_themes_stand_in_the_order_of_the_programme() -> None:
    picture = national([of_collected(collect([], sample_of(2), FIRST).collected, FIRST)])
    words = Page(national_html(picture)).words
    places = [words.index(theme.name.say("nb")) for theme in FIRST.themes]
    assert places == sorted(places)


def test_a_section_that_cannot_be_judged_is_not_called_judged_or_in_order() -> None:
    sample = sample_of(2)
    own = own_form(sample, dict.fromkeys((theme.id for theme in FIRST.themes), "kan_ikke_vurderes"), {})
    page = Page(collected_html(collect([("own", own)], sample, FIRST).collected, "en"))
    assert "(0 of 8 are judged)" in page.words
    green = [one.text for one in page.elements if one.attributes.get("class") == "status s-met"]
    assert all(text == "holds" for text in green)


@each_language
def test_rounds_that_nobody_answered_are_not_called_alike(lang: str) -> None:
    say_it = words_of("comparison", lang)
    empty = collect([], sample_of(2), FIRST).collected
    nothing = Page(comparison_html(compare([empty, empty]), lang))
    (title,) = nothing.all("h1")
    assert title.text == say_it("headline-unknown")
    assert say_it("without", count=len(FIRST.questions)) in nothing.words
    goal = ImprovementGoal(question="B2", baseline=0.3, target=0.8, due=date(2025, 5, 1))
    planned = compare([empty, empty], ImprovementPlan(programme=FIRST.id, goals=(goal,)))
    (title,) = Page(comparison_html(planned, lang)).all("h1")
    assert title.text == say_it("headline-goals-unknown")
