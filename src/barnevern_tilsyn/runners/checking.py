"""Check one case, or all cases in files."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from barnevern_tilsyn.engine import Outcome, Registry, Run
from barnevern_tilsyn.engine.needs import carried_by_register
from barnevern_tilsyn.findings import Finding, Names, findings_of
from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.runners.report import Report, Tally
from barnevern_tilsyn.runners.stream import Stream

__all__ = ["DEFAULT_SHOW", "check", "check_files", "check_stream"]

DEFAULT_SHOW = frozenset({Outcome.BREACH, Outcome.REVIEW, Outcome.FAULT, Outcome.ERROR})
"""The outcomes shown unless asked for more: what someone should act on."""


def check(
    sak: Sak,
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] = ("lov",),
    rules: Registry | None = None,
    show: Iterable[Outcome] = DEFAULT_SHOW,
    pseudonym_key: bytes | None = None,
) -> Iterator[Finding]:
    """The findings on one case, sorted by rule, element type and id.

    ``as_of`` is the day of judgement, by default the day the case was extracted; ``assume_unchanged`` takes it that
    nothing happened after the extraction. ``rules`` replaces the rules of the package. ``show``: which outcomes.
    ``pseudonym_key``: at least 32 random bytes, with which the case, its elements and its file are named.
    Raises ``MissingAsOfError`` where neither the case nor the caller gives a day, ``WeakKeyError`` for a short key.
    """
    if isinstance(rulesets, str):
        raise TypeError("expected several names, not one string")
    names = Names(pseudonym_key)
    chosen = _of_rulesets(_registry(rules), tuple(rulesets))
    run = Run(chosen, as_of=as_of, assume_unchanged=assume_unchanged)
    shown = frozenset(show)
    results = run.see(sak) + run.finish()
    return findings_of([result for result in results if result.outcome in shown], names)


@lru_cache(maxsize=8)
def _of_rulesets(rules: Registry, rulesets: tuple[str, ...]) -> Registry:
    """An integration asks case by case, and each time for the same rules."""
    return rules.select(rulesets)


def check_files(
    paths: Iterable[Any],
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] = ("lov",),
    rules: Registry | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    show: Iterable[Outcome] = DEFAULT_SHOW,
    version: str | None = None,
    limits: Limits | None = None,
    pseudonym_key: bytes | None = None,
) -> Report:
    """Check all cases in files, folders, globs, archives and streams; the run goes on past every bad document.

    ``version`` pins the register's version; ``select`` and ``ignore`` take codes, names and families of rules.
    ``pseudonym_key``: at least 32 random bytes, with which cases, elements and files are named. Memory grows with the
    findings shown, not with the cases. Raises ``UnknownRuleError``, and ``WeakKeyError`` for a short key.
    """
    return check_stream(
        paths,
        as_of=as_of,
        assume_unchanged=assume_unchanged,
        rulesets=rulesets,
        rules=rules,
        select=select,
        ignore=ignore,
        show=show,
        version=version,
        limits=limits,
        pseudonym_key=pseudonym_key,
    ).report()


def check_stream(
    paths: Iterable[Any],
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] = ("lov",),
    rules: Registry | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    show: Iterable[Outcome] = DEFAULT_SHOW,
    version: str | None = None,
    limits: Limits | None = None,
    pseudonym_key: bytes | None = None,
) -> Stream:
    """As ``check_files``, one thing found at a time, in the order of the input: memory does not grow with the run.

    Findings, rejects and the rest come as they are found; the summary is complete when the iteration has ended. Raises
    ``UnknownRuleError`` and ``WeakKeyError`` at once.
    """
    chosen = _registry(rules).select(rulesets, select=select, ignore=ignore)
    tally = Tally()
    for rule in chosen:  # the register's XML is the only format read so far
        tally.lacks(rule.code, (path for path in rule.needs if not carried_by_register(path)))
    return Stream(
        documents(paths, version=version, limits=limits or Limits()),
        Run(chosen, as_of=as_of, assume_unchanged=assume_unchanged),
        tally,
        frozenset(show),
        Names(pseudonym_key),
    )


def _registry(rules: Registry | None) -> Registry:
    return builtin() if rules is None else rules
