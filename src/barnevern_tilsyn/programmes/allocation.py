"""How many cases to draw from each stratum, so that the rules of drawing hold as far as they can.

Of all samples that keep the rules equally well, each is equally likely: an allocation is drawn in proportion to the
number of samples that have it. It is found by counting them, stratum after stratum.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import ceil, comb, floor
from random import Random
from typing import Final

import attrs

__all__ = ["Aim", "Stratum", "allocate", "certain_outcomes"]

_State = tuple[int, int, int, int, bool]
"""Which kinds of outcome are in (a bit for each), how many cases, how many with measures, of how many that is not
known, and whether one is of the municipality at hand."""
_NOTHING: Final[_State] = (0, 0, 0, 0, False)


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
    kinds = sorted({stratum.outcomes for stratum in strata})
    most = max(
        certain_outcomes(some) for size in range(min(aim.cases, len(kinds)) + 1) for some in combinations(kinds, size)
    )
    total = sum(stratum.count for stratum in strata)
    required = {stratum.municipality for stratum in strata} - {None} if aim.every_municipality else set()
    for size in range(min(total, max(aim.cases, len(required))), total + 1):
        plan = _Plan(_stages(strata, kinds, required), size)
        ranks = {end: _rank(end, kinds, aim) for end in plan.ends}
        best = min(ranks.values(), default=None)
        if best and -best[0] >= most:
            counts = plan.drawn(rng, [end for end, rank in ranks.items() if rank == best])
            return [counts[at] for at in range(len(strata))]
    raise AssertionError("all the cases together have every outcome and municipality that there is")


def _rank(end: _State, kinds: Sequence[tuple[str, ...]], aim: Aim) -> tuple[int, int, int]:
    """How good a sample is; less is better."""
    bits, drawn, yes, unknown, _ = end
    found = [kind for at, kind in enumerate(kinds) if bits >> at & 1]
    return (-certain_outcomes(found), *aim.distance(drawn, yes, unknown))


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Stage:
    """A stratum in its turn. ``bit``: of its kind of outcome. ``yes``, ``unknown``: what a case of it adds.

    ``required``: one case of its municipality at least is to be drawn, and ``last``: this is the last chance.
    ``ahead``: how many cases come later; ``owed``: how many of them must be drawn for municipalities of their own.
    """

    at: int
    count: int
    bit: int
    yes: int
    unknown: int
    required: bool
    last: bool
    ahead: int
    owed: int


def _stages(
    strata: Sequence[Stratum], kinds: Sequence[tuple[str, ...]], required: Collection[str | None]
) -> list[_Stage]:
    """The strata, those of a municipality together."""
    found: list[_Stage] = []
    ahead, owed, after = 0, 0, None
    for at in sorted(range(len(strata)), key=lambda at: strata[at].municipality or "", reverse=True):
        stratum = strata[at]
        needed = stratum.municipality in required
        owed += needed and bool(found) and found[-1].required and stratum.municipality != after
        found.append(
            _Stage(
                at=at,
                count=stratum.count,
                bit=1 << kinds.index(stratum.outcomes),
                yes=int(stratum.measures is True),
                unknown=int(stratum.measures is None),
                required=needed,
                last=needed and stratum.municipality != after,
                ahead=ahead,
                owed=owed,
            )
        )
        ahead, after = ahead + stratum.count, stratum.municipality
    return found[::-1]


class _Plan:
    """All ways to draw so many cases. ``ends``: what they lead to."""

    def __init__(self, stages: Sequence[_Stage], size: int) -> None:
        self._stages = stages
        self._size = size
        self._layers: list[set[_State]] = [{_NOTHING}]
        for stage in stages:
            self._layers.append({after for state in self._layers[-1] for _, after in self._steps(stage, state)})
        self.ends = {state for state in self._layers[-1] if state[1] == size}

    def _steps(self, stage: _Stage, state: _State) -> Iterator[tuple[int, _State]]:
        """How many can be drawn from a stratum, and what comes of it."""
        kinds, drawn, yes, unknown, here = state
        missing = self._size - drawn
        least = max(int(stage.last and not here), missing - stage.ahead)
        watched = stage.required and not stage.last
        for count in range(max(0, least), min(stage.count, missing - stage.owed) + 1):
            yield (
                count,
                (
                    kinds | stage.bit if count else kinds,
                    drawn + count,
                    yes + count * stage.yes,
                    unknown + count * stage.unknown,
                    watched and (here or count > 0),
                ),
            )

    def drawn(self, rng: Random, ends: Iterable[_State]) -> dict[int, int]:
        """How many of each stratum, by its place, on a way to one of the ends; each way is equally likely."""
        ways = [dict.fromkeys(ends, 1)]
        for stage, layer in zip(reversed(self._stages), reversed(self._layers[:-1]), strict=True):
            ahead = ways[-1]
            ways.append({state: sum(number for _, _, number in self._counted(stage, state, ahead)) for state in layer})
        chosen, state = {}, _NOTHING
        for stage, ahead in zip(self._stages, reversed(ways[:-1]), strict=True):
            steps = self._counted(stage, state, ahead)
            ticket = rng.randrange(sum(number for _, _, number in steps))
            for count, after, number in steps:
                if ticket < number:
                    chosen[stage.at], state = count, after
                    break
                ticket -= number
        return chosen

    def _counted(self, stage: _Stage, state: _State, ahead: Mapping[_State, int]) -> list[tuple[int, _State, int]]:
        """The steps from a state, each with the number of samples that lie that way."""
        steps = self._steps(stage, state)
        return [
            (count, after, comb(stage.count, count) * number) for count, after in steps if (number := ahead.get(after))
        ]
