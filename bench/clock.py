"""Timing side by side: the candidates take turns, so that a slow moment of the machine hits all alike."""

import statistics
from collections.abc import Callable, Iterable
from time import perf_counter

import attrs

__all__ = ["Candidate", "Timing", "measure"]


@attrs.frozen
class Candidate:
    """Something to measure. ``run`` goes through its documents once and says how many went through."""

    name: str
    run: Callable[[], int]
    documents: int


@attrs.frozen
class Timing:
    """Seconds a document, one for each round."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.seconds)

    def times(self, base: "Timing") -> float:
        """How many times as long as ``base``: the median of the rounds, each against the same round of the other."""
        return statistics.median(own / other for own, other in zip(self.seconds, base.seconds, strict=True))


def measure(candidates: Iterable[Candidate], rounds: int) -> dict[str, Timing]:
    """The timings by name. Raises ``RuntimeError`` where not all documents went through."""
    listed = list(candidates)
    seconds: dict[str, list[float]] = {candidate.name: [] for candidate in listed}
    for _ in range(rounds):
        for candidate in listed:
            started = perf_counter()
            count = candidate.run()
            seconds[candidate.name].append((perf_counter() - started) / candidate.documents)
            if count != candidate.documents:
                raise RuntimeError(f"{candidate.name}: {count} of {candidate.documents} documents went through")
    return {name: Timing(name, tuple(found)) for name, found in seconds.items()}
