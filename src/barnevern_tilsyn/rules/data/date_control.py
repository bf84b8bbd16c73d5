"""A control on the order of days: what comes first, and what after it."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any, Final, NamedTuple

import attrs

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.data.facts import fact_at, facts_at

__all__ = ["EXTRACTED", "Order", "after_extraction", "date_control", "within_case"]

EXTRACTED: Final = "Sak.leveranse.dato_uttrekk"
"""The path that stands for the day of the extraction, or of judgement where there is none."""


class Order(NamedTuple):
    """The day at ``first`` is never after the one at ``then``; else the control fires with this situation.

    Where both stand in the same part of the element, such as a demand, they are compared part by part.
    """

    situation: str
    first: str
    then: str
    severity: Severity = Severity.ERROR

    def broken(self, element: Any, ctx: Context) -> tuple[Any, date, date] | None:
        """The part with the later day, and both days, where they are in the wrong order."""
        for part, first, then in self._pairs(element, ctx):
            if first > then:
                return part, first, then
        return None

    def _pairs(self, element: Any, ctx: Context) -> Iterator[tuple[Any, date, date]]:
        shared = _shared(self.first, self.then)
        if shared:
            for _, inner in facts_at(element, shared):
                for row in inner if isinstance(inner, tuple) else (inner,) if inner else ():
                    first, then = (fact_at(row, path.removeprefix(shared)) for path in self[1:3])
                    if first and then:
                        yield row, first, then
            return
        for part, first in _days(element, self.first, ctx):
            yield from ((at or part, first, then) for at, then in _days(element, self.then, ctx))


@cache
def _shared(first: str, then: str) -> str:
    """The path of the part that both days stand in, empty where that is the element itself."""
    pairs = zip(first.split("."), then.split("."), strict=False)
    parts = [one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    return ".".join(parts) if len(parts) > 1 else ""


def _days(element: Any, path: str, ctx: Context) -> list[tuple[Any, date]]:
    if path == EXTRACTED:
        return [(None, ctx.extracted)]
    found: list[tuple[Any, date]] = []
    for part, said in facts_at(ctx.sak if path.startswith("Sak.") else element, path):
        at = None if part is ctx.sak else part
        found += [(at, day) for day in (said if isinstance(said, tuple) else (said,) if said else ())]
    return found


@attrs.frozen(weakref_slot=False)
class _Orders:
    own: str | None
    orders: tuple[Order, ...]

    def __call__(self, element: Any, ctx: Context) -> Assessment | None:
        for order in self.orders:
            if broken := order.broken(element, ctx):
                part, first, then = broken
                return fires(
                    order.situation,
                    at=part,
                    severity=order.severity,
                    facts=((order.first, first), (order.then, then)),
                    args=(("first", first), ("day", then)),
                )
        return undecided(self.own) if self.own and fact_at(element, self.own) is NOT_REPORTED else None


def after_extraction(*paths: str, severity: Severity = Severity.ERROR) -> tuple[Order, ...]:
    """Days that tell of something that has happened: none of them lies after the extraction."""
    return tuple(Order("after-extraction", path, EXTRACTED, severity) for path in paths)


def within_case(*paths: str) -> tuple[Order, ...]:
    """Days that lie within the case, from its start to its end."""
    return (
        *(Order("before-case", "Sak.start_dato", path) for path in paths),
        *(Order("after-case", path, "Sak.slutt_dato") for path in paths),
    )


def date_control(
    code: str, name: str, applies_to: type, own: str | None, orders: tuple[Order, ...], file: str = "dates"
) -> Rule:
    """The control that the days of an element stand in these orders.

    It tells of the first that is broken. ``own``: the day without which it cannot be told, the element's own; other
    days that are not reported leave nothing to compare.
    """
    judged = _Orders(own, orders)

    def judge(element: Any, ctx: Context) -> Assessment | None:
        return judged(element, ctx)

    kind = applies_to.__name__
    judge.__doc__ = f"Given the days of a {kind}, when they are in an order that cannot be, then the control fires."
    judge.__module__ = __name__
    paths = tuple(dict.fromkeys(path for order in orders for path in order[1:3]))
    return control(
        code=code,
        name=name,
        theme="date-order",
        applies_to=applies_to,
        severity=Severity.ERROR,
        needs=paths,
        ruleset="data",
        file=file,
        softened_when_migrated=True,
        about=tuple(path for path in paths if path != own),
    )(judge)
