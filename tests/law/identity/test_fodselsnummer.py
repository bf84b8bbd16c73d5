"""Numbers are made while the tests run; those written down are synthetic (month + 80)."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum import exceptions
from stdnum.no import fodselsnummer as oracle

from barnevern_tilsyn.law.identity import Fault, Kind, Synthetic, check_digits, read_fodselsnummer
from barnevern_tilsyn.law.identity.numbering import numbering_on

NOW = date(2026, 10, 1)
LAST_OLD, FIRST_NEW = date(2031, 12, 31), date(2032, 1, 1)

born_days = st.dates(date(1854, 1, 1), date(2039, 12, 31))
individuals = st.integers(0, 999)
shifts = st.sampled_from((0, 40, 80))


def nine(born: date, individual: int, *, day: int = 0, month: int = 0) -> str:
    return f"{born.day + day:02d}{born.month + month:02d}{born.year % 100:02d}{individual:03d}"


def fits(born: date, individual: int) -> bool:
    """The table of individual numbers, written out a second time."""
    if born.year < 1900:
        return 500 <= individual <= 749
    if born.year < 2000:
        return individual <= 499 or (born.year >= 1940 and individual >= 900)
    return individual >= 500


@st.composite
def numbers(draw: st.DrawFn, *, day: int = 0, month: int = 0) -> tuple[str, date, int]:
    born, individual = draw(born_days), draw(individuals)
    assume(fits(born, individual))
    digits = nine(born, individual, day=day, month=month)
    assume(check_digits(digits))
    return f"{digits}{check_digits(digits)}", born, individual


def provisional(number: str) -> bool:
    return number[6:] in ("00100", "00200", "99999")


@given(st.data(), st.sampled_from((0, 40)), shifts)
def test_a_number_tells_what_it_was_made_of(data: st.DataObject, day: int, month: int) -> None:
    number, born, individual = data.draw(numbers(day=day, month=month))
    assume(not provisional(number))
    read = read_fodselsnummer(number, NOW)
    assert read.fault is None
    assert read.kind is (Kind.D_NUMMER if day else Kind.FODSELSNUMMER)
    assert read.synthetic is {0: None, 40: Synthetic.NAV, 80: Synthetic.SKATTEETATEN}[month]
    assert read.birth_dates() == (born,)
    assert read.can_mean(born)
    assert not read.can_mean(born.replace(year=born.year + 100, day=1))
    assert read.kjonn == ("1" if individual % 2 else "2")


@given(numbers(month=80), st.integers(0, 10), st.integers(1, 9))
def test_one_changed_digit_is_always_found(made: tuple[str, date, int], place: int, by: int) -> None:
    number = made[0]
    changed = f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}"
    assume(not provisional(changed))
    assert read_fodselsnummer(changed, NOW).fault is not None


@given(st.one_of(numbers(), numbers(day=40), numbers(month=40), numbers(day=40, month=40)))
def test_the_oracle_takes_what_we_take(made: tuple[str, date, int]) -> None:
    number, born, _ = made
    assert oracle.get_birth_date(number) == born
    assert (oracle.calc_check_digit1(number), oracle.calc_check_digit2(number)) == (number[9], number[10])
    assert provisional(number) or oracle.get_gender(number) == {"1": "M", "2": "F"}[_kjonn(number)]


def _kjonn(number: str) -> str:
    kjonn = read_fodselsnummer(number, NOW).kjonn
    assert kjonn is not None
    return kjonn


@given(
    st.one_of(
        st.from_regex(r"[0-7][0-9][01345][0-9]{8}", fullmatch=True),
        st.builds(
            lambda born, individual, end: f"{nine(born, individual)}{end:02d}",
            born_days,
            individuals,
            st.integers(0, 99),
        ),
        numbers().map(lambda made: made[0]),
    )
)
def test_the_oracle_refuses_what_we_refuse(number: str) -> None:
    """Both ways, on the kinds of number that it knows: not on those of month + 80, nor on provisional ones."""
    assume(not provisional(number))
    try:
        born = oracle.get_birth_date(number)
    except exceptions.ValidationError:
        born = None
    checked = (oracle.calc_check_digit1(number), oracle.calc_check_digit2(number)) == (number[9], number[10])
    assert (read_fodselsnummer(number, NOW).fault is None) == (born is not None and checked)


@given(st.text(max_size=14))
@example("1" * 12)
@example("١٢٣٤٥٦٧٨٩٠١")
@example("²" * 11)
def test_any_text_is_answered(text: str) -> None:
    read = read_fodselsnummer(text, NOW)
    assert (read.fault is Fault.FORM) == (len(text) != 11 or any(char not in "0123456789" for char in text))


@given(numbers(month=80))
def test_a_number_read_shows_nothing(made: tuple[str, date, int]) -> None:
    number, born, _ = made
    shown = f"{read_fodselsnummer(number, NOW)!r}{read_fodselsnummer(number, NOW)}"
    assert number[:6] not in shown
    assert str(born.year) not in shown
    assert "born" not in shown


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("31891500000", Fault.DATE),
        ("30821500000", Fault.DATE),
        ("29821550000", Fault.DATE),
        ("00811550000", Fault.DATE),
        ("01801550000", Fault.DATE),
        ("01931550000", Fault.DATE),
        ("81811550000", Fault.DATE),
        ("01814575000", Fault.SERIES),
        ("01814550000", Fault.SERIES),
        ("29820000000", Fault.DATE),
    ],
)
def test_what_is_no_day_and_what_is_no_series(number: str, fault: Fault) -> None:
    """29 February 1900 has no day of its own though 2000 has: the individual number tells the century."""
    assert read_fodselsnummer(number, NOW).fault is fault


# From 2032.


@given(born_days.filter(lambda day: day.year >= 1900), individuals, st.integers(0, 10), st.integers(0, 99))
def test_from_2032_a_first_remainder_of_up_to_three_is_right(born: date, individual: int, left: int, end: int) -> None:
    digits = nine(born, individual, month=80)
    weights = (3, 7, 6, 1, 8, 9, 4, 5, 2)
    first = (left - sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))) % 11
    assume(first < 10)
    ten = f"{digits}{first}"
    second = -sum(int(digit) * weight for digit, weight in zip(ten, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    number = f"{ten}{second if end % 2 and second < 10 else end % 10}"
    assume(not provisional(number))
    right = int(number[10]) == second
    after = read_fodselsnummer(number, FIRST_NEW)
    assert (after.fault is None) == (right and left <= 3)
    if after.fault is None:
        assert after.kjonn is None
        assert after.can_mean(born)
    before = read_fodselsnummer(number, LAST_OLD)
    assert (before.fault is None) == (right and left == 0 and fits_some(born, individual))


def fits_some(born: date, individual: int) -> bool:
    years = [year for year in range(1854, 2040) if year % 100 == born.year % 100]
    days = [(year, born.month, born.day) for year in years]
    return any(fits(date(*day), individual) for day in days if day[1:] != (2, 29) or _leap(day[0]))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@given(numbers(month=80).filter(lambda made: made[1].year >= 1900))
def test_no_number_given_out_before_turns_wrong(made: tuple[str, date, int]) -> None:
    number, born, _ = made
    read = read_fodselsnummer(number, FIRST_NEW)
    assert read.fault is None
    assert read.can_mean(born)


@pytest.mark.parametrize("rest", [("9", "7"), ("0", "3")])
def test_the_count_is_that_of_the_published_example(rest: tuple[str, str]) -> None:
    """Two first digits for one individual number, of the day 2 January 2032, which is no real person's yet."""
    number = f"020132999{''.join(rest)}"
    assert read_fodselsnummer(number, FIRST_NEW).fault is None
    assert (read_fodselsnummer(number, LAST_OLD).fault is None) == (rest == ("9", "7"))


