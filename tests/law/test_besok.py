"""Visits to foster homes: what the regulations of 2003 and 2023 require, typed again."""

from datetime import date

import pytest

from barnevern_tilsyn.law import FOSTERHJEM2003, FOSTERHJEM2023
from barnevern_tilsyn.law.besok import all_visits, required_visits
from barnevern_tilsyn.law.certainty import Certainty


@pytest.mark.parametrize(("key", "from_age"), [("fosterhjem.oppfolging", None), ("fosterhjem.tilsyn", 15)])
@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2023, 12, 31), date(2024, 1, 1), date(2026, 10, 1)])
def test_four_a_year_and_fewer_after_two_years(key: str, from_age: int | None, day: date) -> None:
    rule = required_visits(key).on(day)
    assert (rule.a_year, rule.reduced_after_months, rule.reduced_from_age) == (4, 24, from_age)
    assert rule.holds_on(day)
    acts = {hjemmel.lov for hjemmel in rule.hjemler}
    assert acts == {(FOSTERHJEM2023 if day.year >= 2024 else FOSTERHJEM2003)("1").lov}
    assert (rule.certainty is Certainty.TEXT) is (day.year >= 2024)


def test_one_rule_holds_on_each_day_and_all_rest_on_something() -> None:
    for visits in all_visits():
        assert visits.known_from == date(2022, 1, 1)
        for before, after in zip(visits.entries, visits.entries[1:], strict=False):
            assert before.last is not None
            assert (after.first - before.last).days == 1
        assert visits.entries[-1].last is None
        assert all(
            entry.source and entry.hjemler and all(one.cite() for one in entry.hjemler) for entry in visits.entries
        )


def test_before_it_is_known_the_first_that_is_stands_in() -> None:
    visits = required_visits("fosterhjem.tilsyn")
    assert visits.on(date(2020, 1, 1)) is visits.entries[0]
    assert not visits.entries[0].holds_on(date(2021, 12, 31))


def test_an_unknown_kind_of_visit() -> None:
    with pytest.raises(KeyError):
        required_visits("hjemme")
