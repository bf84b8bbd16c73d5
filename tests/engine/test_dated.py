"""Elements in the order of their days, whatever order they come in."""

from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Dated
from barnevern_tilsyn.model import Plan

DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1))


def _plans(days: list[date]) -> list[Plan]:
    return [msgspec.convert({"id": f"p{n}", "start_dato": day}, Plan) for n, day in enumerate(days)]


@given(st.lists(DAYS, max_size=6), DAYS, DAYS)
def test_a_period_holds_what_lies_in_it_in_order(days: list[date], first: date, last: date) -> None:
    dated = Dated(_plans(days))
    inside = sorted(day for day in days if first <= day <= last)
    assert [row.start_dato for row in dated.between(first, last)] == inside
    found = dated.first(first, last)
    assert (found.start_dato if found else None) == (inside[0] if inside else None)
    assert dated.any(first, last) is bool(inside)
    assert not dated.undated


def test_on_one_day_they_go_by_id() -> None:
    rows = list(reversed(_plans([date(2026, 1, 1)] * 3)))
    assert [row.id for row in Dated(rows).between(date.min, date.max)] == ["p0", "p1", "p2"]


def test_one_without_a_day_is_told_of() -> None:
    assert Dated([msgspec.convert({"id": "p"}, Plan)]).undated
