"""The coverage for people at a terminal: duties by how far the records decide them."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import click

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.findings import fact_name
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.reports.coverage import Coverage, Covered, State
from barnevern_tilsyn.reports.places import report_texts
from barnevern_tilsyn.reports.text import Beside

__all__ = ["as_text", "coverage_texts", "no_rule_words"]

_WIDTH = 96
_COLOURS = {State.DECIDED: "green", State.JUDGEMENT: "yellow", State.OPEN: "cyan", State.FORMAT: "red"}
_FACTS_SHOWN = 5


def coverage_texts(lang: str) -> Mapping[str, Any]:
    """The texts of the coverage."""
    return catalogue("barnevern_tilsyn.reports", f"texts/coverage/{lang}.toml")


def no_rule_words(row: Covered, lang: str) -> str:
    """Why no rule is on a duty."""
    return str(coverage_texts(lang)["no-rule"][row.krav.no_rule or "not-yet"])


def as_text(found: Coverage, *, lang: str = "nb") -> Iterator[str]:
    """The coverage, line by line, with ANSI styles."""
    texts = coverage_texts(lang)
    for state in State:
        rows = [row for row in found.duties if row.state is state]
        if rows:
            yield click.style(texts["states"][state.value], bold=True, fg=_COLOURS.get(state))
            for row in rows:
                yield from _duty(row, lang)
            yield ""
    beside = Beside(lang)
    for other in found.beside:
        beside.keep(other)
    yield from beside.sections()
    yield click.style(report_texts(lang)["summary"], bold=True)
    args = (("cases", found.cases), ("decided", len(found.decidable)), ("duties", len(found.with_rule)))
    yield f"  {fill(texts['counts'], args, lang)}"
    if found.crashed:
        yield f"  {fill(texts['crashed'], (('count', found.crashed),), lang)}"


def _duty(row: Covered, lang: str) -> Iterator[str]:
    texts = coverage_texts(lang)
    rules = f" [{', '.join(row.rules)}]" if row.rules else ""
    lines = textwrap.wrap(f"{row.krav.key}{rules} {row.krav.demand(lang)}", _WIDTH)
    yield f"  {lines[0]}"
    yield from (f"      {line}" for line in lines[1:])
    told = [
        f"{outcome_name(outcome, lang)} {format_number(row.outcomes[outcome], lang)}"
        for outcome in Outcome
        if row.outcomes.get(outcome)
    ]
    if told:
        yield click.style(f"      {', '.join(told)}", dim=True)
    if row.state is State.NO_RULE:
        yield click.style(f"      {no_rule_words(row, lang)}", dim=True)
    if row.state is State.FORMAT:
        args = (("facts", tuple(fact_name(path, lang) for path in row.undecidable)),)
        yield from _dim(fill(texts["cannot-carry"], args, lang))
    for path, count in list(row.missing.items())[:_FACTS_SHOWN]:
        yield from _dim(fill(texts["missing"], (("fact", fact_name(path, lang)), ("count", count)), lang))
    if len(row.missing) > _FACTS_SHOWN:
        yield from _dim(fill(texts["more"], (("count", len(row.missing) - _FACTS_SHOWN),), lang))


def _dim(text: str) -> Iterator[str]:
    yield from (click.style(f"      {line}", dim=True) for line in textwrap.wrap(text, _WIDTH))
