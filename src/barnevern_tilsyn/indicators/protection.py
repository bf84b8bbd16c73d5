"""What may be shown of few: counts below a limit are hidden, and so many more that none of them can be worked out.

A table has a row for each service, and one for all; where its columns add up it has their sum too. Hidden is first
what is small, or made by too few (primary), then what would give that away (secondary). A hidden count stays hidden
for certain when another table, in which it differs, would be published in the very same way.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import attrs

from barnevern_tilsyn.engine import own_file
from barnevern_tilsyn.indicators.loading import DATA, TEXTS, IndicatorError
from barnevern_tilsyn.model import Message

__all__ = ["Protected", "Protection", "builtin", "load", "protect"]

Place = tuple[int, int]
"""A row and a column of a table, its sums among them."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Protection:
    """The limits, each explained in ``data/protection.toml``."""

    id: str
    version: str
    least: int
    zero_is_small: bool
    largest_share: float
    least_cases: int
    least_for_median: int

    def is_small(self, count: int) -> bool:
        """Whether a count may not be shown."""
        return count < self.least and (count > 0 or self.zero_is_small)

    def is_of_few(self, count: int, cases: int, largest: int) -> bool:
        """Whether a count is made by too few cases, or mostly by one."""
        return count > 0 and (cases < self.least_cases or largest > self.largest_share * count)


def load(path: str | Path) -> Protection:
    """The limits in a file. Raises ``IndicatorError`` with all its faults, ``OSError`` where it cannot be read."""
    file = Path(path)
    return _structured(file.name, file.read_bytes())


@cache
def builtin() -> Protection:
    """The limits of the package."""
    name = "protection.toml"
    return _structured(name, resources.files(DATA).joinpath("data", name).read_bytes())


def _structured(name: str, content: bytes) -> Protection:
    table = own_file.parsed(name, content, IndicatorError)
    return own_file.structured(name, table, Protection, check=_faults, error=IndicatorError, texts=TEXTS)


def _faults(protection: Protection) -> Iterator[tuple[str, Message]]:
    for name in ("least", "least_cases", "least_for_median"):
        if getattr(protection, name) < 0:
            yield name, Message("negative")
    if not 0.5 < protection.largest_share <= 1:
        yield "largest_share", Message("no-majority")


@attrs.frozen(weakref_slot=False)
class Protected:
    """A table with its sums, and the places of it that are hidden; ``small``: those of them told to be below the limit.

    The last row is of all services; with ``adds_up`` the last column is the sum of the others. Where all is hidden, no
    place is told to be small either.
    """

    counts: tuple[tuple[int, ...], ...]
    adds_up: bool
    hidden: frozenset[Place]
    small: frozenset[Place]

    def shown(self, row: int, column: int) -> int | None:
        """A count, or None where it is hidden."""
        return None if (row, column) in self.hidden else self.counts[row][column]


def protect(
    rows: Sequence[Sequence[int]],
    protection: Protection,
    *,
    adds_up: bool,
    of_few: Callable[[int, int], bool] = lambda _row, _column: False,
    forced: frozenset[Place] = frozenset(),
) -> Protected:
    """A table of counts, a row for each service, with sums added and what must be hidden.

    ``of_few``: whether a count is made by too few cases, by row and column. ``forced``: places to hide in any case.
    """
    table = _Table(rows, protection, adds_up=adds_up)
    table.hidden |= forced
    table.hide_primary(of_few)
    while True:
        place = table.unsafe()
        if place is None:
            return Protected(table.counts, adds_up, frozenset(table.hidden), table.told_small)
        table.hidden.add(place)


