"""What the program takes for a valid number, and the age it reads out of one: not always what is true of the number.

A number is right by its check digits alone; whether its date exists is not asked. The year of birth is read whether
the check digits are right or not.
"""

from typing import Final

from barnevern_tilsyn.engine import Assessment
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.law.identity import check_digits
from barnevern_tilsyn.model import NOT_REPORTED, kostra
from barnevern_tilsyn.rules.kostra.program import YEAR, not_read

__all__ = [
    "AGE_NEEDS",
    "NUMBER",
    "PROVISIONAL",
    "age_of",
    "age_unknown",
    "has_check_digits",
    "is_provisional",
    "year_of_birth",
]

NUMBER: Final = "Individ.fodselsnummer"
AGE_NEEDS: Final = (NUMBER, YEAR)

PROVISIONAL: Final = ("00100", "00200", "99999")
"""The endings of provisional numbers that the program knows."""


def has_check_digits(_ctx: IndividContext, individ: kostra.Individ) -> bool:
    """Whether the child's number has eleven digits, of which the last two are what the others demand."""
    number = individ.fodselsnummer or ""
    return _is_digits(number) and number[9:] == check_digits(number[:9])


def is_provisional(number: str) -> bool:
    """Whether a number is a day and a month, a year, and one of the endings.

    Each month has up to 31 days: the program's calendar takes the last day of a shorter one for those it lacks.
    """
    return number.endswith(PROVISIONAL) and _is_digits(number) and _is_day(number[:2], number[2:4])


def age_of(ctx: IndividContext, individ: kostra.Individ) -> int | None:
    """The age that the child reaches in the year reported; ``None`` where its number does not tell."""
    year = ctx.reporting.year
    number = individ.fodselsnummer
    if not year or not number:
        return None
    born = year_of_birth(number, year)
    return None if born is None else year - born


def age_unknown(ctx: IndividContext) -> Assessment | None:
    """Undecided where the age is not known because something was not read; ``None`` where the number does not tell."""
    year = ctx.reporting.year
    number = ctx.individ.fodselsnummer
    return None if number and year else not_read((NUMBER, number), (YEAR, year or NOT_REPORTED))


def year_of_birth(number: str, reporting_year: int) -> int | None:
    """The year of birth that the program reads out of a number; ``None`` where it reads no date."""
    if not _is_digits(number):
        return None
    year = int(number[4:6])
    if number.endswith(PROVISIONAL):
        if not _is_day(number[:2], number[2:4]):
            return None
        return 2000 + year if 2000 + year <= reporting_year + 1 else 1900 + year
    day, month = number[:2], number[2:4]
    if day[0] > "3":
        day = f"{int(day[0]) - 4}{day[1]}"
    if month[0] >= "8":
        month = f"{int(month[0]) - 8}{month[1]}"
    return _century(int(number[6:9]), year) + year if _is_day(day, month) else None


def _century(individual: int, year: int) -> int:
    if individual < 500:
        return 1900
    if year <= 39:
        return 2000
    if individual < 750 and year >= 54:
        return 1800
    return 1900 if individual >= 900 else 2000


def _is_digits(number: str) -> bool:
    return len(number) == 11 and number.isascii() and number.isdigit()


def _is_day(day: str, month: str) -> bool:
    return "01" <= day <= "31" and "01" <= month <= "12"
