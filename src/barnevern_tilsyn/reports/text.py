"""Findings for people at a terminal: grouped by case, the gravest first, the summary last."""

import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

import click

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import fill, format_number
from barnevern_tilsyn.findings import Finding, rule_texts
from barnevern_tilsyn.findings.messages import outcome_name, severity_name
from barnevern_tilsyn.formats import printable, sentence
from barnevern_tilsyn.model import Notice, Reject, Unreadable
from barnevern_tilsyn.reports.balance import balance
from barnevern_tilsyn.reports.places import element_words, heading_words, report_texts
from barnevern_tilsyn.reports.styles import COLOURS, GRAVITY, outcome_label
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Found, Report, Stream, Summary

__all__ = [
    "Beside",
    "as_text",
    "describe_notice",
    "describe_reject",
    "describe_unreadable",
    "facts_words",
    "finding_lines",
    "lines",
    "read_words",
    "silent_words",
    "summary_text",
    "whole",
]

_INDENT = " " * 6


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """The run for people at a terminal."""
    return as_text(run, lang=setting.lang)


def as_text(run: Stream | Report, *, lang: str = "nb") -> Iterator[str]:
    """The run, line by line as it goes on, with ANSI styles (``click.echo`` strips them where nobody sees them).

    Findings come at once, case by case; what could not be judged is told after them.
    """
    texts = report_texts(lang)
    beside = Beside(lang)
    empty = True
    for _, group in groupby(beside.set_apart(run), key=whole):
        empty = False
        findings = sorted(group, key=lambda f: GRAVITY[f.outcome])
        name, place = heading_words(findings[0], lang)
        yield f"{click.style(name, bold=True)}  {click.style(place, dim=True)}"
        for finding in findings:
            yield from finding_lines(finding, lang)
        yield ""
    if empty:
        yield texts["no-findings"]
        yield ""
    yield from beside.sections()
    yield from summary_text(run.summary, lang)


def whole(finding: Finding) -> tuple[str | None, str, int | None, bool]:
    """What is told of together: a case, or a document that is none."""
    return finding.case, finding.source.file, finding.case_line, finding.element_type == "Dokument"


class Beside:
    """What is told beside the findings: gathered while they pass, as lines."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._rejects: list[str] = []
        self._unreadable: list[str] = []
        self._notices: list[str] = []

    def set_apart(self, run: Iterable[Found]) -> Iterator[Finding]:
        """The findings of a run; the rest is kept."""
        for found in run:
            if isinstance(found, Finding):
                yield found
            else:
                self.keep(found)

    def keep(self, found: Found) -> None:
        """Keep what is no finding."""
        match found:
            case Reject():
                self._rejects += describe_reject(found, self._lang)
            case Unreadable():
                self._unreadable.append(describe_unreadable(found, self._lang))
            case Notice():
                self._notices.append(describe_notice(found, self._lang))

    def sections(self, rejects: str = "") -> Iterator[str]:
        """What was kept, under headings; ``rejects`` is another than the usual one."""
        texts = report_texts(self._lang)
        yield from _section(rejects or texts["rejects"], self._rejects)
        yield from _section(texts["unreadable"], self._unreadable)
        yield from _section(texts["notices"], self._notices)


def describe_reject(reject: Reject, lang: str = "nb") -> list[str]:
    """A line for each fault of a rejected document: file, line, path, what was expected."""
    places = ((f":{fault.linje}" if fault.linje else "", fault) for fault in reject.faults)
    return [
        f"{printable(reject.fil)}{line}: {printable(fault.path)}: {sentence(fault.expected, lang)}"
        for line, fault in places
    ]


def describe_unreadable(row: Unreadable, lang: str = "nb") -> str:
    """One sentence on a file that could not be read."""
    return f"{printable(row.fil)}: {sentence(row.reason, lang)}"


def describe_notice(row: Notice, lang: str = "nb") -> str:
    """One sentence on something to know that changes no outcome."""
    return f"{printable(row.fil)}: {sentence(row.reason, lang)}"


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield click.style(title, bold=True)
        yield from (f"  {line}" for line in lines)
        yield ""


def finding_lines(finding: Finding, lang: str) -> Iterator[str]:
    """A finding for people, line by line, with ANSI styles."""
    title = rule_texts(finding.texts, finding.rule, lang)["title"]
    whose = "" if finding.ruleset == "lov" else f" [{finding.ruleset}]"
    severity = finding.severity if finding.outcome is Outcome.FAULT else None
    weight = f" ({severity_name(severity, lang)})" if severity else ""
    yield f"  {outcome_label(finding.outcome, lang)}{weight}  {finding.rule} {title}{whose}"
    yield from textwrap.wrap(finding.message(lang), 96, initial_indent=_INDENT, subsequent_indent=_INDENT)
    place = element_words(finding.element_type, finding.element_id, finding.source.line, lang)
    for line in (_clock(finding, lang), _law(finding, lang), place):
        if line:
            yield f"{_INDENT}{click.style(line, dim=True)}"


def _clock(finding: Finding, lang: str) -> str:
    """The most lenient last day, where it is another than the message's."""
    deadline = finding.deadline
    if deadline is None or deadline.latest == deadline.nominal:
        return ""
    return fill(report_texts(lang)["lenient"], (("latest", deadline.latest),), lang)


