from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.national_id import has_valid_check_digits, synthetic_fodselsnummer
from tests.scale import scaled


@given(st.integers(), st.dates(date(1940, 1, 1), date(2039, 12, 31)), st.booleans())
def test_numbers_are_synthetic_valid_and_fit_the_person(seed: int, born: date, female: bool) -> None:
    number = synthetic_fodselsnummer(Random(seed), born, female=female)
    assert len(number) == 11
    assert has_valid_check_digits(number)
    assert (int(number[:2]), int(number[2:4]) - 80, int(number[4:6])) == (born.day, born.month, born.year % 100)
    assert (int(number[8]) % 2 == 0) == female
    assert (int(number[6:9]) >= 500) == (born.year >= 2000)


@given(st.integers(), st.integers(0, 10), st.integers(1, 9))
def test_a_changed_digit_breaks_the_check(seed: int, place: int, by: int) -> None:
    number = synthetic_fodselsnummer(Random(seed), date(2015, 5, 5), female=True)
    changed = f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}"
    assert not has_valid_check_digits(changed)


def test_every_number_in_a_delivery_is_synthetic_and_fits_the_birth_date() -> None:
    for case in generate(scaled(500), seed=31):
        for personalia in etree.fromstring(case.xml).iter("Personalia"):
            number, born = personalia.get("Fodselsnummer", ""), personalia.get("Fodseldato", "")
            assert has_valid_check_digits(number)
            assert 81 <= int(number[2:4]) <= 92
            assert (number[:2], int(number[2:4]) - 80, number[4:6]) == (born[8:], int(born[5:7]), born[2:4])
            if personalia.get("Kjonn") != "0":
                assert int(number[8]) % 2 == int(personalia.get("Kjonn") == "1")
