"""A sample of cases for people at a terminal: the cases, the rules that it keeps, and what it was drawn from."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any, Final

import click

from barnevern_tilsyn.engine.texts import catalogue, fill, format_number
from barnevern_tilsyn.programmes.form import Subject
from barnevern_tilsyn.programmes.programme import Programme, Sampling
from barnevern_tilsyn.programmes.sample import Held, RuleHeld, Sample
from barnevern_tilsyn.programmes.sample_words import group_words, outcome_words, reason_words, sample_texts

__all__ = ["as_text", "summary_text"]

_WIDTH: Final = 96
_COLOURS: Final = {Held.YES: "green", Held.IMPOSSIBLE: "red", Held.GIVES_WAY: "yellow", Held.UNKNOWN: "cyan"}


def as_text(sample: Sample, programme: Programme, *, lang: str = "nb") -> Iterator[str]:
    """The sample, line by line, with ANSI styles. ``programme``: the one that it was drawn by."""
    sampling = programme.sampling
    assert sampling is not None
    texts = _texts(lang)
    yield from _head(sample, programme, lang)
    yield ""
    yield click.style(texts["cases"], bold=True)
    for subject in sample.cases:
        yield from _case(subject, sampling, lang)
    yield ""
    yield from _rules(sample.rules, sampling, lang)
    yield ""
    yield from _counts(texts["eligible"], _eligible(sample, sampling, lang), sample.eligible, lang)
    if sample.passed_over:
        yield ""
        names = sample_texts(lang)["passed-over"]
        passed_over = [(names[reason], count) for reason, count in sample.passed_over.items()]
        yield from _counts(texts["passed-over"], passed_over, sum(sample.passed_over.values()), lang)


def summary_text(sample: Sample, programme: Programme, *, lang: str = "nb") -> Iterator[str]:
    """Which sample it is, and which rules it keeps."""
    assert programme.sampling is not None
    yield from _head(sample, programme, lang)
    yield from _rules(sample.rules, programme.sampling, lang)


def _texts(lang: str) -> Mapping[str, Any]:
    return catalogue("barnevern_tilsyn.reports", f"texts/sample/{lang}.toml")


def _head(sample: Sample, programme: Programme, lang: str) -> Iterator[str]:
    texts = _texts(lang)
    yield click.style(fill(texts["drawn"], (("id", sample.id), ("day", sample.as_of)), lang), bold=True)
    args = (("name", programme.name.say(lang)), ("version", programme.version), ("seed", str(sample.seed)))
    yield f"  {fill(texts['programme'], args, lang)}"


def _case(subject: Subject, sampling: Sampling, lang: str) -> Iterator[str]:
    texts = _texts(lang)
    yield f"  {fill(texts['case'], (('id', subject.case), ('day', subject.closed)), lang)}"
    number = subject.municipality
    place = fill(texts["municipality"], (("code", number),), lang) if number else texts["municipality-unknown"]
    yield click.style(f"      {outcome_words(subject, sampling, lang)}, {place}", dim=True)


def _rules(rules: tuple[RuleHeld, ...], sampling: Sampling, lang: str) -> Iterator[str]:
    texts, names = _texts(lang), sample_texts(lang)
    yield click.style(texts["rules"], bold=True)
    for row in rules:
        held = click.style(names["held"][row.held], fg=_COLOURS[row.held])
        yield f"  {names['rules'][row.rule]}: {held}"
        yield from _wrapped(reason_words(row, sampling, lang), 6)
    yield from _wrapped(texts["pull"], 2)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    yield from textwrap.wrap(text, _WIDTH + indent, initial_indent=" " * indent, subsequent_indent=" " * indent)


def _eligible(sample: Sample, sampling: Sampling, lang: str) -> list[tuple[str, int]]:
    texts = _texts(lang)
    outcomes = [(group_words(id, sampling, lang), count) for id, count in sample.by_outcome.items()]
    places = [
        (fill(texts["municipality"], (("code", number),), lang), count)
        for number, count in sample.by_municipality.items()
    ]
    no_outcome = sample.eligible - sum(sample.by_outcome.values())
    no_place = sample.eligible - sum(sample.by_municipality.values())
    return [
        *outcomes,
        *([(texts["outcome-unknown"], no_outcome)] if no_outcome else []),
        *places,
        *([(texts["municipality-unknown"], no_place)] if no_place else []),
    ]


def _counts(title: str, rows: list[tuple[str, int]], total: int, lang: str) -> Iterator[str]:
    yield click.style(title, bold=True)
    all_rows = [*rows, (_texts(lang)["total"], total)]
    width = max(len(name) for name, _ in all_rows)
    yield from (f"  {name:<{width}} {format_number(count, lang):>7}" for name, count in all_rows)