class _Table:
    """A table with its sums while places of it are hidden."""

    def __init__(self, rows: Sequence[Sequence[int]], protection: Protection, *, adds_up: bool) -> None:
        whole = [(*row, sum(row)) if adds_up else tuple(row) for row in rows]
        self.width = len(whole[0]) if whole else 0
        self.height = len(whole) + 1
        self.counts = (*whole, tuple(map(sum, zip(*whole, strict=True))))
        self.hidden: set[Place] = set()
        self.small: set[Place] = set()
        self._adds_up = adds_up
        self._protection = protection

    def hide_primary(self, of_few: Callable[[int, int], bool]) -> None:
        """Hide what is small, of few, or a sum that is mostly of one service."""
        for row, column in self._places():
            count = self.counts[row][column]
            if self._protection.is_small(count):
                self.small.add((row, column))
                self.hidden.add((row, column))
            elif of_few(row, column) if row < self.height - 1 else self._is_of_one(column):
                self.hidden.add((row, column))

    def _is_of_one(self, column: int) -> bool:
        if self.height == 2:  # the sum is that service itself
            return False
        largest = max((self.counts[row][column] for row in range(self.height - 1)), default=0)
        return largest > self._protection.largest_share * self.counts[-1][column]

    @property
    def _is_all_hidden(self) -> bool:
        return len(self.hidden) == self.height * self.width

    @property
    def told_small(self) -> frozenset[Place]:
        """The places told to be small: where nothing at all is shown, not even that is told."""
        return frozenset() if self._is_all_hidden else frozenset(self.small)

    def _places(self) -> Iterator[Place]:
        return ((row, column) for row in range(self.height) for column in range(self.width))

    def _lines(self) -> Iterator[tuple[list[Place], Place]]:
        """The counts that add up to another, and that one."""
        last = self.height - 1
        for column in range(self.width):
            yield [(row, column) for row in range(last)], (last, column)
        if self._adds_up:
            for row in range(self.height):
                yield [(row, column) for column in range(self.width - 1)], (row, self.width - 1)

    def unsafe(self) -> Place | None:
        """A place that must be hidden too; None where nothing hidden can be worked out."""
        for parts, whole in self._lines():
            hidden = [place for place in parts if place in self.hidden]
            if whole not in self.hidden and hidden and not self._hides(hidden):
                return self._next(parts, whole)
            if whole in self.hidden and not hidden and parts:
                return self._smallest(parts)
        for place in sorted(self.hidden):
            if not self._is_ambiguous(place):
                return self._beside(place)
        return None

    def _hides(self, hidden: list[Place]) -> bool:
        """Whether the sum of what is hidden of a line, which its whole gives away, is itself not small."""
        rest = sum(self.counts[row][column] for row, column in hidden)
        return len(hidden) > 1 and not self._protection.is_small(rest)

    def _next(self, parts: list[Place], whole: Place) -> Place:
        """Of a column its sum, so that no other service loses anything; of a row another part, then the sum."""
        shown = [place for place in parts if place not in self.hidden]
        if whole[0] == self.height - 1 and whole[1] == parts[0][1]:
            return whole
        return self._smallest(shown) if shown else whole

    def _smallest(self, places: list[Place]) -> Place:
        return min(places, key=lambda place: (self.counts[place[0]][place[1]], place))

    def _beside(self, place: Place) -> Place:
        """What to hide where a hidden count could be worked out: its row's sum, the column's, what else is shown."""
        row, column = place
        wanted = ((row, self.width - 1), (self.height - 1, column), (self.height - 1, self.width - 1))
        for other in wanted:
            if other not in self.hidden:
                return other
        shown = [other for other in self._places() if other not in self.hidden]
        return self._smallest([other for other in shown if other[0] == row] or shown)

    def _is_ambiguous(self, place: Place) -> bool:
        """Whether a table with another count here would be published in the same way."""
        if self._is_all_hidden:
            return True
        row, column = place
        if not self._adds_up:
            return self._may_move_alone(place)
        for other_row in range(self.height):
            for other_column in range(self.width):
                if other_row != row and other_column != column:
                    corners = self._corners(row, column, other_row, other_column)
                    if any(self._may_change(corners, by) for by in (1, -1)):
                        return True
        return False

    def _may_move_alone(self, place: Place) -> bool:
        """In a table of one column or of columns that do not add up: with the sum, or against another row."""
        row, column = place
        others = (other for other in range(self.height) if other != row)
        last = self.height - 1
        return any(
            self._may_change({place: 1, (other, column): 1 if last in (row, other) else -1}, by)
            for other in others
            for by in (1, -1)
        )

    def _corners(self, row: int, column: int, other_row: int, other_column: int) -> dict[Place, int]:
        """The change of four counts that leaves every sum right: sums go with their parts, parts against each other."""
        down = 1 if self.height - 1 in (row, other_row) else -1
        across = 1 if self.width - 1 in (column, other_column) else -1
        return {
            (row, column): 1,
            (row, other_column): across,
            (other_row, column): down,
            (other_row, other_column): down * across,
        }

    def _may_change(self, changes: dict[Place, int], by: int) -> bool:
        """Whether all these are hidden, and would be told to be small, or not, as now."""
        for place, change in changes.items():
            if place not in self.hidden:
                return False
            count = self.counts[place[0]][place[1]] + by * change
            if count < 0 or self._protection.is_small(count) != (place in self.small):
                return False
        return True
