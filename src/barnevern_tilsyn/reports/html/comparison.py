"""The page of rounds compared: goals first, what changed beyond chance, then every question with both intervals."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from barnevern_tilsyn.engine.texts import format_date
from barnevern_tilsyn.programmes.comparison import Compared, Comparison, GoalProgress
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.run_chart import RunChart, SignKind
from barnevern_tilsyn.programmes.shares import Share
from barnevern_tilsyn.reports.comparison_text import sign_words
from barnevern_tilsyn.reports.html.charts import Mark, Point, Reading, Span, dots, run, timeline
from barnevern_tilsyn.reports.html.page import Words, percent, render, words_of
from barnevern_tilsyn.reports.html.rounds import question_words
from barnevern_tilsyn.reports.round_words import Names, difference_words, names_of, say, share_words

__all__ = ["lines"]

_CATALOGUE: Final = "comparison"
_LEVELS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def lines(found: Comparison, programmes: Mapping[str, Programme], *, version: str, lang: str = "nb") -> Iterator[str]:
    """The page of a comparison, line by line. ``programmes``: where the questions' texts are, by id."""
    yield from _page(
        found, [names_of(one.programme, programmes, lang) for one in found.rounds], lang, version
    ).splitlines()


def _page(found: Comparison, named: list[Names], lang: str, version: str) -> str:
    view = _View(found, named, lang)
    measured = [row for row in found.compared if row.difference.value is not None]
    changed = [row for row in measured if row.difference.tells_of_change]
    better = [row for row in changed if (row.difference.value or 0) > 0]
    parts: dict[str, Any] = {
        "goals": [view.goal(one) for one in found.goals],
        "changed": [view.row(row) for row in sorted(changed, key=lambda row: row.difference.value or 0)],
        "questions": view.sections(),
        "balance": view.balance(),
        "management": view.management(),
        "alone": view.alone(),
        "rounds": True,
    }
    return render(
        "comparison.html",
        lang,
        version=version,
        texts=_CATALOGUE,
        r=partial(_said, lang),
        found=found,
        parts=parts,
        sections=[(id, view.say(f"{id}.title")) for id, there in parts.items() if there],
        reached=sum(one.reached is True for one in found.goals),
        better=len(better),
        worse=len(changed) - len(better),
        measured=len(measured),
        unsure=len(measured) - len(changed),
        without=len(found.compared) - len(measured),
        headline=_headline(found, measured=bool(measured)),
        rounds=[
            (str(at), names.title(one.programme), one)
            for at, (one, names) in enumerate(zip(found.rounds, named, strict=True), 1)
        ],
        doubts=[say(f"comparison.doubts-list.{doubt}", lang) for doubt in found.doubts],
        line=view.timeline(),
    )


def _headline(found: Comparison, *, measured: bool) -> str:
    """Which headline the page has: the goals, else what changed. What was not measured is not called the same."""
    if found.goals:
        return "headline-goals" if any(one.reached is not None for one in found.goals) else "headline-goals-unknown"
    return "headline" if measured else "headline-unknown"


def _said(lang: str, place: str, /, **args: Any) -> str:
    return say(place, lang, **args)


