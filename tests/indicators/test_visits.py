"""Visits made, of those required: counted by hand, and they add up whatever the record."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.indicators import Seen, builtin
from barnevern_tilsyn.indicators.visits import visits
from barnevern_tilsyn.indicators.ways import Visits
from barnevern_tilsyn.model import NOT_REPORTED, Personalia
from tests.records import sak

MOVED_IN = date(2023, 2, 10)


def visited(part: str, *days: date, codes: Any = (), **keys: Any) -> Any:
    """A case with a foster home, and the visits to it."""
    found: dict[str, Any] = {
        "hyppigheter": [{"id": f"h{n}", "start_dato": day, "kode": code} for n, (day, code) in enumerate(codes)],
        "utforte": [{"id": f"b{n}", "utfort_dato": day} for n, day in enumerate(days)],
    }
    home = {
        "id": "t",
        "start_dato": MOVED_IN,
        "kategori": {"kode": "2.1"},
        "konklusjon": {"slutt_dato": date(2025, 6, 1)},
        part: found,
        **keys,
    }
    return sak(tiltak=[{key: value for key, value in home.items() if value is not NOT_REPORTED}])


def how(part: str) -> Visits:
    name = {"oppfolging": "follow-up-visits", "tilsyn": "supervision-visits"}[part]
    (figure,) = (one for one in builtin().figures if one.id == name)
    assert isinstance(figure.how, Visits)
    return figure.how


def counted(case: Any, part: str = "oppfolging") -> dict[date | None, dict[Any, int]]:
    found: dict[date | None, Counter[Any]] = {}
    for day, key, number in visits(how(part), Seen(case, ())):
        found.setdefault(day, Counter())[key] += number
    return {day: dict(keys) for day, keys in found.items()}


FIRST, SECOND = date(2024, 2, 9), date(2025, 2, 9)
"""The last days of the two completed years; the third was not completed."""


def test_each_completed_year_has_its_own_visits() -> None:
    three = (date(2023, 2, 10), date(2023, 8, 20), date(2024, 2, 9))
    five = tuple(date(2024, month, 15) for month in (3, 5, 7, 9, 11))
    late = (date(2025, 3, 1),)
    assert counted(visited("oppfolging", *three, *five, *late)) == {FIRST: {"yes": 3, "no": 1}, SECOND: {"yes": 4}}


def test_no_visits_are_known_not_to_have_been_made_unless_the_record_does_not_tell() -> None:
    assert counted(visited("oppfolging"))[FIRST] == {"no": 4}
    assert counted(visited("oppfolging", oppfolging=None))[FIRST] == {"no": 4}
    assert counted(visited("oppfolging", oppfolging=NOT_REPORTED))[FIRST] == {"unknown": 4}


def test_a_visit_without_a_day_may_be_one_that_lacks() -> None:
    part = {"hyppigheter": [], "utforte": [{"id": "a", "utfort_dato": date(2023, 3, 1)}, {"id": "b"}]}
    assert counted(visited("oppfolging", oppfolging=part))[FIRST] == {"yes": 1, "unknown": 1, "no": 2}


def test_a_reduction_counts_from_its_day_when_the_child_has_lived_there_two_years() -> None:
    home: Any = {"konklusjon": None}
    lawful = date(2025, 2, 11)
    assert counted(visited("oppfolging", codes=[(lawful, "2")], **home))[date(2026, 2, 9)] == {"no": 2}
    assert counted(visited("oppfolging", codes=[(date(2025, 8, 12), "2")], **home))[date(2026, 2, 9)] == {"no": 3}
    assert counted(visited("oppfolging", codes=[(date(2025, 2, 10), "2")], **home))[date(2026, 2, 9)] == {"no": 4}


def test_supervision_ends_at_18_and_is_reduced_from_15() -> None:
    born = [{"id": "p", "start_dato": date(2020, 1, 1), "fodseldato": date(2006, 2, 10)}]
    case = visited("tilsyn")
    grown = attrs.evolve(case, personalia=msgspec.convert(born, tuple[Personalia, ...]))
    assert counted(grown, "tilsyn") == {FIRST: {"no": 4}}
    unborn_date = attrs.evolve(case, personalia=())
    assert counted(unborn_date, "tilsyn")[FIRST] == {"unknown": 4}


def test_other_measures_and_earlier_years() -> None:
    assert counted(visited("oppfolging", kategori={"kode": "4.1"})) == {}
    assert counted(visited("oppfolging", kategori={"kode": "2.4"})) == {}
    assert counted(visited("oppfolging", kategori=NOT_REPORTED)) == {None: {"unplaced": 1}}
    assert counted(visited("oppfolging", start_dato=NOT_REPORTED)) == {None: {"unplaced": 1}}
    early = counted(visited("oppfolging", start_dato=date(2021, 5, 1)))
    assert early[date(2022, 4, 30)] == {"unknown": 4}
    assert early[date(2023, 4, 30)] == {"no": 4}


def test_it_is_not_known_how_long_a_placement_lasted() -> None:
    assert counted(visited("oppfolging", konklusjon=NOT_REPORTED))[FIRST] == {"unknown": 4}


@pytest.mark.parametrize("part", ["oppfolging", "tilsyn"])
@given(data=st.data())
def test_done_and_not_done_and_unknown_are_what_is_required(part: str, data: st.DataObject) -> None:
    offsets = st.integers(-50, 1200).map(lambda days: MOVED_IN + timedelta(days=days))
    days = data.draw(st.lists(offsets, max_size=20))
    codes = data.draw(st.lists(st.tuples(offsets, st.sampled_from("42")), max_size=3))
    found = counted(visited(part, *days, codes=codes, konklusjon=None), part)
    assert list(found) == [FIRST, SECOND, date(2026, 2, 9)]
    for last, keys in found.items():
        assert last
        first = date(last.year - 1, 2, 10)
        required = sum(keys.values())
        assert 2 <= required <= 4
        assert keys.get("yes", 0) == min(required, sum(first <= day <= last for day in days))
