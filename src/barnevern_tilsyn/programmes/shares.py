"""What became of a share: the difference between two, with an interval that tells how little few cases say.

The interval of a difference between two independent shares is Newcombe's hybrid of two Wilson intervals (method 10),
for 95 %, without continuity correction. Source: Newcombe, Statistics in Medicine 17 (1998), pp. 873-890.
"""

from math import sqrt

import attrs

from barnevern_tilsyn.engine.shares import Interval, Share

__all__ = ["Difference", "Interval", "Share"]


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
