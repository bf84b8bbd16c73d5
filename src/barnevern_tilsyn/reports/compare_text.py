"""The comparison of rule sets for people at a terminal: a table for each duty, the reasons under it."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import click

from barnevern_tilsyn.engine import Outcome, Registry
from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.reports.compare import Comparison, Difference, Judged, Subject, subjects
from barnevern_tilsyn.reports.places import element_words, heading_words, report_texts
from barnevern_tilsyn.reports.styles import COLOURS
from barnevern_tilsyn.reports.text import Beside

__all__ = ["as_text", "compare_texts", "reason_words"]

_WIDTH = 96
_ORDER = {outcome: place for place, outcome in enumerate(Outcome)}


def compare_texts(lang: str) -> Mapping[str, Any]:
    """The texts of the comparison."""
    return catalogue("barnevern_tilsyn.reports", f"texts/compare/{lang}.toml")


def reason_words(id: str, lang: str) -> str:
    """Why a rule set judges otherwise, as a sentence."""
    return str(compare_texts(lang)["reasons"][id])


def as_text(found: Comparison, rules: Registry, *, listed: bool, lang: str = "nb") -> Iterator[str]:
    """The comparison, line by line, with ANSI styles. ``listed``: each element that is judged differently, too."""
    texts = compare_texts(lang)
    for subject in subjects():
        rows = sorted((row for row in found.counts if row.subject == subject.key), key=_place)
        if rows:
            yield from _subject(subject, rows, found, rules, lang)
    if found.alone:
        yield click.style(texts["alone"], bold=True)
        for code, counts in sorted(found.alone.items()):
            told = ", ".join(f"{outcome_name(one, lang)} {format_number(n, lang)}" for one, n in sorted(counts.items()))
            yield f"  {code} {_title(code, rules, lang)}: {told}"
        yield ""
    if listed:
        yield from _listed(found, lang)
    beside = Beside(lang)
    for other in found.beside:
        beside.keep(other)
    yield from beside.sections()
    yield from _summary(found, lang)


def _place(row: Judged) -> tuple[int, Any]:
    return _ORDER[row.lov], row.said


def _title(code: str, rules: Registry, lang: str) -> str:
    rule = rules.get(code)
    return str(rule_texts(rule.texts, rule.code, lang)["title"])


def _subject(subject: Subject, rows: list[Judged], found: Comparison, rules: Registry, lang: str) -> Iterator[str]:
    texts = compare_texts(lang)
    yield click.style(f"{subject.lov} {_title(subject.lov, rules, lang)}", bold=True)
    names = [name for name in subject.controls if any(name in dict(row.said) for row in rows)]
    codes = [subject.controls[name] for name in names]
    cells = [[texts["law"], *codes, texts["count"]], *(_cells(row, names, found.counts[row], lang) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(cells[0]))]
    reasons = list(dict.fromkeys(id for row in rows for _, id in row.reasons))
    for line, row in zip(cells, (None, *rows), strict=True):
        told = "  ".join(cell.ljust(width) for cell, width in zip(line[:-1], widths, strict=False))
        marks = " ".join(f"[{reasons.index(id) + 1}]" for _, id in (row.reasons if row else ()))
        words = f"  {told}  {line[-1]:>{widths[-1]}}  {marks}".rstrip()
        yield click.style(words, fg=COLOURS.get(row.lov) if marks and row else None, dim=row is None)
    for number, id in enumerate(reasons, start=1):
        mark = f"  [{number}] "
        yield from textwrap.wrap(reason_words(id, lang), _WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
    yield ""


def _cells(row: Judged, names: list[str], count: int, lang: str) -> list[str]:
    said = dict(row.said)
    texts = compare_texts(lang)
    return [
        outcome_name(row.lov, lang),
        *(texts["said"][said[name].value] if name in said else texts["not-asked"] for name in names),
        format_number(count, lang),
    ]


def _listed(found: Comparison, lang: str) -> Iterator[str]:
    if found.differences:
        yield click.style(compare_texts(lang)["differences"], bold=True)
        for difference in found.differences:
            yield from _difference(difference, lang)
        yield ""


def _difference(difference: Difference, lang: str) -> Iterator[str]:
    finding = difference.finding
    case, file = heading_words(finding, lang)
    element = element_words(finding.element_type, finding.element_id, finding.source.line, lang)
    said = compare_texts(lang)["said"]
    controls = ", ".join(f"{name}: {said[one.value]}" for name, one in difference.judged.said)
    yield f"  {finding.rule} {outcome_name(finding.outcome, lang)}; {controls}"
    yield click.style(f"      {case}  {file}  {element}", dim=True)


def _summary(found: Comparison, lang: str) -> Iterator[str]:
    texts = compare_texts(lang)
    differing = sum(count for row, count in found.counts.items() if row.reasons)
    yield click.style(report_texts(lang)["summary"], bold=True)
    args = (("cases", found.cases), ("judged", sum(found.counts.values())), ("differing", differing))
    yield f"  {fill(texts['counts'], args, lang)}"
    if found.crashed:
        yield f"  {fill(texts['crashed'], (('count', found.crashed),), lang)}"
    yield f"  {report_texts(lang)['potential']}"
