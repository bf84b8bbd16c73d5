"""Counts add up, in whatever order and parts the cases come, and are those that a naive recount gives."""

from collections import Counter
from datetime import date
from functools import cache
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.engine import Run
from barnevern_tilsyn.formats import read
from barnevern_tilsyn.indicators import Period, Seen, Span, Step, Tally, builtin, indicators_of
from barnevern_tilsyn.indicators.reading import Clustering, Counted, Kinds, Number, Spread
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.reports.indicators import rules_of
from barnevern_tilsyn.testing.generator import GeneratedCase, generate
from barnevern_tilsyn.testing.strategies import lawful_cases, partial_cases

YEAR = Period.year(2026, Step.MONTH)
RUN = Run(rules_of(builtin()))
SHARES = [figure.id for figure in builtin().figures if figure.is_share]


def seen(sak: Sak) -> Seen:
    return Seen(sak, RUN.see(sak))


def tally(cases: Any, period: Period = YEAR) -> Tally:
    found = Tally(builtin(), period)
    for case in cases:
        found.see(seen(case))
    return found


@cache
def generated() -> tuple[tuple[GeneratedCase, Sak], ...]:
    cases = generate(150, seed=11, plant=("MEL001", "UND001", "UND003"))
    return tuple((case, sak) for case in cases for sak in read(case.xml))


@settings(max_examples=25)
@given(st.lists(partial_cases(), max_size=4, unique_by=lambda sak: sak.id), st.randoms(use_true_random=False))
def test_order_and_parts_do_not_matter(cases: list[Sak], random: Random) -> None:
    whole = indicators_of(tally(cases))
    shuffled = random.sample(cases, len(cases))
    cut = random.randint(0, len(cases))
    parts = tally(shuffled[:cut])
    parts.add(tally(shuffled[cut:]))
    assert indicators_of(parts) == whole == indicators_of(tally(shuffled))


@settings(max_examples=25)
@given(st.lists(st.one_of(lawful_cases(), partial_cases()), max_size=3))
def test_counts_add_up(cases: list[Sak]) -> None:
    found = indicators_of(tally(cases))
    for value in found.values:
        parts = [reading for _, reading in value.series]
        match value.whole:
            case Counted() as whole:
                assert whole.yes + whole.no + whole.unsure == whole.population
                if value.figure.outcomes or value.figure.visits or value.figure.aftercare:
                    assert sum(part.population for part in parts if isinstance(part, Counted)) == whole.population
            case Spread() as whole if value.figure.handling:
                assert sum(part.of for part in parts if isinstance(part, Spread)) == whole.of
            case Clustering() as whole:
                assert sum(part.of for part in parts if isinstance(part, Clustering)) == whole.of
                assert 0 <= whole.last <= whole.of
            case Kinds() as whole:
                assert sum(part.of for part in parts if isinstance(part, Kinds)) == whole.of
                assert not set(whole.never) & set(whole.by_code)
            case Number() as whole:
                assert whole.count + whole.unknown <= len(cases)


def test_only_the_same_figures_over_the_same_period_are_added() -> None:
    with pytest.raises(ValueError, match="same"):
        tally([]).add(Tally(builtin(), Period.year(2025)))


@pytest.mark.parametrize(
    ("id", "rule", "element"),
    [
        ("reports-reviewed-in-time", "MEL001", "Melding"),
        ("investigation-plan", "UND003", "Undersokelse"),
    ],
)
def test_a_naive_recount_of_the_generator_s_truth_gives_the_same(id: str, rule: str, element: str) -> None:
    """The truth is the oracle's; the days are read out of the XML by hand."""
    says = {"met": "yes", "breach": "no", "open": "unknown", "running": "running"}
    review = "no" if rule == "UND003" else "review"
    expected: Counter[str] = Counter()
    for case, _ in generated():
        root = etree.fromstring(case.xml)
        days = {}
        for node in root.iter("{*}" + element):
            ending = node.find("{*}Konklusjon")
            days[node.get("Id")] = (
                node.get("StartDato")
                if element == "Melding"
                else (ending.get("SluttDato") if ending is not None else None)
            )
        own = [truth for truth in case.truths if truth.rule == rule and truth.outcome != "not_applicable"]
        for truth in own:
            if (days[truth.element_id] or "").startswith("2026"):
                expected[says.get(truth.outcome, review)] += 1
    whole = indicators_of(tally(sak for _, sak in generated())).value(id).whole
    assert isinstance(whole, Counted)
    assert whole.population >= 20
    assert {key: getattr(whole, key) for key in ("yes", "no", "review", "unknown", "running")} == {
        key: expected[key] for key in ("yes", "no", "review", "unknown", "running")
    }


def test_a_naive_recount_of_reporters_gives_the_same() -> None:
    """A deleted report is none."""
    expected: Counter[str] = Counter()
    for _, sak in generated():
        if sak.er_slettet is True:
            continue
        gone = {str(row.id).lower() for row in sak.slettede or ()}
        for melding in sak.meldinger or ():
            received = melding.start_dato
            if melding.er_slettet is True or melding.id.lower() in gone or not received or received.year != 2026:
                continue
            expected["all"] += 1
            expected.update({row.kode for row in melding.meldere or () if row.kode})
    whole = indicators_of(tally(sak for _, sak in generated())).value("reporters").whole
    assert isinstance(whole, Kinds)
    assert {**whole.by_code, "all": whole.of} == dict(expected)


def test_a_deleted_case_counts_nowhere() -> None:
    (_, case), *_ = generated()
    assert indicators_of(tally([attrs.evolve(case, er_slettet=True)])) == indicators_of(tally([]))


def test_the_period_does_not_reach_into_another() -> None:
    cases = [sak for _, sak in generated()]
    halves = [indicators_of(tally(cases, Period.half(2026, half))) for half in (1, 2)]
    year = indicators_of(tally(cases, Period(Span(date(2026, 1, 1), date(2026, 12, 31)))))
    for id in SHARES:
        figure = year.value(id).figure
        if figure.outcomes or figure.visits:
            parts = [half.value(id).whole for half in halves]
            whole = year.value(id).whole
            assert isinstance(whole, Counted)
            assert whole.population == sum(part.population for part in parts if isinstance(part, Counted))
