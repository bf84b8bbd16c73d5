"""A control on the codes in one place of an element."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.data.code_days import Misuse, Period, is_bounded, misuse
from barnevern_tilsyn.rules.data.facts import fact_at, facts_at

__all__ = ["code_control", "told"]

_LAST_OF_KOSTRA: Final = date(2025, 12, 31)
"""The lists changed after this day, and the form of KOSTRA files has none of the new codes: nobody can use them."""


@attrs.frozen(weakref_slot=False)
class _Place:
    """Where codes stand, which list they are from, which day they belong to, and from when until when they may."""

    list_name: str
    path: str
    day: str
    period: tuple[str, str] | None

    def __call__(self, element: Any, ctx: Context) -> Assessment | None:
        found: list[tuple[Any, Misuse]] = []
        undated = False
        for part, kode in facts_at(element, self.path):
            if not kode or not is_bounded(self.list_name, kode):
                continue
            day = self._day(element, part)
            undated = undated or day is NOT_REPORTED
            wrong = misuse(self.list_name, kode, day or None, self._period(element, ctx))
            if wrong is None or (ctx.sak._kilde.format == "kostra" and wrong.bound == _LAST_OF_KOSTRA):
                continue
            if day is not NOT_REPORTED or wrong.situation == "unknown":
                found.append((part, wrong))
        return told(found, self.path, self.day) or (undecided(self.day) if undated else None)

    def _day(self, element: Any, part: Any) -> Any:
        """The day of the part where it has one of its own, else the element's."""
        place, _, name = self.day.rpartition(".")
        return getattr(part, name) if place == self.path.rpartition(".")[0] else fact_at(element, self.day)

    def _period(self, element: Any, ctx: Context) -> Period | None:
        if self.period is None:
            return None
        first, last = (fact_at(element, path) for path in self.period)
        return Period(first, last or ctx.extracted) if first else None


def told(found: list[tuple[Any, Misuse]], path: str, day: str) -> Assessment | None:
    """The worst of what was found, with all codes of which the same is to be said."""
    if not found:
        return None
    at, worst = min(found, key=lambda row: row[1].rank)
    if worst.situation == "unknown":
        return fires("unknown", at=at)
    same = [wrong for _, wrong in found if wrong[:2] == worst[:2] and wrong[3:] == worst[3:]]
    codes = tuple(dict.fromkeys(wrong.kode for wrong in same))
    return fires(
        worst.situation,
        at=at,
        severity=worst.severity,
        facts=(*((path, kode) for kode in codes), *_dated(day, worst.day)),
        args=(("codes", codes), ("day", worst.day), ("last" if worst.situation == "ended" else "first", worst.bound)),
    )


def _dated(path: str, day: date | None) -> Iterator[tuple[str, date]]:
    if day is not None:
        yield path, day


def code_control(
    code: str,
    name: str,
    applies_to: type,
    list_name: str,
    *,
    path: str,
    day: str,
    period: tuple[str, str] | None = None,
) -> Rule:
    """The control that each code at ``path`` is in a list, and valid on the day at ``day``.

    ``period``: paths of the days between which the code may have been set; where it has no end, until the extraction.
    A code that was valid on some day between them is a warning only.
    """
    place = _Place(list_name, path, day, period)

    def judge(element: Any, ctx: Context) -> Assessment | None:
        return place(element, ctx)

    judge.__doc__ = (
        f"Given a code at `{path}`, when it is not in the list `{list_name}` or not valid on the day at `{day}`, "
        "then the control fires."
    )
    judge.__module__ = __name__
    return control(
        code=code,
        name=name,
        theme="code-not-valid",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=tuple(dict.fromkeys((path, day, *(period or ())))),
        ruleset="data",
        file="codes",
        about=(path, *(bound for bound in period or () if bound != day)),
    )(judge)
