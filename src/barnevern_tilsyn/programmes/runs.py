"""How many runs chance gives: the exact distribution, and its critical values (Swed and Eisenhart 1943).

A run is points in a row on one side of the median. Which of the points lie above it is taken for drawn at random, each
arrangement as likely as any other.
"""

from fractions import Fraction
from functools import cache
from math import comb

import attrs

__all__ = ["RunLimits", "critical", "probability"]


@attrs.frozen(weakref_slot=False)
class RunLimits:
    """So many runs or fewer are too few, so many or more too many. None where chance gives each number too often."""

    too_few: int | None
    too_many: int | None


def probability(runs: int, above: int, below: int) -> Fraction:
    """The probability of exactly so many runs of so many points above and below."""
    if not above or not below:
        return Fraction(int(runs == 1 and above + below > 0))
    half, odd = divmod(runs, 2)
    if odd:
        ways = _parts(above, half + 1) * _parts(below, half) + _parts(above, half) * _parts(below, half + 1)
    else:
        ways = 2 * _parts(above, half) * _parts(below, half)
    return Fraction(ways, comb(above + below, above))


def _parts(points: int, runs: int) -> int:
    """In how many ways points can be parted into runs, none empty."""
    return comb(points - 1, runs - 1) if runs > 0 else 0


@cache
def critical(above: int, below: int, tail: float) -> RunLimits:
    """The critical values: chance gives too few, and too many, each with a probability of at most ``tail``."""
    most = 2 * min(above, below) + (above != below)
    numbers = range(1, most + 1)
    few = _last_within(list(numbers), above, below, tail)
    many = _last_within(list(reversed(numbers)), above, below, tail)
    return RunLimits(few, many)


def _last_within(numbers: list[int], above: int, below: int, tail: float) -> int | None:
    found, total = None, Fraction(0)
    for runs in numbers:
        chance = probability(runs, above, below)
        total += chance
        if total > tail:
            break
        if chance:
            found = runs
    return found
