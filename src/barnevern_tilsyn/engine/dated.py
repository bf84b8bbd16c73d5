"""Elements in the order of their days, so that a period is found without looking at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, TypeVar

__all__ = ["Dated"]

T = TypeVar("T")


class Dated(Generic[T]):
    """Elements by ``start_dato``. ``undated``: whether there are some whose day is not known."""

    def __init__(self, rows: Iterable[T]) -> None:
        all_rows: list[Any] = list(rows)
        known = [row for row in all_rows if row.start_dato] if all_rows else all_rows
        if len(known) > 1:
            known.sort(key=lambda row: (row.start_dato, row.id))
        self.undated = len(known) < len(all_rows)
        self._rows = known
        self._days: list[date] = [row.start_dato for row in known] if known else []

    def between(self, first: date, last: date) -> list[T]:
        """The elements from ``first`` to ``last``, both included, in order."""
        return self._rows[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def first(self, first: date, last: date = date.max) -> T | None:
        """The earliest element from ``first`` to ``last``."""
        place = bisect_left(self._days, first)
        return self._rows[place] if place < len(self._days) and self._days[place] <= last else None

    def any(self, first: date, last: date = date.max) -> bool:
        """Whether an element lies from ``first`` to ``last``."""
        return self.first(first, last) is not None
