"""What the program takes for a valid number, and the age it reads out of one."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.individ import IndividContext, Reporting
from barnevern_tilsyn.law.identity import Fault, Kind, read_fodselsnummer
from barnevern_tilsyn.model.kostra import Individ, Skjema
from barnevern_tilsyn.rules.kostra.numbers import age_of, has_check_digits, is_provisional, year_of_birth
from tests.rules.kostra import oracle
from tests.rules.kostra.children import number

YEARS = st.integers(1990, 2049)
DRAWN = st.integers(0, 10**9).map(lambda seed: number(Random(seed)))
ANY_DIGITS = st.text("0123456789", min_size=11, max_size=11)
IN_USE = date(2025, 12, 31)


def checked(one: str) -> bool:
    individ = Individ(id="i", fodselsnummer=one)
    return has_check_digits(IndividContext(individ, Reporting.of(None, Skjema())), individ)


@given(DRAWN | ANY_DIGITS, YEARS)
def test_the_year_of_birth_is_the_program_s(one: str, year: int) -> None:
    assert year_of_birth(one, year) == oracle.born(one, year)


@given(DRAWN | ANY_DIGITS)
def test_the_check_digits_are_the_program_s(one: str) -> None:
    assert checked(one) == oracle.mod11(one)


@given(DRAWN)
def test_a_number_that_is_right_is_right_for_the_program_too_and_of_the_same_year(one: str) -> None:
    found = read_fodselsnummer(one, in_use=IN_USE)
    if found.fault is not None or found.kind is Kind.PROVISIONAL:
        return
    (born,) = found.birth_dates()
    assert checked(one)
    assert year_of_birth(one, 2025) == born.year


@given(DRAWN)
def test_a_number_with_wrong_check_digits_is_wrong_for_both(one: str) -> None:
    if read_fodselsnummer(one, in_use=IN_USE).fault is Fault.CHECK_DIGITS:
        assert not checked(one)


@given(st.text(max_size=13))
def test_what_is_no_number_is_none_and_has_no_age(one: str) -> None:
    if not (len(one) == 11 and one.isascii() and one.isdigit()):
        assert not checked(one)
        assert not is_provisional(one)
        assert year_of_birth(one, 2025) is None


@pytest.mark.parametrize(
    ("one", "year", "born"),
    [
        ("05052600100", 2025, 2026),  # due next year at the latest
        ("05052700100", 2025, 1927),
        ("31022500200", 2025, 2025),  # there is no such day, for everybody else
        ("32012500100", 2025, None),
        ("45052500100", 2025, None),  # a D-number is never provisional
        ("05452550000", 2025, None),  # a month plus 40 is not read
        ("05852550000", 2025, 2025),
        ("45852550000", 2025, 2025),
        ("05855450000", 2025, 1854),
        ("05854050000", 2025, 2040),
        ("05859990000", 2025, 1999),
    ],
)
def test_centuries_and_odd_dates(one: str, year: int, born: int | None) -> None:
    assert year_of_birth(one, year) == born


@given(DRAWN, YEARS)
def test_the_age_is_reached_in_the_year(one: str, year: int) -> None:
    individ = Individ(id="i", fodselsnummer=one)
    age = age_of(IndividContext(individ, Reporting.of(None, Skjema(rapporteringsar=year))), individ)
    born = oracle.born(one, year)
    assert age == (None if born is None else year - born)
