"""The three rules are the same rules in every engine: a comparison of anything else would say nothing.

durable_rules needs a compiler to install, so the gates do without it: the benchmark compares it before it measures.
"""

from collections import Counter
from datetime import date
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import Sak
from bench import documents
from bench.engines import comparison, in_business_rules, in_rule_engine, own, plain
from bench.engines.facts import Investigation, Judge, Report, facts

PLANTED = comparison.planted(300)
HISTORIES = [sak for document in documents.histories(150) for sak in read(document)]
ENGINES = {
    comparison.OWN: own.compiled,
    "business-rules": in_business_rules.compiled,
    "rule-engine": in_rule_engine.compiled,
}
ALL_MET = Investigation(
    id="u",
    begun=date(2024, 1, 10),
    three_months=date(2024, 4, 8),
    six_months=date(2024, 7, 8),
    extended=False,
    concluded=date(2024, 4, 8),
    planned=date(2024, 4, 8),
    known=date(2024, 12, 1),
)


@pytest.mark.parametrize("cases", [PLANTED, HISTORIES], ids=["planted", "histories"])
@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_flags_what_plain_functions_flag(engine: str, cases: list[Sak]) -> None:
    assert comparison.differing({engine: ENGINES[engine]()}, cases) == {}


def test_each_rule_is_often_broken_and_often_not() -> None:
    judge = plain.compiled()
    flagged = Counter(name for sak in PLANTED for name, _ in judge(sak))
    reports = sum(len(facts(sak).reports) for sak in PLANTED)
    investigations = sum(len(facts(sak).investigations) for sak in PLANTED)
    assert 20 < flagged["reviewed"] < reports / 2
    assert 20 < flagged["finished"] < investigations / 2
    assert 20 < flagged["planned"] < investigations / 2


def test_a_difference_is_seen() -> None:
    silent: Judge = lambda sak: []  # noqa: E731 - a judge that never flags
    flagged = sum(bool(plain.compiled()(sak)) for sak in PLANTED)
    assert comparison.differing({"silent": silent, "plain": plain.compiled()}, PLANTED) == {"silent": flagged}


def test_candidates_go_through_every_case() -> None:
    cases = PLANTED[:10]
    found = list(comparison.candidates({comparison.OWN: own.compiled()}, cases, "planted"))
    assert [candidate.run() for candidate in found] == [len(cases)] * 4
    assert comparison.PLAIN in {candidate.name for candidate in found}


@pytest.mark.parametrize(
    ("concluded", "known", "late"),
    [
        (date(2024, 1, 8), date(2024, 6, 1), False),
        (date(2024, 1, 9), date(2024, 6, 1), True),
        (None, date(2024, 1, 8), False),
        (None, date(2024, 1, 9), True),
    ],
)
def test_a_report_has_a_week(concluded: date | None, known: date, late: bool) -> None:
    report = Report("m", date(2024, 1, 1), date(2024, 1, 8), concluded, known)
    assert plain.reviewed_late(report) is late


@pytest.mark.parametrize(
    ("changed", "late"),
    [
        ({}, False),
        ({"concluded": date(2024, 4, 9)}, True),
        ({"concluded": date(2024, 4, 9), "extended": True}, False),
        ({"concluded": date(2024, 7, 9), "extended": True}, True),
        ({"concluded": None}, True),
        ({"concluded": None, "known": date(2024, 4, 8)}, False),
    ],
)
def test_an_investigation_has_three_months_or_six(changed: dict[str, Any], late: bool) -> None:
    assert plain.finished_late(_changed(changed)) is late


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, False),
        ({"planned": None}, True),
        ({"planned": date(2024, 4, 9)}, True),
        ({"planned": None, "concluded": None}, False),
        ({"planned": None, "begun": date(2022, 12, 31)}, False),
    ],
)
def test_a_plan_comes_before_the_closing(changed: dict[str, Any], missing: bool) -> None:
    assert plain.closed_without_plan(_changed(changed)) is missing


def _changed(changed: dict[str, Any]) -> Investigation:
    return attrs.evolve(ALL_MET, **changed)
