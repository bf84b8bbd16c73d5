"""Synthetic national identity numbers: month + 80 and valid check digits, so that no person can have one."""

from datetime import date
from random import Random

__all__ = ["has_valid_check_digits", "synthetic_fodselsnummer"]

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _check_digit(digits: str, weights: tuple[int, ...]) -> int:
    """The modulus-11 digit; 10 means that the number cannot be given."""
    return -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


def has_valid_check_digits(number: str) -> bool:
    """Whether both check digits of an 11-digit number are right."""
    first, second = _check_digit(number[:9], _FIRST), _check_digit(number[:10], _SECOND)
    return number[9:] == f"{first}{second}"


def synthetic_fodselsnummer(rng: Random, born: date, *, female: bool) -> str:
    """A number for a birth date from 1940 to 2039; the ninth digit is even for women."""
    lowest = 500 if born.year >= 2000 else 0
    while True:
        serial = lowest + rng.randrange(0, 500, 2) + (0 if female else 1)
        digits = f"{born.day:02d}{born.month + 80}{born.year % 100:02d}{serial:03d}"
        first = _check_digit(digits, _FIRST)
        if first == 10:
            continue
        second = _check_digit(f"{digits}{first}", _SECOND)
        if second != 10:
            return f"{digits}{first}{second}"
