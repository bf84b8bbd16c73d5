"""The page of a report after a template, to be printed: what the figures tell, and room for what a person must tell."""

from collections.abc import Iterator
from typing import Any, Final

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators.protection import Protection
from barnevern_tilsyn.indicators.template import Section, Template
from barnevern_tilsyn.reports.html.page import render
from barnevern_tilsyn.reports.indicators import Gathered
from barnevern_tilsyn.reports.indicators_filled import Told
from barnevern_tilsyn.reports.indicators_words import indicator_texts, whose_words

__all__ = ["lines"]

_CATALOGUE: Final = "filled"


def lines(
    template: Template, found: Gathered, protection: Protection, *, version: str, lang: str = "nb"
) -> Iterator[str]:
    """The page, line by line. In a public report small numbers are hidden."""
    texts = indicator_texts(lang)
    told = Told(found, protection if template.public else None, lang)
    whole = found.indicators.period.whole
    as_of = found.indicators.as_of
    limits = (("limit", protection.least), ("least", protection.least_cases))
    yield from render(
        "filled.html",
        lang,
        version=version,
        texts=_CATALOGUE,
        title=template.title.say(lang),
        about=template.about.say(lang),
        period=fill(texts["filled"]["period"], (("first", whole.first), ("last", whole.last)), lang),
        cases=told.cases(),
        judged=fill(texts["as_of"], (("day", as_of),), lang) if as_of else texts["as_extracted"],
        protected=fill(texts["comparison"]["protected"], limits, lang) if template.public else "",
        parts=[_section(section, told, lang) for section in template.sections],
        beside=len(found.beside),
        closing=texts["closing"],
        words=texts["filled"],
    ).splitlines()


def _section(section: Section, told: Told, lang: str) -> dict[str, Any]:
    values = [told.indicators.value(id) for id in section.figures]
    return {
        "title": section.title.say(lang),
        "figures": [
            {
                "name": value.figure.name.say(lang),
                "told": told.words(value),
                "definition": " / ".join(
                    text.say(lang) for text in (value.figure.numerator, value.figure.denominator) if text
                ),
                "whose": whose_words(value.figure, lang),
            }
            for value in values
        ],
        "left": [{"text": left.text.say(lang), "reason": left.reason.say(lang)} for left in section.left_open],
    }
