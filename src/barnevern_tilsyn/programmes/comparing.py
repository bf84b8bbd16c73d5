"""Comparing rounds of a service: only questions that map to each other, and where it is not fair, why not."""

from collections.abc import Iterator, Sequence

from barnevern_tilsyn.programmes.collected import Collected, ManagementAnswer
from barnevern_tilsyn.programmes.comparison import (
    Chain,
    Compared,
    ComparedManagement,
    ComparedSection,
    Comparison,
    Doubt,
    GoalProgress,
    NotMapped,
)
from barnevern_tilsyn.programmes.improvement import ImprovementGoal, ImprovementPlan
from barnevern_tilsyn.programmes.mapping import mapped
from barnevern_tilsyn.programmes.run_chart import Measurement, RunChartRules, run_chart

__all__ = ["compare"]

_CHART_FROM = 3
"""Two measurements are a comparison, not a chart."""


def compare(
    rounds: Sequence[Collected], plan: ImprovementPlan | None = None, rules: RunChartRules | None = None
) -> Comparison:
    """Compare rounds, the earliest first, with the goals and measurements of a plan where there is one.

    Raises ``ValueError`` where there are fewer than two rounds.
    """
    if len(rounds) < 2:
        raise ValueError("two rounds or more")
    plan = plan or ImprovementPlan(programme="")
    chains: list[Chain] = mapped(rounds, lambda one: one.questions)
    places = _places(plan, rounds, chains)
    points = [_points(rounds, chain) for chain in chains]
    for one in plan.measurements:
        if one.question in places:
            points[places[one.question]].append(one.measurement)
    rows = [_compared(rounds, chain, of, rules) for chain, of in zip(chains, points, strict=True)]
    common = [row for row in rows if sum(counts is not None for counts in row.counts) > 1]
    return Comparison(
        rounds=tuple(rounds),
        compared=tuple(common),
        not_mapped=tuple(sorted(_alone(chains), key=lambda one: one.round)),
        doubts=tuple(doubt for doubt in Doubt if doubt in set(_of_rounds(rounds))),
        sections=tuple(_sections(rounds)),
        management=tuple(_management(rounds)),
        goals=tuple(
            _progress(goal, rows[places[goal.question]], points[places[goal.question]])
            for goal in plan.goals
            if goal.question in places
        ),
        unknown=tuple(sorted(_named(plan) - places.keys())),
        deadlines=_listed(rounds[-1].balance.deadlines if rounds[-1].balance else (), common),
        beside=_listed(rounds[-1].balance.beside if rounds[-1].balance else (), common),
    )


def _named(plan: ImprovementPlan) -> set[str]:
    return {goal.question for goal in plan.goals} | {one.question for one in plan.measurements}


def _places(plan: ImprovementPlan, rounds: Sequence[Collected], chains: Sequence[Chain]) -> dict[str, int]:
    """Where the questions of the plan stand among the chains."""
    of_programme = [place for place, one in enumerate(rounds) if one.programme.id == plan.programme]
    found: dict[str, int] = {}
    for at, chain in enumerate(chains):
        for counts in (chain[place] for place in of_programme):
            if counts is not None and counts.question in _named(plan):
                found.setdefault(counts.question, at)
    return found


def _points(rounds: Sequence[Collected], chain: Chain) -> list[Measurement]:
    return [
        Measurement(date=one.drawn.as_of, k=counts.share.k, n=counts.share.n, sample=one.drawn.sample)
        for one, counts in zip(rounds, chain, strict=True)
        if counts is not None
    ]


def _compared(
    rounds: Sequence[Collected], chain: Chain, points: list[Measurement], rules: RunChartRules | None
) -> Compared:
    last = [counts for counts in chain if counts is not None][-1]
    doubts = set(_of_question(rounds, chain))
    return Compared(
        question=last.question,
        theme=last.theme,
        counts=chain,
        flags=tuple(
            None if counts is None else counts.flags(one.failing) for one, counts in zip(rounds, chain, strict=True)
        ),
        doubts=tuple(doubt for doubt in Doubt if doubt in doubts),
        chart=run_chart(points, rules) if len(points) >= _CHART_FROM else None,
    )


def _alone(chains: Sequence[Chain]) -> Iterator[NotMapped]:
    for chain in chains:
        asked = [(place, counts) for place, counts in enumerate(chain) if counts is not None]
        if len(asked) == 1:
            yield NotMapped(round=asked[0][0], counts=asked[0][1])


def _of_rounds(rounds: Sequence[Collected]) -> Iterator[Doubt]:
    if any(one.without_form for one in rounds):
        yield Doubt.FORMS_MISSING
    for place, after in enumerate(rounds):
        for before in rounds[:place]:
            if before.drawn.sample == after.drawn.sample:
                yield Doubt.SAME_SAMPLE
            if (
                before.municipalities
                and after.municipalities
                and not before.municipalities.keys() & after.municipalities
            ):
                yield Doubt.OTHER_SERVICE
            if before.drawn.as_of > after.drawn.as_of:
                yield Doubt.BACKWARDS
            if before.drawn.rules != after.drawn.rules:
                yield Doubt.DRAWN_OTHERWISE
            if before.outcomes.keys() != after.outcomes.keys():
                yield Doubt.OTHER_OUTCOMES
        if place and rounds[place - 1].programme.id not in (after.programme.id, after.follows):
            yield Doubt.NOT_FOLLOWING


def _of_question(rounds: Sequence[Collected], chain: Chain) -> Iterator[Doubt]:
    asked = [(one, counts) for one, counts in zip(rounds, chain, strict=True) if counts is not None]
    versions = {one.programme.id: one.programme.version for one, _ in asked}
    if any(versions[one.programme.id] != one.programme.version for one, _ in asked):
        yield Doubt.OTHER_VERSION
    if len({tuple((answer.id, answer.counts) for answer in counts.answers) for _, counts in asked}) > 1:
        yield Doubt.OTHER_ANSWERS
    if any(counts.not_answered for _, counts in asked):
        yield Doubt.NOT_ANSWERED
    if any(not counts.share.n for _, counts in asked):
        yield Doubt.NONE_APPLICABLE


def _sections(rounds: Sequence[Collected]) -> Iterator[ComparedSection]:
    judged = [{result.theme: result for result in one.sections} for one in rounds]
    for theme in dict.fromkeys(theme for one in reversed(judged) for theme in one):
        yield ComparedSection(theme=theme, results=tuple(one.get(theme) for one in judged))


def _management(rounds: Sequence[Collected]) -> Iterator[ComparedManagement]:
    chains: list[tuple[ManagementAnswer | None, ...]] = mapped(rounds, lambda one: one.management)
    for chain in chains:
        last = [answer for answer in chain if answer is not None][-1]
        yield ComparedManagement(question=last.question, theme=last.theme, answers=chain)


def _progress(goal: ImprovementGoal, row: Compared, points: Sequence[Measurement]) -> GoalProgress:
    measured = run_chart(points).points
    return GoalProgress(
        goal=goal,
        question=row.question,
        theme=row.theme,
        first=measured[0] if measured else None,
        last=measured[-1] if measured else None,
    )


def _listed(ids: Sequence[str], rows: Sequence[Compared]) -> tuple[str, ...]:
    known = {row.question for row in rows}
    return tuple(id for id in ids if id in known)