def test_the_rules_of_2032_say_where_they_come_from() -> None:
    assert numbering_on(FIRST_NEW).in_force == FIRST_NEW
    assert "2032" in numbering_on(FIRST_NEW).source
    assert numbering_on(date(1900, 1, 1)) is numbering_on(LAST_OLD)


# Provisional numbers.


@given(born_days.filter(lambda day: day.year >= 1900), st.sampled_from(("00100", "00200", "99999")), shifts)
def test_a_provisional_number_is_one_whatever_its_check_digits(born: date, ending: str, month: int) -> None:
    number = f"{nine(born, 0, month=month)[:6]}{ending}"
    read = read_fodselsnummer(number, NOW)
    assert (read.kind, read.fault) == (Kind.PROVISIONAL, None)
    assert read.kjonn == {"00100": "1", "00200": "2", "99999": None}[ending]
    assert read.unborn == (ending == "99999")
    assert read.synthetic is {0: None, 40: Synthetic.NAV, 80: Synthetic.SKATTEETATEN}[month]
    assert read.can_mean(born)
    assert read.maybe_real == (check_digits(number[:9]) == number[9:])


def test_a_provisional_number_needs_a_day() -> None:
    assert read_fodselsnummer("30821500100", NOW).fault is Fault.DATE


def test_55555_stands_for_nothing() -> None:
    assert read_fodselsnummer("01811555555", NOW).kind is Kind.FODSELSNUMMER
    assert read_fodselsnummer("01811555555", NOW).fault is Fault.CHECK_DIGITS


def test_a_d_number_begins_above_forty() -> None:
    assert read_fodselsnummer(f"{40}8190{12345}", NOW).kind is Kind.FODSELSNUMMER
    assert read_fodselsnummer(f"{41}8190{12345}", NOW).kind is Kind.D_NUMMER


def test_a_leap_day_of_one_century_only_is_a_day() -> None:
    whole = (f"298200{individual}{check_digits(f'298200{individual}')}" for individual in range(500, 999))
    number = next(number for number in whole if len(number) == 11)
    assert read_fodselsnummer(number, NOW).fault is None
