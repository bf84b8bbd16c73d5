"""Assertions on what is found in cases and files. A failure tells the findings as a person reads them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

import click

from barnevern_tilsyn.engine import Outcome, Registry
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.formats.sources import Sources
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.reports.levels import FAIL_ON, fails
from barnevern_tilsyn.reports.places import case_words, report_texts
from barnevern_tilsyn.reports.styles import GRAVITY
from barnevern_tilsyn.reports.text import Beside, finding_lines, read_words
from barnevern_tilsyn.runners import check, check_files

__all__ = ["assert_no_breach", "assert_no_breach_in_files"]

_DEFAULT = ("breach", "fault:error")


def assert_no_breach(
    sak: Sak,
    *,
    as_of: date | None = None,
    rulesets: Iterable[str] | None = None,
    rules: Registry | None = None,
    fail_on: Iterable[str] = _DEFAULT,
    lang: str = "nb",
) -> None:
    """Fail where the rules find a breach in a case.

    ``as_of``, ``rulesets`` and ``rules``: as ``barnevern_tilsyn.check`` takes them. ``fail_on``: as the command line's
    ``--fail-on``, by default ``breach`` and ``fault:error``. ``lang``: the language of the message, which has no
    personal value. Raises ``AssertionError``, ``ValueError`` for a level that there is not, and as ``check``.
    """
    __tracebackhide__ = True
    levels = _levels(fail_on)
    found = check(sak, as_of=as_of, rulesets=rulesets, rules=rules, show=Outcome)
    failing = [one for one in found if fails(one.outcome.value, one.severity, levels)]
    if failing:
        raise AssertionError(_told([*_in_words(failing, lang), report_texts(lang)["potential"]]))


def assert_no_breach_in_files(
    paths: Any,
    *,
    overlay: Sources | None = None,
    as_of: date | None = None,
    rulesets: Iterable[str] | None = None,
    rules: Registry | None = None,
    version: str | None = None,
    fail_on: Iterable[str] = _DEFAULT,
    lang: str = "nb",
) -> None:
    """Fail where the rules find a breach in files, and where there is no case in them or one that cannot be read.

    ``paths``: files, folders, globs and archives, one or several. ``overlay``: files with facts that the register
    cannot carry. The rest is as ``assert_no_breach`` and ``check_files`` take it. Raises as they do.
    """
    __tracebackhide__ = True
    levels = _levels(fail_on)
    wanted = [paths] if isinstance(paths, (str, bytes)) or not isinstance(paths, Iterable) else paths
    report = check_files(
        wanted, overlay=overlay, as_of=as_of, rulesets=rulesets, rules=rules, version=version, show=Outcome
    )
    beside = Beside(lang)
    for reject in report.rejects:
        beside.keep(reject)
    for file in report.unreadable:
        beside.keep(file)
    failing = [one for one in report.findings if fails(one.outcome.value, one.severity, levels)]
    told = [*_in_words(failing, lang), *beside.sections()]
    if told or not report.summary.cases_checked:
        raise AssertionError(_told([*told, read_words(report.summary, lang), report_texts(lang)["potential"]]))


def _levels(fail_on: Iterable[str]) -> frozenset[str]:
    """A misspelt level would look like nothing found."""
    levels = frozenset((fail_on,) if isinstance(fail_on, str) else fail_on)
    if not levels <= set(FAIL_ON):
        raise ValueError(f"fail_on takes {', '.join(FAIL_ON)}")
    return levels


def _in_words(findings: Iterable[Finding], lang: str) -> Iterator[str]:
    for (case, file), group in groupby(findings, key=lambda one: (one.case, one.source.file)):
        yield "  ".join(word for word in case_words(case, file, lang) if word)
        for finding in sorted(group, key=lambda one: GRAVITY[one.outcome]):
            yield from finding_lines(finding, lang)
        yield ""


def _told(lines: Iterable[str]) -> str:
    return click.unstyle("\n".join(lines))
