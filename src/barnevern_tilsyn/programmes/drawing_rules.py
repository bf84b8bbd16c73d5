"""Which rules of drawing a sample keeps, which it cannot keep with these cases, and why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.allocation import Aim
from barnevern_tilsyn.programmes.candidates import Candidate, Population
from barnevern_tilsyn.programmes.programme import Sampling
from barnevern_tilsyn.programmes.sample import DrawingRule, Held, RuleHeld

__all__ = ["rules_held"]

Argument = str | int | float | date | tuple[str, ...]


def rules_held(
    population: Population, drawn: Sequence[Candidate], sampling: Sampling, wanted: int, seed: int
) -> Iterator[RuleHeld]:
    """A row for each rule, or for each part of one that stands differently."""
    eligible = population.candidates
    yield _random(len(eligible), len(drawn), seed)
    yield _size(len(eligible), len(drawn), wanted)
    yield _recent(population)
    yield from _outcomes(eligible, drawn, sampling)
    yield _measures(eligible, drawn, sampling.measures_share)
    if sampling.every_municipality:
        yield from _municipalities(population)


def _row(rule: DrawingRule, held: Held, reason: str, **args: Argument) -> RuleHeld:
    return RuleHeld(rule=rule, held=held, reason=Message(reason, tuple(args.items())))


def _random(eligible: int, drawn: int, seed: int) -> RuleHeld:
    if not eligible:
        return _row(DrawingRule.RANDOM, Held.IMPOSSIBLE, "random-none")
    if drawn == eligible:
        return _row(DrawingRule.RANDOM, Held.YES, "random-all")
    return _row(DrawingRule.RANDOM, Held.YES, "random-drawn", seed=str(seed), count=eligible)


def _size(eligible: int, drawn: int, wanted: int) -> RuleHeld:
    if drawn < wanted:
        return _row(DrawingRule.SIZE, Held.IMPOSSIBLE, "size-fewer", count=eligible, wanted=wanted)
    if drawn > wanted:
        return _row(DrawingRule.SIZE, Held.GIVES_WAY, "size-more", count=drawn, wanted=wanted)
    return _row(DrawingRule.SIZE, Held.YES, "size-met", count=drawn)


def _recent(population: Population) -> RuleHeld:
    days = {"first": population.since, "last": population.as_of}
    if not population.candidates:
        return _row(DrawingRule.RECENT, Held.IMPOSSIBLE, "recent-none", **days)
    return _row(DrawingRule.RECENT, Held.YES, "recent-met", **days)


def _outcomes(eligible: Iterable[Candidate], drawn: Sequence[Candidate], sampling: Sampling) -> Iterator[RuleHeld]:
    groups = [group.id for group in sampling.outcomes]
    certain = {one.outcomes[0] for one in drawn if len(one.outcomes) == 1}
    drawn_of = {id for one in drawn for id in one.outcomes} - certain
    eligible_of = {id for one in eligible for id in one.outcomes} - certain
    if certain >= set(groups):
        yield _row(DrawingRule.OUTCOMES, Held.YES, "outcomes-met", groups=tuple(groups))
    for held, reason, found in (
        (Held.IMPOSSIBLE, "outcomes-none-eligible", set(groups) - certain - eligible_of),
        (Held.GIVES_WAY, "outcomes-no-room", eligible_of - drawn_of),
        (Held.UNKNOWN, "outcomes-unknown", drawn_of),
    ):
        if found:
            yield _row(DrawingRule.OUTCOMES, held, reason, groups=tuple(id for id in groups if id in found))


def _measures(eligible: Iterable[Candidate], drawn: Sequence[Candidate], share: float) -> RuleHeld:
    aim = Aim(cases=len(drawn), measures_share=share, every_municipality=False)
    least, most = aim.measures(len(drawn))
    yes, _, unknown = _recommended(drawn)
    args: dict[str, Argument] = {"count": yes, "of": len(drawn)}
    against, in_favour = aim.distance(len(drawn), yes, unknown)
    if not drawn:
        return _row(DrawingRule.MEASURES, Held.IMPOSSIBLE, "measures-none")
    if not against:
        return _row(DrawingRule.MEASURES, Held.YES, "measures-met", **args)
    args["share"] = share
    if not in_favour:
        return _row(DrawingRule.MEASURES, Held.UNKNOWN, "measures-unknown", unknown=unknown, **args)
    all_yes, all_no, all_unknown = _recommended(eligible)
    if all_yes + all_unknown < least:
        return _row(DrawingRule.MEASURES, Held.IMPOSSIBLE, "measures-too-few", **args)
    if all_no + all_unknown < len(drawn) - most:
        return _row(DrawingRule.MEASURES, Held.IMPOSSIBLE, "measures-too-many", **args)
    return _row(DrawingRule.MEASURES, Held.GIVES_WAY, "measures-give-way", **args)


def _recommended(cases: Iterable[Candidate]) -> tuple[int, int, int]:
    """In how many cases the service recommended measures, in how many not, and of how many that is not known."""
    found = [one.measures for one in cases]
    return found.count(True), found.count(False), found.count(None)


def _municipalities(population: Population) -> Iterator[RuleHeld]:
    eligible = {one.municipality for one in population.candidates}
    without = tuple(number for number in population.municipalities if number not in eligible)
    unknown = sum(one.municipality is None for one in population.candidates)
    rule = DrawingRule.MUNICIPALITIES
    if not population.municipalities and not population.candidates:
        yield _row(rule, Held.IMPOSSIBLE, "municipalities-none")
        return
    if without:
        yield _row(rule, Held.IMPOSSIBLE, "municipalities-none-eligible", codes=without)
    if unknown:
        yield _row(rule, Held.UNKNOWN, "municipalities-unknown", count=unknown)
    if not without and not unknown:
        several = len(population.municipalities)
        yield (
            _row(rule, Held.YES, "municipalities-met", count=several)
            if several > 1
            else _row(rule, Held.YES, "municipalities-one")
        )
