"""Two measurements of the same on one line: where it was, where it is, and how far each is sure."""

from typing import Final

import attrs
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts.svg import element, line, picture, x

__all__ = ["Reading", "dots"]

_BEFORE, _AFTER = 9, 23
_HEIGHT: Final = 32
_EDGE: Final = 0.02
"""Room on each side, so that a dot at none or at all is seen whole."""


@attrs.frozen(weakref_slot=False)
class Reading:
    """A share, and from where to where it is sure."""

    share: float
    low: float
    high: float


def dots(before: Reading | None, after: Reading | None, title: str, *, goal: float | None = None) -> Markup:
    """The earlier measurement above as a ring, the later below as a dot, each on the line of its interval."""
    parts = [line(_EDGE, y, 1 - _EDGE, y, "level") for y in (_BEFORE, _AFTER)]
    if goal is not None:
        parts.append(line(_across(goal), 0, _across(goal), _HEIGHT, "target"))
    if before and after:
        parts.append(line(_across(before.share), _BEFORE, _across(after.share), _AFTER, "joined"))
    for reading, y, kind in ((before, _BEFORE, "ring"), (after, _AFTER, "dot")):
        if reading:
            parts.append(line(_across(reading.low), y, _across(reading.high), y, "whisker"))
            parts.append(element("circle", class_=kind, cx=x(_across(reading.share)), cy=y, r=5))
    return picture("dots", _HEIGHT, title, parts)


def _across(share: float) -> float:
    return _EDGE + (1 - 2 * _EDGE) * share
