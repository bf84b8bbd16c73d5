"""Rounds compared, for people at a terminal: why they are not alike first, then goals, then every question."""

from collections.abc import Iterator, Mapping, Sequence

import click

from barnevern_tilsyn.engine.texts import format_date
from barnevern_tilsyn.programmes.comparison import Compared, ComparedSection, Comparison, GoalProgress
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.run_chart import RunChart, Sign
from barnevern_tilsyn.reports.round_words import Names, difference_words, names_of, say, share_words, wrapped

__all__ = ["as_text", "head_lines", "sign_words"]


def as_text(found: Comparison, programmes: Mapping[str, Programme], *, lang: str = "nb") -> Iterator[str]:
    """The comparison, line by line, with ANSI styles. ``programmes``: where the questions' texts are, by id."""
    named = [names_of(one.programme, programmes, lang) for one in found.rounds]
    yield from _head(found, named, lang)
    yield from _goals(found, named, lang)
    for theme in dict.fromkeys(row.theme for row in found.compared):
        yield click.style(named[-1].theme(theme), bold=True)
        for row in found.compared:
            if row.theme == theme:
                yield from _row(row, _names(row, named))
        for section in found.sections:
            if section.theme == theme and any(one and one.value for one in section.results):
                yield from wrapped(f"{say('comparison.judged', lang)}: {_judged(section, named)}", 2)
        yield ""
    yield from _management(found, named, lang)
    yield from _not_mapped(found, named, lang)
    yield from _balance(found, named, lang)
    yield from wrapped(say("interval-note", lang), 2)
    yield from wrapped(say("few-rounds", lang), 2)


def sign_words(sign: Sign, chart: RunChart, lang: str) -> str:
    """What a sign is, and from which day to which its points go."""
    way = "" if sign.up is None else "-up" if sign.up else "-down"
    name = say(f"comparison.signs.{sign.kind}{way}", lang)
    first, last = chart.points[sign.first].date, chart.points[sign.last].date
    return say("comparison.sign-points", lang, name=name, first=first, last=last)


def _judged(section: ComparedSection, named: list[Names]) -> str:
    results = zip(section.results, named, strict=True)
    return " → ".join(names.judgement(one.value) if one and one.value else "–" for one, names in results)


def _names(row: Compared, named: list[Names]) -> Names:
    """Those of the last round that asked the question."""
    return next(names for counts, names in reversed(list(zip(row.counts, named, strict=True))) if counts)


def head_lines(found: Comparison, named: Sequence[Names], lang: str) -> Iterator[str]:
    """Which rounds they are, a line for each."""
    for place, (one, names) in enumerate(zip(found.rounds, named, strict=True), 1):
        yield say(
            "comparison.round",
            lang,
            place=str(place),
            name=names.title(one.programme),
            version=one.programme.version,
            id=one.drawn.sample,
            day=one.drawn.as_of,
            count=one.forms,
            cases=one.drawn.cases,
        )


def _head(found: Comparison, named: list[Names], lang: str) -> Iterator[str]:
    yield click.style(say("comparison.title", lang), bold=True)
    for line in head_lines(found, named, lang):
        yield from wrapped(line, 4, first=2)
    yield ""
    if found.doubts:
        yield click.style(say("comparison.doubts-title", lang), bold=True)
        for doubt in found.doubts:
            yield from wrapped(say(f"comparison.doubts-list.{doubt}", lang), 4, first=2)
        yield ""


def _goals(found: Comparison, named: list[Names], lang: str) -> Iterator[str]:
    if found.goals:
        yield click.style(say("comparison.goals", lang), bold=True)
        for goal in found.goals:
            yield from _goal(goal, named, lang)
        yield ""
    if found.unknown:
        yield from wrapped(say("comparison.unknown", lang, names=found.unknown), 2)
        yield ""


