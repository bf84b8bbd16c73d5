"""The first so many of what comes, by rank: what is kept does not grow, what is not kept is counted."""

from collections.abc import Iterator
from heapq import heappush, heappushpop
from typing import Any, Generic, TypeVar

__all__ = ["First"]

T = TypeVar("T")


class First(Generic[T]):
    """The first ``most`` of what is added, the least rank first; of equals in the order in which they came."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[_Place, T]] = []
        self.count = 0

    def add(self, one: T, rank: tuple[Any, ...] = ()) -> None:
        """Add one; the last of all is let go where there are too many."""
        self.count += 1
        kept = _Place((*rank, self.count)), one
        if len(self._kept) < self._most:
            heappush(self._kept, kept)
        elif self._most:
            heappushpop(self._kept, kept)

    def __iter__(self) -> Iterator[T]:
        return (one for _, one in sorted(self._kept, reverse=True))

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def more(self) -> int:
        """How many were let go."""
        return self.count - len(self._kept)


class _Place(tuple[Any, ...]):
    """A rank, turned about: the heap lets go of the least, and the last is to go."""

    def __lt__(self, other: tuple[Any, ...]) -> bool:
        return tuple(self) > tuple(other)
