"""Synthetic national identity numbers: month + 80 and valid check digits, so that no person can have one.

The generator uses nothing of what it checks: the weights stand here a second time.
"""

from datetime import date
from random import Random

__all__ = ["synthetic_fodselsnummer"]

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def _check_digit(digits: str, weights: tuple[int, ...]) -> int:
    """The modulus-11 digit; 10 means that the number cannot be given."""
    return -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11


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
