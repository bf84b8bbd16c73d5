"""A run chart: measurements in the order of time, with their median and a goal."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import attrs
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts.svg import chart, element, line, names, text, x

__all__ = ["Point", "run"]

_TOP, _PLOT, _BELOW = 22, 180, 44
_FLOOR: Final = _TOP + _PLOT


@attrs.frozen(weakref_slot=False)
class Point:
    """A measurement: when, how much (None where nothing could be measured), and of how many it was, in words.

    ``told``: all of it in a sentence. ``marked``: it is part of a sign that something has changed.
    """

    name: str
    value: float | None
    of: str
    told: str
    marked: bool = False


def run(
    points: Sequence[Point],
    title: str,
    told: str,
    *,
    ticks: Sequence[tuple[float, str]],
    median: tuple[float, str] | None = None,
    goal: tuple[float, str] | None = None,
    most_names: int = 8,
) -> Markup:
    """The measurements as dots joined by lines, over levels from zero: ``ticks``, the last of them the highest.

    ``median`` and ``goal``: how high, and what they are called. At most about so many names are written.
    """
    top = ticks[-1][0]

    def y(value: float) -> float:
        return round(_FLOOR - _PLOT * value / top, 1)

    def across(at: int) -> float:
        return 0.1 + 0.82 * (at + 0.5) / max(1, len(points))

    parts: list[Markup] = []
    for value, name in ticks:
        parts += [line(0, y(value), 1, y(value), "level" if value else "axis"), text(0, y(value) - 4, name, "tick")]
    for level, kind in ((median, "median"), (goal, "target")):
        if level:
            parts.append(line(0.08, y(level[0]), 1, y(level[0]), kind))
    parts += [text(1, y(level[0]) - 5, level[1], "said", "end") for level in (median, goal) if level]
    seen = [(at, point.value) for at, point in enumerate(points) if point.value is not None]
    parts += [
        line(across(at), y(value), across(after), y(later), "joined") for (at, value), (after, later) in pairwise(seen)
    ]
    for at, point in enumerate(points):
        if point.value is not None:
            name = element("title", point.told)
            kind = "marked" if point.marked else "point"
            radius = 6 if point.marked else 4
            parts.append(element("circle", name, class_=kind, cx=x(across(at)), cy=y(point.value), r=radius))
    parts += names([(across(at), point.name) for at, point in enumerate(points)], _FLOOR + 18, most_names)
    parts += names([(across(at), point.of) for at, point in enumerate(points)], _FLOOR + 34, most_names, "of")
    return chart("run", _FLOOR + _BELOW, title, told, parts)
