"""Why: the questions agree with the outcome, and the tree tells what would change it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from barnevern_tilsyn.engine import Condition, Outcome, Result, Run, Truth, unknown
from barnevern_tilsyn.engine.result import crashed
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.findings.why import Step, why
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.reports.why_text import answer_words, change_words, lines, question_words
from barnevern_tilsyn.rules import builtin
from tests.records import EXTRACTED, cases, melding, sak, undersokelse

NAMES = Names()
ANSWERS = {"yes", "no", "unknown", "fulfilled", "broken", "doubtful", "pending"}


def results(case: Sak, as_of: date = EXTRACTED) -> list[Result]:
    return Run(builtin("lov"), as_of=as_of).see(case)


def one(code: str, case: Sak, as_of: date = EXTRACTED) -> Result:
    (found,) = (result for result in results(case, as_of) if result.rule.code == code)
    return found


def every(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from every(step.parts)


def asked(result: Result) -> dict[str, str]:
    return {step.question.id: step.answer for step in why(result, NAMES).steps}


@given(cases())
def test_the_answers_agree_with_the_outcome(case: Sak) -> None:
    for result in results(case):
        told = why(result, NAMES)
        by_id = {step.question.id: step for step in told.steps}
        assert told.finding.outcome is result.outcome
        assert told.changes
        assert {step.answer for step in every(told.steps)} <= ANSWERS
        last = told.steps[-1]
        match result.outcome:
            case Outcome.NOT_APPLICABLE:
                assert (last.question.id, last.answer) in {("in-force", "no"), ("applies", "no")}
            case Outcome.MET:
                assert (last.question.id, last.answer) == ("stands", "fulfilled")
            case Outcome.RUNNING:
                assert (last.question.id, last.answer) == ("stands", "pending")
            case Outcome.BREACH:
                assert (by_id["stands"].answer, by_id["caps"].answer) == ("broken", "no")
                assert all(not step.reasons for step in every(by_id["caps"].parts))
            case Outcome.REVIEW:
                assert by_id["stands"].answer == "doubtful" or by_id["caps"].answer == "yes"
                held = {reason for step in every(told.steps) for reason in step.reasons}
                assert held >= set(result.reasons)
            case Outcome.OPEN:
                missing = {path for step in every(told.steps) for path in step.missing}
                assert missing >= set(result.missing)


@given(cases())
def test_every_question_and_answer_has_words(case: Sak) -> None:
    for result in results(case):
        told = why(result, NAMES)
        for step in every(told.steps):
            said = {(question_words(step.question, told.finding, lang), answer_words(step, lang)) for lang in LANGUAGES}
            assert len(said) > 1
            assert all("{" not in words and words != step.question.id for pair in said for words in pair)
        for change in told.changes:
            assert len({change_words(change, told.finding, lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_a_question_that_settles_it_is_the_last() -> None:
    late = sak(leveranse={"avgiver": {"kommunenummer": "2100"}}, undersokelser=[undersokelse(slutt=None)])
    assert asked(one("UND001", late)) == {"in-force": "yes", "applies": "no"}


def test_what_leaves_a_breach_for_review() -> None:
    case = sak(undersokelser=[undersokelse(slutt=date(2026, 6, 10), migrert_id="x")])
    result = one("UND001", case)
    (caps,) = (step for step in why(result, NAMES).steps if step.question.id == "caps")
    assert result.outcome is Outcome.REVIEW
    assert [step.question.id for step in caps.parts if step.reasons] == ["not-migrated"]


class TestWhatWouldChangeIt:
    def changes(self, result: Result) -> dict[str, dict[str, Any]]:
        return {change.id: dict(change.args) for change in why(result, NAMES).changes}

    def test_a_time_limit_that_runs(self) -> None:
        case = sak(meldinger=[melding(slutt=None)], undersokelser=[], relasjoner=[])
        running = one("MEL001", case, date(2026, 3, 9))
        told = self.changes(running)
        assert told["done"] == {"day": date(2026, 3, 9)}
        assert told["not-done"] == {"day": date(2026, 3, 10), "outcome": "breach"}
        later = one("MEL001", case, date(2026, 3, 10))
        assert later.outcome.value == "breach"

    @given(cases())
    def test_it_comes_true(self, case: Sak) -> None:
        for result in results(case):
            told = self.changes(result).get("not-done")
            if told:
                frist = result.frist
                assert frist
                assert told["day"] == frist.latest + timedelta(days=1)
                again = Run([result.rule], as_of=told["day"], assume_unchanged=True).see(case)
                assert told["outcome"] in {row.outcome.value for row in again if row.element is result.element}

    def test_a_missing_fact(self) -> None:
        case = sak(meldinger=[{"id": "m", "start_dato": date(2026, 3, 2)}])
        assert self.changes(one("MEL001", case))["known"] == {"facts": ("Melding.konklusjon",)}

    def test_a_rule_that_failed(self) -> None:
        result = one("MEL001", sak())
        failed = crashed(result.rule, result.sak, result.element, EXTRACTED, ValueError("secret"))
        told = why(failed, NAMES)
        assert (told.steps, [change.id for change in told.changes]) == ((), ["error"])


def test_a_condition_of_several_shows_each_of_them() -> None:
    result = one("UND001", sak())
    yes, no = Condition(Truth.YES, question="closed"), Condition(Truth.NO, question="adult")
    inner = yes & (no | ~unknown("Plan.plantype", question="unborn"))
    made = replace(result, assessment=result.assessment.but(applies=inner))
    (applies,) = (step for step in why(made, NAMES).steps if step.question.id == "applies")
    assert applies.answer == "unknown"
    asked_for = [(step.question.id, step.answer) for step in every(applies.parts)]
    assert asked_for == [
        ("closed", "yes"),
        ("joined-any", "unknown"),
        ("adult", "no"),
        ("joined-not", "unknown"),
        ("unborn", "unknown"),
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_to_say(lang: str) -> None:
    (only,) = lines([], lang)
    assert only.endswith(".")
