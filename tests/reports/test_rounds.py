"""Rounds and the national picture in words and as JSON: in every language, the same each time, and nothing personal."""

import json
from collections.abc import Iterable
from datetime import date

import attrs
import click
import pytest
from hypothesis import given

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.comparing import compare
from barnevern_tilsyn.programmes.comparison import Comparison, Doubt
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.improvement import ImprovementGoal, ImprovementPlan, Level, Measure, Measured, Practice
from barnevern_tilsyn.programmes.national import national
from barnevern_tilsyn.programmes.programme import Kind
from barnevern_tilsyn.programmes.published import Chosen, published
from barnevern_tilsyn.programmes.sample import Sample
from barnevern_tilsyn.programmes.service_result import ServiceResult, of_audit, of_collected
from barnevern_tilsyn.reports import collected_text, comparison_json, comparison_text, national_json, national_text
from barnevern_tilsyn.reports.round_words import say
from barnevern_tilsyn.testing.simulated_services import simulated_audits, simulated_rounds
from tests.programmes.rounds import FIRST, SECOND, filled, own_form, rounds, sample_of
from tests.programmes.test_comparing import round_of

PROGRAMMES = builtin()
each_language = pytest.mark.parametrize("lang", LANGUAGES)
PLAN = ImprovementPlan(
    programme=FIRST.id,
    goals=(
        ImprovementGoal(
            question="B2",
            baseline=0.3,
            target=0.8,
            due=date(2025, 5, 1),
            measures=(
                Measure(text="Mal for samtaler", level=Level.PRACTICE, since=date(2025, 1, 1)),
                Measure(text="Leder ser på planen", level=Level.MANAGEMENT),
            ),
            practice_changed=Practice.PARTLY,
            reasons="Flere samtaler.",
        ),
    ),
    measurements=(
        Measured(question="B2", date=date(2025, 1, 1), k=2, n=5),
        Measured(question="X9", date=date(2025, 1, 1), k=0, n=0),
    ),
)


def plain(lines: Iterable[str]) -> str:
    return click.unstyle("\n".join(lines))


def compared() -> Comparison:
    second = round_of(6, 4, programme=SECOND, id="s2", as_of=date(2025, 6, 1))
    third = round_of(9, 1, programme=SECOND, id="s3", as_of=date(2026, 1, 1))
    return compare([round_of(3, 7), second, third], PLAN)


