"""Pictures of how the authorities' counts of days and the law's months differ, as SVG within a page."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from barnevern_tilsyn.engine.texts import catalogue
from barnevern_tilsyn.law import Frist, deadline

__all__ = ["picture"]

_KEY = "bvl.2-2.undersokelse"
_WIDTH, _LEFT, _RIGHT = 760, 46, 12
_UNIT = 17
"""Height of one day's difference."""
_DAY = (_WIDTH - _LEFT - _RIGHT) / 366

_LEGEND = (
    ("more", "The law gives more days: the control fires while the law's time is still running"),
    ("fewer", "The law gives fewer days: the control is silent when the law's time is over"),
    ("unsettled", "Only by the most lenient reading (roll-over of a last day that is no working day): review"),
)

_STYLE = """<style>
.days { max-width: 100%; height: auto; font: 12px sans-serif; shape-rendering: crispEdges; }
.days text { fill: currentColor; }
.days .axis { stroke: currentColor; }
.days .grid { stroke: currentColor; stroke-opacity: .15; }
.days .more { fill: #2f7fc1; }
.days .fewer { fill: #d1542f; }
.days .unsettled { fill: #2f7fc1; fill-opacity: .35; }
</style>"""


class _Run(NamedTuple):
    """Days of receipt in a row for which the last days differ alike."""

    first: int
    days: int
    difference: int


Reading = Callable[[Frist], date]


def _runs(year: int, days: int, reading: Reading, *, extended: bool) -> list[_Run]:
    """By day of receipt: how many days the law's last day lies after the authorities'."""
    start = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - start).days

    def difference(number: int) -> int:
        received = start + timedelta(days=number)
        return (reading(deadline(_KEY, received, extended=extended)) - received).days - days

    found = []
    for value, group in groupby(range(length), key=difference):
        numbers = list(group)
        found.append(_Run(numbers[0], len(numbers), value))
    return found


class _Panel:
    """One limit over the year: the strict last day in full colour, the most lenient one in a light one."""

    def __init__(self, title: str, year: int, days: int, *, extended: bool) -> None:
        self.title = title
        self.strict = _runs(year, days, lambda frist: frist.nominal, extended=extended)
        self.lenient = _runs(year, days, lambda frist: frist.latest, extended=extended)
        self.low = min(0, *(run.difference for run in self.strict))
        self.high = max(run.difference for run in self.lenient)
        self.height = 24 + (self.high - self.low) * _UNIT + 40

    def lines(self, top: int, months: list[tuple[int, str]]) -> Iterator[str]:
        """The panel, its top at a height."""
        zero = top + 24 + self.high * _UNIT
        yield f'<text x="{_LEFT}" y="{top + 12}" font-weight="bold">{self.title}</text>'
        for day in range(self.low, self.high + 1):
            yield from _level(day, zero)
        yield from _bars(self.lenient, zero, "unsettled")
        yield from _bars(self.strict, zero, "more")
        for first, name in months:
            yield _text(_LEFT + first * _DAY, zero - self.low * _UNIT + 18, name)


def _level(day: int, zero: int) -> Iterator[str]:
    y = zero - day * _UNIT
    kind = "grid" if day else "axis"
    number = f"+{day}" if day > 0 else f"{day}".replace("-", "\N{MINUS SIGN}")
    yield f'<line class="{kind}" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
    yield f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{number}</text>'


def _bars(runs: Iterable[_Run], zero: int, kind: str) -> Iterator[str]:
    for run in runs:
        height = abs(run.difference) * _UNIT
        above = run.difference > 0
        if above or (run.difference and kind == "more"):
            yield _bar(
                kind if above else "fewer", _LEFT + run.first * _DAY, run.days * _DAY, zero - height * above, height
            )


def _bar(kind: str, x: float, width: float, y: float, height: float) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _text(x: float, y: float, text: str) -> str:
    return f'<text x="{x:.1f}" y="{y}">{text}</text>'


def picture(year: int, ordinary_days: int, extended_days: int) -> str:
    """Both limits of an investigation, for reports received in a year.

    The days are the authorities' own, counted from the receipt.
    """
    names = catalogue("barnevern_tilsyn.engine", "languages.toml")["en"]["months"]
    months = [((date(year, n, 1) - date(year, 1, 1)).days, name[:3]) for n, name in enumerate(names, start=1)]
    panels = (
        _Panel("Three months", year, ordinary_days, extended=False),
        _Panel("Six months, extended", year, extended_days, extended=True),
    )
    lines: list[str] = []
    top = 0
    for panel in panels:
        lines += panel.lines(top, months)
        top += panel.height
    for kind, told in _LEGEND:
        lines += [_bar(kind, _LEFT, 12, top, 12), _text(_LEFT + 20, top + 11, told)]
        top += 20
    told = (
        f"For each day of {year} that a report may come: how many days the law's last day lies after the authorities'"
    )
    return "\n".join(
        [
            f'<svg class="days" viewBox="0 0 {_WIDTH} {top}" width="{_WIDTH}" role="img" aria-label="{told}">',
            f"<title>{told}</title>",
            _STYLE,
            *lines,
            "</svg>",
        ]
    )
