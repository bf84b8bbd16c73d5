from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.law import add_months

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@given(DAYS, st.integers(-600, 600))
def test_agrees_with_relativedelta(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@given(DAYS, DAYS, st.integers(0, 24))
def test_keeps_the_order_of_days(one: date, other: date, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2022, 11, 30), 3, date(2023, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 9), 3, date(2026, 6, 9)),
    ],
)
def test_clamps_to_the_last_day_of_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
