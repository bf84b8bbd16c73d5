"""All dates of a child: what was not read is told of each list, not of the first one only."""

from datetime import date
from typing import Any

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Individ, Plan
from barnevern_tilsyn.rules.kostra.all_dates import dates_of
from barnevern_tilsyn.rules.kostra.individ import date_out_of_range

LISTS = ("meldinger", "planer", "tiltak", "flyttinger")


def test_each_list_that_was_not_read_is_told_of() -> None:
    child = Individ(id="1", meldinger=NOT_REPORTED, planer=NOT_REPORTED, tiltak=NOT_REPORTED, flyttinger=NOT_REPORTED)
    found = {path for path, _, day in dates_of(child) if day is NOT_REPORTED}
    assert found >= {f"Individ.{name}" for name in LISTS}


def test_the_first_date_out_of_range_is_told_and_how_many_more() -> None:
    judge: Any = date_out_of_range.judge
    days: Any = {"start_dato": date(1997, 12, 31), "slutt_dato": date(2050, 1, 1)}
    rest: Any = dict.fromkeys(LISTS, ())
    one = judge(Individ(id="1", start_dato=days["start_dato"], slutt_dato=None, **rest), None)
    assert (one.situation, dict(one.args)["day"]) == ("out-of-range", days["start_dato"])
    two = judge(Individ(id="1", **days, **rest), None)
    assert two.situation == "several-out-of-range"
    bounds = {"first": date(1998, 1, 1), "last": date(2049, 12, 31)}
    assert dict(two.args) == {"day": days["start_dato"], "count": 1, **bounds}
    three = judge(Individ(id="1", **days, **{**rest, "planer": (Plan(id="p", start_dato=date(1990, 1, 1)),)}), None)
    assert dict(three.args)["count"] == 2
