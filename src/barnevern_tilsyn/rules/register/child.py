"""Who the child is: what its number tells, and its age on the day of the extraction by birth date or by number."""

from datetime import date
from typing import NamedTuple

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.law.alder import reached_age
from barnevern_tilsyn.law.identity import Fodselsnummer, read_fodselsnummer
from barnevern_tilsyn.model import NOT_REPORTED, Personalia, Sak

__all__ = ["Age", "age", "age_by_number", "number_of"]


class Age(NamedTuple):
    """Whole years, negative before the birth; ``None`` without a birth date. ``missing``: what is not reported."""

    years: int | None = None
    missing: tuple[str, ...] = ()


def number_of(row: Personalia, ctx: Context) -> Fodselsnummer | None:
    """What the national identity number of an identity tells; ``None`` where there is none."""
    return ctx.once(_number_of, row)


def _number_of(ctx: Context, row: Personalia) -> Fodselsnummer | None:
    return read_fodselsnummer(row.fodselsnummer, ctx.extracted) if row.fodselsnummer else None


def age(ctx: Context) -> Age:
    """By ``Fodseldato`` of the identity that holds."""
    return ctx.once(_age, ctx.sak)


def age_by_number(ctx: Context) -> Age:
    """By the date in the national identity number of the identity that holds, else by ``Fodseldato``.

    Where the number does not tell the century, it is the latest that is not after the extraction.
    """
    return ctx.once(_age_by_number, ctx.sak)


def _age(ctx: Context, sak: Sak) -> Age:
    row = ctx.whole.personalia
    if row is None:
        return Age(missing=("Sak.personalia",)) if sak.personalia is NOT_REPORTED else Age()
    if row.fodseldato is NOT_REPORTED:
        return Age(missing=("Personalia.fodseldato",))
    return Age(_years(row.fodseldato, ctx.extracted)) if row.fodseldato else Age()


def _age_by_number(ctx: Context, _sak: Sak) -> Age:
    row = ctx.whole.personalia
    if row is None:
        return age(ctx)
    number = number_of(row, ctx)
    born = number.birth_dates() if number else ()
    if not number or not born:
        return age(ctx)
    if row.fodseldato and number.can_mean(row.fodseldato):
        return Age(_years(row.fodseldato, ctx.extracted))
    past = [day for day in born if day <= ctx.extracted]
    return Age(_years(max(past or born), ctx.extracted))


def _years(born: date, day: date) -> int:
    years = day.year - born.year
    return years if years < 0 or reached_age(born, years, day) else years - 1
