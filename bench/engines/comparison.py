"""The engines side by side: first that they say the same, then how long they take."""

from collections.abc import Iterator, Mapping, Sequence

from barnevern_tilsyn.formats import read
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.testing.generator import generate
from bench.clock import Candidate
from bench.documents import SEED
from bench.engines import own, plain
from bench.engines.facts import Judge, facts

__all__ = ["OWN", "PLAIN", "candidates", "differing", "planted"]

FACTS = "the facts alone, laid flat"
PLAIN = "plain functions"
OWN = "our engine"
FULL = "our engine, the rules as they are in full"


def planted(count: int) -> list[Sak]:
    """Cases in which each of the three rules is often broken."""
    drawn = generate(count, seed=SEED, plant=("MEL001", "UND001", "UND003"))
    return [sak for case in drawn for sak in read(case.xml)]


def differing(judges: Mapping[str, Judge], cases: Sequence[Sak]) -> dict[str, int]:
    """By the name of a judge, in how many cases it says something else than the plain functions do."""
    baseline = plain.compiled()
    expected = [sorted(baseline(sak)) for sak in cases]
    found = {name: [sorted(judge(sak)) for sak in cases] for name, judge in judges.items()}
    differences = {name: sum(a != b for a, b in zip(said, expected, strict=True)) for name, said in found.items()}
    return {name: count for name, count in differences.items() if count}


def candidates(judges: Mapping[str, Judge], cases: Sequence[Sak], place: str) -> Iterator[Candidate]:
    """From cases that are read to what is flagged; all but our engine first lay the facts flat."""

    def over(name: str, judge: Judge) -> Candidate:
        return Candidate(name, place, lambda: sum(1 for sak in cases if judge(sak) is not None), len(cases))

    yield Candidate(FACTS, place, lambda: sum(1 for sak in cases if facts(sak) is not None), len(cases))
    yield over(PLAIN, plain.compiled())
    for name, judge in judges.items():
        yield over(name, judge)
    yield over(FULL, own.full())
