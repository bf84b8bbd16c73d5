"""Personalia: who the child is."""

from datetime import date
from typing import Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.law.identity import Kind, is_valid_dufnummer
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.model import NOT_REPORTED, Personalia, Sak
from barnevern_tilsyn.rules.register.child import number_of
from barnevern_tilsyn.rules.register.facts import fact_at, unknown_of
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.parametre import number
from barnevern_tilsyn.rules.register.specification import SINCE_2022, nbr, written

__all__ = [
    "before_the_case_ended",
    "born_with_a_number",
    "duf_number_valid",
    "identity_registered",
    "national_id_final",
    "national_id_valid",
    "not_long_before_birth",
    "same_birth_date",
    "same_sex",
]

_FILE: Final = "personalia"
_START: Final = "Personalia.start_dato"
_NUMBER: Final = "Personalia.fodselsnummer"
_BORN: Final = "Personalia.fodseldato"
_SEX: Final = "Personalia.kjonn"
_DUF: Final = "Personalia.dufnummer"

before_the_case_ended: Rule = dates_in_order(
    code="NBR-PERSONALIA-2F",
    name="register-identity-after-case-end",
    applies_to=Personalia,
    earlier=_START,
    later="Sak.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
)


@nbr(
    code="NBR-PERSONALIA-11",
    name="register-identity-missing",
    theme="missing-part",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=("Sak.personalia",),
    file=_FILE,
    valid_from=SINCE_2022,
)
def identity_registered(sak: Sak, ctx: Context) -> Assessment | None:
    """Given a case, when no identity is registered in it, then the control fires."""
    if ctx.whole.all_personalia:
        return None
    return undecided("Sak.personalia") if sak.personalia is NOT_REPORTED else fires("no-identity")


def _unknown(row: Personalia, ctx: Context, *paths: str) -> Assessment | None:
    return unknown_of(*(fact_at(path, row, ctx) for path in paths))


@nbr(
    code="NBR-PERSONALIA-12",
    name="register-national-id-invalid",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(_NUMBER,),
    file=_FILE,
    valid_from=SINCE_2022,
)
def national_id_valid(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a national identity number, when it is neither a national identity number, a D-number nor
    a date with one of the endings 00100, 00200 and 99999, then the control fires.
    """
    found = number_of(row, ctx)
    if found is None:
        return _unknown(row, ctx, _NUMBER)
    return fires(f"fault-{found.fault}") if found.fault else None


@nbr(
    code="NBR-PERSONALIA-13",
    name="register-national-id-birth-date",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.WARNING,
    needs=(_NUMBER, _BORN),
    file=_FILE,
    valid_from=SINCE_2022,
)
def same_birth_date(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a national identity number and a birth date, when the first six digits of the number mean
    another date, then the control fires.
    """
    found, born = number_of(row, ctx), row.fodseldato
    if found is None or not born:
        return _unknown(row, ctx, _NUMBER, _BORN)
    if found.fault or _six_digits(born) in map(_six_digits, found.birth_dates()):
        return None
    return fires("another-date")


def _six_digits(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year % 100


@nbr(
    code="NBR-PERSONALIA-14",
    name="register-national-id-sex",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(_NUMBER, _SEX),
    file=_FILE,
    valid_from=SINCE_2022,
)
def same_sex(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a national identity number that does not end in 99999 and a sex, when the ninth digit of
    the number means another sex, then the control fires.
    """
    found, sex = number_of(row, ctx), row.kjonn
    if found is None or not sex:
        return _unknown(row, ctx, _NUMBER, _SEX)
    return fires("another-sex") if found.kjonn and found.kjonn != sex else None


@nbr(
    code="NBR-PERSONALIA-15",
    name="register-national-id-of-the-unborn",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(_NUMBER, _BORN, _START),
    file=_FILE,
    valid_from=SINCE_2022,
)
def born_with_a_number(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a national identity number and a start, when the start is after the birth and the number
    ends in 99999, then the control fires.
    """
    found, born, start = number_of(row, ctx), row.fodseldato, row.start_dato
    if found is not None and not found.unborn:
        return None
    if found is None or not born or not start:
        return _unknown(row, ctx, _NUMBER, _BORN, _START)
    return fires("still-unborn", facts=((_START, start),), args=(("day", start),)) if start > born else None


@nbr(
    code="NBR-PERSONALIA-16",
    name="register-identity-before-birth",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(_BORN, _START),
    file=_FILE,
    valid_from=SINCE_2022,
)
def not_long_before_birth(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a birth date and a start, when the start is more than nine months before the birth, then
    the control fires.
    """
    born, start = row.fodseldato, row.start_dato
    if not born or not start:
        return _unknown(row, ctx, _BORN, _START)
    months = number("personalia.maneder")
    early = start < born and born.year > 1 and start < add_months(born, -months)
    return fires("too-early", facts=((_START, start),), args=(("day", start), ("months", months))) if early else None


@nbr(
    code="NBR-PERSONALIA-17",
    name="register-duf-number-invalid",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(_DUF,),
    file=_FILE,
    valid_from=SINCE_2022,
)
def duf_number_valid(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity with a DUF number, when it is no valid one, then the control fires."""
    found = written(row.dufnummer, ctx)
    if not found:
        return undecided(_DUF) if found is NOT_REPORTED else None
    return None if is_valid_dufnummer(found) else fires("invalid")


@nbr(
    code="NBR-PERSONALIA-18",
    name="register-national-id-not-final",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.INFO,
    needs=(_NUMBER,),
    file=_FILE,
)
def national_id_final(row: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity, when its number is a date with one of the endings 00100, 00200 and 99999, or a D-number, then
    the control fires.
    """
    found = number_of(row, ctx)
    if found is None:
        return _unknown(row, ctx, _NUMBER)
    if found.fault or found.kind is Kind.FODSELSNUMMER:
        return None
    return fires("provisional" if found.kind is Kind.PROVISIONAL else "d-number")
