"""Shares and differences: the published worked examples, two libraries as oracles, and what must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from barnevern_tilsyn.programmes.shares import Difference, Share

some = st.integers(1, 400).flatmap(lambda n: st.builds(Share, st.integers(0, n), st.just(n)))
NONE = Share(0, 0)


# Newcombe, Statistics in Medicine 17 (1998), p. 861, table I: method 3.
@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_published_intervals_of_a_share(k: int, n: int, low: float, high: float) -> None:
    found = Share(k, n).interval
    assert found
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


# Newcombe, Statistics in Medicine 17 (1998), p. 877, table II: method 10.
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_published_intervals_of_a_difference(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = Difference(Share(*second), Share(*first)).interval
    assert found
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(some)
def test_two_libraries_say_the_same_of_a_share(share: Share) -> None:
    found = share.interval
    assert found
    scipys = binomtest(share.k, share.n).proportion_ci(method="wilson")
    assert (found.low, found.high) == pytest.approx((scipys.low, scipys.high), abs=1e-12)
    statsmodels = proportion_confint(share.k, share.n, method="wilson")
    assert (found.low, found.high) == pytest.approx(statsmodels, abs=1e-12)


@given(some, some)
def test_a_library_says_the_same_of_a_difference(before: Share, after: Share) -> None:
    found = Difference(before, after).interval
    assert found
    oracle = confint_proportions_2indep(after.k, after.n, before.k, before.n, compare="diff", method="newcomb")
    assert (found.low, found.high) == pytest.approx(oracle, abs=1e-9)


@given(some)
def test_an_added_yes_never_lowers_a_share_and_an_added_no_never_raises_it(share: Share) -> None:
    more, less = share + Share(1, 1), share + Share(0, 1)
    assert less.value <= share.value <= more.value  # type: ignore[operator]
    assert less.interval.high <= share.interval.high + 1e-12  # type: ignore[union-attr]
    assert more.interval.low >= share.interval.low - 1e-12  # type: ignore[union-attr]


@given(some)
def test_an_interval_holds_its_share_and_gets_narrower_with_more_of_the_same(share: Share) -> None:
    found, doubled = share.interval, (share + share).interval
    assert found
    assert doubled
    assert 0 <= found.low <= share.k / share.n <= found.high <= 1
    assert doubled.high - doubled.low < found.high - found.low


@given(some, some)
def test_a_difference_turned_round_has_the_other_sign(before: Share, after: Share) -> None:
    there, back = Difference(before, after), Difference(after, before)
    assert there.value == pytest.approx(-back.value)  # type: ignore[operator]
    assert there.interval
    assert back.interval
    assert (there.interval.low, there.interval.high) == pytest.approx((-back.interval.high, -back.interval.low))
    assert there.tells_of_change == back.tells_of_change


def test_of_none_nothing_is_known() -> None:
    assert (NONE.value, NONE.interval) == (None, None)
    for difference in (Difference(NONE, Share(1, 2)), Difference(Share(1, 2), NONE)):
        assert (difference.value, difference.interval, difference.tells_of_change) == (None, None, None)


def test_ten_cases_prove_little() -> None:
    assert Difference(Share(6, 10), Share(8, 10)).tells_of_change is False
    assert Difference(Share(2, 10), Share(9, 10)).tells_of_change is True
