"""Counties: each number is one, and each name stands once on any day."""

from datetime import date

import pytest

from barnevern_tilsyn.codes import fylke, fylker

BOUNDS = [(date(2017, 6, 1), 20), (date(2018, 6, 1), 19), (date(2020, 1, 1), 12), (date(2024, 1, 1), 16)]


@pytest.mark.parametrize(("day", "count"), BOUNDS)
def test_how_many_there_were(day: date, count: int) -> None:
    there = [one for one in fylker().values() if (one.since or day) <= day <= (one.until or day)]
    assert len({one.name for one in there}) == len(there) == count


def test_one_that_ends_hands_over_the_next_day() -> None:
    starts = {one.since.toordinal() for one in fylker().values() if one.since}
    ends = {one.until.toordinal() + 1 for one in fylker().values() if one.until}
    assert starts == ends


@pytest.mark.parametrize(
    ("number", "name"),
    [("0301", "Oslo"), ("1601", "Sør-Trøndelag"), ("5001", "Trøndelag"), ("3001", "Viken"), ("3105", "Østfold")],
)
def test_the_county_of_a_municipality(number: str, name: str) -> None:
    found = fylke(number)
    assert found
    assert found.name == name
    assert fylke(f"{number}05") == found


@pytest.mark.parametrize("number", ["", "9999", "03", "030", "03011", "1301", "03 1"])
def test_what_is_of_no_county(number: str) -> None:
    assert fylke(number) is None
