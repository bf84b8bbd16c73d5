"""Timing side by side: the candidates take turns, so that a slow moment of the machine hits all alike.

They do so in another order each round, so that none always pays for coming after a certain other. What was made before
the first round is kept out of the garbage collector's sight: it would charge the candidates for it.
"""

import gc
import statistics
from collections.abc import Callable, Iterable
from random import Random
from time import perf_counter, process_time

import attrs

__all__ = ["Candidate", "Timing", "measure"]


@attrs.frozen
class Candidate:
    """Something to measure: a way to do a thing, ``place`` says on what.

    ``run`` goes through all it works on once and says how many of the ``count`` went through. Work within this process
    is measured in processor time, which other processes hardly touch; ``waits`` is for what starts processes: by the
    clock on the wall.
    """

    name: str
    place: str
    run: Callable[[], int]
    count: int
    waits: bool = False


@attrs.frozen
class Timing:
    """Seconds for one of what a candidate works on, by round."""

    candidate: Candidate
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.seconds)

    def over(self, base: "Timing") -> float:
        """How many times as long as ``base``: the median of the rounds, each against the same round of the other."""
        return statistics.median(own / other for own, other in zip(self.seconds, base.seconds, strict=True))


def measure(candidates: Iterable[Candidate], rounds: int) -> list[Timing]:
    """The timings, in the order of the candidates. Raises ``RuntimeError`` where not all went through."""
    listed = list(candidates)
    seconds: list[list[float]] = [[] for _ in listed]
    gc.collect()
    gc.freeze()
    try:
        for turn in range(rounds):
            order = list(zip(listed, seconds, strict=True))
            Random(turn).shuffle(order)
            for candidate, taken in order:
                taken.append(_once(candidate) / candidate.count)
    finally:
        gc.unfreeze()
    return [Timing(candidate, tuple(taken)) for candidate, taken in zip(listed, seconds, strict=True)]


def _once(candidate: Candidate) -> float:
    clock = perf_counter if candidate.waits else process_time
    started = clock()
    count = candidate.run()
    taken = clock() - started
    if count != candidate.count:
        raise RuntimeError(f"{candidate.name}, {candidate.place}: {count} of {candidate.count} went through")
    return taken
