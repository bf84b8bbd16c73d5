"""Visits to foster homes: made, of those required in each completed year of a placement."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from barnevern_tilsyn.indicators.seen import NO, UNKNOWN, UNPLACED, YES, Dated, Seen
from barnevern_tilsyn.indicators.ways import Visits
from barnevern_tilsyn.law.alder import age_limit
from barnevern_tilsyn.law.besok import Besokskrav, required_visits
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.model import NOT_REPORTED, Tiltak

__all__ = ["visits"]

_ONE_DAY = timedelta(days=1)
_YEAR = 12


class _Year(NamedTuple):
    """A completed year of a placement: its first day, and the first day after it."""

    first: date
    after: date


def visits(how: Visits, seen: Seen) -> Iterator[Dated]:
    """The visits made and lacking in each completed year, on the last day of that year.

    A visit more than required in one year makes up for none in another.
    """
    for tiltak in seen.ctx.sammenheng.tiltak:
        code = tiltak.kategori.kode if tiltak.kategori else NOT_REPORTED
        if not code:
            yield Dated(None, UNPLACED)
        elif code in how.categories:
            yield from _placement(how, tiltak, seen)


def _placement(how: Visits, tiltak: Tiltak, seen: Seen) -> Iterator[Dated]:
    moved_in = _moved_in(tiltak)
    if moved_in is None:
        yield Dated(None, UNPLACED)
        return
    konklusjon = tiltak.konklusjon
    ended = konklusjon.slutt_dato if konklusjon else None
    end_known = konklusjon is None or bool(ended)
    of_age = _birthday(seen, age_limit("bvl.1-2.barn"))
    law = required_visits(how.required)
    for year in _years(moved_in, min(seen.known_until, ended or date.max)):
        if of_age is not None and year.after > of_age:
            break
        last = year.after - _ONE_DAY
        rule = law.on(last)
        required = _required(how, rule, tiltak, year, seen)
        if not end_known or of_age is None or required is None or year.first < law.known_from:
            yield Dated(last, UNKNOWN, rule.a_year if required is None else required)
        else:
            yield from _made(getattr(tiltak, how.part.value), year, required)


def _moved_in(tiltak: Tiltak) -> date | None:
    recorded = tiltak.tillegg.flyttet_inn if tiltak.tillegg else None
    return recorded or tiltak.start_dato or None


def _birthday(seen: Seen, age: int) -> date | None:
    born = seen.ctx.fodseldato
    return add_months(born, _YEAR * age) if born else None


def _years(moved_in: date, until: date) -> Iterator[_Year]:
    """The years that were over by a day; one that a placement ends with is over."""
    number = 0
    while True:
        first, after = (add_months(moved_in, _YEAR * (number + more)) for more in (0, 1))
        if after - _ONE_DAY > until:
            return
        yield _Year(first, after)
        number += 1


def _required(how: Visits, rule: Besokskrav, tiltak: Tiltak, year: _Year, seen: Seen) -> int | None:
    """How many visits a year requires, by the days that each number was in force, rounded down; None: not known."""
    part = getattr(tiltak, how.part.value)
    rows: Any = part.hyppigheter if part else part
    if rows is NOT_REPORTED or any(not row.start_dato or not row.kode for row in rows or ()):
        return None
    moved_in = _moved_in(tiltak) or year.first
    lawful = add_months(moved_in, rule.reduced_after_months) + _ONE_DAY
    if rule.reduced_from_age is not None:
        old_enough = _birthday(seen, rule.reduced_from_age)
        if old_enough is None:
            return None
        lawful = max(lawful, old_enough)
    changes = [(row.start_dato, _a_year(rule, row, lawful)) for row in sorted(rows or (), key=_day)]
    return sum(a_year * days for a_year, days in _stretches(rule, changes, year)) // (year.after - year.first).days


def _day(row: Any) -> date:
    day: date = row.start_dato
    return day


def _a_year(rule: Besokskrav, row: Any, lawful: date) -> int:
    """What a registered number is worth: a reduction from a day before it could be lawful is none."""
    registered = int(row.kode) if row.kode.isdecimal() else rule.a_year
    return registered if registered >= rule.a_year or row.start_dato >= lawful else rule.a_year


def _stretches(rule: Besokskrav, changes: Sequence[tuple[date, int]], year: _Year) -> Iterator[tuple[int, int]]:
    """The numbers in force through a year, each with for how many days."""
    a_year, since = rule.a_year, year.first
    for day, number in changes:
        if day >= year.after:
            break
        if day > since:
            yield a_year, (day - since).days
            since = day
        a_year = number
    yield a_year, (year.after - since).days


def _made(part: Any, year: _Year, required: int) -> Iterator[Dated]:
    last = year.after - _ONE_DAY
    rows: Any = part.utforte if part else part
    if rows is NOT_REPORTED:
        yield Dated(last, UNKNOWN, required)
        return
    made = sum(1 for row in rows or () if row.utfort_dato and year.first <= row.utfort_dato < year.after)
    undated = sum(1 for row in rows or () if not row.utfort_dato)
    done = min(made, required)
    unknown = min(undated, required - done)
    for key, count in ((YES, done), (UNKNOWN, unknown), (NO, required - done - unknown)):
        if count:
            yield Dated(last, key, count)
