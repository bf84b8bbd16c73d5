"""A comparison of two reports for people at a terminal: what is new first, what is the same only counted."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import click

from barnevern_tilsyn.engine import Outcome, Registry, UnknownRuleError
from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.reports.diff import Diff, Pair
from barnevern_tilsyn.reports.doubts import doubts
from barnevern_tilsyn.reports.places import case_words, element_words
from barnevern_tilsyn.reports.recorded import Recorded, RecordedDeadline, RecordedFinding
from barnevern_tilsyn.reports.styles import GRAVITY, outcome_label

__all__ = ["as_text", "diff_texts", "summary_text"]

_INDENT = " " * 6


def diff_texts(lang: str) -> Mapping[str, Any]:
    """The texts of a comparison in a language."""
    return catalogue("barnevern_tilsyn.reports", f"texts/diff/{lang}.toml")


def as_text(diff: Diff, *, files: tuple[str, str], rules: Registry, lang: str = "nb") -> Iterator[str]:
    """The comparison, line by line, with ANSI styles. ``rules``: where the titles of the rules stand."""
    texts = diff_texts(lang)
    yield _heading(texts["old"], diff.old, files[0], lang)
    yield _heading(texts["new"], diff.new, files[1], lang)
    yield ""
    for name, pairs in (
        ("added", diff.added),
        ("changed", diff.changed),
        ("resolved", diff.resolved),
        ("gone", diff.gone),
    ):
        if pairs:
            yield click.style(texts[name], bold=True)
            for pair in sorted(pairs, key=lambda pair: GRAVITY[pair.shown.outcome]):
                yield from _pair(pair, rules, lang)
            yield ""
    found = doubts(diff)
    if found:
        yield click.style(texts["notices"], bold=True)
        for doubt in found:
            line = fill(texts["doubts"][doubt.id], doubt.args, lang)
            yield from textwrap.wrap(line, 100, initial_indent="  ", subsequent_indent="    ")
        yield ""
    yield from summary_text(diff, lang)


def summary_text(diff: Diff, lang: str = "nb") -> Iterator[str]:
    """How much there is of each, line by line."""
    texts = diff_texts(lang)
    yield click.style(texts["summary"], bold=True)
    lists = (
        ("count-added", diff.added),
        ("count-changed", diff.changed),
        ("count-resolved", diff.resolved),
        ("count-gone", diff.gone),
        ("count-unchanged", diff.unchanged),
    )
    rows = [(name, len(pairs), _by_outcome(pairs, lang)) for name, pairs in lists]
    nameless = (("before", len(diff.nameless_old)), ("now", len(diff.nameless_new)))
    if any(count for _, count in nameless):
        told = fill(texts["nameless-counts"], nameless, lang)
        rows.append(("count-nameless", sum(count for _, count in nameless), told))
    width = max(len(texts[name]) for name, _, _ in rows)
    for name, count, told in rows:
        row = f"  {texts[name]:<{width}} {format_number(count, lang):>7}"
        yield f"{row}   {click.style(told, dim=True)}" if told else row
    yield f"  {texts['potential']}"


def _by_outcome(pairs: tuple[Pair, ...], lang: str) -> str:
    counts = Counter(pair.shown.outcome for pair in pairs)
    return ", ".join(
        f"{outcome_name(outcome, lang)} {format_number(counts[outcome], lang)}"
        for outcome in Outcome
        if counts[outcome]
    )


def _heading(template: str, report: Recorded, file: str, lang: str) -> str:
    texts = diff_texts(lang)
    name = click.style(fill(template, (("file", printable(file)),), lang), bold=True)
    summary = report.summary
    counts = (("checked", summary.cases_checked), ("rejected", summary.cases_rejected))
    parts = [fill(texts["cases"], (*counts, ("unreadable", summary.files_unreadable)), lang)]
    days = sorted({finding.as_of for finding in report.findings if finding.as_of})
    if days:
        args = (("first", days[0]), ("last", days[-1]))
        parts.append(fill(texts["day" if len(days) == 1 else "days"], args, lang))
    return f"{name}  {click.style(', '.join(parts), dim=True)}"


def _pair(pair: Pair, rules: Registry, lang: str) -> Iterator[str]:
    found = pair.shown
    words = [outcome_label(side.outcome, lang) for side in (pair.old, pair.new) if side is not None]
    yield f"  {' → '.join(words)}  {found.rule} {_title(found, rules, lang)}"
    if found.deadline is not None:
        yield f"{_INDENT}{_clock(found.deadline, lang)}"
    element = element_words(found.element.type, found.element.id, found.source.line, lang)
    for line in ("  ".join(case_words(found.case, found.source.file, lang)), element):
        yield f"{_INDENT}{click.style(line, dim=True)}"


def _title(found: RecordedFinding, rules: Registry, lang: str) -> str:
    try:
        rule = rules.get(found.rule)
    except UnknownRuleError:
        return found.name
    return str(rule_texts(rule.texts, rule.code, lang)["title"])


def _clock(deadline: RecordedDeadline, lang: str) -> str:
    args = (("nominal", deadline.nominal), ("days", deadline.days_over))
    return fill(diff_texts(lang)["last-day-over" if deadline.days_over else "last-day"], args, lang)
