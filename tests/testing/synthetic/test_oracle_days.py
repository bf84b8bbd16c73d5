from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.testing.synthetic.oracle_days import (
    is_red,
    limits,
    months,
    oslo_day,
    week,
    week_limits,
    working_day,
)

DAYS = st.dates(date(2013, 1, 1), date(2039, 12, 31))


def d(text: str) -> date:
    return date.fromisoformat(text)


VECTORS = (
    # received, W nominal, W moved, I3 nominal, I3 latest, I6 nominal, I6 latest
    ("2026-03-02", "2026-03-09", "2026-03-09", "2026-06-09", "2026-06-09", "2026-09-09", "2026-09-09"),
    ("2026-03-26", "2026-04-02", "2026-04-07", "2026-07-02", "2026-07-07", "2026-10-02", "2026-10-07"),
    ("2026-01-31", "2026-02-07", "2026-02-09", "2026-05-07", "2026-05-11", "2026-08-07", "2026-08-10"),
    ("2025-11-24", "2025-12-01", "2025-12-01", "2026-03-01", "2026-03-02", "2026-06-01", "2026-06-01"),
    ("2026-05-07", "2026-05-14", "2026-05-15", "2026-08-14", "2026-08-17", "2026-11-14", "2026-11-16"),
    ("2023-11-23", "2023-11-30", "2023-11-30", "2024-02-29", "2024-02-29", "2024-05-30", "2024-05-30"),
    ("2022-10-03", "2022-10-10", "2022-10-10", "2023-01-10", "2023-01-10", "2023-04-10", "2023-04-11"),
)
"""The seven worked examples of the law notes; I3 and I6 latest with the week moved too."""


@pytest.mark.parametrize(("received", "w", "w_moved", "i3", "i3_latest", "i6", "i6_latest"), VECTORS)
def test_worked_examples(received: str, w: str, w_moved: str, i3: str, i3_latest: str, i6: str, i6_latest: str) -> None:
    r = d(received)
    assert (week_limits(r).nominal, week_limits(r).latest) == (d(w), d(w_moved))
    assert (limits(r, r, 3).nominal, limits(r, r, 3).latest) == (d(i3), d(i3_latest))
    assert (limits(r, r, 6).nominal, limits(r, r, 6).latest) == (d(i6), d(i6_latest))


@pytest.mark.parametrize("year", range(2013, 2040))
def test_red_days_are_those_of_an_independent_calendar(year: int) -> None:
    public = holidays.country_holidays("NO", years=year)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [day for day in days if is_red(day)] == [day for day in days if day.weekday() >= 5 or day in public]


@given(DAYS)
def test_a_working_day_is_the_first_one(day: date) -> None:
    moved = working_day(day)
    assert not is_red(moved)
    assert all(is_red(day + timedelta(days=n)) for n in range((moved - day).days))


@given(DAYS, st.integers(0, 8), st.sampled_from([3, 6]))
def test_limits_are_in_order_and_grow_with_the_last_report(first: date, gap: int, count: int) -> None:
    last = first + timedelta(days=gap)
    assert limits(first, first, count).nominal == limits(first, last, count).nominal
    assert limits(first, first, count).latest <= limits(first, last, count).latest
    assert limits(first, last, count).nominal <= limits(first, last, count).latest
    assert week(first) <= working_day(week(first)) <= week(first) + timedelta(days=5)


@given(DAYS, st.integers(0, 12))
def test_months_keep_the_day_or_end_with_the_month(day: date, count: int) -> None:
    later = months(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("dato_uttrekk", "day"),
    [
        ("2026-07-01T22:30:00Z", "2026-07-02"),
        ("2026-07-01T21:59:59Z", "2026-07-01"),
        ("2026-01-01T23:00:00Z", "2026-01-02"),
        ("2026-01-01T22:59:59Z", "2026-01-01"),
        ("2026-07-02T00:30:00+02:00", "2026-07-02"),
        ("2026-07-01T15:00:00-08:00", "2026-07-02"),
    ],
)
def test_the_day_of_an_extraction_is_that_of_oslo(dato_uttrekk: str, day: str) -> None:
    assert oslo_day(dato_uttrekk) == d(day)