class _View:
    """What is told of each thing."""

    def __init__(self, found: Comparison, named: list[Names], lang: str) -> None:
        self._found = found
        self._named = named
        self._lang = lang
        self._goals = {one.question: one.goal.target for one in found.goals}
        self.say: Words = words_of(_CATALOGUE, lang)

    def goal(self, progress: GoalProgress) -> dict[str, Any]:
        """A goal, what was measured, and what was done for it."""
        row = next((row for row in self._found.compared if row.question == progress.question), None)
        last = progress.last
        return {
            **self._words(progress.question),
            "progress": progress,
            "goal": progress.goal,
            "share": share_words(last.share, self._lang) if last else None,
            "dots": self._dots(
                progress.first.share if progress.first else None, last.share if last else None, progress.goal.target
            ),
            "chart": self._run(row, progress.goal.target) if row else None,
            "signs": self._signs(row.chart) if row and row.chart else [],
        }

    def row(self, row: Compared) -> dict[str, Any]:
        """A question in all rounds that asked it."""
        asked = [counts.share for counts in row.counts if counts is not None]
        return {
            **self._words(row.question),
            "row": row,
            "theme": self._theme(row.theme),
            "dots": self._dots(asked[0], asked[-1], self._goals.get(row.question)),
            "shares": [share_words(counts.share, self._lang) if counts else "–" for counts in row.counts],
            "change": difference_words(row.difference, self._lang),
            "better": (row.difference.value or 0) > 0,
            "doubts": tuple(say(f"comparison.doubts-list.{doubt}", self._lang) for doubt in row.doubts),
            "chart": self._run(row, self._goals.get(row.question)),
            "signs": self._signs(row.chart) if row.chart else [],
        }

    def _dots(self, before: Share | None, after: Share | None, target: float | None) -> Markup:
        title = " → ".join(share_words(share, self._lang) if share else "–" for share in (before, after))
        return dots(_reading(before), _reading(after), title, goal=target)

    def sections(self) -> list[dict[str, Any]]:
        """The questions by section, and how the service judged it in each round."""
        judged = {one.theme: one.results for one in self._found.sections}
        themes = dict.fromkeys(row.theme for row in self._found.compared)
        return [
            {
                "name": self._theme(theme),
                "judged": [
                    names.judgement(one.value) if one and one.value else "–"
                    for one, names in zip(judged.get(theme, ()), self._named, strict=False)
                ]
                if any(one and one.value for one in judged.get(theme, ()))
                else [],
                "rows": [self.row(row) for row in self._found.compared if row.theme == theme],
            }
            for theme in themes
        ]

    def balance(self) -> list[dict[str, Any]]:
        """Questions on deadlines, and those to be seen beside them."""
        rows = {row.question: row for row in self._found.compared}
        groups = (("deadlines", self._found.deadlines), ("beside", self._found.beside))
        shown = [{"kind": kind, "rows": [self.row(rows[id]) for id in ids]} for kind, ids in groups]
        return shown if all(group["rows"] for group in shown) else []

    def management(self) -> list[dict[str, Any]]:
        """Management questions with an answer, one for each round."""
        return [
            {
                **self._words(row.question),
                "answers": [
                    names.answer(one.question, one.value) if one and one.value else "–"
                    for one, names in zip(row.answers, self._named, strict=True)
                ],
            }
            for row in self._found.management
            if any(one and one.value for one in row.answers)
        ]

    def alone(self) -> list[dict[str, Any]]:
        """Questions of one round only."""
        return [
            {
                **question_words(one.counts.question, self._named[one.round]),
                "round": str(one.round + 1),
                "share": share_words(one.counts.share, self._lang),
            }
            for one in self._found.not_mapped
        ]

    def _run(self, row: Compared, target: float | None) -> Markup | None:
        chart = row.chart
        if chart is None or not chart.points:
            return None
        marked = {
            at
            for sign in chart.signs
            if sign.kind in (SignKind.SHIFT, SignKind.TREND)
            for at in range(sign.first, sign.last + 1)
        }
        points = [
            Point(
                self._short(one.date),
                one.share.value,
                f"{one.k}/{one.n}",
                f"{format_date(one.date, self._lang)}: {share_words(one.share, self._lang)}",
                marked=at in marked,
            )
            for at, one in enumerate(chart.points)
        ]
        text = self._words(row.question)["text"]
        median = (
            None if chart.median is None else (chart.median, self.say("chart.median", share=round(chart.median, 2)))
        )
        return run(
            points,
            text,
            "; ".join(point.told for point in points),
            ticks=[(level, percent(level, self._lang)) for level in _LEVELS],
            median=median,
            goal=None if target is None else (target, self.say("chart.goal", share=target)),
            most_names=6,
        )

    def _signs(self, chart: RunChart) -> list[str]:
        return [sign_words(sign, chart, self._lang) for sign in chart.signs]

    def timeline(self) -> Markup | None:
        """The rounds and the measures that have a day; None where no measure has."""
        last = max(one.drawn.as_of for one in self._found.rounds)
        spans = [
            Span(measure.text, measure.since, max(last, measure.since), "soft")
            for progress in self._found.goals
            for measure in progress.goal.measures
            if measure.since
        ]
        if not spans:
            return None
        marks = [
            Mark(self.say("rounds.round", place=str(at)), one.drawn.as_of)
            for at, one in enumerate(self._found.rounds, 1)
        ]
        rows: list[Span | Mark] = sorted((*marks, *spans), key=_day)
        days = [_day(row) for row in rows]
        years = range(min(days).year, max(*days, last).year + 2)
        told = "; ".join(f"{row.name}: {format_date(day, self._lang)}" for row, day in zip(rows, days, strict=True))
        return timeline(rows, self.say("goals.line"), told, ticks=[(date(year, 1, 1), str(year)) for year in years])

    def _short(self, day: date) -> str:
        return self.say("chart.day", day=str(day.day), month=str(day.month), year=f"{day:%y}")

    def _theme(self, theme: str) -> str:
        return next((name for names in reversed(self._named) if (name := names.theme(theme)) != theme), theme)

    def _words(self, question: str) -> dict[str, str]:
        """Those of the last round that knows the question."""
        told = [question_words(question, names) for names in reversed(self._named)]
        return next((words for words in told if words["text"] != question), told[0])


def _day(row: Span | Mark) -> date:
    return row.day if isinstance(row, Mark) else row.first


def _reading(share: Share | None) -> Reading | None:
    if share is None or share.value is None or share.interval is None:
        return None
    return Reading(share.value, share.interval.low, share.interval.high)
