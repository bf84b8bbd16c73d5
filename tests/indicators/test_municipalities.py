"""Municipality numbers over time: known changes, and that following them never loses or guesses anything."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.indicators.municipalities import Service, builtin
from tests.records import sak

OURS = builtin()
OLD = sorted({row.split()[0] for change in OURS.changes for row in (*change.became, *change.split)})
DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("number", "day", "became"),
    [
        ("0101", date(2019, 12, 31), "0101"),
        ("0101", date(2020, 1, 1), "3001"),
        ("0101", date(2024, 1, 1), "3101"),
        ("3001", date(2024, 1, 1), "3101"),
        ("1018", date(2020, 1, 1), "4204"),
        ("1601", date(2018, 1, 1), "5001"),
        ("5030", date(2020, 1, 1), "5001"),
        ("1141", date(2020, 1, 1), "1103"),
        ("0301", date(2030, 1, 1), "0301"),
        ("1903", date(2024, 1, 1), "5503"),
        ("2004", date(2024, 1, 1), "5603"),
        ("0533", date(2024, 1, 1), "3234"),
        ("1444", date(2020, 1, 1), "1577"),
        ("0706", date(2024, 1, 1), "3907"),
        ("1850", date(2024, 1, 1), "1850"),
        ("5012", date(2024, 1, 1), "5012"),
        ("1534", date(2023, 12, 31), "1507"),
        ("1534", date(2024, 1, 1), "1507"),
    ],
)
def test_what_a_number_became(number: str, day: date, became: str) -> None:
    assert OURS.on(number, day) == became


def test_the_reforms_are_whole() -> None:
    changed = {change.day: len(change.became) + len(change.split) for change in OURS.changes}
    assert changed[date(2024, 1, 1)] == 114
    assert changed[date(2020, 1, 1)] == 309
    assert len(OURS.names) == 357
    assert OURS.divided["1850"] == ("1806", "1875")
    assert OURS.divided["1507"] == ("1508", "1580")
    assert set(OURS.divided["5012"]) == {"5055", "5056", "5059"}


def test_every_number_ends_in_a_municipality_of_today_or_was_divided() -> None:
    for number in OLD:
        last = OURS.on(number, date.max)
        assert last in OURS.names or last in OURS.divided
        assert last not in OLD or last in OURS.divided
    for parts in OURS.divided.values():
        assert {OURS.on(part, date.max) for part in parts} <= OURS.names.keys()


@given(st.sampled_from(OLD), DAYS, DAYS)
def test_in_one_step_or_two_it_is_the_same(number: str, one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert OURS.on(OURS.on(number, first), last) == OURS.on(number, last)


def _of(**avgiver: Any) -> Any:
    return sak(leveranse={"avgiver": avgiver})


def test_a_service_is_a_municipality_or_a_district_of_it() -> None:
    districts = builtin(districts=True)
    day = date(2026, 1, 1)
    case = _of(kommunenummer="0101", bydelsnummer="03")
    assert OURS.service_of(case, day) == Service("3101")
    assert districts.service_of(case, day) == Service("3101", "03")
    assert districts.service_of(case, day).code == "3101-03"
    assert (OURS.name("0101"), OURS.name("9901")) == ("Halden", "")


@pytest.mark.parametrize("number", ["", "Ola", "12345", "١٢٣٤"])
def test_what_is_no_number_is_not_shown(number: str) -> None:
    assert OURS.service_of(_of(kommunenummer=number, bydelsnummer="Kari"), date(2026, 1, 1)) == Service()
    assert OURS.service_of(sak(leveranse={}), date(2026, 1, 1)) == Service()