def _goal(progress: GoalProgress, named: list[Names], lang: str) -> Iterator[str]:
    goal = progress.goal
    texts = (names.question(progress.question) for names in reversed(named))
    yield from wrapped(next((text for text in texts if text != progress.question), progress.question), 6, first=2)
    yield f"      {say('comparison.goal', lang, baseline=goal.baseline, target=goal.target, day=goal.due)}"
    if progress.last is None:
        yield f"      {say('comparison.goal-not-measured', lang)}"
    else:
        last = progress.last
        measured = say("comparison.goal-measured", lang, day=last.date, share=share_words(last.share, lang))
        state = say("comparison.reached" if progress.reached else "comparison.not-reached", lang)
        unsure = "" if progress.sure else f"; {say('comparison.unsure', lang)}"
        yield from wrapped(f"{measured}: {state}{unsure}", 6)
    for measure in goal.measures:
        level = say(f"comparison.levels.{measure.level}", lang)
        if measure.since:
            told = say("comparison.measure-since", lang, level=level, day=measure.since, text=measure.text)
        else:
            told = f"{level}: {measure.text}"
        yield from wrapped(told, 8, first=6)
    answer = say(f"comparison.practice-list.{goal.practice_changed or 'not-answered'}", lang)
    yield from wrapped(say("comparison.practice", lang, name=answer), 6)
    if goal.reasons:
        yield from wrapped(say("collected.reasons", lang, text=goal.reasons), 6)


def _row(row: Compared, names: Names) -> Iterator[str]:
    lang = names.lang
    yield from wrapped(names.question(row.question), 6, first=2)
    shares = [share_words(counts.share, lang) if counts else "–" for counts in row.counts]
    yield from wrapped(" → ".join(shares), 6)
    change = difference_words(row.difference, lang)
    if change:
        told = "comparison.change" if row.difference.tells_of_change else "comparison.no-change"
        yield click.style(f"      {change}: {say(told, lang)}", dim=True)
    if row.doubts:
        doubts = tuple(say(f"comparison.doubts-list.{doubt}", lang) for doubt in row.doubts)
        yield from wrapped(say("comparison.doubts", lang, names=doubts), 6)
    if row.chart:
        yield from _chart(row.chart, sum(counts is not None for counts in row.counts), lang)


def _chart(chart: RunChart, rounds: int, lang: str) -> Iterator[str]:
    if chart.median is not None:
        signs = tuple(sign_words(sign, chart, lang) for sign in chart.signs)
        told = say("comparison.chart", lang, count=len(chart.points), share=round(chart.median, 2))
        yield from wrapped(". ".join((told, *signs)), 6)
    if len(chart.points) > rounds:
        points = ", ".join(f"{format_date(one.date, lang)} {one.k}/{one.n}" for one in chart.points)
        yield from (click.style(line, dim=True) for line in wrapped(points, 6))
    if chart.left_out:
        yield from wrapped(say("comparison.chart-left-out", lang, count=len(chart.left_out)), 6)


def _management(found: Comparison, named: list[Names], lang: str) -> Iterator[str]:
    rows = [row for row in found.management if any(one and one.value for one in row.answers)]
    if not rows:
        return
    yield click.style(say("comparison.management", lang), bold=True)
    for row in rows:
        answers = list(zip(row.answers, named, strict=True))
        last = next(names for one, names in reversed(answers) if one)
        yield from wrapped(last.question(row.question), 6, first=2)
        told = (names.answer(one.question, one.value) if one and one.value else "–" for one, names in answers)
        yield f"      {' → '.join(told)}"
    yield ""


def _not_mapped(found: Comparison, named: list[Names], lang: str) -> Iterator[str]:
    if not found.not_mapped:
        return
    yield click.style(say("comparison.not-mapped", lang), bold=True)
    for row in found.not_mapped:
        yield from wrapped(named[row.round].question(row.counts.question), 6, first=2)
        share = share_words(row.counts.share, lang)
        yield f"      {say('comparison.not-mapped-row', lang, place=str(row.round + 1), share=share)}"
    yield ""


def _balance(found: Comparison, named: list[Names], lang: str) -> Iterator[str]:
    if not found.deadlines and not found.beside:
        return
    rows = {row.question: row for row in found.compared}
    for place, questions in (("collected.deadlines", found.deadlines), ("collected.balance", found.beside)):
        yield click.style(say(place, lang), bold=True)
        for question in questions:
            yield from wrapped(_names(rows[question], named).question(question), 6, first=2)
            yield f"      {difference_words(rows[question].difference, lang) or say('share-of-none', lang)}"
    yield from wrapped(say("collected.balance-note", lang), 2)
    yield ""
