"""Charts as SVG within a page: small pure functions from numbers and words to markup.

They are as wide as their place: what lies across is said in shares of the width, what stands up in pixels, so that
words and lines keep their size on a phone, on a screen and on paper. Colours come from the page; they never carry a
meaning alone. Beside each chart stands a table, or the chart stands in one.
"""

from barnevern_tilsyn.reports.html.charts.bars import Part, bar, interval_bar, stacked
from barnevern_tilsyn.reports.html.charts.columns import Column, columns
from barnevern_tilsyn.reports.html.charts.dots import Reading, dots
from barnevern_tilsyn.reports.html.charts.runs import Point, run
from barnevern_tilsyn.reports.html.charts.timelines import Mark, Span, timeline

__all__ = [
    "Column",
    "Mark",
    "Part",
    "Point",
    "Reading",
    "Span",
    "bar",
    "columns",
    "dots",
    "interval_bar",
    "run",
    "stacked",
    "timeline",
]
