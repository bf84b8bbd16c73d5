"""Cases to draw from, and the best samples of them, found by trying every one."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations, product
from math import ceil, floor
from uuid import UUID

from hypothesis import strategies as st

from barnevern_tilsyn.programmes.candidates import Candidate, Population

DAY = date(2026, 10, 1)
SINCE = date(2025, 10, 1)
DISMISSED, REOPENED, MEASURES, BOARD = "henlagt", "henlagt-ny-undersokelse", "tiltak", "nemnd"
KINDS: tuple[tuple[tuple[str, ...], bool | None], ...] = (
    ((DISMISSED,), False),
    ((DISMISSED,), True),
    ((REOPENED,), True),
    ((MEASURES,), True),
    ((BOARD,), True),
    ((DISMISSED, REOPENED), True),
    ((DISMISSED, MEASURES), None),
)
PLACES = ("9901", "9902", "9903", None)


def candidate(number: int, kind: tuple[tuple[str, ...], bool | None], place: str | None) -> Candidate:
    return Candidate(
        case=str(UUID(int=number)), element=None, closed=DAY, outcomes=kind[0], measures=kind[1], municipality=place
    )


def candidates(most: int) -> st.SearchStrategy[list[Candidate]]:
    """So many cases at most, of few kinds, so that they collide."""
    rows = st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from(PLACES)), max_size=most)
    return rows.map(lambda found: [candidate(number, *row) for number, row in enumerate(found)])


def population(cases: Sequence[Candidate]) -> Population:
    return Population(
        as_of=DAY,
        since=SINCE,
        candidates=tuple(cases),
        passed_over={},
        municipalities=tuple(sorted({one.municipality for one in cases if one.municipality})),
    )


def outcomes_for_certain(sample: Sequence[Candidate]) -> int:
    """The fewest different outcomes that the sample can turn out to have."""
    return min(len(set(found)) for found in product(*(one.outcomes for one in sample)))


def misses_measures(sample: Sequence[Candidate], share: float) -> tuple[int, int]:
    """How far the sample can turn out to be from the share on both sides together, and how far it is at best."""
    known = [one.measures for one in sample if one.measures is not None]
    can_be = range(sum(known), sum(known) + len(sample) - len(known) + 1)
    least, most = floor(share * len(sample)), ceil(share * len(sample))
    under, over = max(0, least - can_be[0]), max(0, can_be[-1] - most)
    return under + over, min(max(0, least - count, count - most) for count in can_be)


def best_samples(cases: Sequence[Candidate], wanted: int, share: float, *, everywhere: bool) -> set[frozenset[str]]:
    """All samples that no other is better than, by the rules in their order."""
    places = {one.municipality for one in cases if one.municipality} if everywhere else set()
    few = [some for size in range(min(wanted, len(cases)) + 1) for some in combinations(cases, size)]
    aim = max(outcomes_for_certain(some) for some in few)
    for size in range(min(wanted, len(cases)), len(cases) + 1):
        good = [
            some
            for some in combinations(cases, size)
            if places <= {one.municipality for one in some} and outcomes_for_certain(some) >= aim
        ]
        if good:
            ranks = {some: (-outcomes_for_certain(some), misses_measures(some, share)) for some in good}
            best = min(ranks.values())
            return {frozenset(one.case for one in some) for some, rank in ranks.items() if rank == best}
    raise AssertionError("all the cases together are always good enough")
