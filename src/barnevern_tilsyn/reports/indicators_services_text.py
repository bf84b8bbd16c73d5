"""Services side by side for people at a terminal: a table for each figure, small numbers hidden."""

import textwrap
from collections.abc import Iterable, Iterator

import click

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators import Comparison
from barnevern_tilsyn.indicators.municipalities import Municipalities
from barnevern_tilsyn.reports.indicators_services_words import nothing_words, row_words, service_name
from barnevern_tilsyn.reports.indicators_words import indicator_texts
from barnevern_tilsyn.reports.text import Beside
from barnevern_tilsyn.runners.judging import Beside as Read

__all__ = ["as_text"]

_WIDTH = 96


def as_text(
    found: Comparison, municipalities: Municipalities, *, beside: Iterable[Read] = (), lang: str = "nb"
) -> Iterator[str]:
    """The comparison, line by line, with ANSI styles."""
    texts = indicator_texts(lang)
    words = texts["comparison"]
    whole = found.period.whole
    yield click.style(fill(words["title"], (("first", whole.first), ("last", whole.last)), lang), bold=True)
    args = (("limit", found.protection.least), ("least", found.protection.least_cases))
    yield from textwrap.wrap(f"{fill(words['protected'], args, lang)} {texts['balance']}", _WIDTH)
    names = {service: service_name(service, municipalities, lang) for service in (*found.services, None)}
    width = max(map(len, names.values()))
    for compared in found.figures:
        yield ""
        yield click.style(compared.figure.name.say(lang), bold=True)
        if compared.all is None or not compared.is_shown:
            yield from textwrap.wrap(nothing_words(compared, lang), _WIDTH, initial_indent="  ", subsequent_indent="  ")
            continue
        for row in (*compared.rows, compared.all):
            yield f"  {names[row.service].ljust(width)}  {row_words(row, found.protection, lang)}"
    yield ""
    for service in found.services:
        parts = municipalities.divided.get(service.kommunenummer)
        if parts:
            args_of = (("number", service.kommunenummer), ("names", parts))
            yield from textwrap.wrap(fill(words["divided"], args_of, lang), _WIDTH)
    told = Beside(lang)
    for other in beside:
        told.keep(other)
    yield from told.sections()
    yield from textwrap.wrap(texts["closing"], _WIDTH)
