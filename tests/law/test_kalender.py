from datetime import date, timedelta

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.law.kalender import easter_sunday, is_red, is_working_day, next_working_day, red_days

YEARS = range(1990, 2101)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 1))


@pytest.mark.parametrize("year", YEARS)
def test_easter_and_public_holidays_agree_with_other_calendars(year: int) -> None:
    assert easter_sunday(year) == easter(year)
    assert red_days(year) == set(holidays.country_holidays("NO", years=year))


@given(st.integers(1583, 9999))
def test_easter_of_any_gregorian_year(year: int) -> None:
    assert easter_sunday(year) == easter(year)


@given(DAYS)
def test_every_sunday_is_red_and_no_saturday_is_a_working_day(day: date) -> None:
    assert is_red(day) or day.weekday() != 6
    assert not (is_working_day(day) and (is_red(day) or day.weekday() == 5))


@given(DAYS)
def test_next_working_day_is_the_first_working_day_from_the_day(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert (found == day) == is_working_day(day)
    between = (day + timedelta(days=number) for number in range((found - day).days))
    assert not any(is_working_day(other) for other in between)
    assert (found - day).days <= 5


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 2), False),  # Maundy Thursday
        (date(2026, 4, 4), False),  # Saturday in Easter
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 7), True),
        (date(2026, 5, 1), False),
        (date(2027, 5, 17), False),
        (date(2026, 12, 24), True),  # Christmas Eve, a Thursday, is an ordinary day in the Act
        (date(2026, 12, 31), True),
    ],
)
def test_days_worth_knowing(day: date, working: bool) -> None:
    assert is_working_day(day) is working
