"""Kleene's logic, and what a condition remembers."""

from itertools import product

import pytest

from barnevern_tilsyn.engine import NO, UNKNOWN, YES, Condition, FactUsed, Truth, condition, unknown

ALL = [NO, UNKNOWN, YES]


@pytest.mark.parametrize(("a", "b"), list(product(ALL, ALL)))
def test_de_morgan_and_symmetry(a: Condition, b: Condition) -> None:
    assert (~(a & b)).truth is (~a | ~b).truth
    assert (a & b).truth is (b & a).truth
    assert (a | b).truth is (b | a).truth
    assert (~~a).truth is a.truth


def test_a_known_answer_needs_nothing_of_the_unknown_side() -> None:
    no, lost = condition(False, FactUsed("Melding.start_dato", 1)), unknown("Plan.plantype")
    assert (no & lost) == no
    assert (no | lost) == lost
    assert (~no | lost).truth is Truth.YES


def test_both_sides_of_an_unknown_are_missing() -> None:
    both = unknown("Melding.start_dato") & unknown("Plan.plantype") & unknown("Melding.start_dato")
    assert both.missing == ("Melding.start_dato", "Plan.plantype")


def test_a_condition_is_not_a_bool() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(UNKNOWN)
