"""What a fact shows is a day, a number or a code, whatever stands where a code belongs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.codes import kodeliste, kodelister
from barnevern_tilsyn.findings.shown import NO_CODE, shown


@given(st.text(min_size=9))
def test_a_text_is_never_shown(text: str) -> None:
    assert shown(text) == NO_CODE


@pytest.mark.parametrize("text", ["Kari", "Kari Nordmann", "01821012345", "ola", "123", "1.1.1.1", "2\n", "", "\u0661"])
def test_what_stands_where_a_code_belongs_is_shown_only_where_it_is_one(text: str) -> None:
    assert shown(text) == NO_CODE


def test_all_codes_are_shown() -> None:
    for name in kodelister():
        for code in kodeliste(name).codes:
            assert shown(code) == code
    for word in ("ikke_anledning", "mottatt", "nemnd", "31", "4.10"):
        assert shown(word) == word


def test_days_and_numbers_are_shown() -> None:
    assert [shown(value) for value in (date(2026, 1, 2), True, False, 17)] == ["2026-01-02", "true", "false", "17"]
