"""The controls on identity numbers, against numbers made here: what they mean is known beforehand."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer as stdnum

from barnevern_tilsyn.testing.synthetic.national_id import synthetic_fodselsnummer
from tests.records import sak
from tests.register import extraction, fired, opened

BORN = st.dates(date(1940, 1, 1), date(2026, 9, 1))
NUMBER_CONTROLS = ("NBR-PERSONALIA-12", "NBR-PERSONALIA-13", "NBR-PERSONALIA-14", "NBR-PERSONALIA-18")


def _said(number: Any, born: Any, kjonn: Any = "2", **keys: Any) -> set[str]:
    row = {"id": "p", "start_dato": date(2026, 1, 1), "fodselsnummer": number, "fodseldato": born, "kjonn": kjonn}
    case = sak(leveranse=extraction(date(2026, 10, 1)), personalia=[{**row, **keys}])
    return {code.removeprefix("NBR-PERSONALIA-") for code, _, _ in fired(case, *NUMBER_CONTROLS, "NBR-PERSONALIA-15")}


@given(BORN, st.booleans(), st.integers(0, 10**6))
def test_a_right_number_gives_no_fault(born: date, female: bool, seed: int) -> None:
    number = synthetic_fodselsnummer(Random(seed), born, female=female)
    assert _said(number, born, "2" if female else "1") == set()


@given(BORN, st.booleans(), st.sampled_from("012"), st.integers(-40_000, 40_000), st.integers(0, 10**6))
def test_another_day_or_another_sex(born: date, female: bool, kjonn: str, off: int, seed: int) -> None:
    number = synthetic_fodselsnummer(Random(seed), born, female=female)
    registered = born + timedelta(days=off)
    expected = set()
    if registered.strftime("%d%m%y") != born.strftime("%d%m%y"):
        expected.add("13")
    if kjonn != ("2" if female else "1"):
        expected.add("14")
    assert _said(number, registered, kjonn) == expected


@given(BORN, st.integers(0, 10), st.integers(1, 9), st.integers(0, 10**6))
def test_one_wrong_digit_is_found(born: date, place: int, change: int, seed: int) -> None:
    """The check digits find each single digit that is wrong."""
    number = synthetic_fodselsnummer(Random(seed), born, female=True)
    wrong = f"{number[:place]}{(int(number[place]) + change) % 10}{number[place + 1 :]}"
    assert "12" in _said(wrong, born)


@given(st.text("0123456789", min_size=11, max_size=11))
def test_a_number_that_an_oracle_knows_is_accepted(number: str) -> None:
    try:
        stdnum.validate(number)
    except Exception:  # noqa: BLE001 - whatever is wrong with it
        return
    assert "12" not in _said(number, None)


@pytest.mark.parametrize("number", ["", "1", "0585150009", "058515000999", "abcdefghijk", "31821500100", "05001500100"])
def test_what_is_no_number_at_all(number: str) -> None:
    assert ("12" in _said(number, date(2015, 5, 5))) is (number != "")


@given(BORN, st.sampled_from(["00100", "00200", "99999"]), st.sampled_from("012"), st.integers(-3, 3))
def test_a_provisional_number_is_a_note_and_no_fault(born: date, ending: str, kjonn: str, off: int) -> None:
    number = f"{born.day:02d}{born.month + 80}{born.year % 100:02d}{ending}"
    start = born + timedelta(days=off)
    expected = {"18"}
    if ending == "99999" and off > 0:
        expected.add("15")
    if ending != "99999" and kjonn != ending[2]:
        expected.add("14")
    assert _said(number, born, kjonn, start_dato=start) == expected


def test_numbers_of_2032_tell_neither_sex_nor_century() -> None:
    number = synthetic_fodselsnummer(Random(1), date(2030, 5, 5), female=True)
    row = {"id": "p", "start_dato": date(2032, 1, 1), "fodselsnummer": number, "fodseldato": date(2030, 5, 5)}
    for year, fires in ((2031, True), (2032, False)):
        moment = datetime(year, 6, 1, tzinfo=UTC)
        case = sak(leveranse={"dato_uttrekk": moment}, personalia=[{**row, "kjonn": "1"}])
        assert bool(fired(case, "NBR-PERSONALIA-14")) is fires


@given(st.integers(0, 10**10 - 1), st.integers(0, 99))
def test_a_duf_number_has_one_pair_of_check_digits(body: int, checks: int) -> None:
    digits = f"{body:010d}"
    weights = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
    right = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    case = sak(personalia=[{"id": "p", "dufnummer": f"{digits}{checks:02d}"}])
    assert bool(fired(case, "NBR-PERSONALIA-17")) is (checks != right)


@given(BORN, st.integers(0, 10**6), st.integers(18, 24), st.integers(-3, 3))
def test_the_age_of_an_adult_is_the_numbers(born: date, seed: int, years: int, off: int) -> None:
    """Where number and birth date disagree, control 8 goes by the number, control 7 by the date."""
    extracted = date(2026, 10, 1)
    by_number = date(extracted.year - years, 3, 3)
    number = synthetic_fodselsnummer(Random(seed), by_number, female=True)
    personalia = [{"id": "p", "start_dato": born, "fodselsnummer": number, "fodseldato": date(2020, 1, 1)}]
    case = sak(leveranse=extraction(extracted), slutt_dato=None, tiltak=[], personalia=personalia)
    assert {code for code, _, _ in fired(case, "NBR-SAK-7", "NBR-SAK-8")} == {"NBR-SAK-8"}
    unreadable = [{**personalia[0], "fodselsnummer": f"{number[:10]}{(int(number[10]) + 1) % 10}"}]
    case = sak(leveranse=extraction(extracted), slutt_dato=None, tiltak=[], personalia=unreadable)
    assert not fired(case, "NBR-SAK-7", "NBR-SAK-8")


def test_a_number_that_does_not_tell_the_century_is_of_the_latest_that_is_past() -> None:
    personalia = [{"id": "p", "fodselsnummer": "05851500100", "fodseldato": date(2000, 1, 1)}]
    case = sak(leveranse=extraction(date(2026, 10, 1)), slutt_dato=None, tiltak=[], personalia=personalia)
    assert {code for code, _, _ in fired(case, "NBR-SAK-7", "NBR-SAK-8")} == {"NBR-SAK-7"}


@pytest.mark.parametrize("years", [-100, 100])
def test_the_six_digits_of_a_birth_date_do_not_tell_the_century(years: int) -> None:
    born = date(2015, 5, 5)
    number = synthetic_fodselsnummer(Random(1), born, female=True)
    assert _said(number, born.replace(year=born.year + years)) == set()


@pytest.mark.parametrize("name", ["fodselsnummer", "fodseldato", "start_dato"])
def test_of_the_unborn_each_fact_that_is_not_reported_is_named(name: str) -> None:
    row = {"id": "p", "start_dato": date(2026, 1, 1), "fodselsnummer": "05851599999", "fodseldato": date(2015, 5, 5)}
    case = sak(personalia=[{key: value for key, value in row.items() if key != name}])
    assert f"Personalia.{name}" in opened(case, "NBR-PERSONALIA-15")
    assert not fired(case, "NBR-PERSONALIA-15")
