"""From what is published no hidden count can be worked out: tried by brute force, and by a solver of others."""

from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from barnevern_tilsyn.indicators import IndicatorError
from barnevern_tilsyn.indicators.protection import Protected, builtin, load, protect
from tests.scale import scaled

OURS = builtin()
SHOWN_ZEROS = attrs.evolve(OURS, zero_is_small=False)
LIMITS = st.sampled_from([OURS, SHOWN_ZEROS, attrs.evolve(OURS, least=3)])

Published = dict[tuple[int, int], int | str]


def published(table: Protected) -> Published:
    """What a reader sees: a count, that it is small, or nothing."""
    places = product(range(len(table.counts)), range(len(table.counts[0])))
    return {
        place: table.counts[place[0]][place[1]]
        if place not in table.hidden
        else "small"
        if place in table.small
        else "hidden"
        for place in places
    }


def tells_nothing(seen: Published) -> bool:
    """All is hidden, and nothing told to be small."""
    return set(seen.values()) == {"hidden"}


def with_sums(rows: Sequence[Sequence[int]], adds_up: bool) -> list[tuple[int, ...]]:
    whole = [(*row, sum(row)) if adds_up else tuple(row) for row in rows]
    return [*whole, tuple(sum(column) for column in zip(*whole, strict=True))]


def fits(count: int, told: int | str, limits: Any) -> bool:
    small = count < limits.least and (count > 0 or limits.zero_is_small)
    return count == told if isinstance(told, int) else small == (told == "small")


def tables(seen: Published, height: int, width: int, adds_up: bool, most: int, limits: Any) -> Iterator[Any]:
    """All tables that would be published like this, with counts up to ``most``; row by row, then the sums."""
    own = width - 1 if adds_up else width
    rows = [
        [
            row
            for row in product(range(most + 1), repeat=own)
            if all(
                fits(count, seen[at, column], limits)
                for column, count in enumerate((*row, sum(row)) if adds_up else row)
            )
        ]
        for at in range(height - 1)
    ]
    for chosen in product(*rows):
        whole = with_sums(chosen, adds_up)
        if all(fits(count, seen[height - 1, column], limits) for column, count in enumerate(whole[-1])):
            yield whole


@settings(max_examples=scaled(40))
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=2),
    LIMITS,
)
@example([(5, 0), (9, 9)], OURS)
@example([(4, 4), (6, 6)], OURS)
@example([(9, 0), (9, 0)], OURS)
def test_brute_force_finds_another_value_for_every_hidden_count(rows: list[tuple[int, int]], limits: Any) -> None:
    table = protect(rows, limits, adds_up=True)
    seen = published(table)
    if tells_nothing(seen):
        return
    found: dict[tuple[int, int], set[int]] = {place: set() for place in table.hidden}
    for whole in tables(seen, len(rows) + 1, 3, True, 16, limits):
        for (row, column), values in found.items():
            values.add(whole[row][column])
    assert all(table.counts[row][column] in values for (row, column), values in found.items())
    assert {place: values for place, values in found.items() if len(values) < 2} == {}


@settings(max_examples=scaled(60))
@given(st.lists(st.integers(0, 12), min_size=1, max_size=3), LIMITS)
def test_a_column_alone(counts: list[int], limits: Any) -> None:
    table = protect([(count,) for count in counts], limits, adds_up=False)
    seen = published(table)
    if tells_nothing(seen):
        return
    found: dict[tuple[int, int], set[int]] = {place: set() for place in table.hidden}
    for whole in tables(seen, len(counts) + 1, 1, False, 24, limits):
        for (row, column), values in found.items():
            values.add(whole[row][column])
    assert {place: values for place, values in found.items() if len(values) < 2} == {}


@settings(max_examples=scaled(60))
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 25)), min_size=2, max_size=5), LIMITS)
def test_a_solver_cannot_pin_a_hidden_count_down(rows: list[tuple[int, int]], limits: Any) -> None:
    table = protect(rows, limits, adds_up=True)
    seen = published(table)
    if tells_nothing(seen):
        return
    size = 2 * len(rows)
    forms, low, high = [], [], []
    for (row, column), told in seen.items():
        form = np.zeros(size)
        for at in range(len(rows)):
            for own in range(2):
                if row in (at, len(rows)) and column in (own, 2):
                    form[2 * at + own] = 1
        forms.append(form)
        if isinstance(told, int):
            bounds = (told, told)
        elif told == "small":
            bounds = (0 if limits.zero_is_small else 1, limits.least - 1)
        else:
            bounds = (limits.least if limits.zero_is_small else 0, 10_000)
        low.append(bounds[0])
        high.append(bounds[1])
    constraint = LinearConstraint(np.array(forms), low, high)
    for place in table.hidden:
        form = forms[list(seen).index(place)]
        ends = [
            milp(sign * form, constraints=constraint, integrality=np.ones(size), bounds=Bounds(0, 10_000)).fun
            for sign in (1, -1)
        ]
        assert round(ends[0]) < round(-ends[1]), place


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=8), LIMITS)
def test_nothing_small_is_shown_nor_is_what_the_shown_leave_of_a_sum(rows: list[tuple[int, int]], limits: Any) -> None:
    if not rows:
        return
    table = protect(rows, limits, adds_up=True)
    last = len(rows)
    for row in range(last + 1):
        for column in range(3):
            count = table.shown(row, column)
            assert count is None or not limits.is_small(count)
    for row in range(last + 1):
        yes, no, of = (table.shown(row, column) for column in range(3))
        assert (yes is None) == (no is None) or of is None
    for column in range(3):
        hidden = [table.counts[row][column] for row in range(last) if (row, column) in table.hidden]
        if table.shown(last, column) is not None and hidden:
            assert len(hidden) > 1
            assert not limits.is_small(sum(hidden))


def test_services_with_many_lose_nothing_to_those_with_few() -> None:
    table = protect([(98, 2), (50, 20), (70, 30)], OURS, adds_up=True)
    assert published(table) == {
        (0, 0): "hidden",
        (0, 1): "small",
        (0, 2): 100,
        (1, 0): 50,
        (1, 1): 20,
        (1, 2): 70,
        (2, 0): 70,
        (2, 1): 30,
        (2, 2): 100,
        (3, 0): "hidden",
        (3, 1): "hidden",
        (3, 2): 270,
    }
    assert not protect([(50, 20), (70, 30), (60, 10)], OURS, adds_up=True).hidden


def test_a_count_of_few_cases_and_a_sum_mostly_of_one_service_are_hidden() -> None:
    few = protect([(50, 20), (70, 30)], OURS, adds_up=True, of_few=lambda row, column: (row, column) == (0, 1))
    assert {(0, 0), (0, 1)} <= few.hidden
    assert not few.small
    one = protect([(500, 200), (6, 7)], OURS, adds_up=True)
    assert (2, 0) in one.hidden


def test_limits_of_ones_own(tmp_path: Path) -> None:
    text = 'id = "own"\nversion = "1"\nleast = 3\nzero_is_small = false\nlargest_share = 0.9\nleast_cases = 3\n'
    (tmp_path / "own.toml").write_text(text + "least_for_median = 5\n", encoding="utf-8")
    assert load(tmp_path / "own.toml").least == 3
    (tmp_path / "own.toml").write_text(text.replace("0.9", "0.5") + "least_for_median = -1\n", encoding="utf-8")
    with pytest.raises(IndicatorError) as error:
        load(tmp_path / "own.toml")
    assert {fault.place: fault.reason.id for fault in error.value.faults} == {
        "least_for_median": "negative",
        "largest_share": "no-majority",
    }
