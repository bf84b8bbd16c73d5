"""Who the child is: the number can be right, and agrees with the birth date and the sex beside it.

Nothing of a number or a birth date gets into a finding: what is said is which kind of fault it is.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.law.identity import (
    Fodselsnummer,
    Kind,
    duf_year,
    is_valid_dufnummer,
    read_fodselsnummer,
)
from barnevern_tilsyn.law.parametre import Step
from barnevern_tilsyn.model import NOT_REPORTED, Personalia

_NUMBER: Final = ("Personalia.fodselsnummer",)
_UNBORN: Final = "0"
_BEFORE_BIRTH: Final = Step(10, "months")
"""Longer than any pregnancy."""


def _number(ctx: Context, personalia: Personalia) -> Fodselsnummer | None:
    number = personalia.fodselsnummer
    return read_fodselsnummer(number, in_use=ctx.extracted) if number else None


def _valid(ctx: Context, personalia: Personalia) -> Fodselsnummer | None:
    number = ctx.once(_number, personalia)
    return number if number is not None and number.fault is None else None


def _is_latest(ctx: Context, personalia: Personalia) -> bool:
    return ctx.whole.personalia is personalia


@control(
    code="DAT050",
    name="data-identity-number-invalid",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=_NUMBER,
    ruleset="data",
    file="identity",
    about=_NUMBER,
)
def number_invalid(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity number, when it can be no national identity number, D-number or provisional number, then the
    control fires.
    """
    number = ctx.once(_number, personalia)
    return None if number is None or number.fault is None else fires(number.fault.value)


