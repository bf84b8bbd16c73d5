"""A run chart: a share measured again and again, its median, and signs that more than chance is at work.

A sign says that something changed, or that two things are mixed. It does not say what, nor that it is for the better.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import groupby, pairwise
from statistics import median

import attrs

from barnevern_tilsyn.engine.own_file import SourceNote, parsed, structured
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.runs import RunLimits, critical
from barnevern_tilsyn.programmes.shares import Share

__all__ = ["Measurement", "RunChart", "RunChartRules", "Sign", "SignKind", "builtin_rules", "run_chart"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Measurement:
    """So many *yes* (``k``) of so many applicable answers (``n``) on a day. ``sample``: in which cases."""

    date: date
    k: int
    n: int
    sample: str = ""

    @property
    def share(self) -> Share:
        """The share of *yes*."""
        return Share(self.k, self.n)


class SignKind(StrEnum):
    """What the points show that chance seldom does."""

    SHIFT = "shift"
    """Many points in a row on one side of the median."""
    TREND = "trend"
    """Many points in a row all going up, or all going down."""
    TOO_FEW_RUNS = "too-few-runs"
    """The points cross the median too seldom."""
    TOO_MANY_RUNS = "too-many-runs"
    """The points cross the median too often."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Sign:
    """A sign, from the first of its points to the last (counted from 0), ``up`` or down where it has a direction."""

    kind: SignKind
    first: int
    last: int
    up: bool | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class PointsRule:
    """A rule that so many points in a row make a sign."""

    points: int
    sources: tuple[SourceNote, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RunsRule:
    """The number of runs is a sign where chance gives so few, or so many, with a probability of at most ``tail``.

    ``points_from``: so many points that are not on the median are needed.
    """

    tail: float
    points_from: int
    sources: tuple[SourceNote, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RunChartRules:
    """The rules that a chart is read by."""

    shift: PointsRule
    trend: PointsRule
    runs: RunsRule


@attrs.frozen(weakref_slot=False, kw_only=True)
class RunChart:
    """A chart. ``points``: by day; ``left_out``: measurements of no applicable answer, which have no share.

    ``beside_median``: how many points are not on the median. ``runs``: how many runs they make. ``limits``: what chance
    seldom gives; None where the points are too few to ask.
    """

    points: tuple[Measurement, ...]
    left_out: tuple[Measurement, ...]
    median: float | None
    beside_median: int
    runs: int
    limits: RunLimits | None
    signs: tuple[Sign, ...]


@cache
def builtin_rules() -> RunChartRules:
    """The usual rules, with their sources."""
    content = resources.files("barnevern_tilsyn.programmes").joinpath("tables/run-chart.toml").read_bytes()
    return structured("run-chart.toml", parsed("run-chart.toml", content), RunChartRules, check=_faults)


def _faults(rules: RunChartRules) -> Iterator[tuple[str, Message]]:
    for place in ("shift.points", "trend.points", "runs.points_from"):
        rule, _, name = place.partition(".")
        if getattr(getattr(rules, rule), name) < 1:
            yield place, Message("no-count")
    if not 0 <= rules.runs.tail <= 1:
        yield "runs.tail", Message("no-share")


def run_chart(measured: Iterable[Measurement], rules: RunChartRules | None = None) -> RunChart:
    """The chart of measurements in any order."""
    rules = rules or builtin_rules()
    ordered = sorted(measured, key=lambda one: (one.date, one.sample, one.n, one.k))
    points = [one for one in ordered if one.n]
    values = [Fraction(one.k, one.n) for one in points]
    middle = median(values) if values else None
    sides = [(place, value > middle) for place, value in enumerate(values) if middle is not None and value != middle]
    runs = [[place for place, _ in run] for _, run in groupby(sides, key=lambda side: side[1])]
    above = sum(up for _, up in sides)
    limits = critical(above, len(sides) - above, rules.runs.tail) if len(sides) >= rules.runs.points_from else None
    return RunChart(
        points=tuple(points),
        left_out=tuple(one for one in ordered if not one.n),
        median=None if middle is None else float(middle),
        beside_median=len(sides),
        runs=len(runs),
        limits=limits,
        signs=(
            *_shifts(runs, dict(sides), rules.shift.points),
            *_trends(values, rules.trend.points),
            *_number(runs, limits),
        ),
    )


def _shifts(runs: list[list[int]], up: dict[int, bool], least: int) -> Iterator[Sign]:
    for run in runs:
        if len(run) >= least:
            yield Sign(kind=SignKind.SHIFT, first=run[0], last=run[-1], up=up[run[0]])


def _trends(values: list[Fraction], least: int) -> Iterator[Sign]:
    """Of equal points in a row the first is counted."""
    turns = [(place, value) for place, value in enumerate(values) if not place or value != values[place - 1]]
    steps = [(before[0], after[0], after[1] > before[1]) for before, after in pairwise(turns)]
    for up, group in groupby(steps, key=lambda step: step[2]):
        way = list(group)
        if len(way) + 1 >= least:
            yield Sign(kind=SignKind.TREND, first=way[0][0], last=way[-1][1], up=up)


def _number(runs: list[list[int]], limits: RunLimits | None) -> Iterator[Sign]:
    if limits is None:
        return
    first, last = runs[0][0], runs[-1][-1]
    if limits.too_few is not None and len(runs) <= limits.too_few:
        yield Sign(kind=SignKind.TOO_FEW_RUNS, first=first, last=last)
    if limits.too_many is not None and len(runs) >= limits.too_many:
        yield Sign(kind=SignKind.TOO_MANY_RUNS, first=first, last=last)
