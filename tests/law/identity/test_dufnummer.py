from hypothesis import example, given
from hypothesis import strategies as st

from barnevern_tilsyn.law.identity import duf_year, is_valid_dufnummer


def with_check(ten: str) -> str:
    """The remainder as the counter's digits first and the year last are weighted: another way to write the same sum."""
    turned = ten[4:] + ten[:4]
    weights = (4, 6, 3, 2, 7, 5, 4, 6, 3, 2)
    return f"{ten}{sum(int(digit) * weight for digit, weight in zip(turned, weights, strict=True)) % 11:02d}"


tens = st.from_regex(r"(19|20)[0-9]{8}", fullmatch=True)


@given(tens)
def test_the_remainder_of_the_ten_is_the_check(ten: str) -> None:
    number = with_check(ten)
    assert is_valid_dufnummer(number)
    assert duf_year(number) == int(ten[:4])


@given(tens, st.integers(0, 11), st.integers(1, 9))
def test_one_changed_digit_is_always_found(ten: str, place: int, by: int) -> None:
    number = with_check(ten)
    assert not is_valid_dufnummer(f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}")


@given(tens, st.integers(0, 99))
def test_only_one_pair_of_check_digits_is_right(ten: str, end: int) -> None:
    number = f"{ten}{end:02d}"
    assert is_valid_dufnummer(number) == (number == with_check(ten))


@given(st.text(max_size=14))
@example("²" * 12)
def test_any_text_is_answered(text: str) -> None:
    if len(text) != 12 or any(char not in "0123456789" for char in text):
        assert not is_valid_dufnummer(text)
