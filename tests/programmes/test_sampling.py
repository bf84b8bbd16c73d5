"""Drawing cases: every rule that can be kept is kept, the rest is told, and chance decides among what is left."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from random import Random
from statistics import mean
from typing import cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, chisquare

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.candidates import Candidate
from barnevern_tilsyn.programmes.programme import Programme, Sampling
from barnevern_tilsyn.programmes.sample import DrawingRule, Held, Sample
from barnevern_tilsyn.programmes.sample_words import reason_words
from barnevern_tilsyn.programmes.sampling import draw, drawn
from tests.programmes.drawing import (
    BOARD,
    DISMISSED,
    KINDS,
    MEASURES,
    REOPENED,
    best_samples,
    candidate,
    candidates,
    misses_measures,
    population,
)
from tests.scale import scaled

PROGRAMME = builtin()["egenkontroll-2024-1"]
ALL_OUTCOMES = {DISMISSED, REOPENED, MEASURES, BOARD}
DISMISSED_KIND, REOPENED_KIND, MEASURES_KIND, BOARD_KIND = (KINDS[at] for at in (0, 2, 3, 4))

sizes = st.integers(1, 5)
shares = st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0])


def sampling(share: float = 0.5, *, everywhere: bool = True) -> Sampling:
    assert PROGRAMME.sampling is not None
    return attrs.evolve(PROGRAMME.sampling, measures_share=share, every_municipality=everywhere)


def programme(share: float = 0.5, *, everywhere: bool = True) -> Programme:
    return attrs.evolve(PROGRAMME, sampling=sampling(share, everywhere=everywhere))


def names(cases: Sequence[Candidate]) -> frozenset[str]:
    return frozenset(one.case for one in cases)


def held(sample: Sample, rule: DrawingRule) -> set[Held]:
    return {row.held for row in sample.rules if row.rule is rule}


def plenty(count: int = 40) -> list[Candidate]:
    """Cases of all outcomes in three municipalities."""
    kinds = (DISMISSED_KIND, DISMISSED_KIND, MEASURES_KIND, REOPENED_KIND, BOARD_KIND)
    return [candidate(at, kinds[at % 5], f"990{at % 3 + 1}") for at in range(count)]


class TestEveryRuleThatCanBeKeptIsKept:
    @given(candidates(8), sizes, shares, st.booleans(), st.integers())
    def test_no_sample_is_better(
        self, cases: list[Candidate], wanted: int, share: float, everywhere: bool, seed: int
    ) -> None:
        found = drawn(cases, sampling(share, everywhere=everywhere), wanted, Random(seed))
        assert names(found) in best_samples(cases, wanted, share, everywhere=everywhere)

    @given(candidates(8), sizes, shares, st.booleans(), st.integers())
    def test_what_is_said_of_the_rules_is_so(
        self, cases: list[Candidate], wanted: int, share: float, everywhere: bool, seed: int
    ) -> None:
        sample = draw(population(cases), programme(share, everywhere=everywhere), seed=seed, size=wanted)
        chosen = [one for one in cases if one.case in {subject.case for subject in sample.cases}]
        count = len(chosen)
        assert held(sample, DrawingRule.SIZE) == {
            Held.YES if count == wanted else Held.GIVES_WAY if count > wanted else Held.IMPOSSIBLE
        }
        assert held(sample, DrawingRule.RECENT) == {Held.YES if cases else Held.IMPOSSIBLE}
        self._outcomes(sample, cases, chosen)
        self._measures(sample, cases, chosen, share)
        if everywhere:
            unknown = any(one.municipality is None for one in cases)
            assert held(sample, DrawingRule.MUNICIPALITIES) == {
                Held.IMPOSSIBLE if not cases else Held.UNKNOWN if unknown else Held.YES
            }
        else:
            assert held(sample, DrawingRule.MUNICIPALITIES) == set()

    @staticmethod
    def _outcomes(sample: Sample, cases: list[Candidate], chosen: list[Candidate]) -> None:
        rows = [row for row in sample.rules if row.rule is DrawingRule.OUTCOMES]
        told = {row.held: set(cast("tuple[str, ...]", dict(row.reason.args)["groups"])) for row in rows}
        certain = {one.outcomes[0] for one in chosen if len(one.outcomes) == 1}
        there = {id for one in cases for id in one.outcomes}
        assert told.get(Held.YES, certain) == certain
        assert told.get(Held.IMPOSSIBLE, set()) == ALL_OUTCOMES - there
        assert told.get(Held.UNKNOWN, set()) == {id for one in chosen for id in one.outcomes} - certain
        everything = set().union(*told.values()) | certain
        assert everything == ALL_OUTCOMES

    @staticmethod
    def _measures(sample: Sample, cases: list[Candidate], chosen: list[Candidate], share: float) -> None:
        (state,) = held(sample, DrawingRule.MEASURES)
        worst, best = misses_measures(chosen, share)
        assert (state is Held.YES) == bool(chosen and worst == 0)
        assert (state is Held.UNKNOWN) == bool(chosen and worst > 0 and best == 0)
        if chosen and state in (Held.IMPOSSIBLE, Held.GIVES_WAY):
            alone = min(misses_measures(some, share)[1] for some in combinations(cases, len(chosen)))
            assert (state is Held.IMPOSSIBLE) == (alone > 0)

    @given(candidates(8), sizes, st.integers())
    def test_everything_is_said_in_every_language(self, cases: list[Candidate], wanted: int, seed: int) -> None:
        sample = draw(population(cases), PROGRAMME, seed=seed, size=wanted)
        for row in sample.rules:
            said = {reason_words(row, sampling(), lang) for lang in LANGUAGES}
            assert len(said) == len(LANGUAGES)
            assert not any("{" in text or "henlagt-ny" in text for text in said)


class TestChance:
    def test_all_samples_that_are_as_good_are_equally_likely(self) -> None:
        kinds = (DISMISSED_KIND, DISMISSED_KIND, DISMISSED_KIND, MEASURES_KIND, MEASURES_KIND, BOARD_KIND, KINDS[5])
        cases = [candidate(at, kind, f"990{at % 2 + 1}") for at, kind in enumerate(kinds)]
        best = best_samples(cases, 4, 0.5, everywhere=True)
        assert len(best) > 5
        found = Counter(names(drawn(cases, sampling(), 4, Random(seed))) for seed in range(scaled(2_000)))
        assert found.keys() == best
        assert chisquare(list(found.values())).pvalue > 0.001

    def test_each_case_of_a_stratum_is_equally_likely(self) -> None:
        cases = plenty(30)
        strata: dict[tuple[object, ...], list[str]] = {}
        for one in cases:
            strata.setdefault((one.outcomes, one.municipality), []).append(one.case)
        times, spread = Counter[str](), Counter[tuple[object, ...]]()
        for seed in range(scaled(300)):
            chosen = names(drawn(cases, sampling(), 6, Random(seed)))
            times.update(chosen)
            for key, rows in strata.items():
                count = len(chosen & set(rows))
                spread[key] += count * (len(rows) - count)
        tested = 0
        for key, rows in strata.items():
            if len(rows) > 1:
                expected = mean(times[case] for case in rows)
                # Without putting back, a draw of k among n has the variance k (n - k) / n².
                off = sum((times[case] - expected) ** 2 for case in rows)
                statistic = off * len(rows) * (len(rows) - 1) / spread[key]
                assert chi2.sf(statistic, len(rows) - 1) > 0.001, key
                tested += 1
        assert tested > 10

    @given(st.permutations(plenty(20)), st.integers())
    def test_the_order_of_the_cases_does_not_matter(self, cases: list[Candidate], seed: int) -> None:
        one, other = (draw(population(rows), PROGRAMME, seed=seed, size=5) for rows in (plenty(20), cases))
        assert one == other

    def test_another_seed_gives_another_sample(self) -> None:
        assert len({names(drawn(plenty(), sampling(), 10, Random(seed))) for seed in range(20)}) == 20


class TestHeld:
    @given(candidates(8), sizes, st.integers())
    def test_a_rule_stands_as_the_gravest_of_its_parts(self, cases: list[Candidate], wanted: int, seed: int) -> None:
        sample = draw(population(cases), PROGRAMME, seed=seed, size=wanted)
        assert list(sample.held()) == [rule.value for rule in DrawingRule]
        for rule in DrawingRule:
            assert sample.held()[rule.value] in held(sample, rule)
        assert (sample.held()["outcomes"] is Held.YES) == (held(sample, DrawingRule.OUTCOMES) == {Held.YES})
        assert (sample.held()["outcomes"] is Held.IMPOSSIBLE) == (Held.IMPOSSIBLE in held(sample, DrawingRule.OUTCOMES))


class TestIdentity:
    @given(candidates(8), sizes, st.integers())
    def test_the_id_follows_from_all_else(self, cases: list[Candidate], wanted: int, seed: int) -> None:
        sample = draw(population(cases), PROGRAMME, seed=seed, size=wanted)
        assert sample.id == draw(population(cases), PROGRAMME, seed=seed, size=wanted).id
        assert sample.id != draw(population(cases), PROGRAMME, seed=seed, size=wanted + 1).id
        assert sample.id != draw(population(cases), PROGRAMME, seed=seed + 1, size=wanted).id


class TestEnough:
    def test_more_are_drawn_where_the_municipalities_take_more(self) -> None:
        cases = [candidate(at, DISMISSED_KIND, f"{1000 + at // 2}") for at in range(30)]
        cases.append(candidate(40, BOARD_KIND, "1000"))
        sample = draw(population(cases), PROGRAMME, seed=1)
        assert len({subject.municipality for subject in sample.cases}) == 15
        assert len(sample.cases) == 15
        assert {subject.outcome for subject in sample.cases} == {DISMISSED, BOARD}
        assert held(sample, DrawingRule.SIZE) == {Held.GIVES_WAY}
        assert held(sample, DrawingRule.MUNICIPALITIES) == {Held.YES}

    def test_no_outcome_is_lost_for_the_sake_of_the_municipalities(self) -> None:
        kinds = [(MEASURES_KIND, "9901"), (BOARD_KIND, "9901"), (DISMISSED_KIND, "9902"), (DISMISSED_KIND, "9903")]
        cases = [candidate(at, *row) for at, row in enumerate(kinds)]
        assert len(draw(population(cases), PROGRAMME, seed=1, size=3).cases) == 4
        assert best_samples(cases, 3, 0.5, everywhere=True) == {names(cases)}

    def test_measures_in_half_of_a_sample_from_plenty(self) -> None:
        sample = draw(population(plenty()), PROGRAMME, seed=1)
        assert all(row.held is Held.YES for row in sample.rules)
        assert sum(subject.outcome != DISMISSED for subject in sample.cases) == 5

    def test_a_programme_without_rules_for_drawing(self) -> None:
        with pytest.raises(ValueError, match="no rules"):
            draw(population(plenty()), attrs.evolve(PROGRAMME, sampling=None), seed=1)
