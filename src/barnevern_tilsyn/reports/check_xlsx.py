"""A check as a workbook: what it comes to, a row a finding, and what was not checked. Needs the extra ``xlsx``."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import catalogue
from barnevern_tilsyn.findings import Finding, rule_texts
from barnevern_tilsyn.findings.messages import fact_name, outcome_name, severity_name
from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.model import Notice, Reject, Unreadable
from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.failing import mendable
from barnevern_tilsyn.reports.places import report_texts
from barnevern_tilsyn.reports.rows import rows_of
from barnevern_tilsyn.reports.text import read_words, silent_words
from barnevern_tilsyn.reports.why_text import value_words
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.reports.xlsx.long import LongSheet
from barnevern_tilsyn.reports.xlsx.writing import new_workbook, saved
from barnevern_tilsyn.runners import Report, Stream, Summary

__all__ = ["content"]

_WIDTHS: Final = {
    "outcome": 18,
    "severity": 12,
    "rule": 12,
    "title": 34,
    "ruleset": 10,
    "case": 38,
    "element": 16,
    "element-id": 38,
    "as-of": 12,
    "start": 12,
    "last-day": 12,
    "latest": 12,
    "event": 12,
    "over": 10,
    "mendable": 12,
    "message": 70,
    "provisions": 30,
    "facts": 50,
    "missing": 50,
    "file": 40,
    "line": 8,
    "fingerprint": 34,
}
"""The columns of a finding in their order, and their widths in characters."""


def content(run: Stream | Report, setting: Setting) -> bytes:
    """The workbook of a run, when it has ended; the same bytes every time. A row is not kept once it is written."""
    lang = setting.lang
    texts: Mapping[str, Any] = catalogue("barnevern_tilsyn.reports", f"texts/findings/{lang}.toml")
    book = new_workbook(texts["title"], lang, long=True)
    heads = [(texts["heads"][name], width) for name, width in _WIDTHS.items()]
    findings = LongSheet(book, texts["sheets"]["findings"], heads, texts["title"])
    kinds = ("kind", "file", "line", "path", "reason")
    columns = [(texts["heads"][name], width) for name, width in zip(kinds, (14, 40, 8, 40, 70), strict=True)]
    beside = LongSheet(book, texts["sheets"]["beside"], columns, texts["title"])
    for found in run:
        match found:
            case Finding():
                findings.append(_finding(found, texts, lang))
            case Reject() | Unreadable() | Notice():
                for row in rows_of(found, lang):
                    beside.append(_beside(row, texts))
    names = (("rule", 16), ("title", 46), ("ruleset", 12), *((outcome.value, 16) for outcome in Outcome))
    words = {**texts["heads"], **{outcome.value: outcome_name(outcome, lang) for outcome in Outcome}}
    summary = LongSheet(
        book, texts["sheets"]["summary"], [(words[name], width) for name, width in names], texts["title"]
    )
    _summary(summary, run.summary, setting, texts)
    book.move_sheet(book.sheetnames[-1], 1 - len(book.sheetnames))
    return saved(book)


def _finding(finding: Finding, texts: Mapping[str, Any], lang: str) -> tuple[str | float | date | None, ...]:
    own = rule_texts(finding.texts, finding.rule, lang)
    deadline = finding.deadline
    still = texts["yes" if mendable(finding) else "no"] if finding.outcome is Outcome.BREACH else None
    return (
        outcome_name(finding.outcome, lang),
        severity_name(finding.severity, lang) if finding.severity else None,
        finding.rule,
        own["title"],
        finding.ruleset,
        finding.case,
        finding.element_type,
        finding.element_id,
        finding.as_of,
        *((deadline.start, deadline.nominal, deadline.latest, deadline.event) if deadline else (None,) * 4),
        deadline.days_over if deadline else None,
        still,
        finding.message(lang),
        "; ".join(provision.cite(lang) for provision in finding.provisions),
        "; ".join(f"{fact_name(fact.path, lang, own)}: {_value(fact.value, lang)}" for fact in finding.facts),
        "; ".join(fact_name(path, lang, own) for path in finding.missing),
        printable(finding.source.file),
        finding.source.line,
        finding.fingerprint,
    )


def _value(value: str, lang: str) -> str:
    found = value_words(value, lang)
    return found.isoformat() if isinstance(found, date) else found


def _beside(row: Any, texts: Mapping[str, Any]) -> tuple[str | float | None, ...]:
    match row:
        case wire.Reject():
            return texts["kinds"]["reject"], row.file, row.line, row.path, row.expected
        case wire.Unreadable():
            return texts["kinds"]["unreadable"], row.file, None, None, row.reason
        case _:
            return texts["kinds"]["notice"], row.file, None, None, row.text


def _summary(sheet: LongSheet, summary: Summary, setting: Setting, texts: Mapping[str, Any]) -> None:
    """What each rule came to, and all of them; then what was read."""
    lang = setting.lang
    rules = {rule.code: rule for rule in setting.rules}
    for code, counts in summary.by_rule.items():
        rule = rules.get(code)
        title = rule_texts(rule.texts, code, lang)["title"] if rule else ""
        sheet.append(
            (code, title, rule.ruleset if rule else "", *(counts.get(outcome.value, 0) for outcome in Outcome))
        )
    totals = (summary.outcomes.get(outcome.value, 0) for outcome in Outcome)
    sheet.append((texts["all"], "", "", *totals))
    sheet.append(())
    for line in (read_words(summary, lang), report_texts(lang)["potential"]):
        sheet.append((line,))
    for line in silent_words(summary, lang):
        sheet.append((line,))
