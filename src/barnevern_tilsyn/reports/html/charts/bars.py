"""Bars for the rows of a table: a number, a share with its interval, answers on one line."""

from collections.abc import Sequence
from typing import Final

import attrs
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts.svg import element, line, picture, text, x

__all__ = ["Part", "bar", "interval_bar", "stacked"]

_HEIGHT: Final = 20
_BAR: Final = 10
_WHISKER: Final = 16
"""How far down the interval is drawn: below the bar, so that both are seen whole."""
_ROOM_FOR_A_NUMBER: Final = 0.08


def bar(value: float, most: float, title: str, kind: str = "accent") -> Markup:
    """A bar from zero; ``most`` is the longest that the column has."""
    width = value / most if most else 0
    return picture("bar", _HEIGHT, title, [_bar(0, width, kind, top=5)])


def interval_bar(
    share: float | None, low: float, high: float, title: str, *, target: float | None = None, kind: str = "accent"
) -> Markup:
    """A share of the whole width, and how far it is sure: from ``low`` to ``high``. None where there is none to show.

    ``target``: a goal or a limit, as a mark across.
    """
    parts = [element("rect", class_="track", x="0", y=2, width="100%", height=_BAR)]
    if share is not None:
        parts += [
            _bar(0, share, kind),
            line(low, _WHISKER, high, _WHISKER, "whisker"),
            *(line(end, _WHISKER - 3, end, _WHISKER + 3, "whisker") for end in (low, high)),
        ]
    if target is not None:
        parts.append(line(target, 0, target, _HEIGHT, "target"))
    return picture("bar", _HEIGHT, title, parts)


def _bar(start: float, width: float, kind: str, top: float = 2) -> Markup:
    return element("rect", class_=f"k-{kind}", x=x(start), y=top, width=x(width), height=_BAR)


@attrs.frozen(weakref_slot=False)
class Part:
    """One of the things that a whole falls into. ``kind`` chooses its colour."""

    kind: str
    count: int
    number: str


def stacked(parts: Sequence[Part], title: str) -> Markup:
    """All parts on one line that is the whole, in their order, each with its number where there is room for it."""
    whole = sum(part.count for part in parts)
    drawn: list[Markup] = []
    start = 0.0
    for part in parts:
        if not part.count:
            continue
        width = part.count / whole
        drawn.append(element("rect", class_=f"part k-{part.kind}", x=x(start), y=0, width=x(width), height=_HEIGHT))
        if width >= _ROOM_FOR_A_NUMBER:
            drawn.append(text(start + width / 2, 14, part.number, f"on k-{part.kind}", "middle"))
        start += width
    return picture("stacked", _HEIGHT, title, drawn)
