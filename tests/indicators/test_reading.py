"""Shares and quantiles, the latter against the standard library."""

import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.indicators.reading import Clustering, Counted, Spread

DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=60)


@given(*[st.integers(0, 40)] * 6)
def test_all_that_it_is_asked_of_is_done_not_done_or_unsure(
    yes: int, no: int, review: int, unknown: int, running: int, unplaced: int
) -> None:
    found = Counted(yes=yes, no=no, review=review, unknown=unknown, running=running, unplaced=unplaced)
    assert found.yes + found.no + found.unsure == found.population
    assert found.of == found.population - found.unsure
    if found.bounds and found.share is not None:
        assert found.bounds.low <= found.share + 1e-12
        assert found.share <= found.bounds.high + 1e-12
    assert (found.share is None) == (found.of == 0) == (found.interval is None)


def test_visits_are_not_independent_so_they_have_no_interval() -> None:
    assert Counted(yes=3, no=1, independent=False).interval is None


@given(DAYS)
def test_quantiles_are_those_of_all_the_days_written_out(days: list[int]) -> None:
    spread = Spread(days=Counter(days), bands=(7, 90))
    assert spread.median == pytest.approx(statistics.median(days))
    assert (spread.of, spread.longest) == (len(days), max(days))
    if len(days) > 1:
        quartiles = [spread.quantile(share) for share in (0.25, 0.5, 0.75)]
        assert quartiles == pytest.approx(statistics.quantiles(days, n=4, method="inclusive"))
        tenths = statistics.quantiles(days, n=10, method="inclusive")
        assert [spread.quantile(0.1), spread.quantile(0.9)] == pytest.approx([tenths[0], tenths[-1]])


@given(DAYS, st.sets(st.integers(0, 400), min_size=1, max_size=5))
def test_each_day_is_in_one_band(days: list[int], bands: set[int]) -> None:
    found = Spread(days=Counter(days), bands=tuple(sorted(bands))).in_bands
    assert sum(band.count for band in found) == len(days)
    for band in found:
        assert band.count == sum(band.first <= day and (band.last is None or day <= band.last) for day in days)


def test_of_nothing_there_is_no_quantile() -> None:
    nothing = Spread(days={}, bands=(7,))
    assert (nothing.median, nothing.longest, nothing.of) == (None, None, 0)


def test_what_an_even_spread_gives() -> None:
    # Ten time limits of 98 days have 99 days to end on, three of them the last; two of one day have two, both last.
    found = Clustering(last_days=3, last=7, lengths={98: 10, 1: 2})
    assert found.expected == pytest.approx(10 * 3 / 99 + 2)
    assert found.share == pytest.approx(7 / 12)
    assert found.even_share == pytest.approx((10 * 3 / 99 + 2) / 12)
    assert Clustering(last_days=3, last=0, lengths={}).share is None
