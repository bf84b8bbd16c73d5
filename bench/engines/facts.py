"""What the three rules look at, taken out of a case: flat, as rule engines want it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import attrs

from barnevern_tilsyn.law import add_months
from barnevern_tilsyn.law.kalender import oslo_day
from barnevern_tilsyn.model import Melding, Sak, Undersokelse

__all__ = ["PLAN_DUTY", "PLAN_TYPES", "Facts", "Flagged", "Investigation", "Judge", "Report", "facts"]

PLAN_DUTY = date(2023, 1, 1)
PLAN_TYPES = {"7", "8"}

Flagged = tuple[str, str]
"""A rule's name and the id of an element that breaks it: ``reviewed``, ``finished`` or ``planned``."""

Judge = Callable[[Sak], list[Flagged]]
"""A rule engine with its three rules compiled: what they flag in a case."""


@attrs.frozen(weakref_slot=False)
class Report:
    """A report, its last day, and the last day that the record tells of."""

    id: str
    received: date
    last_day: date
    concluded: date | None
    known: date


@attrs.frozen(weakref_slot=False)
class Investigation:
    """An investigation with its two last days, and the day of the first plan from the first report on."""

    id: str
    begun: date
    three_months: date
    six_months: date
    extended: bool
    concluded: date | None
    planned: date | None
    known: date


@attrs.frozen(weakref_slot=False)
class Facts:
    """The facts of one case."""

    reports: list[Report]
    investigations: list[Investigation]


def facts(sak: Sak) -> Facts:
    """The facts of a case without what is deleted."""
    found = Facts([], [])
    if sak.er_slettet is True or not sak.leveranse or not sak.leveranse.dato_uttrekk:
        return found
    known = oslo_day(sak.leveranse.dato_uttrekk)
    gone = {row.id for row in sak.slettede or ()}
    received = {}
    for m in _kept(sak.meldinger, gone):
        received[m.id] = m.start_dato
        found.reports.append(Report(m.id, m.start_dato, m.start_dato + timedelta(days=7), _concluded(m), known))
    undersokelser = _kept(sak.undersokelser, gone)
    leading = _first_received(sak, gone, received) if undersokelser else {}
    plans = sorted(p.start_dato for p in _kept(sak.planer, gone) if p.plantype in PLAN_TYPES) if leading else []
    for u in undersokelser:
        first = leading.get(u.id)
        if first is not None:
            found.investigations.append(_investigation(u, first, plans, known))
    return found


def _kept(rows: Any, gone: set[str]) -> list[Any]:
    return [row for row in rows or () if row.er_slettet is not True and row.id not in gone]


def _concluded(row: Melding | Undersokelse) -> date | None:
    konklusjon = row.konklusjon
    if not konklusjon or getattr(konklusjon, "er_slettet", None) is True:
        return None
    return konklusjon.slutt_dato or None


def _first_received(sak: Sak, gone: set[str], received: dict[str, date]) -> dict[str, date]:
    """By the id of an investigation, the first day that a report related to it came in."""
    first: dict[str, date] = {}
    for r in _kept(sak.relasjoner, gone):
        for one, other in ((r.fra_id, r.til_id), (r.til_id, r.fra_id)):
            if one in received:
                first[other] = min(received[one], first.get(other, date.max))
    return first


def _investigation(u: Undersokelse, first: date, plans: Iterable[date], known: date) -> Investigation:
    extension = u.utvidet_frist
    week = first + timedelta(days=7)
    return Investigation(
        u.id,
        u.start_dato or date.min,
        add_months(week, 3),
        add_months(week, 6),
        bool(extension and extension.innvilget == "1"),
        _concluded(u),
        next((day for day in plans if day >= first), None),
        known,
    )
