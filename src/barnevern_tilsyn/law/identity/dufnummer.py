"""DUF numbers (*DUF-nummer*): the twelve digits by which the immigration authorities know a person.

The year of the registration, six digits of a counter, and the remainder of the weighted sum of these ten divided by 11,
as two digits. UDI says how long it is, the check digits are those of the authority's own control program.
"""

from typing import Final

__all__ = ["duf_year", "is_valid_dufnummer"]

_WEIGHTS: Final = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)


def is_valid_dufnummer(number: str) -> bool:
    """Whether it is twelve digits and the last two are what the others demand."""
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return False
    return sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11 == int(number[10:])


def duf_year(number: str) -> int:
    """The year in which the person was registered, of a valid number."""
    return int(number[:4])
