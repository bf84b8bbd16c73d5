"""The number of runs that chance gives: against every arrangement there is, and the published tables."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, groupby

import pytest

from barnevern_tilsyn.programmes.runs import critical, probability


def counted(above: int, below: int) -> Counter[int]:
    """How many of all arrangements have how many runs."""
    places = range(above + below)
    chosen = (set(up) for up in combinations(places, above))
    return Counter(len(list(groupby(place in up for place in places))) for up in chosen)


@pytest.mark.parametrize(("above", "below"), [(a, b) for a in range(8) for b in range(8) if a + b])
def test_every_arrangement_counted(above: int, below: int) -> None:
    found = counted(above, below)
    for runs in range(above + below + 2):
        assert probability(runs, above, below) == Fraction(found[runs], sum(found.values()))


# Swed and Eisenhart, Annals of Mathematical Statistics 14 (1943), table I, p. 70 (two above), and their example of
# occupied seats at a lunch counter (EOEEOEEEOEEEOEOE: 11 runs of 11 and 5).
@pytest.mark.parametrize(
    ("most", "above", "below", "published"),
    [(2, 2, 2, 0.3333333), (2, 2, 3, 0.2), (3, 2, 4, 0.4), (4, 2, 5, 0.7142857)],
)
def test_the_published_distribution(most: int, above: int, below: int, published: float) -> None:
    total = sum(probability(runs, above, below) for runs in range(most + 1))
    assert float(total) == pytest.approx(published, abs=1e-6)


def test_the_published_example() -> None:
    seats = "EOEEOEEEOEEEOEOE"
    assert len(list(groupby(seats))) == 11
    assert float(probability(11, 11, 5)) == pytest.approx(0.0577, abs=5e-5)


# Swed and Eisenhart (1943), tables II and III: critical values of as many above as below, 2.5 % in each tail.
PUBLISHED = {
    5: (2, 10), 6: (3, 11), 7: (3, 13), 8: (4, 14), 9: (5, 15), 10: (6, 16), 11: (7, 17), 12: (7, 19), 13: (8, 20),
    14: (9, 21), 15: (10, 22), 16: (11, 23), 17: (11, 25), 18: (12, 26), 19: (13, 27), 20: (14, 28),
}  # fmt: skip


@pytest.mark.parametrize("half", PUBLISHED)
def test_the_published_critical_values(half: int) -> None:
    found = critical(half, half, 0.025)
    assert (found.too_few, found.too_many) == PUBLISHED[half]


# The limits of Perla, Provost and Murray (2011), table 2: fewer, or more, runs than these.
RUN_CHARTS = {
    10: (3, 9), 11: (3, 10), 12: (3, 11), 13: (4, 11), 14: (4, 12), 15: (5, 12), 16: (5, 13), 17: (5, 13), 18: (6, 14),
    19: (6, 15), 20: (6, 16), 21: (7, 16), 22: (7, 17), 23: (7, 17), 24: (8, 18), 25: (8, 18), 26: (9, 19),
}  # fmt: skip


@pytest.mark.parametrize("points", RUN_CHARTS)
def test_the_table_of_run_charts_differs_by_one_run_at_most(points: int) -> None:
    found = critical(points // 2, points - points // 2, 0.025)
    low, high = RUN_CHARTS[points]
    assert found.too_few
    assert found.too_few - (low - 1) in (0, 1)
    assert found.too_many is None or found.too_many - (high + 1) in (0, -1, 1)


@pytest.mark.parametrize(("above", "below"), [(3, 4), (5, 9), (9, 5), (12, 12), (1, 9), (0, 10), (10, 0)])
@pytest.mark.parametrize("tail", [0.0, 0.025, 0.2, 0.5, 1.0])
def test_critical_values_are_the_last_within_the_tail(above: int, below: int, tail: float) -> None:
    found = critical(above, below, tail)
    numbers = range(above + below + 1)
    few = [most for most in numbers if 0 < sum(probability(runs, above, below) for runs in range(most + 1)) <= tail]
    many = [
        least
        for least in numbers
        if 0 < sum(probability(runs, above, below) for runs in range(least, above + below + 2)) <= tail
    ]
    possible = [runs for runs in numbers if probability(runs, above, below)]
    assert found.too_few == max((number for number in few if number in possible), default=None)
    assert found.too_many == min((number for number in many if number in possible), default=None)
