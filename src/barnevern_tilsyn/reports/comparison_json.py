"""The JSON of ``selfcheck compare``: stable and versioned. Field by field in docs/self-check.md."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from barnevern_tilsyn.programmes.collected import Collected, QuestionCount
from barnevern_tilsyn.programmes.collected_json import ShareRow, rounded, rounded_interval
from barnevern_tilsyn.programmes.comparison import Compared, Comparison, GoalProgress
from barnevern_tilsyn.programmes.run_chart import Measurement, RunChart
from barnevern_tilsyn.programmes.shares import Difference
from barnevern_tilsyn.reports.rows import tool_row

__all__ = ["DOCUMENT", "FORMAT", "as_json"]

DOCUMENT: Final = "selfcheck-comparison"
FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(found: Comparison, *, version: str) -> bytes:
    """The comparison as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        "format": FORMAT,
        "document": DOCUMENT,
        "tool": tool_row(version),
        "rounds": [_round(one) for one in found.rounds],
        "doubts": found.doubts,
        "questions": [_question(row) for row in found.compared],
        "not_mapped": [{"round": row.round, "counts": _counts(row.counts)} for row in found.not_mapped],
        "sections": [{"theme": row.theme, "values": _values(row.results)} for row in found.sections],
        "management": [{"question": row.question, "values": _values(row.answers)} for row in found.management],
        "goals": [_goal(goal) for goal in found.goals],
        "unknown": found.unknown,
        "balance": {"deadlines": found.deadlines, "beside": found.beside},
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _round(one: Collected) -> dict[str, Any]:
    return {
        "programme": {"id": one.programme.id, "version": one.programme.version},
        "sample": one.drawn.sample,
        "as_of": one.drawn.as_of,
        "cases": one.drawn.cases,
        "forms": one.forms,
    }


def _question(row: Compared) -> dict[str, Any]:
    return {
        "question": row.question,
        "theme": row.theme,
        "rounds": [counts and _counts(counts) for counts in row.counts],
        "flags": row.flags,
        "difference": _difference(row.difference),
        "doubts": row.doubts,
        "chart": row.chart and _chart(row.chart),
    }


def _counts(counts: QuestionCount) -> dict[str, Any]:
    return {"question": counts.question, "yes": ShareRow.of(counts.share), "not_answered": counts.not_answered}


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "value": rounded(difference.value),
        "interval": rounded_interval(difference.interval),
        "tells_of_change": difference.tells_of_change,
    }


def _chart(chart: RunChart) -> dict[str, Any]:
    return {
        "points": [_point(point) for point in chart.points],
        "left_out": [_point(point) for point in chart.left_out],
        "median": rounded(chart.median),
        "beside_median": chart.beside_median,
        "runs": chart.runs,
        "limits": chart.limits,
        "signs": [
            {
                "kind": sign.kind,
                "up": sign.up,
                "first": chart.points[sign.first].date,
                "last": chart.points[sign.last].date,
            }
            for sign in chart.signs
        ],
    }


def _point(point: Measurement) -> dict[str, Any]:
    return {"date": point.date, "sample": point.sample or None, "yes": ShareRow.of(point.share)}


def _goal(progress: GoalProgress) -> dict[str, Any]:
    goal = progress.goal
    return {
        "question": progress.question,
        "baseline": goal.baseline,
        "target": goal.target,
        "due": goal.due,
        "first": progress.first and _point(progress.first),
        "last": progress.last and _point(progress.last),
        "reached": progress.reached,
        "sure": progress.sure,
        "measures": goal.measures,
        "practice_changed": goal.practice_changed,
        "reasons": goal.reasons,
    }


def _values(rows: Iterable[Any]) -> list[str | None]:
    return [row and row.value for row in rows]
