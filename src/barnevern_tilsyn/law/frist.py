"""Frist: a deadline, from the strict last day to the most lenient arguable one."""

from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache

import attrs

from barnevern_tilsyn.law.hjemmel import Hjemmel
from barnevern_tilsyn.law.kalender import next_working_day
from barnevern_tilsyn.law.parametre import Entry, Parameter, Step, parameter

__all__ = ["START_POINT", "Frist", "NotInForceError", "conclusion_matters", "deadline", "deadline_of"]

DEROGATION = "derogation"
INNER_ROLLOVER = "inner-rollover"
ROLLOVER = "rollover"
START_POINT = "start-point"


class NotInForceError(LookupError):
    """The law set no such deadline on the day it would have run out."""


@attrs.frozen(weakref_slot=False)
class Frist:
    """A deadline. An act on or before ``nominal`` is in time, after ``latest`` it is late; between, a person judges.

    ``start`` is the day the law counts from (day 0), ``nominal`` the last day by the strict count, ``latest`` the last
    day by the most lenient arguable reading. ``reasons`` are the readings that lie behind ``latest``, sorted, empty if
    it equals ``nominal``:

    ``rollover``
        the last day is a Saturday, Sunday or red day, and may move to the next working day (fvlf § 41)
    ``inner-rollover``
        the same of an inner step (the week before the three months), from which the rest may be counted
    ``start-point``
        the months may count from the conclusion of the report (old Act § 6-9)
    ``derogation``
        a regulation under § 2-7 lets the deadline be longer in that period
    other words
        given by the caller to ``Frist.span``: several reports, an undecided extension

    ``key`` is the parameter's key, ``hjemler`` are the provisions of the entry that was in force on ``nominal``.
    """

    start: date
    nominal: date
    latest: date
    reasons: tuple[str, ...] = ()
    key: str = ""
    hjemler: tuple[Hjemmel, ...] = ()

    @staticmethod
    def span(*frister: "Frist", reason: str) -> "Frist":
        """The deadline that holds whichever of these is the right one: earliest nominal, latest latest.

        ``reason`` is added where they differ in either day. Start, key and provisions are those of the one with the
        earliest nominal day. Raises ``ValueError`` without any deadline.
        """
        if not frister:
            raise ValueError("a span needs at least one deadline")
        if len(frister) == 1:
            return frister[0]
        first = min(frister, key=lambda frist: (frist.nominal, frist.start))
        latest = max(frist.latest for frist in frister)
        reasons = {known for frist in frister for known in frist.reasons}
        if any((frist.nominal, frist.latest) != (first.nominal, first.latest) for frist in frister):
            reasons.add(reason)
        return attrs.evolve(first, latest=latest, reasons=tuple(sorted(reasons)))


def _same(day: date) -> date:
    return day


def _count(
    start: date, steps: tuple[Step, ...], roll_inner: Callable[[date], date], not_before: date | None = None
) -> date:
    """The end of the steps. The end of the inner ones is passed through ``roll_inner`` and not before a given day."""
    day = start
    for step in steps[:-1]:
        day = roll_inner(step.after(day))
        if not_before is not None:
            day = max(day, not_before)
    return steps[-1].after(day)


def _nominal(entry: Entry, steps: tuple[Step, ...], start: date) -> date:
    day = _count(start, steps, next_working_day if entry.inner_rollover == "certain" else _same)
    return next_working_day(day) if entry.rollover == "certain" else day


def _chosen(rule: Parameter, start: date, *, extended: bool) -> tuple[Entry, tuple[Step, ...], date]:
    """The entry in force on its own nominal last day."""
    for entry in rule.entries:
        steps = entry.extended_steps if extended else entry.steps
        if not steps:
            raise ValueError(f"{rule.key} knows no extension")
        nominal = _nominal(entry, steps, start)
        if entry.in_force <= nominal and (entry.until is None or nominal <= entry.until):
            return entry, steps, nominal
    raise NotInForceError(rule.key)


def _readings(
    entry: Entry, steps: tuple[Step, ...], start: date, nominal: date, concluded: date | None
) -> list[tuple[date, frozenset[str]]]:
    """The last day by each arguable reading, with the readings it rests on."""
    days: list[tuple[date, frozenset[str]]] = [(nominal, frozenset())]
    counts = [(steps, frozenset[str]())]
    counts += [(window.steps, frozenset({DEROGATION})) for window in entry.derogations if window.covers(nominal)]
    for counted, reasons in counts:
        days.append((_count(start, counted, _same), reasons))
        if entry.inner_rollover == "unsettled":
            days.append((_count(start, counted, next_working_day), reasons | {INNER_ROLLOVER}))
        if entry.start_point == "unsettled" and concluded is not None:
            days.append((_count(start, counted, _same, concluded), reasons | {START_POINT}))
    if entry.rollover == "unsettled":
        days += [(next_working_day(day), reasons | {ROLLOVER}) for day, reasons in days]
    return days


def _behind(readings: list[tuple[date, frozenset[str]]], nominal: date) -> tuple[str, ...]:
    """The readings that lead past the nominal day, without those that a day is reached without."""
    later = {reading for reading in readings if reading[0] > nominal}
    needed = [reasons for day, reasons in later if not any(day == other and less < reasons for other, less in later)]
    return tuple(sorted(frozenset[str]().union(*needed)))


def deadline_of(rule: Parameter, start: date, *, extended: bool = False, concluded: date | None = None) -> Frist:
    """As ``deadline``, of a parameter at hand. Not cached."""
    entry, steps, nominal = _chosen(rule, start, extended=extended)
    readings = _readings(entry, steps, start, nominal, concluded)
    latest = max(day for day, _ in readings)
    return Frist(start, nominal, latest, _behind(readings, nominal), rule.key, entry.hjemler)


def deadline(key: str, start: date, *, extended: bool = False, concluded: date | None = None) -> Frist:
    """The deadline of a parameter from a start day.

    ``start`` is the day the entry's ``start`` names, for example the receipt of the report; ``extended`` asks for the
    extended time; ``concluded`` is the day the report was concluded, which matters for the old Act only. The entry is
    the one in force on its nominal last day.

    Raises ``KeyError`` for an unknown key, ``NotInForceError`` where the law set no such deadline on that day, and
    ``ValueError`` where an extension is asked for and the law knows none.
    """
    if concluded is not None and not conclusion_matters(key, start):
        concluded = None
    return _cached(key, start, extended, concluded)


def conclusion_matters(key: str, start: date) -> bool:
    """Whether it can matter for a deadline when the report was concluded. Raises ``KeyError`` for an unknown key."""
    return start <= _start_point_until(key)


@lru_cache(maxsize=8_192)
def _cached(key: str, start: date, extended: bool, concluded: date | None) -> Frist:
    return deadline_of(parameter(key), start, extended=extended, concluded=concluded)


@cache
def _start_point_until(key: str) -> date:
    """The last day on which it can matter when the report was concluded: most cases share a deadline."""
    unsettled = (entry.until or date.max for entry in parameter(key).entries if entry.start_point == "unsettled")
    return max(unsettled, default=date.min)
