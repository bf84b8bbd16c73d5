"""What a record tells beyond the register: the facts of a ``tillegg``, its dated entries, and what is missing."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Generic, TypeVar

import msgspec

from barnevern_tilsyn.engine import NO, YES, Condition, Context, Event, FactUsed, Truth, condition, unknown
from barnevern_tilsyn.model import NOT_REPORTED, Fact

__all__ = ["Entries", "entries", "holds", "told"]

T = TypeVar("T")


def told(element: Any, name: str) -> Any:
    """A fact of an element's ``tillegg``. That is no event: where it is null it tells nothing."""
    return getattr(element.tillegg, name) if element.tillegg else NOT_REPORTED


def holds(value: Fact[bool], path: str, question: str = "") -> Condition:
    """Whether something is recorded to be so; *no* where it is recorded not to be. ``question``: see ``condition``."""
    if value is NOT_REPORTED:
        return unknown(path, question=question)
    return condition(value is True, FactUsed(path, value is True), question=question)


def _always(_: Any) -> Condition:
    return YES


class Entries(msgspec.Struct, Generic[T], frozen=True):
    """Dated entries of one kind, as far as seen, in the order of their days.

    ``undated``: entries whose day is not reported. ``untold``: the record does not tell whether there are any.
    """

    path: str
    rows: tuple[T, ...] = ()
    undated: tuple[T, ...] = ()
    untold: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which there may be more entries than are seen."""
        return (self.path,) if self.untold else (f"{self.path}.dato",) if self.undated else ()

    def any(self, wanted: Callable[[T], Condition] = _always) -> Condition:
        """Whether one of the entries is as wanted."""
        rest = unknown(*self.missing) if self.missing else NO
        return reduce(or_, (wanted(row) for row in self.rows), rest)

    def until(self, day: date | None) -> "Entries[T]":
        """The entries up to a day, where there is one."""
        rows: tuple[Any, ...] = self.rows
        return msgspec.structs.replace(self, rows=tuple(row for row in rows if row.dato <= day)) if day else self

    def first(self, since: date, wanted: Callable[[T], Condition] = _always) -> Event:
        """When the first entry as wanted was made, from a day on; where all lie before it, the last of those."""
        if self.untold:
            return Event(missing=self.missing)
        rows: list[tuple[date, Condition]] = [(row.dato, wanted(row)) for row in self.rows]  # type: ignore[attr-defined]
        days = [day for day, found in rows if found.truth is Truth.YES]
        first = min((day for day in days if day >= since), default=None)
        unsure = [found for day, found in rows if found.truth is Truth.UNKNOWN and (first is None or day < first)]
        missing = [path for found in unsure for path in found.missing]
        if any(wanted(row).truth is not Truth.NO for row in self.undated):
            missing += self.missing
        unknown_facts = tuple(dict.fromkeys(missing))
        if first is not None:
            return Event(strict=first, lenient=first, earlier=unknown_facts)
        return Event(missing=unknown_facts) if unknown_facts else Event.on(max(days, default=None))


def entries(ctx: Context, element: Any, name: str) -> Entries[Any]:
    """The entries ``name`` of an element's ``tillegg``: a list, or one that stands alone. One without a day is none."""
    path = f"{type(element).__name__}.tillegg.{name}"
    value = told(element, name)
    if value is NOT_REPORTED:
        return Entries(path, untold=True)
    rows = value if isinstance(value, tuple) else (value,) if value else ()
    seen = [row for row in rows if row.dato and ctx.seen(row.dato)]
    seen.sort(key=lambda row: row.dato)
    return Entries(path, tuple(seen), tuple(row for row in rows if row.dato is NOT_REPORTED))
