"""National identity numbers and DUF numbers: what kind a number is, whether it can be right, and what it tells.

Pure functions on text, shared by the rule sets and the readers. A number read is a value that holds no digit of it, so
that none can get into a finding, a log or a traceback::

    number = read_fodselsnummer(personalia.fodselsnummer, in_use=ctx.known_until)
    if number.fault is not None:       # Fault.FORM, DATE, SERIES, CHECK_DIGITS
        ...
    number.kind                        # Kind.FODSELSNUMMER, D_NUMMER, PROVISIONAL
    number.synthetic                   # None, Synthetic.NAV (month + 40), Synthetic.SKATTEETATEN (month + 80)
    number.can_mean(birth_date)        # whether a person born that day can have it
    number.kjonn                       # "1", "2" as in the register's list, None where the number does not tell

``in_use`` is a day on which the number is in use, usually the day of the extraction: from 2032 more numbers are right,
and no number tells century and sex any more.
"""

from barnevern_tilsyn.law.identity.dufnummer import duf_year, is_valid_dufnummer
from barnevern_tilsyn.law.identity.fodselsnummer import (
    Fault,
    Fodselsnummer,
    Kind,
    Synthetic,
    check_digits,
    read_fodselsnummer,
)
from barnevern_tilsyn.law.identity.numbering import Numbering, Provisional, numbering_on, provisional_endings

__all__ = [
    "Fault",
    "Fodselsnummer",
    "Kind",
    "Numbering",
    "Provisional",
    "Synthetic",
    "check_digits",
    "duf_year",
    "is_valid_dufnummer",
    "numbering_on",
    "provisional_endings",
    "read_fodselsnummer",
]
