"""Drawing the cases of a self-check: at random among the samples that keep the rules of the programme.

The rules pull against each other: a sample that must have all outcomes is not drawn from all cases alike. So it is
stratified first, by outcome and municipality, and drawn at random inside each stratum.
"""

from collections import Counter
from collections.abc import Iterable
from random import Random

from barnevern_tilsyn.programmes.allocation import Aim, Stratum, allocate
from barnevern_tilsyn.programmes.candidates import Candidate, Population
from barnevern_tilsyn.programmes.drawing_rules import rules_held
from barnevern_tilsyn.programmes.form import OfProgramme, Subject
from barnevern_tilsyn.programmes.programme import Programme, Sampling
from barnevern_tilsyn.programmes.sample import Sample
from barnevern_tilsyn.programmes.sample_json import identified

__all__ = ["draw", "drawn"]


def draw(population: Population, programme: Programme, *, seed: int, size: int | None = None) -> Sample:
    """Draw a sample. ``size``: how many cases, where not as many as the programme says.

    The same cases, in any order, and the same seed give the same sample. Raises ``ValueError`` for a programme without
    rules for drawing.
    """
    sampling = programme.sampling
    if sampling is None:
        raise ValueError("the programme has no rules for drawing cases")
    wanted = sampling.cases if size is None else size
    chosen = drawn(population.candidates, sampling, wanted, Random(seed))
    return identified(
        Sample(
            id="",
            programme=OfProgramme(id=programme.id, version=programme.version),
            seed=seed,
            wanted=wanted,
            as_of=population.as_of,
            eligible=len(population.candidates),
            by_outcome=_counted(one.outcomes[0] for one in population.candidates if len(one.outcomes) == 1),
            by_municipality=_counted(one.municipality for one in population.candidates if one.municipality),
            passed_over=population.passed_over,
            rules=tuple(rules_held(population, chosen, sampling, wanted, seed)),
            cases=tuple(_subject(one) for one in chosen),
        )
    )


def drawn(candidates: Iterable[Candidate], sampling: Sampling, wanted: int, rng: Random) -> list[Candidate]:
    """So many of the candidates as the rules ask for, by name."""
    by_stratum: dict[tuple[str, ...], list[Candidate]] = {}
    for one in sorted(candidates, key=_name):
        by_stratum.setdefault((one.municipality or "", str(one.measures), *one.outcomes), []).append(one)
    groups = [by_stratum[key] for key in sorted(by_stratum)]
    strata = [
        Stratum(
            outcomes=rows[0].outcomes,
            municipality=rows[0].municipality,
            measures=rows[0].measures,
            count=len(rows),
        )
        for rows in groups
    ]
    aim = Aim(cases=wanted, measures_share=sampling.measures_share, every_municipality=sampling.every_municipality)
    counts = allocate(strata, aim, rng)
    chosen = [one for rows, count in zip(groups, counts, strict=True) for one in rng.sample(rows, count)]
    return sorted(chosen, key=_name)


def _name(one: Candidate) -> str:
    return one.case


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _subject(one: Candidate) -> Subject:
    known = len(one.outcomes) == 1
    return Subject(
        case=one.case,
        element=one.element,
        closed=one.closed,
        outcome=one.outcomes[0] if known else None,
        may_be=() if known else one.outcomes,
        municipality=one.municipality,
    )
