"""The countdown for people at a terminal: what is over its last day first, then day by day."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

import click

from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.findings.messages import lacking, reason, todo
from barnevern_tilsyn.reports.deadlines import Countdown, Entry, State
from barnevern_tilsyn.reports.places import element_words, heading_words, report_texts
from barnevern_tilsyn.reports.styles import outcome_label
from barnevern_tilsyn.reports.text import Beside, read_words

__all__ = ["as_text", "summary_text", "unsure"]

_INDENT = " " * 8
_COLOURS = {State.OVERDUE: "red", State.UNKNOWN: "cyan", State.RUNNING: "blue"}


def _texts(lang: str) -> Mapping[str, Any]:
    return catalogue("barnevern_tilsyn.reports", f"texts/deadlines/{lang}.toml")


def as_text(found: Countdown, *, lang: str = "nb") -> Iterator[str]:
    """The countdown, line by line, with ANSI styles (``click.echo`` strips them where nobody sees them)."""
    yield from _title(found, lang)
    for state in State:
        yield from _section(state, found, lang)
    if not found.entries:
        name = "nothing" if found.within is None else "nothing-within"
        yield fill(_texts(lang)[name], (("days", found.within or 0),), lang)
        yield ""
    beside = Beside(lang)
    for _ in beside.set_apart(found.beside):
        pass
    yield from beside.sections()
    yield from summary_text(found, lang)


def _title(found: Countdown, lang: str) -> Iterator[str]:
    """From which day it is counted, and how old the records are where they are older than that."""
    if not found.entries:
        return
    yield click.style(_days(("title", "title-days"), (entry.as_of for entry in found.entries), lang), bold=True)
    older = {entry.deadline.known_until for entry in found.entries if entry.deadline.known_until < entry.as_of}
    if older:
        yield _days(("known", "known-days"), older, lang)
    yield ""


def _days(names: tuple[str, str], days: Iterable[date], lang: str) -> str:
    """A sentence on one day, or on the first and the last of several."""
    found = sorted(set(days))
    return fill(_texts(lang)[names[len(found) > 1]], (("first", found[0]), ("last", found[-1])), lang)


def _section(state: State, found: Countdown, lang: str) -> Iterator[str]:
    entries = found.of(state)
    if not entries:
        return
    within = state is State.RUNNING and found.within is not None
    heading = fill(_texts(lang)["running-within" if within else state.value], (("days", found.within or 0),), lang)
    yield click.style(heading, bold=True, fg=_COLOURS.get(state))
    for (day, left), group in groupby(entries, key=lambda entry: (entry.deadline.nominal, entry.days_left)):
        yield f"  {click.style(_day(day, left, lang), bold=True)}"
        for entry in group:
            yield from _entry(entry, lang)
    yield ""


def _day(day: date, left: int, lang: str) -> str:
    texts = _texts(lang)
    name = "day-last" if left == 0 else "day-left" if left > 0 else "day-over"
    args = (("weekday", texts["weekdays"][day.weekday()]), ("day", day), ("days", abs(left)))
    words = fill(texts[name], args, lang)
    return words[:1].upper() + words[1:]


def _entry(entry: Entry, lang: str) -> Iterator[str]:
    first = entry.first
    label = "" if entry.state is State.RUNNING else f"{outcome_label(first.outcome, lang)}  "
    codes = ", ".join(finding.rule for finding in entry.findings)
    yield f"    {label}{codes} {todo(first.texts, first.rule, lang)}"
    name, file = heading_words(first, lang)
    element = element_words(first.element_type, first.element_id, first.source.line, lang)
    for line in (f"{name}  {file}", element):
        yield f"{_INDENT}{click.style(line, dim=True)}"
    for sentence in unsure(entry, lang):
        yield from textwrap.wrap(sentence, 98, initial_indent=_INDENT, subsequent_indent=_INDENT)


def unsure(entry: Entry, lang: str = "nb") -> list[str]:
    """Why the last day or the answer is not certain, in whole sentences; none where nothing is unsure."""
    sentences = []
    if entry.deadline.latest != entry.deadline.nominal:
        sentences.append(fill(report_texts(lang)["lenient"], (("latest", entry.deadline.latest),), lang))
    sentences += [reason(id, lang) for id in entry.reasons]
    if entry.stale:
        sentences.append(fill(_texts(lang)["stale"], (("day", entry.deadline.known_until),), lang))
    elif entry.missing:
        sentences.append(lacking(entry.missing, lang))
    return sentences


def summary_text(found: Countdown, lang: str = "nb") -> Iterator[str]:
    """How much there is of each, line by line."""
    texts = _texts(lang)
    yield click.style(report_texts(lang)["summary"], bold=True)
    yield f"  {read_words(found.summary, lang)}"
    rows = (
        ("count-overdue", len(found.of(State.OVERDUE))),
        ("count-unknown", len(found.of(State.UNKNOWN))),
        ("count-running", len(found.of(State.RUNNING))),
        ("count-later", found.later),
        ("count-closed", len(found.of(State.CLOSED))),
    )
    width = max(len(texts[name]) for name, _ in rows)
    for name, count in rows:
        if count or name in ("count-overdue", "count-running"):
            yield f"  {texts[name]:<{width}} {format_number(count, lang):>7}"
    crashed = found.summary.outcomes.get("error")
    if crashed:
        yield f"  {fill(texts['crashed'], (('count', crashed),), lang)}"
    yield f"  {report_texts(lang)['potential']}"
