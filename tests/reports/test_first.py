"""The first so many, by rank."""

from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.reports.first import First


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 2))), st.integers(0, 8))
def test_the_least_rank_is_first_and_of_equals_what_came_first(ranks: list[tuple[int, int]], most: int) -> None:
    first: First[int] = First(most)
    for number, rank in enumerate(ranks):
        first.add(number, rank)
    in_order = sorted(range(len(ranks)), key=lambda number: (ranks[number], number))
    assert list(first) == in_order[:most]
    assert len(first) == min(most, len(ranks))
    assert (first.count, first.more) == (len(ranks), max(0, len(ranks) - most))


def test_without_ranks_it_is_in_the_order_of_arrival() -> None:
    first: First[str] = First(2)
    for one in "abc":
        first.add(one)
    assert list(first) == ["a", "b"]
    assert list(first) == ["a", "b"], "looking at it takes nothing out"
