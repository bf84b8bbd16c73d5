"""Shares of few: so many of so many, with an interval that tells how little few cases say.

The interval of a share is Wilson's score interval; that of a difference between two independent shares is Newcombe's
hybrid of two such (method 10). Both for 95 %, both without continuity correction. Sources: Newcombe, Statistics in
Medicine 17 (1998), pp. 857-872 and 873-890.
"""

from math import sqrt
from typing import Final

import attrs

__all__ = ["Difference", "Interval", "Share"]

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


@attrs.frozen(weakref_slot=False)
class Difference:
    """From one share to a later one, of other cases."""

    before: Share
    after: Share

    @property
    def value(self) -> float | None:
        """How much higher the later share is, from -1 to 1, or None where one of them is of none."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def interval(self) -> Interval | None:
        """Newcombe's interval, or None where one of the shares is of none."""
        p, q = self.before.value, self.after.value
        before, after = self.before.interval, self.after.interval
        if p is None or q is None or before is None or after is None:
            return None
        low = (q - p) - sqrt((q - after.low) ** 2 + (before.high - p) ** 2)
        high = (q - p) + sqrt((after.high - q) ** 2 + (p - before.low) ** 2)
        return Interval(max(low, -1.0), min(high, 1.0))

    @property
    def tells_of_change(self) -> bool | None:
        """Whether the interval leaves out no change at all; None where there is no interval."""
        found = self.interval
        return None if found is None else not found.low <= 0 <= found.high
