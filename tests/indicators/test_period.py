"""Periods and their parts: each day of a period lies in one part, and every part is one of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.indicators import Period, Span, Step

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(DAYS, st.integers(0, 1500), st.sampled_from(Step), st.integers(-40, 1600))
def test_a_day_of_the_period_lies_in_one_part(first: date, length: int, step: Step, offset: int) -> None:
    period = Period(Span(first, first + timedelta(days=length)), step)
    day = first + timedelta(days=offset)
    places = [place for place, span in enumerate(period.spans) if day in span]
    assert list(period.places_of(day)) == places
    assert len(places) == (2 if 0 <= offset <= length else 0)


@given(DAYS, st.integers(0, 1500), st.sampled_from(Step))
def test_parts_follow_each_other_and_fill_the_period(first: date, length: int, step: Step) -> None:
    period = Period(Span(first, first + timedelta(days=length)), step)
    assert (period.parts[0].first, period.parts[-1].last) == (period.whole.first, period.whole.last)
    for one, following in zip(period.parts, period.parts[1:], strict=False):
        assert following.first == one.last + timedelta(days=1)
        assert following.first.day == 1
        assert (following.first.month - 1) % step.months == 0


def test_years_and_halves() -> None:
    assert Period.year(2026, Step.QUARTER).parts[2] == Span(date(2026, 7, 1), date(2026, 9, 30))
    assert Period.half(2024, 1).whole == Span(date(2024, 1, 1), date(2024, 6, 30))
    assert Period.half(2024, 2, Step.YEAR).parts == (Span(date(2024, 7, 1), date(2024, 12, 31)),)
    assert Period.year(2026).parts == ()


def test_what_is_no_period() -> None:
    with pytest.raises(ValueError, match="first day"):
        Period(Span(date(2026, 1, 2), date(2026, 1, 1)))
    with pytest.raises(ValueError, match="two halves"):
        Period.half(2026, 3)