@control(
    code="DAT051",
    name="data-identity-number-birth-date",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.WARNING,
    needs=(*_NUMBER, "Personalia.fodseldato"),
    ruleset="data",
    file="identity",
    about=_NUMBER,
)
def number_and_birth_date(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity number that can be right, when a person born on the registered date cannot have it, the
    century included, then the control fires.
    """
    number, born = _valid(ctx, personalia), personalia.fodseldato
    if number is None or born is None:
        return None
    if born is NOT_REPORTED:
        return undecided("Personalia.fodseldato")
    if number.can_mean(born):
        return None
    return fires("century" if _digits(born) in map(_digits, number.birth_dates()) else "other")


def _digits(day: date) -> tuple[int, int, int]:
    """A date as six digits tell it, without its century."""
    return day.day, day.month, day.year % 100


@control(
    code="DAT052",
    name="data-identity-number-sex",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=(*_NUMBER, "Personalia.kjonn"),
    ruleset="data",
    file="identity",
    about=_NUMBER,
)
def number_and_sex(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given an identity number that tells the sex, when another sex is registered, then the control fires; a warning
    where the child is registered as unborn.
    """
    number, kjonn = _valid(ctx, personalia), personalia.kjonn
    if number is None or number.kjonn is None or kjonn is None or kjonn == number.kjonn:
        return None
    if kjonn is NOT_REPORTED:
        return undecided("Personalia.kjonn")
    return fires("unborn", severity=Severity.WARNING) if kjonn == _UNBORN else fires("other")


def _kind_control(code: str, name: str, when: str, says: Callable[[Fodselsnummer], str | None]) -> Rule:
    """A note on the kind of number that holds: the row with the latest start."""

    def judge(personalia: Personalia, ctx: Context) -> Assessment | None:
        number = _valid(ctx, personalia) if _is_latest(ctx, personalia) else None
        situation = says(number) if number is not None else None
        return None if situation is None else fires(situation)

    judge.__doc__ = f"Given the identity number that holds, when it is {when}, then the control says so."
    judge.__module__ = __name__
    return control(
        code=code,
        name=name,
        theme="identity",
        applies_to=Personalia,
        severity=Severity.INFO,
        needs=(*_NUMBER, "Personalia.start_dato"),
        ruleset="data",
        file="identity",
        about=(*_NUMBER, "Personalia.start_dato"),
    )(judge)


number_provisional = _kind_control(
    *("DAT053", "data-identity-number-provisional", "a provisional one"),
    says=lambda number: "provisional" if number.kind is Kind.PROVISIONAL and not number.maybe_real else None,
)
number_d = _kind_control(
    *("DAT054", "data-identity-number-d", "a D-number"),
    says=lambda number: "d-number" if number.kind is Kind.D_NUMMER else None,
)
number_synthetic = _kind_control(
    *("DAT055", "data-identity-number-synthetic", "one of the synthetic ones for tests"),
    says=lambda number: number.synthetic.value if number.synthetic else None,
)


@control(
    code="DAT056",
    name="data-duf-number-invalid",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=("Personalia.dufnummer",),
    ruleset="data",
    file="identity",
    about=("Personalia.dufnummer",),
)
def duf_number(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given a DUF number, when its check digits are wrong or it begins with a year to come, then the control fires."""
    number = personalia.dufnummer
    if not number:
        return None
    if not is_valid_dufnummer(number):
        return fires("invalid")
    return fires("year") if duf_year(number) > ctx.extracted.year else None


@control(
    code="DAT057",
    name="data-born-in-future",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=("Personalia.fodseldato", "Personalia.kjonn", "Personalia.start_dato"),
    ruleset="data",
    file="identity",
    about=("Personalia.kjonn", "Personalia.start_dato"),
)
def born_in_future(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given a child registered as born, when its birth date lies after the extraction, then the control fires. Given
    one registered as unborn, when the day it was due lies before it, then the control says so.
    """
    born, kjonn = personalia.fodseldato, personalia.kjonn
    if not kjonn or born is None or not _is_latest(ctx, personalia):
        return None
    if born is NOT_REPORTED:
        return undecided("Personalia.fodseldato")
    if kjonn == _UNBORN:
        return fires("overdue", severity=Severity.INFO) if born < ctx.extracted else None
    return fires("future") if born > ctx.extracted else None


@control(
    code="DAT058",
    name="data-case-long-before-birth",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.ERROR,
    needs=("Personalia.fodseldato", "Personalia.start_dato", "Sak.start_dato"),
    ruleset="data",
    file="identity",
    about=("Sak.start_dato", "Personalia.start_dato"),
)
def case_long_before_birth(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given a case, when it began more than ten months before the child was born or due, then the control fires."""
    born, begun = personalia.fodseldato, ctx.sak.start_dato
    if not begun or born is None or not _is_latest(ctx, personalia):
        return None
    if born is NOT_REPORTED:
        return undecided("Personalia.fodseldato")
    if _BEFORE_BIRTH.after(begun) >= born:
        return None
    return fires("before", args=(("start", begun), ("limit", _BEFORE_BIRTH.count)))


@control(
    code="DAT059",
    name="data-personalia-disagree",
    theme="identity",
    applies_to=Personalia,
    severity=Severity.WARNING,
    needs=("Personalia.fodseldato", "Personalia.kjonn", "Personalia.start_dato"),
    ruleset="data",
    file="identity",
    about=("Personalia.fodseldato", "Personalia.kjonn", "Personalia.start_dato"),
)
def personalia_disagree(personalia: Personalia, ctx: Context) -> Assessment | None:
    """Given several rows of identity, when a row holds from the same day as the one that holds, or gives a child that
    was born another birth date than that does, then the control fires.
    """
    latest = ctx.whole.personalia
    if latest is None or latest is personalia:
        return None
    if personalia.start_dato and personalia.start_dato == latest.start_dato:
        return fires(
            "same-day", facts=(("Personalia.start_dato", latest.start_dato),), args=(("day", latest.start_dato),)
        )
    born = [row.fodseldato for row in (personalia, latest) if row.fodseldato and row.kjonn and row.kjonn != _UNBORN]
    return fires("birth-dates") if len(set(born)) > 1 else None
