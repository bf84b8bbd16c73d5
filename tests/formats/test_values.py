"""Values are read as the schema means them."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.formats import times
from barnevern_tilsyn.formats.misfit import Misfit, NotHeld
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.times import datetime_value
from barnevern_tilsyn.formats.values import UUID, all_uuids, pattern_of, table_of
from tests.scale import scaled

DATES = table_of(Value("date", "date"))
BOOLEANS = table_of(Value("boolean", "boolean"))

NEARLY = st.one_of(
    st.uuids(version=4).map(str),
    st.uuids().map(str),
    st.from_regex(re.compile(UUID, re.ASCII), fullmatch=True),
    st.text("0123456789abcdefABCDEF-\n gx\u0661", max_size=40),
    st.uuids(version=4).map(lambda found: f"{found}\n{found}"),
)


@given(st.lists(NEARLY, max_size=5))
@example([])
@example(["0b8f1c9e-1f2d-4c3b-8a4e-00000000000\n", "0b8f1c9e-1f2d-4c3b-8a4e-000000000001"])
@example(["0b8f1c9e-1f2d-4c3b-8a4e-000000000001\n0b8f1c9e-1f2d-4c3b-8a4e-000000000001"])
@example(["xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx"])
def test_ids_looked_at_together_are_as_each_alone(texts: list[str]) -> None:
    assert all_uuids(texts) == all(pattern_of(UUID)(text) is not None for text in texts)


@given(st.dates())
def test_dates(day: date) -> None:
    assert isinstance(DATES, dict)
    assert DATES[day.isoformat()] == day
    for text in (f"{day}Z", f"{day}-14:00", f"-{day}", f"1{day}"):
        with pytest.raises(Misfit) as caught:
            DATES[text]
        assert isinstance(caught.value, NotHeld) or (text.startswith(("-", "1")) and (day.month, day.day) == (2, 29))
    for text in (f" {day}", f"{day} ", day.strftime("%Y%m%d"), f"{day}T00:00:00", f"{day}z", f"{day}+14:01"):
        with pytest.raises(Misfit) as caught:
            DATES[text]
        assert not isinstance(caught.value, NotHeld)


@given(st.text(max_size=12))
def test_other_texts_are_no_dates_and_no_moments(text: str) -> None:
    assert isinstance(DATES, dict)
    with suppress(Misfit):
        assert DATES[text].isoformat() == text
    with pytest.raises(Misfit):
        datetime_value(text)


@given(
    st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 12, 31)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
    st.integers(0, 9),
)
def test_moments_with_any_zone(naive: datetime, minutes: int, digits: int) -> None:
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    fraction = f".{f'{naive.microsecond:06}789'[:digits]}" if digits else ""
    text = f"{naive:%H:%M:%S}{fraction}{sign}{hours:02}:{rest:02}"
    found = datetime_value(f" {naive.date().isoformat()}T{text}\n")
    kept = int(f"{naive.microsecond:06}"[: min(digits, 6)].ljust(6, "0")) if digits else 0
    assert found.utcoffset() == timedelta(minutes=minutes)
    assert found.replace(tzinfo=None) == naive.replace(microsecond=kept)


def test_midnight_at_the_end_of_a_day_is_the_next_days() -> None:
    assert datetime_value("2026-12-31T24:00:00Z") == datetime(2027, 1, 1, tzinfo=UTC)
    for text in ("9999-12-31T24:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"):
        with pytest.raises(NotHeld):
            datetime_value(text)


def test_booleans() -> None:
    assert isinstance(BOOLEANS, dict)
    assert [BOOLEANS[text] for text in ("1", "true", " true\n", "0", "false", "\r0\t")] == [True] * 3 + [False] * 3
    for text in ("True", "TRUE", "", "yes", "\u00a01"):
        with pytest.raises(Misfit):
            BOOLEANS[text]


ODD_MOMENT = st.builds(
    "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}".format,
    st.integers(0, 9999),
    st.integers(0, 13),
    st.integers(0, 32),
    st.integers(0, 25),
    st.integers(0, 61),
    st.integers(0, 61),
    st.sampled_from(["Z", "+00:00", "-00:00", "+02:00", "-13:59", "+14:00", "+14:01", "+15:00", "+01:60", "", "z"]),
)


def moment_or_reason(read: Callable[[str], datetime], text: str) -> object:
    try:
        found = read(text)
    except NotHeld as reason:
        return reason.reason
    except Misfit:
        return None
    return found, found.utcoffset(), found.tzinfo == UTC


@settings(max_examples=scaled(600))
@given(ODD_MOMENT)
def test_the_short_way_to_a_moment_is_the_long_way(text: str) -> None:
    assert moment_or_reason(datetime_value, text) == moment_or_reason(times._odd_datetime, text)
