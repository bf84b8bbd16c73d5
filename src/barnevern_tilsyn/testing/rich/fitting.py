"""What plants have in common: their row, the elements they suit, and how they change the facts beside one."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import attrs
from dateutil.relativedelta import relativedelta

from barnevern_tilsyn.testing.oracle import capped, starting_reports
from barnevern_tilsyn.testing.rich.courses import Course
from barnevern_tilsyn.testing.rich.lawful_facts import born_on
from barnevern_tilsyn.testing.rich.rich_case import RichCase
from barnevern_tilsyn.testing.synthetic.spec import Melding, Undersokelse

__all__ = ["FIRST_DAY", "Planted", "closed", "kept_since", "tells", "whole"]

FIRST_DAY: Final = date(2025, 6, 1)
"""No case is extracted before this day."""


@attrs.frozen
class Planted:
    """A breach: in which courses, on which of the case's elements (the case itself: ``""``), and what is then told.

    ``suits``: whether an element is one on which the duty is owed and overdue. ``change`` breaks it, and leaves every
    other duty as it is. ``since``: the first day of extraction on which the courses have room for it.
    """

    courses: tuple[Course, ...]
    on: str
    suits: Callable[[RichCase, Any], bool]
    change: Callable[[RichCase, Any], None]
    since: date = FIRST_DAY


def tells(**facts: Any) -> Callable[[RichCase, Any], None]:
    """A change of nothing but the facts beside an element."""
    return lambda rich, part: rich.of(part).update(facts)


def whole(rich: RichCase, m: Melding) -> bool:
    """No circumstance that leaves a breach to a person."""
    return capped(rich.alive, m.start_dato, m.migrert_id, "breach") == "breach"


def closed(rich: RichCase, u: Undersokelse, *, since: date = date.min, until: date = date.max) -> bool:
    """Closed in a period, of a child of seven or more, nothing leaving a breach to a person."""
    if u.slutt_dato is None or not since <= u.slutt_dato <= until:
        return False
    grown = born_on(rich.alive) + relativedelta(years=7) <= u.slutt_dato
    return grown and all(whole(rich, m) for m in starting_reports(rich.alive, u)) and not u.migrert_id


def kept_since(rich: RichCase, day: date) -> bool:
    """Whether the case was handled on a day or later."""
    return (rich.spec.slutt_dato or rich.known) >= day
