"""How many cases to draw from each stratum, so that the rules of drawing hold as far as they can.

Of all samples that keep the rules equally well, each is equally likely: an allocation is drawn in proportion to the
number of samples that have it. It is found by counting them, stratum after stratum.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil, comb, floor
from random import Random

import attrs

__all__ = ["Aim", "Stratum", "allocate", "certain_outcomes"]

_State = tuple[frozenset[tuple[str, ...]], int, int, int, bool]
"""Which kinds of outcome are in, how many cases, how many with measures, how many of which that is not known, and
whether one is of the municipality at hand."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Stratum:
    """Cases alike in what the rules ask of: so many, any of which does as well as another.

    ``outcomes``: the groups that they may belong to. ``measures``: whether the service recommended measures, None where
    the record does not tell.
    """

    outcomes: tuple[str, ...]
    municipality: str | None
    measures: bool | None
    count: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class Aim:
    """What to draw: how many cases, which share of them with measures, and whether of every municipality."""

    cases: int
    measures_share: float
    every_municipality: bool

    def measures(self, drawn: int) -> tuple[int, int]:
        """The least and the most cases with measures among those drawn: the share of them, rounded down and up."""
        return floor(self.measures_share * drawn), ceil(self.measures_share * drawn)

    def distance(self, drawn: int, yes: int, unknown: int) -> tuple[int, int]:
        """How far the cases with measures are from the aim: where what is not known goes against it, and for it."""
        least, most = self.measures(drawn)
        against = max(0, least - yes) + max(0, yes + unknown - most)
        return against, max(0, least - yes - unknown) + max(0, yes - most)


def certain_outcomes(kinds: Sequence[tuple[str, ...]]) -> int:
    """How many outcome groups cases of these kinds have at the least, whichever of its groups each belongs to."""
    known = {kind[0] for kind in kinds if len(kind) == 1}
    open_ = [set(kind) for kind in kinds if known.isdisjoint(kind)]
    groups = sorted(set().union(*open_)) if open_ else []
    for size in range(len(groups) + 1):
        if any(all(kind & set(chosen) for kind in open_) for chosen in combinations(groups, size)):
            return len(known) + size
    raise AssertionError


def allocate(strata: Sequence[Stratum], aim: Aim, rng: Random) -> list[int]:
    """How many to draw from each stratum.

    In this order: cases of every municipality, for which more than ``aim.cases`` are drawn where it takes more; as many
    outcomes as so many cases can have; measures as near the share as then can be.
    """
    strata_of: dict[str | None, list[int]] = {}
    for at, stratum in enumerate(strata):
        strata_of.setdefault(stratum.municipality if aim.every_municipality else None, []).append(at)
    kinds = sorted({stratum.outcomes for stratum in strata})
    most = max(
        certain_outcomes(some) for size in range(min(aim.cases, len(kinds)) + 1) for some in combinations(kinds, size)
    )
    total = sum(stratum.count for stratum in strata)
    required = sum(name is not None for name in strata_of)
    for size in range(min(total, max(aim.cases, required)), total + 1):
        plan = _Plan(strata, strata_of, size)
        ends = {state: _rank(state, aim) for state in plan.layers[-1]}
        best = min(ends.values(), default=None)
        if best and -best[0] >= most:
            return plan.drawn(rng, {state for state, rank in ends.items() if rank == best})
    return [0] * len(strata)


def _rank(state: _State, aim: Aim) -> tuple[int, int, int]:
    """How good a sample is; less is better."""
    kinds, drawn, yes, unknown, _ = state
    return (-certain_outcomes(sorted(kinds)), *aim.distance(drawn, yes, unknown))


class _Plan:
    """All ways to draw so many cases, at least one of each municipality that is named."""

    def __init__(self, strata: Sequence[Stratum], strata_of: Mapping[str | None, list[int]], size: int) -> None:
        self._strata = strata
        self._size = size
        self.order = [at for rows in strata_of.values() for at in rows]
        self._first = {rows[0] for rows in strata_of.values()}
        self._must = {rows[-1] for name, rows in strata_of.items() if name is not None}
        self.layers: list[set[_State]] = [{(frozenset(), 0, 0, 0, False)}]
        for at in self.order:
            self.layers.append({after for state in self.layers[-1] for _, after in self._steps(at, state)})
        self.layers[-1] = {state for state in self.layers[-1] if state[1] == size}

    def _steps(self, at: int, state: _State) -> Iterator[tuple[int, _State]]:
        """How many can be drawn from a stratum, and what comes of it."""
        stratum = self._strata[at]
        kinds, drawn, yes, unknown, here = state
        here = here and at not in self._first
        for count in range(min(stratum.count, self._size - drawn) + 1):
            now = here or count > 0
            if at in self._must and not now:
                continue
            yield (
                count,
                (
                    kinds | {stratum.outcomes} if count else kinds,
                    drawn + count,
                    yes + count * (stratum.measures is True),
                    unknown + count * (stratum.measures is None),
                    now,
                ),
            )

    def drawn(self, rng: Random, ends: set[_State]) -> list[int]:
        """An allocation that leads to one of the ends."""
        ways: list[dict[_State, int]] = [dict.fromkeys(ends, 1)]
        for at, layer in zip(reversed(self.order), reversed(self.layers[:-1]), strict=True):
            ahead, size = ways[-1], self._strata[at].count
            counted = {
                state: sum(comb(size, count) * ahead.get(after, 0) for count, after in self._steps(at, state))
                for state in layer
            }
            ways.append({state: number for state, number in counted.items() if number})
        (state,) = self.layers[0]
        chosen = [0] * len(self._strata)
        for at, ahead in zip(self.order, reversed(ways[:-1]), strict=True):
            size = self._strata[at].count
            steps = [(count, after, comb(size, count) * ahead.get(after, 0)) for count, after in self._steps(at, state)]
            ticket = rng.randrange(sum(number for _, _, number in steps))
            for count, after, number in steps:
                if ticket < number:
                    chosen[at], state = count, after
                    break
                ticket -= number
        return chosen
