"""A line of time: what went on from when to when, and what happened on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts.svg import chart, element, line, text, x

__all__ = ["Mark", "Span", "timeline"]

_ROW: Final = 34
_LATE: Final = 0.45
"""From here on across, a name ends where its thing ends instead of beginning where it begins."""
_LEAST: Final = 0.004
"""Of the width: what went on for a day can be seen too."""


@attrs.frozen(weakref_slot=False)
class Span:
    """Something that went on, the first and the last day included."""

    name: str
    first: date
    last: date
    kind: str = "accent"


@attrs.frozen(weakref_slot=False)
class Mark:
    """Something that happened on a day."""

    name: str
    day: date
    kind: str = "accent"


def timeline(rows: Sequence[Span | Mark], title: str, told: str, *, ticks: Sequence[tuple[date, str]]) -> Markup:
    """A row for each thing, over the days from the first tick to the last."""
    start, end = ticks[0][0], ticks[-1][0]
    days = max(1, (end - start).days)

    def across(day: date) -> float:
        return min(1.0, max(0.0, (day - start).days / days))

    floor = _ROW * len(rows) + 8
    parts: list[Markup] = []
    for at, (day, name) in enumerate(ticks):
        anchor = "start" if at == 0 else "end" if at == len(ticks) - 1 else "middle"
        parts += [
            line(across(day), 0, across(day), floor, "level"),
            text(across(day), floor + 18, name, "name", anchor),
        ]
    for at, row in enumerate(rows):
        y = at * _ROW + 24
        first = across(row.first if isinstance(row, Span) else row.day)
        late = first > _LATE
        last = across(row.last) if isinstance(row, Span) else first
        parts.append(text(last if late else first, y - 8, row.name, "said", "end" if late else "start"))
        if isinstance(row, Span):
            width = max(_LEAST, last - first)
            first = min(first, 1 - width)
            parts.append(element("rect", class_=f"k-{row.kind}", x=x(first), y=y - 3, width=x(width), height=8))
        else:
            parts.append(element("circle", class_=f"k-{row.kind}", cx=x(first), cy=y + 1, r=5))
    parts.append(line(0, floor, 1, floor, "axis"))
    return chart("timeline", floor + 26, title, told, parts)
