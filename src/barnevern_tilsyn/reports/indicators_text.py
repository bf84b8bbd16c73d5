"""Steering figures for people at a terminal: the child and the work first, then the clock."""

import textwrap
from collections.abc import Iterable, Iterator

import click

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators import Indicators, Value
from barnevern_tilsyn.indicators.figure import Aspect
from barnevern_tilsyn.reports.indicators_words import (
    indicator_texts,
    reading_words,
    span_words,
    value_words,
    whose_words,
)
from barnevern_tilsyn.reports.text import Beside
from barnevern_tilsyn.runners.judging import Beside as Read

__all__ = ["as_text"]

_WIDTH = 96
_ORDER = (Aspect.PARTICIPATION, Aspect.THOROUGHNESS, Aspect.DEADLINE, Aspect.FOLLOW_UP, Aspect.VOLUME)


def as_text(found: Indicators, *, beside: Iterable[Read] = (), lang: str = "nb") -> Iterator[str]:
    """The figures, line by line, with ANSI styles."""
    texts = indicator_texts(lang)
    whole = found.period.whole
    yield click.style(fill(texts["title"], (("first", whole.first), ("last", whole.last)), lang), bold=True)
    judged = fill(texts["as_of"], (("day", found.as_of),), lang) if found.as_of else texts["as_extracted"]
    yield f"{fill(texts['cases'], (('count', found.cases),), lang)} {judged}"
    yield from textwrap.wrap(texts["balance"], _WIDTH)
    for aspect in _ORDER:
        values = [value for value in found.values if value.figure.aspect is aspect]
        if values:
            yield ""
            yield click.style(texts["aspects"][aspect.value], bold=True)
            for value in values:
                yield from _value(value, found, lang)
    told = Beside(lang)
    for other in beside:
        told.keep(other)
    sections = list(told.sections())
    yield ""
    yield from sections
    yield from textwrap.wrap(texts["internal"], _WIDTH)
    yield from textwrap.wrap(texts["closing"], _WIDTH)


def _value(value: Value, found: Indicators, lang: str) -> Iterator[str]:
    yield f"  {value.figure.name.say(lang)}"
    yield from _indented(" ".join(value_words(value, lang)))
    for span, reading in value.series:
        first = next(reading_words(reading, lang))
        yield from _indented(f"{span_words(span, found.period.step, lang)}: {first}", 8)
    parts = [text.say(lang) for text in (value.figure.numerator, value.figure.denominator) if text]
    yield from (
        click.style(line, dim=True) for line in _indented(f"{' / '.join(parts)}. {whose_words(value.figure, lang)}")
    )


def _indented(text: str, indent: int = 6) -> Iterator[str]:
    return iter(textwrap.wrap(text, _WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 2)))