class TestCollected:
    @given(rounds())
    def test_it_is_told_in_every_language_without_a_case_or_a_comment_on_one(
        self, found: tuple[Sample, list[tuple[str, Form]]]
    ) -> None:
        done = collect(found[1], found[0], FIRST)
        told = {lang: plain(collected_text.as_text(done.collected, PROGRAMMES, lang=lang)) for lang in LANGUAGES}
        assert len(set(told.values())) == len(LANGUAGES)
        for lang, text in told.items():
            assert "{" not in text
            assert "None" not in text
            assert "Bare i skjemaet" not in text
            assert not any(subject.case in text for subject in found[0].cases)
            beside = plain(collected_text.beside_text(done, lang))
            assert all(subject.case in beside for subject in done.without_form)

    @pytest.mark.parametrize(
        ("values", "nothing", "unknown"),
        [({}, False, "31 of 31"), ({"M1": "ikke_aktuelt"}, False, "31 of 31"), ({"M1": "ja"}, True, "30 of 31")],
    )
    def test_what_nobody_answered_is_not_called_nothing_to_discuss(
        self, values: dict[str, str | None], nothing: bool, unknown: str
    ) -> None:
        sample = sample_of(2)
        forms = [(str(number), filled(sample, number, values)) for number in range(2)]
        text = plain(collected_text.as_text(collect(forms, sample, FIRST).collected, PROGRAMMES, lang="en"))
        assert ("No question is to be discussed" in text) is nothing
        assert f"{unknown} questions have no applicable answer" in " ".join(text.split())

    def test_what_is_to_be_discussed_comes_first_with_its_reason(self) -> None:
        sample = sample_of(10)
        forms = [(str(number), filled(sample, number, {"M1": "ja" if number < 7 else "nei"})) for number in range(10)]
        own = ("own", own_form(sample, {"child": "svikt"}, {"L1": "nei"}))
        text = plain(collected_text.as_text(collect([*forms, own], sample, FIRST).collected, PROGRAMMES, lang="en"))
        discussed, _, rest = text.partition("\n\nThe report\n")
        assert "7 of 10 (70%; 40–89%): too few yes, serious question with a no" in discussed
        assert "less than 80% of the applicable answers are yes, and when a serious question has a no" in " ".join(
            discussed.split()
        )
        assert "The cases are few." in discussed
        assert "Yes 7, Partly 0, No 3, Not applicable 0, not answered 0" in rest
        assert "The service’s judgement: A failing." in rest
        assert "Reasons: Vi har sett på sakene." in rest
        limits = rest.partition("\nThe time limits\n")[2]
        deadlines, _, beside = limits.partition("\nBeside the time limits\n")
        assert [line.split()[0] for line in deadlines.splitlines() if line[:3].strip()] == [
            "M1",
            "M3",
            "U5",
            "U6",
            "K4",
        ]
        assert [line.split()[0] for line in beside.splitlines() if line[:3].strip()][:3] == ["B2", "B4", "V2"]

    def test_cases_whose_outcome_is_not_known_are_counted_too(self) -> None:
        sample = sample_of(4)
        groups = ("henlagt", "henlagt-ny-undersokelse")
        unknown = attrs.evolve(sample.cases[0], outcome=None, may_be=groups, municipality=None)
        sample = attrs.evolve(sample, cases=(unknown, *sample.cases[1:]))
        forms = [(str(number), filled(sample, number, {})) for number in range(4)]
        text = plain(collected_text.as_text(collect(forms, sample, FIRST).collected, PROGRAMMES, lang="en"))
        assert "Outcomes: Dismissed 1, Measures decided 2 and not known 1." in text
        assert "Municipalities: 0301 3 and not known 1." in text

    def test_questions_of_a_programme_that_is_not_at_hand_go_by_their_ids(self) -> None:
        sample = sample_of(1)
        done = collect([("0", filled(sample, 0, {"M1": "nei"}))], sample, FIRST).collected
        text = plain(collected_text.as_text(done, {}, lang="nb"))
        assert "  M1\n" in text
        assert "nei 1" in text

    @each_language
    def test_no_rule_is_told_too(self, lang: str) -> None:
        sample = sample_of(1)
        without = attrs.evolve(collect([], sample, FIRST).collected, failing=None)
        nothing = attrs.evolve(without, failing=FIRST.failing)
        assert plain(collected_text.summary_text(without, PROGRAMMES, lang=lang)) != plain(
            collected_text.summary_text(nothing, PROGRAMMES, lang=lang)
        )


