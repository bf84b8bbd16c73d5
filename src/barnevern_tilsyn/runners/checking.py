"""Check one case, or all cases in files."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

from barnevern_tilsyn.engine import Outcome, Registry, Run
from barnevern_tilsyn.engine.registry import several
from barnevern_tilsyn.findings import Finding, Names, findings_of
from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.sources import Sources
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.model.kostra import Skjema
from barnevern_tilsyn.rules import choose
from barnevern_tilsyn.runners.judging import Read, told
from barnevern_tilsyn.runners.report import Report
from barnevern_tilsyn.runners.stream import Stream

__all__ = ["DEFAULT_SHOW", "REGION", "check", "check_files", "check_stream"]

REGION: Final = re.compile(r"[0-9]{4}([0-9]{2})?")
"""The region of a form: a municipality, and a district of it."""

DEFAULT_SHOW = frozenset({Outcome.BREACH, Outcome.REVIEW, Outcome.FAULT, Outcome.ERROR})
"""The outcomes shown unless asked for more: what someone should act on."""


def check(
    sak: Sak,
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] | None = None,
    rules: Registry | None = None,
    show: Iterable[Outcome] = DEFAULT_SHOW,
    pseudonym_key: bytes | None = None,
) -> Iterator[Finding]:
    """The findings on one case, sorted by rule, element type and id.

    ``as_of`` is the day of judgement, by default the day the case was extracted; ``assume_unchanged`` takes it that
    nothing happened after the extraction. ``rulesets`` are by default ``lov``, or all of ``rules``, which replaces the
    rules of the package; a rule set may be one that an installed package brings. ``show``: which outcomes.
    ``pseudonym_key``: at least 32 random bytes, with which the case, its elements and its file are named.

    Raises ``MissingAsOfError`` where neither the case nor the caller gives a day, ``WeakKeyError`` for a short key,
    ``UnknownRuleError`` and ``RuleSourceError`` as ``choose_rules``.
    """
    names = Names(pseudonym_key)
    sets = None if rulesets is None else several(rulesets)
    run = _run(rules, sets, as_of, assume_unchanged)
    if run.gathers:
        run = Run(run.rules, as_of=as_of, assume_unchanged=assume_unchanged)
    results = run.see(sak) + run.finish()
    shown = _outcomes(show)
    return findings_of([result for result in results if result.outcome in shown], names)


@lru_cache(maxsize=8)
def _run(rules: Registry | None, sets: tuple[str, ...] | None, as_of: date | None, assume_unchanged: bool) -> Run:
    """An integration asks case by case, and each time for the same."""
    return Run(_chosen(rules, sets), as_of=as_of, assume_unchanged=assume_unchanged)


def check_files(
    paths: Iterable[Any],
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] | None = None,
    rules: Registry | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    show: Iterable[Outcome] = DEFAULT_SHOW,
    version: str | None = None,
    limits: Limits | None = None,
    lenient: bool = False,
    xsd: str | os.PathLike[str] | None = None,
    overlay: Sources | None = None,
    pseudonym_key: bytes | None = None,
    region: str | None = None,
    year: int | None = None,
) -> Report:
    """Check all cases in files, folders, globs, archives and streams; the run goes on past every bad document.

    ``version`` pins the register's version; ``lenient`` goes on past unknown keys of case JSON; ``xsd`` is a file with
    a schema that each document of register XML must be valid against, too; ``select`` and
    ``ignore`` take codes, names, families, themes and rule sets; ``rulesets`` and ``rules``: see ``check``. A case
    without a day of extraction is rejected where there is no ``as_of``. ``overlay``: files with lines of facts that
    the register cannot carry, laid over the cases that they are of. ``pseudonym_key``: at least 32 random bytes, with
    which cases, elements and files are named. ``region`` and ``year`` are those of the form that KOSTRA files are
    delivered with: the four digits of a municipality, two more for a district, and the reporting year. Memory grows
    with the findings shown and the facts laid over, not with the cases. Raises ``UnknownRuleError``,
    ``RuleSourceError``, ``WeakKeyError`` for a short key, ``SchemaFileError``, and ``ValueError`` for another form of
    a region or a year.
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
        lenient=lenient,
        xsd=xsd,
        overlay=overlay,
        pseudonym_key=pseudonym_key,
        region=region,
        year=year,
    ).report()


def check_stream(
    paths: Iterable[Any],
    *,
    as_of: date | None = None,
    assume_unchanged: bool = False,
    rulesets: Iterable[str] | None = None,
    rules: Registry | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    show: Iterable[Outcome] = DEFAULT_SHOW,
    version: str | None = None,
    limits: Limits | None = None,
    lenient: bool = False,
    xsd: str | os.PathLike[str] | None = None,
    overlay: Sources | None = None,
    pseudonym_key: bytes | None = None,
    region: str | None = None,
    year: int | None = None,
    on_document: Callable[[], object] | None = None,
) -> Stream:
    """As ``check_files``, one thing found at a time, in the order of the input: memory does not grow with the run.

    Findings, rejects and the rest come as they are found; the summary is complete when the iteration has ended.
    ``on_document`` is called after each document that is read, to show how far the run has come. Raises
    as ``check_files``, at once.
    """
    chosen = _chosen(rules, rulesets, select, ignore)
    bounds = limits or Limits()
    read: Iterator[Read] = documents(paths, version=version, limits=bounds, lenient=lenient, xsd=xsd)
    if on_document:
        read = told(read, on_document)
    if overlay is not None:
        from barnevern_tilsyn.formats.overlay import Overlay, overlaid  # noqa: PLC0415 - most runs lay nothing over

        read = overlaid(read, Overlay(overlay, bounds, lenient=lenient))
    return Stream(
        read,
        Run(chosen, as_of=as_of, assume_unchanged=assume_unchanged, skjema=_skjema(region, year)),
        _outcomes(show),
        Names(pseudonym_key),
    )


def _skjema(region: str | None, year: int | None) -> Skjema:
    """The form that KOSTRA files are delivered with. Raises ``ValueError``: nothing in a file could ever fit it."""
    if region is not None and not REGION.fullmatch(region):
        raise ValueError("region is the four digits of a municipality, and two more for a district")
    if year is not None and not date.min.year <= year <= date.max.year:
        raise ValueError("year is a year of the calendar")
    return Skjema(rapporteringsar=year, region=region)


def _outcomes(show: Iterable[Outcome]) -> frozenset[Outcome]:
    """The outcomes, by their names too. Raises ``ValueError``: a misspelt one would look like nothing found."""
    if show is DEFAULT_SHOW:
        return DEFAULT_SHOW
    return frozenset(Outcome(outcome) for outcome in ((show,) if isinstance(show, str) else show))


def _chosen(
    rules: Registry | None, rulesets: Iterable[str] | None, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> Registry:
    if rules is None:
        return choose(("lov",) if rulesets is None else rulesets, select=select, ignore=ignore)
    sets = rules.rulesets if rulesets is None else rulesets
    return rules.select(sets, select=select, ignore=ignore, on_request=True)  # they were chosen before
