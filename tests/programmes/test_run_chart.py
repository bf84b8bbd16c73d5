"""Run charts: published examples, and a brute-force reading of the rules over any points."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.programmes.run_chart import Measurement, RunChart, SignKind, builtin_rules, run_chart

FIRST = date(2024, 1, 1)
RULES = builtin_rules()


def measured(ks: Iterable[int], n: int = 100) -> list[Measurement]:
    return [Measurement(date=FIRST + timedelta(days=7 * week), k=k, n=n) for week, k in enumerate(ks)]


def signs(chart: RunChart, *kinds: SignKind) -> list[tuple[str, int, int, bool | None]]:
    return [
        (sign.kind.value, sign.first, sign.last, sign.up) for sign in chart.signs if sign.kind in (kinds or SignKind)
    ]


# The points are the published example of the R package runchart (github.com/jsphdms/runchart), which reads them by the
# same rules: shift of 6, trend of 5. What they show is read off by hand.
EXAMPLE = [4, 3, 3, 2, 2, 3, 3, 4, 4, 4, 4, 3, 3, 2, 2, 1, 2, 1, 0, 3, 3, 4, 5, 6, 7, 9, 8, 7, 6, 6]


def test_a_published_example() -> None:
    chart = run_chart(measured(EXAMPLE))
    assert chart.median == 0.03
    assert (len(chart.points), chart.beside_median) == (30, 22)
    assert signs(chart, SignKind.SHIFT) == [("shift", 13, 18, False), ("shift", 21, 29, True)]
    assert signs(chart, SignKind.TREND) == [("trend", 18, 25, True)]


# The rules as Perla, Provost and Murray (2011) put them in words, each at its border.
def test_six_on_one_side_is_a_shift_and_five_are_none() -> None:
    assert signs(run_chart(measured([1, 2, 1, 2, 1, 9, 8, 9, 8, 9])), SignKind.SHIFT) == []
    six = run_chart(measured([1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8]))
    assert signs(six, SignKind.SHIFT) == [("shift", 0, 5, False), ("shift", 6, 11, True)]


def test_a_point_on_the_median_neither_breaks_nor_makes_a_shift() -> None:
    chart = run_chart(measured([9, 8, 9, 5, 8, 9, 8, 1, 2, 1, 2, 1, 2]))
    assert chart.median == 0.05
    assert signs(chart, SignKind.SHIFT) == [("shift", 0, 6, True), ("shift", 7, 12, False)]
    assert signs(run_chart(measured([9, 8, 9, 5, 8, 9, 1, 2, 1, 2, 1])), SignKind.SHIFT) == []


def test_five_going_one_way_are_a_trend_and_four_are_none() -> None:
    assert signs(run_chart(measured([5, 1, 2, 3, 4, 3])), SignKind.TREND) == []
    assert signs(run_chart(measured([6, 1, 2, 3, 4, 5, 3])), SignKind.TREND) == [("trend", 1, 5, True)]
    assert signs(run_chart(measured([1, 6, 5, 4, 3, 2])), SignKind.TREND) == [("trend", 1, 5, False)]


def test_of_equal_points_in_a_trend_one_is_counted() -> None:
    assert signs(run_chart(measured([1, 2, 2, 3, 4])), SignKind.TREND) == []
    assert signs(run_chart(measured([1, 2, 2, 2, 3, 4, 5])), SignKind.TREND) == [("trend", 0, 6, True)]


def test_the_number_of_runs_is_asked_of_from_ten_points() -> None:
    assert run_chart(measured([1, 9] * 4)).limits is None
    often = run_chart(measured([1, 9] * 5))
    assert (often.runs, signs(often)) == (10, [("too-many-runs", 0, 9, None)])
    seldom = run_chart(measured([1] * 5 + [9] * 5))
    assert (seldom.runs, signs(seldom)) == (2, [("too-few-runs", 0, 9, None)])


def test_the_median_of_shares_is_exact() -> None:
    ten = [
        Measurement(date=FIRST + timedelta(days=day), k=k, n=n)
        for day, (k, n) in enumerate([(1, 10), (2, 10), (3, 20)])
    ]
    assert run_chart(ten).beside_median == 2  # 3 of 20 lies on the median; as floats it would not


def test_what_has_no_share_is_left_out_and_told() -> None:
    none = Measurement(date=FIRST, k=0, n=0)
    chart = run_chart([*measured([1, 2, 3]), none])
    assert (len(chart.points), chart.left_out) == (3, (none,))
    assert run_chart([none]).median is None
    assert run_chart([]).signs == ()


some_points = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted), max_size=30)


@given(some_points, st.randoms(use_true_random=False))
def test_as_one_reads_the_rules_by_hand(pairs: list[list[int]], dice: Random) -> None:
    given_ = [Measurement(date=FIRST + timedelta(days=day), k=k, n=n) for day, (k, n) in enumerate(pairs)]
    chart = run_chart(given_)
    values = [Fraction(k, n) for k, n in pairs if n]
    if not values:
        assert chart.median is None
        return
    middle = median(values)
    assert signs(chart, SignKind.SHIFT) == shifts(values, middle)
    assert signs(chart, SignKind.TREND) == trends(values)
    sides = [value > middle for value in values if value != middle]
    assert chart.runs == bool(sides) + sum(one != other for one, other in pairwise(sides))
    dice.shuffle(given_)
    assert run_chart(given_) == chart


def shifts(values: list[Fraction], middle: Fraction) -> list[tuple[str, int, int, bool]]:
    """Every stretch from one place to another that is a shift and part of no longer one."""
    found = []
    for first in range(len(values)):
        for last in range(first, len(values)):
            inside = [value for value in values[first : last + 1] if value != middle]
            ends = middle not in (values[first], values[last])
            if ends and len(inside) >= 6 and len({value > middle for value in inside}) == 1:
                found.append(("shift", first, last, inside[0] > middle))
    return longest(found)


def trends(values: list[Fraction]) -> list[tuple[str, int, int, bool]]:
    found = []
    for first in range(len(values)):
        for last in range(first, len(values)):
            inside = values[first : last + 1]
            different = [value for place, value in enumerate(inside) if not place or value != inside[place - 1]]
            alike = any(place and values[place] == values[place - 1] for place in (first, last))
            if len(different) >= 5 and not alike and different in (sorted(different), sorted(different)[::-1]):
                found.append(("trend", first, last, different[0] < different[-1]))
    return longest(found)


def longest(found: list[tuple[str, int, int, bool]]) -> list[tuple[str, int, int, bool]]:
    return [
        one for one in found if not any(other != one and other[1] <= one[1] and one[2] <= other[2] for other in found)
    ]


def test_the_rules_are_data_with_a_source() -> None:
    assert (RULES.shift.points, RULES.trend.points, RULES.runs.points_from, RULES.runs.tail) == (6, 5, 10, 0.025)
    for rule in (RULES.shift, RULES.trend, RULES.runs):
        assert all(source.url.startswith("https://doi.org/") for source in rule.sources)