class TestCompared:
    @each_language
    def test_all_of_it_is_told(self, lang: str) -> None:
        text = plain(comparison_text.as_text(compared(), PROGRAMMES, lang=lang))
        assert "{" not in text
        assert "None" not in text
        for told in ("s1", "s2", "s3", "X9", "Mal for samtaler", "Leder ser på planen", "Flere samtaler.", "+60"):
            assert told in text

    def test_n_and_k_are_always_shown_with_the_interval_of_the_difference(self) -> None:
        text = " ".join(plain(comparison_text.as_text(compared(), PROGRAMMES, lang="en")).split())
        assert "3 of 10 (30%; 11–60%) → 6 of 10 (60%; 31–83%) → 9 of 10 (90%; 60–98%)" in text
        assert "+60 percentage points (interval +17 to +81): unchanged is outside the interval" in text
        assert "signific" not in text
        assert "4 measurements, median 50%" in text

    @each_language
    def test_every_doubt_is_told(self, lang: str) -> None:
        done = compared()
        every = attrs.evolve(
            done, doubts=tuple(Doubt), compared=tuple(attrs.evolve(row, doubts=tuple(Doubt)) for row in done.compared)
        )
        assert len(plain(comparison_text.as_text(every, PROGRAMMES, lang=lang))) > len(
            plain(comparison_text.as_text(done, PROGRAMMES, lang=lang))
        )

    @each_language
    def test_signs_are_told_with_their_days(self, lang: str) -> None:
        more = tuple(Measured(question="B2", date=date(2025, 1, day), k=day % 2 * 5, n=5) for day in range(1, 13))
        trend = tuple(Measured(question="B4", date=date(2025, 1, day), k=day, n=12) for day in range(1, 13))
        done = compare([round_of(3, 7), round_of(6, 4, id="s2")], attrs.evolve(PLAN, measurements=(*more, *trend)))
        charts = [row.chart for row in done.compared if row.chart]
        signs = {comparison_text.sign_words(sign, chart, lang) for chart in charts for sign in chart.signs}
        assert len(signs) >= 3
        text = " ".join(plain(comparison_text.as_text(done, PROGRAMMES, lang=lang)).split())
        assert all(sign in text for sign in signs)

    def test_the_json_holds_it_all_and_is_the_same_each_time(self) -> None:
        written = comparison_json.as_json(compared(), version="1")
        assert written == comparison_json.as_json(compared(), version="1")
        table = json.loads(written)
        row = next(row for row in table["questions"] if row["question"] == "B2")
        assert [one["yes"]["k"] for one in row["rounds"]] == [3, 6, 9]
        assert row["difference"] == {
            "value": 0.6,
            "interval": {"low": 0.1705, "high": 0.809},
            "tells_of_change": True,
        }
        assert [point["yes"]["n"] for point in row["chart"]["points"]] == [10, 5, 10, 10]
        assert table["goals"][0]["measures"][1] == {"text": "Leder ser på planen", "level": "management", "since": None}
        assert table["unknown"] == ["X9"]
        assert table["balance"] == {"deadlines": ["M1", "M3", "U5", "U6", "K4"], "beside": ["B2", "B4", "V2"]}


def results() -> list[ServiceResult]:
    audits = PROGRAMMES["undersokelser-2020-revisjon"]
    own = PROGRAMMES["undersokelser-2020-egenvurdering"]
    found = [of_audit(one, audits) for one in simulated_audits(audits, 12, 9, seed=1)]
    for one in simulated_rounds(own, 3, 2, seed=1):
        forms = [(str(number), form) for number, form in enumerate(one.forms)]
        found.append(of_collected(collect(forms, one.sample, own).collected, own))
    return found


class TestNational:
    @each_language
    @pytest.mark.parametrize("chosen", Chosen)
    def test_it_says_how_services_were_chosen_and_what_may_be_concluded(self, lang: str, chosen: Chosen) -> None:
        done = national(results(), chosen=dict.fromkeys(Kind, chosen), published=published())
        text = " ".join(plain(national_text.as_text(done, PROGRAMMES, lang=lang)).split())
        words = say(f"national.may-conclude.{chosen}", lang)
        assert text.count(words) == 2
        assert "{" not in text
        assert "None" not in text
        assert ("95" in text) == (chosen is Chosen.RANDOM)

    def test_rounds_go_by_what_the_names_of_their_programmes_have_in_common(self) -> None:
        done = national(results())
        text = plain(national_text.as_text(done, PROGRAMMES, lang="en"))
        assert text.startswith("National supervision of investigations 2020–2021\n")
        assert "something found at 9 of 12 (75%)" in text
        assert "something found at 11 of 15 (73%)" in text
        assert plain(national_text.as_text(done, {}, lang="en")).startswith("undersokelser-2020\n")

    @each_language
    def test_published_figures_come_with_their_sources(self, lang: str) -> None:
        text = plain(national_text.published_text(published(), PROGRAMMES, lang=lang))
        assert all(source.url in text for row in published() for source in row.sources)

    def test_the_json_keeps_what_is_not_the_same_apart(self) -> None:
        done = national(results(), published=published())
        table = json.loads(national_json.as_json(done, version="1"))
        (one,) = table["rounds"]
        assert [method["method"] for method in one["methods"]] == ["audit", "self-assessment"]
        assert one["together"]["found"] == {"k": 11, "n": 15, "share": 0.7333}
        assert one["methods"][1]["total"]["verdicts"] == {
            "breach": 0, "failing": 2, "improvement": 0, "none": 1, "not-judged": 0,
        }  # fmt: skip
        assert one["methods"][0]["published"][0]["found"] == 47
        told = json.loads(national_json.published_json(published(), version="1"))["published"]
        assert len(told) == len(published())
