"""Charts: well-formed, within their place, from zero, and without a word that is not escaped."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from barnevern_tilsyn.reports.html.charts import (
    Column,
    Mark,
    Part,
    Point,
    Reading,
    Span,
    bar,
    columns,
    dots,
    interval_bar,
    run,
    stacked,
    timeline,
)
from barnevern_tilsyn.reports.html.charts.svg import element, x

HOSTILE = "<script>alert('x')</script>&\"'"
SHARES = st.floats(0, 1)
TICKS = ((0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %"))
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def parsed(chart: Markup) -> ET.Element:
    """The chart as XML; every place across lies within it."""
    root = ET.fromstring(chart)
    for one in root.iter():
        start = one.get("x") or one.get("cx") or "0"
        shares = [one.get(name, "0%") for name in ("x1", "x2", "cx")] + [start]
        for share in (float(value.rstrip("%")) for value in shares):
            assert -0.01 <= share <= 100.01
        if one.tag == "rect":
            assert float(start.rstrip("%")) + float(one.get("width", "0").rstrip("%")) <= 100.1
            assert float(one.get("height", "0")) >= 0
    return root


@given(st.integers(1, 40), st.integers(1, 30))
def test_names_under_columns_do_not_run_into_each_other(many: int, length: int) -> None:
    root = parsed(columns([Column("n" * length, 1, "1") for _ in range(many)], "title", "told"))
    names = [float(one.get("x", "0").rstrip("%")) for one in root.iter() if (one.get("class") or "").startswith("name")]
    assert names
    wide = 400  # pixels: two charts side by side
    assert all(wide * (after - before) / 100 >= 6 * length for before, after in pairwise(names)) or len(names) <= 2


def every() -> list[Markup]:
    """Each chart, with hostile words wherever it takes any."""
    ticks = ((date(2024, 1, 1), HOSTILE), (date(2025, 1, 1), HOSTILE))
    return [
        bar(3, 4, HOSTILE),
        interval_bar(0.6, 0.3, 0.8, HOSTILE, target=0.8),
        stacked([Part("yes", 6, HOSTILE), Part("no", 0, HOSTILE)], HOSTILE),
        columns([Column(HOSTILE, 2, HOSTILE)], HOSTILE, HOSTILE, limit_after=1, limit=HOSTILE),
        run([Point(HOSTILE, 0.5, HOSTILE, HOSTILE)], HOSTILE, HOSTILE, ticks=TICKS, median=(0.5, HOSTILE)),
        dots(Reading(0.5, 0.2, 0.8), Reading(0.6, 0.3, 0.9), HOSTILE, goal=0.9),
        timeline(
            [Span(HOSTILE, ticks[0][0], ticks[1][0]), Mark(HOSTILE, date(2024, 6, 1))], HOSTILE, HOSTILE, ticks=ticks
        ),
    ]


@pytest.mark.parametrize("chart", every())
def test_words_are_only_words(chart: Markup) -> None:
    root = parsed(chart)
    assert {one.tag for one in root.iter()} <= {"svg", "title", "desc", "rect", "line", "circle", "text"}
    assert HOSTILE in {one.text for one in root.iter()}
    title = root.find("title")
    assert title is not None
    assert title.text == HOSTILE
    assert (root.get("role"), root.get("aria-hidden")) in (("img", None), (None, "true"))


def test_no_chart_has_a_style_of_its_own() -> None:
    assert not any(re.search(r"style=|#[0-9a-f]{3}|font-", chart) for chart in every())


@given(st.lists(st.integers(0, 10**6), max_size=40), st.integers(0, 40))
def test_columns_are_as_high_as_their_numbers(values: list[int], within: int) -> None:
    shown = [Column(str(at), value, str(value)) for at, value in enumerate(values)]
    limit = min(within, len(values)) if values else None
    drawn = parsed(columns(shown, "title", "told", limit_after=limit)).findall("rect")
    heights = [float(one.get("height", "")) for one in drawn]
    assert len(heights) == len(values)
    most = max(values, default=0)
    for value, height in zip(values, heights, strict=True):
        assert height == pytest.approx(130 * value / most if most else 0, abs=0.06)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=6).filter(any))
def test_answers_fill_the_line(counts: list[int]) -> None:
    drawn = parsed(stacked([Part("yes", count, str(count)) for count in counts], "title")).findall("rect")
    widths = [float(one.get("width", "").rstrip("%")) for one in drawn]
    assert len(widths) == sum(count > 0 for count in counts)
    assert sum(widths) == pytest.approx(100, abs=0.05)


@given(SHARES, SHARES, SHARES)
def test_a_share_is_as_wide_as_it_is_large(one: float, two: float, three: float) -> None:
    low, share, high = sorted((one, two, three))
    _track, drawn = parsed(interval_bar(share, low, high, "title", target=high)).findall("rect")
    assert drawn.get("width") == x(share)


def test_nothing_to_measure_has_no_bar() -> None:
    assert len(parsed(interval_bar(None, 0, 1, "title")).findall("rect")) == 1
    assert len(parsed(bar(0, 0, "title")).findall("rect")) == 1
    assert parsed(dots(None, None, "title")).findall("circle") == []


@given(st.lists(st.none() | SHARES, max_size=30))
def test_a_run_has_a_dot_for_each_measurement_and_stops_at_none(values: list[float | None]) -> None:
    points = [Point(str(at), value, "n = 10", "told", marked=at % 3 == 0) for at, value in enumerate(values)]
    root = parsed(run(points, "title", "told", ticks=TICKS, median=(0.5, "median"), goal=(0.9, "goal")))
    measured = [value for value in values if value is not None]
    assert len(root.findall("circle")) == len(measured)
    joined = [one for one in root.findall("line") if one.get("class") == "joined"]
    assert len(joined) == max(0, len(measured) - 1)


@given(SHARES, SHARES)
def test_two_readings_stand_where_they_are(before: float, after: float) -> None:
    root = parsed(dots(Reading(before, 0, 1), Reading(after, 0, 1), "title"))
    places = [float((one.get("cx") or "").rstrip("%")) for one in root.findall("circle")]
    assert places == pytest.approx([2 + 96 * before, 2 + 96 * after], abs=0.01)


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=8))
def test_a_line_of_time_shows_what_lies_beyond_it_at_its_end(spans: list[tuple[date, int]]) -> None:
    rows = [Span("name", first, first + timedelta(days=days)) for first, days in spans]
    ticks = ((date(2024, 6, 1), "2024"), (date(2025, 6, 1), "2025"))
    drawn = parsed(timeline(rows, "title", "told", ticks=ticks)).findall("rect")
    assert len(drawn) == len(rows)


def test_attributes_that_are_none_are_left_out() -> None:
    assert element("rect", class_="a", y=2.50, width=None) == '<rect class="a" y="2.5"></rect>'
    assert x(1 / 3) == "33.33%"
