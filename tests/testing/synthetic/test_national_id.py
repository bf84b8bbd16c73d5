from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.law.identity import Synthetic, read_fodselsnummer
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.national_id import synthetic_fodselsnummer
from tests.scale import scaled

_DAY = date(2026, 1, 1)


@given(st.integers(), st.dates(date(1940, 1, 1), date(2039, 12, 31)), st.booleans())
def test_numbers_are_synthetic_valid_and_fit_the_person(seed: int, born: date, female: bool) -> None:
    number = synthetic_fodselsnummer(Random(seed), born, female=female)
    read = read_fodselsnummer(number, _DAY)
    assert (read.fault, read.synthetic) == (None, Synthetic.SKATTEETATEN)
    assert read.birth_dates() == (born,)
    assert read.kjonn == ("2" if female else "1")


def test_every_number_in_a_delivery_is_synthetic_and_fits_the_birth_date() -> None:
    for case in generate(scaled(500), seed=31):
        for personalia in etree.fromstring(case.xml).iter("Personalia"):
            number, born = personalia.get("Fodselsnummer", ""), personalia.get("Fodseldato", "")
            assert read_fodselsnummer(number, _DAY).fault is None
            assert 81 <= int(number[2:4]) <= 92
            assert (number[:2], int(number[2:4]) - 80, number[4:6]) == (born[8:], int(born[5:7]), born[2:4])
            if personalia.get("Kjonn") != "0":
                assert int(number[8]) % 2 == int(personalia.get("Kjonn") == "1")
