"""Rounds compared, as a workbook: questions, what was measured, goals, and what cannot be compared."""

from collections.abc import Iterator, Mapping

from barnevern_tilsyn.programmes.comparison import Compared, Comparison, GoalProgress
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.reports.comparison_text import head_lines, sign_words
from barnevern_tilsyn.reports.round_words import Names, heads, names_of, say
from barnevern_tilsyn.reports.table_xlsx import SHARE_HEADS, Cell, Sheet, share_cells, tables_xlsx

__all__ = ["as_xlsx"]


def as_xlsx(found: Comparison, programmes: Mapping[str, Programme], *, lang: str = "nb") -> bytes:
    """The workbook, the same bytes every time. ``programmes``: where the questions' texts are, by id."""
    named = [names_of(one.programme, programmes, lang) for one in found.rounds]
    title = say("comparison.title", lang)
    sheets = [
        _questions(
            found,
            named,
            (title, *head_lines(found, named, lang), *(say(id, lang) for id in ("interval", "few-rounds"))),
            lang,
        ),
        _charts(found, named, lang),
        _goals(found, named, lang),
        _not_mapped(found, named, lang),
    ]
    return tables_xlsx(title, [one for one in sheets if one.rows or one.above], lang)


def _named(row: Compared, named: list[Names]) -> Names:
    return [names for counts, names in zip(row.counts, named, strict=True) if counts][-1]


def _questions(found: Comparison, named: list[Names], above: tuple[str, ...], lang: str) -> Sheet:
    first = heads(lang, "id", "theme", "question")
    of_share = heads(lang, *SHARE_HEADS)
    rounds = [f"{say('heads.round', lang)} {at}: {head}" for at in range(1, len(named) + 1) for head in of_share]
    last = heads(lang, "difference", "low", "high", "doubts")
    start = len(first) + len(rounds)
    shares = {len(first) + len(SHARE_HEADS) * at + column for at in range(len(named)) for column in (2, 3, 4)}
    return Sheet(
        name=say("sheets.questions", lang),
        above=above,
        heads=(*first, *rounds, *last),
        rows=tuple(_question(row, _named(row, named)) for row in found.compared),
        wide=frozenset({2, start + 3}),
        shares=frozenset(shares | {start, start + 1, start + 2}),
    )


def _question(row: Compared, names: Names) -> tuple[Cell, ...]:
    interval = row.difference.interval
    return (
        row.question,
        names.theme(row.theme),
        names.question_text(row.question),
        *(cell for counts in row.counts for cell in share_cells(counts.share if counts else None)),
        row.difference.value,
        interval.low if interval else None,
        interval.high if interval else None,
        ", ".join(say(f"comparison.doubts-list.{doubt}", names.lang) for doubt in row.doubts),
    )


def _charts(found: Comparison, named: list[Names], lang: str) -> Sheet:
    return Sheet(
        name=say("sheets.charts", lang),
        heads=heads(lang, "id", "question", "chart-date", "sample", *SHARE_HEADS, "median", "signs"),
        rows=tuple(cells for row in found.compared for cells in _points(row, _named(row, named))),
        wide=frozenset({1, 10}),
        shares=frozenset({6, 7, 8, 9}),
    )


def _points(row: Compared, names: Names) -> Iterator[tuple[Cell, ...]]:
    if row.chart is None:
        return
    for at, point in enumerate(row.chart.points):
        signs = (sign_words(sign, row.chart, names.lang) for sign in row.chart.signs if sign.first <= at <= sign.last)
        yield (
            row.question,
            names.question_text(row.question),
            point.date,
            point.sample,
            *share_cells(point.share),
            row.chart.median,
            ", ".join(signs),
        )


def _goals(found: Comparison, named: list[Names], lang: str) -> Sheet:
    first = ("id", "question", "goal-from", "goal-to", "due", "measured")
    titles = (*first, *SHARE_HEADS, "reached", "measures", "practice", "reasons")
    return Sheet(
        name=say("sheets.goals", lang),
        heads=heads(lang, *titles),
        rows=tuple(_goal(goal, named, lang) for goal in found.goals),
        wide=frozenset({1, 12, 14}),
        shares=frozenset({2, 3, 8, 9, 10}),
    )


def _goal(progress: GoalProgress, named: list[Names], lang: str) -> tuple[Cell, ...]:
    goal, last = progress.goal, progress.last
    words = {True: "comparison.reached", False: "comparison.not-reached", None: "comparison.goal-not-measured"}
    return (
        progress.question,
        next(filter(None, (names.question_text(progress.question) for names in reversed(named))), ""),
        goal.baseline,
        goal.target,
        goal.due,
        last.date if last else None,
        *share_cells(last.share if last else None),
        say(words[progress.reached], lang),
        "\n".join(one.text for one in goal.measures),
        say(f"comparison.practice-list.{goal.practice_changed or 'not-answered'}", lang),
        goal.reasons,
    )


def _not_mapped(found: Comparison, named: list[Names], lang: str) -> Sheet:
    return Sheet(
        name=say("sheets.not-mapped", lang),
        heads=heads(lang, "round", "id", "question", *SHARE_HEADS),
        rows=tuple(
            (
                row.round + 1,
                row.counts.question,
                named[row.round].question_text(row.counts.question),
                *share_cells(row.counts.share),
            )
            for row in found.not_mapped
        ),
        wide=frozenset({2}),
        shares=frozenset({5, 6, 7}),
    )
