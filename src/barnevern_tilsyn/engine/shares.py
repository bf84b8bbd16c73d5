"""Shares: so many of so many, with an interval that tells how little few cases say.

The interval is Wilson's score interval, for 95 %, without continuity correction. Source: Newcombe, Statistics in
Medicine 17 (1998), pp. 857-872.
"""

from math import sqrt
from typing import Final

import attrs

__all__ = ["Interval", "Share"]

_Z: Final = 1.959963984540054
"""The 97.5th percentile of the normal distribution: 95 % lie within it on both sides."""


@attrs.frozen(weakref_slot=False)
class Interval:
    """From ``low`` to ``high``: where the true value may well lie (95 %)."""

    low: float
    high: float


@attrs.frozen(weakref_slot=False)
class Share:
    """``k`` of ``n``. Of none (``n`` is 0) there is no share and nothing is known of it."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """The share, from 0 to 1, or None of none."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval, or None of none."""
        if not self.n:
            return None
        p, z2 = self.k / self.n, _Z * _Z
        middle = p + z2 / (2 * self.n)
        half = _Z * sqrt(p * (1 - p) / self.n + z2 / (4 * self.n * self.n))
        over = 1 + z2 / self.n
        low = 0.0 if self.k == 0 else (middle - half) / over
        high = 1.0 if self.k == self.n else (middle + half) / over
        return Interval(low, high)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.k + other.k, self.n + other.n)
