"""Synthetic national identity numbers: month + 80 and valid check digits, so that no person can have one."""

from datetime import date
from random import Random

from barnevern_tilsyn.law.identity import check_digits

__all__ = ["synthetic_fodselsnummer"]


def synthetic_fodselsnummer(rng: Random, born: date, *, female: bool) -> str:
    """A number for a birth date from 1940 to 2039; the ninth digit is even for women."""
    lowest = 500 if born.year >= 2000 else 0
    while True:
        serial = lowest + rng.randrange(0, 500, 2) + (0 if female else 1)
        digits = f"{born.day:02d}{born.month + 80}{born.year % 100:02d}{serial:03d}"
        checks = check_digits(digits)
        if checks:
            return f"{digits}{checks}"
