"""Columns from zero: how many there are of each length or age, or on each day."""

from collections.abc import Sequence
from typing import Final

import attrs
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts.svg import chart, element, line, names, text, x

__all__ = ["Column", "columns"]

_TOP, _PLOT, _BELOW = 34, 130, 26
_FLOOR: Final = _TOP + _PLOT
_GAP: Final = 0.14
"""Of the room of a column, on each side."""
_NARROW, _LETTER, _SPACE = 400, 7, 12
"""Pixels: a chart beside another on a wide screen, a letter of a name, between two names."""


@attrs.frozen(weakref_slot=False)
class Column:
    """A column: its name, its height and that as a number in words; ``kind`` chooses its colour."""

    name: str
    value: float
    number: str
    kind: str = "accent"


def columns(
    shown: Sequence[Column],
    title: str,
    told: str,
    *,
    limit_after: int | None = None,
    limit: str = "",
    most_names: int = 8,
) -> Markup:
    """The columns in their order. At most about so many names are written, evenly; numbers where there is room.

    ``limit_after``: how many columns lie within a limit, which is drawn and called ``limit``.
    """
    room = 1 / max(1, len(shown))
    most = max((one.value for one in shown), default=0) or 1
    parts: list[Markup] = []
    for at, one in enumerate(shown):
        height = round(_PLOT * one.value / most, 1)
        middle = (at + 0.5) * room
        wide = room * (1 - 2 * _GAP)
        parts.append(_column(one, at * room + _GAP * room, wide, height))
        if one.value and len(shown) <= 3 * most_names:
            parts.append(text(middle, _FLOOR - height - 5, one.number, "number", "middle"))
    longest = max((len(one.name) for one in shown), default=1)
    written = min(most_names, max(2, _NARROW // (longest * _LETTER + _SPACE)))
    parts += names([((at + 0.5) * room, one.name) for at, one in enumerate(shown)], _FLOOR + 18, written)
    parts.append(line(0, _FLOOR, 1, _FLOOR, "axis"))
    if limit_after is not None:
        at_limit = limit_after * room
        anchor = "end" if at_limit > 0.5 else "start"
        parts += [line(at_limit, 16, at_limit, _FLOOR, "target"), text(at_limit, 11, limit, "said", anchor)]
    return chart("columns", _FLOOR + _BELOW, title, told, parts)


def _column(one: Column, start: float, width: float, height: float) -> Markup:
    name = element("title", f"{one.name}: {one.number}")
    return element("rect", name, class_=f"k-{one.kind}", x=x(start), y=_FLOOR - height, width=x(width), height=height)
