"""National identity numbers (*fødselsnummer*): eleven digits, a date, an individual number and two check digits.

A day of birth plus 40 makes a D-number (for those who do not live in Norway). A month plus 80 is a synthetic number of
Skatteetaten (Tenor), plus 40 one of Nav (Dolly); the help numbers of the health services have that form too and cannot
be told from it. Their numbers that begin with 8 or 9 hold no date and are no identity numbers here.
"""

from datetime import date
from enum import StrEnum
from operator import mul
from typing import Final

import attrs

from barnevern_tilsyn.law.identity.numbering import Numbering, numbering_on, provisional_endings

__all__ = ["Fault", "Fodselsnummer", "Kind", "Synthetic", "check_digits", "read_fodselsnummer"]

_FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


class Kind(StrEnum):
    """What a number is. One with the ending of a provisional number is that, whatever its check digits happen to be."""

    FODSELSNUMMER = "fodselsnummer"
    D_NUMMER = "d-nummer"
    PROVISIONAL = "provisional"


class Synthetic(StrEnum):
    """Whose test numbers it is one of: no person can have it."""

    NAV = "nav"
    SKATTEETATEN = "skatteetaten"


class Fault(StrEnum):
    """Why a number cannot be right; the first that holds, in this order."""

    FORM = "form"
    """Not eleven digits."""
    DATE = "date"
    """The first six digits are no day of the calendar."""
    SERIES = "series"
    """The individual number was never given to anybody born in a year that ends so."""
    CHECK_DIGITS = "check-digits"


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False)
class Fodselsnummer:
    """What a number tells. It holds no digit of it and shows nothing.

    ``kjonn``: the sex as in the register's code list, ``"1"`` male, ``"2"`` female, ``None`` where the number does not
    tell. ``unborn``: a provisional number of a child that is not born. ``maybe_real``: a provisional number whose check
    digits are right too, so that it may be one that was given out.
    """

    kind: Kind
    synthetic: Synthetic | None = None
    fault: Fault | None = None
    kjonn: str | None = None
    unborn: bool = False
    maybe_real: bool = False
    _born: tuple[date, ...] = ()

    def can_mean(self, born: date) -> bool:
        """Whether the date in the number can be this one: of the century too, where the number tells it."""
        return born in self._born

    def birth_dates(self) -> tuple[date, ...]:
        """The dates of birth it can stand for: one, several where it does not tell the century, none with a fault.

        To compute with, never to show.
        """
        return self._born


def check_digits(nine: str) -> str:
    """The two check digits of the first nine, empty where they can be no number's.

    As numbers are made until 2032; those have one pair of digits only.
    """
    first = -_sum(nine, _FIRST) % 11
    second = -_sum(f"{nine}{first}", _SECOND) % 11 if first < 10 else 10
    return f"{first}{second}" if second < 10 else ""


def read_fodselsnummer(number: str, in_use: date) -> Fodselsnummer:
    """What a number is and tells, as numbers in use on a day are made. Never raises: a fault is part of the answer."""
    if len(number) != 11 or not (number.isascii() and number.isdigit()):
        return Fodselsnummer(kind=Kind.FODSELSNUMMER, fault=Fault.FORM)
    day, month, year, individual = int(number[:2]), int(number[2:4]), int(number[4:6]), int(number[6:9])
    kind = Kind.D_NUMMER if day > 40 else Kind.FODSELSNUMMER
    day -= 40 if day > 40 else 0
    synthetic = Synthetic.SKATTEETATEN if month > 80 else Synthetic.NAV if month > 40 else None
    month -= 80 if month > 80 else 40 if month > 40 else 0
    made = numbering_on(in_use)
    stand_in = provisional_endings().get(number[6:])
    if stand_in is not None:
        born = _dates(tuple(century + year for century in made.centuries), month, day)
        return Fodselsnummer(
            kind=Kind.PROVISIONAL,
            synthetic=synthetic,
            fault=None if born else Fault.DATE,
            kjonn=stand_in.kjonn,
            unborn=stand_in.unborn,
            maybe_real=_checked(number, made),
            born=born,
        )
    years = made.years(year, individual)
    born = _dates(years, month, day)
    if not _dates(tuple(century + year for century in made.centuries), month, day):
        fault: Fault | None = Fault.DATE
    elif not born:
        fault = Fault.DATE if years else Fault.SERIES
    else:
        fault = None if _checked(number, made) else Fault.CHECK_DIGITS
    if fault is not None:
        return Fodselsnummer(kind=kind, synthetic=synthetic, fault=fault)
    kjonn = ("2", "1")[individual % 2] if made.sex else None
    return Fodselsnummer(kind=kind, synthetic=synthetic, kjonn=kjonn, born=born)


def _dates(years: tuple[int, ...], month: int, day: int) -> tuple[date, ...]:
    found = []
    for year in years:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return tuple(found)


def _checked(number: str, made: Numbering) -> bool:
    first = (_sum(number[:9], _FIRST) + int(number[9])) % 11
    return first in made.remainders and (_sum(number[:10], _SECOND) + int(number[10])) % 11 == 0


def _sum(digits: str, weights: tuple[int, ...]) -> int:
    return sum(map(mul, map(int, digits), weights))
