"""Where the law and the authorities' own controls judge the same duty differently, how often, and why."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import attrs

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine import Outcome, Registry, Result
from barnevern_tilsyn.findings import Finding, Names, finding_of
from barnevern_tilsyn.model import Sak, kostra
from barnevern_tilsyn.reports.compare_reasons import reason
from barnevern_tilsyn.runners.judging import Beside, Read, named

__all__ = [
    "AUTHORITIES",
    "Comparison",
    "Difference",
    "Judged",
    "Said",
    "Subject",
    "compare",
    "compared_rules",
    "differs",
    "subjects",
]

AUTHORITIES: Final = ("register", "kostra")
"""The rule sets that the law is compared with."""

_CONCERNS: Final = (Outcome.BREACH, Outcome.REVIEW)


class Said(StrEnum):
    """What a control says of an element."""

    FIRES = "fires"
    SILENT = "silent"
    UNDECIDED = "undecided"
    """It cannot tell without a fact that is missing."""


@attrs.frozen(weakref_slot=False)
class Subject:
    """Something that several rule sets ask. ``controls``: the authorities' own, by rule set."""

    key: str
    lov: str
    controls: Mapping[str, str] = attrs.field(hash=False)


@cache
def subjects() -> tuple[Subject, ...]:
    """All that is compared, from ``comparisons.toml``."""
    text = files("barnevern_tilsyn.reports").joinpath("comparisons.toml").read_text(encoding="utf-8")
    return tuple(
        Subject(row["key"], row["lov"], {name: row[name] for name in AUTHORITIES if name in row})
        for row in tomllib.loads(text)["subject"]
    )


def compared_rules(rules: Registry) -> Registry:
    """Of all rules those of the law, and the controls that ask the same."""
    controls = {code for subject in subjects() for code in subject.controls.values()}
    return Registry(rule for rule in rules if rule.ruleset == "lov" or rule.code in controls)


@attrs.frozen(weakref_slot=False)
class Judged:
    """How one element is judged by all. ``said``: by rule set; one that is not asked of this format is not there.

    ``reasons``: for each rule set that judges otherwise than the law, the id of why.
    """

    subject: str
    lov: Outcome
    said: tuple[tuple[str, Said], ...]
    reasons: tuple[tuple[str, str], ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Difference:
    """An element that is judged differently: the finding of the law's rule, and what the controls say."""

    judged: Judged
    finding: Finding


@attrs.frozen(weakref_slot=False, kw_only=True)
class Comparison:
    """All that a run showed.

    ``counts``: how many elements are judged how. ``alone``: concerns on duties that no control asks, by rule and
    outcome. ``crashed``: how many rules failed. ``beside``: documents that are no case.
    """

    counts: Mapping[Judged, int]
    differences: tuple[Difference, ...]
    alone: Mapping[str, Mapping[Outcome, int]]
    cases: int
    crashed: int
    beside: tuple[Beside, ...]


def compare(judged: Iterable[tuple[Read | None, list[Result]]], names: Names, *, keep: bool = True) -> Comparison:
    """Compare what a run over ``compared_rules`` came to. ``keep``: also each element that is judged differently."""
    counts: Counter[Judged] = Counter()
    alone: dict[str, Counter[Outcome]] = {}
    differences: list[Difference] = []
    beside: list[Beside] = []
    asked = {subject.lov for subject in subjects()}
    cases = crashed = 0
    for document, results in judged:
        if document is None:
            continue
        if not isinstance(document, Sak | kostra.Individ):
            beside.append(named(document, names))
            continue
        cases += 1
        crashed += sum(result.outcome is Outcome.ERROR for result in results)
        for result in results:
            if result.rule.ruleset == "lov" and result.rule.code not in asked and result.outcome in _CONCERNS:
                alone.setdefault(result.rule.code, Counter())[result.outcome] += 1
        for row, result in _of_document(document, results):
            counts[row] += 1
            if keep and row.reasons:
                differences.append(Difference(judged=row, finding=finding_of(result, names)))
    return Comparison(
        counts=counts,
        differences=tuple(differences),
        alone=alone,
        cases=cases,
        crashed=crashed,
        beside=tuple(beside),
    )


def _of_document(document: Read, results: list[Result]) -> Iterator[tuple[Judged, Result]]:
    """How the elements of a case are judged, each with what the rule of the law came to."""
    by_rule: dict[str, list[Result]] = {}
    for result in results:
        by_rule.setdefault(result.rule.code, []).append(result)
    ruleset = "kostra" if isinstance(document, kostra.Individ) else "register"
    for subject in subjects():
        control = subject.controls.get(ruleset)
        of_control = {_element(result): _said(result) for result in by_rule.get(control or "", ())}
        for result in by_rule.get(subject.lov, ()):
            if result.outcome is Outcome.ERROR:
                continue
            said = ((ruleset, of_control.get(_element(result), Said.SILENT)),) if control else ()
            told = ((name, reason(subject.key, name, result)) for name, one in said if differs(result.outcome, one))
            yield Judged(subject.key, result.outcome, said, tuple(told)), result


def _element(result: Result) -> tuple[str, str]:
    """Elements of a KOSTRA file, and of the case that is made of it, are the same where kind and id are."""
    return type(result.element).__name__, result.element.id


def _said(result: Result) -> Said:
    return Said.FIRES if result.outcome is Outcome.FAULT else Said.UNDECIDED


def differs(outcome: Outcome, said: Said) -> bool:
    """Whether a control judges otherwise than the law: it cannot say that a person must judge, or that a fact lacks."""
    if said is Said.UNDECIDED:
        return False
    if outcome in (Outcome.MET, Outcome.RUNNING, Outcome.NOT_APPLICABLE):
        return said is Said.FIRES
    return outcome is not Outcome.BREACH or said is Said.SILENT
