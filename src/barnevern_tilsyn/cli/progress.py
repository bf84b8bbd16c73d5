"""How far a long run has come, on standard error while somebody watches."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from barnevern_tilsyn.cli.wording import said

__all__ = ["Progress"]

T = TypeVar("T")

_AFTER = 1.0
"""Seconds before a run counts as long."""
_BETWEEN = 0.2


class Progress:
    """A line on standard error that counts documents; nothing where that is no terminal, or when not ``wanted``.

    Nobody knows how many there will be: archives and folders are read as they come.
    """

    def __init__(self, lang: str, *, wanted: bool = True, clock: Callable[[], float] = time.monotonic) -> None:
        self._lang = lang
        self._clock = clock
        self._watched = wanted and sys.stderr is not None and sys.stderr.isatty()
        self._next = clock() + _AFTER
        self._count = 0
        self._width = 0

    def step(self) -> None:
        """One more document has been read."""
        self._count += 1
        if self._watched and (now := self._clock()) >= self._next:
            self._next = now + _BETWEEN
            line = said("progress", self._lang, count=self._count)
            self._draw(f"\r{line.ljust(self._width)}")
            self._width = len(line)

    def around(self, lines: Iterable[T]) -> Iterator[T]:
        """The lines of the report, each after the count has been wiped away: both may go to the same screen."""
        try:
            for line in lines:
                self.wipe()
                yield line
        finally:
            self.wipe()

    def wipe(self) -> None:
        """Take the count away: something else is to be written, or the run is over."""
        if self._width:
            self._draw(f"\r{' ' * self._width}\r")
            self._width = 0

    def _draw(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