def _law(finding: Finding, lang: str) -> str:
    template = report_texts(lang)["in-force"]
    return "; ".join(
        fill(template, (("citation", p.cite(lang)), ("day", p.in_force)), lang) for p in finding.provisions
    )


def _balance(summary: Summary, lang: str) -> Iterator[str]:
    """What stands beside the deadlines."""
    words = report_texts(lang)["balance"]
    shares = balance(summary)
    if shares:
        yield f"  {words['title']}:"
    for one in shares:
        name = words[one.key]
        if one.not_carried:
            yield f"    {fill(words['not-carried'], (('name', name),), lang)}"
            continue
        share = one.shown / one.of if one.of else 0.0
        args = (("name", name), ("shown", one.shown), ("of", one.of), ("share", share))
        more = fill(words["unknown"], (("unknown", one.unknown),), lang) if one.unknown else ""
        yield f"    {fill(words['share' if one.of else 'none'], args, lang)}{more}"


def read_words(summary: Summary, lang: str = "nb") -> str:
    """How many documents were read, and what came of them, in a sentence or two."""
    names = ("cases_read", "cases_checked", "cases_superseded", "cases_rejected", "files_unreadable")
    read = fill(report_texts(lang)["read"], ((name, getattr(summary, name)) for name in names), lang)
    return f"{read} {facts_words(summary.facts_rejected, lang)}".rstrip()


def facts_words(rejected: int, lang: str) -> str:
    """How many lines of facts could not be used; empty where all could."""
    return fill(report_texts(lang)["facts-rejected"], (("count", rejected),), lang) if rejected else ""


def silent_words(summary: Summary, lang: str) -> Iterator[str]:
    """Which rules say nothing of the records, or of some of them, for the format cannot carry what they rest on."""
    for id, rules in (("cannot-be-decided-here", summary.silent), ("cannot-be-decided-of-some", summary.partly_silent)):
        if rules:
            yield fill(report_texts(lang)[id], (("count", len(rules)), ("rules", rules)), lang)


def summary_text(summary: Summary, lang: str = "nb") -> Iterator[str]:
    """The counts of a run, line by line."""
    texts = report_texts(lang)
    yield click.style(texts["summary"], bold=True)
    yield f"  {read_words(summary, lang)}"
    width = max(len(outcome_name(outcome, lang)) for outcome in Outcome)
    for outcome, number in summary.outcomes.items():
        by_rule = ", ".join(
            f"{code} {format_number(row[outcome], lang)}" for code, row in summary.by_rule.items() if outcome in row
        )
        name = click.style(outcome_name(Outcome(outcome), lang).ljust(width), fg=COLOURS.get(Outcome(outcome)))
        yield f"  {name} {format_number(number, lang):>7}   {click.style(by_rule, dim=True)}"
    for line in silent_words(summary, lang):
        yield from textwrap.wrap(line, 100, initial_indent="  ", subsequent_indent="  ")
    yield from _balance(summary, lang)
    yield f"  {texts['potential']}"
