"""The page of services side by side: a table a figure, a bar where a share may be told, small numbers hidden."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators import Comparison
from barnevern_tilsyn.indicators.comparison import Compared, Row
from barnevern_tilsyn.indicators.municipalities import Municipalities
from barnevern_tilsyn.reports.html.charts import interval_bar
from barnevern_tilsyn.reports.html.page import render
from barnevern_tilsyn.reports.indicators_services_words import nothing_words, row_words, service_name
from barnevern_tilsyn.reports.indicators_words import indicator_texts, whose_words
from barnevern_tilsyn.runners.judging import Beside

__all__ = ["lines"]

_CATALOGUE: Final = "services"


def lines(
    found: Comparison,
    municipalities: Municipalities,
    *,
    version: str,
    beside: Iterable[Beside] = (),
    lang: str = "nb",
) -> Iterator[str]:
    """The page, line by line. ``beside``: what was no case."""
    texts = indicator_texts(lang)
    words = texts["comparison"]
    whole = found.period.whole
    limits = (("limit", found.protection.least), ("least", found.protection.least_cases))
    figures = [_figure(compared, found, municipalities, lang) for compared in found.figures]
    yield from render(
        "services.html",
        lang,
        version=version,
        texts=_CATALOGUE,
        title=fill(words["title"], (("first", whole.first), ("last", whole.last)), lang),
        count=len(found.services),
        protected=fill(words["protected"], limits, lang),
        balance=texts["balance"],
        closing=texts["closing"],
        figures=[one for one in figures if one["rows"]],
        nothing=[one for one in figures if not one["rows"]],
        divided=[
            fill(words["divided"], (("number", one.kommunenummer), ("names", parts)), lang)
            for one in found.services
            if (parts := municipalities.divided.get(one.kommunenummer))
        ],
        beside=sum(1 for _ in beside),
    ).splitlines()


def _figure(compared: Compared, found: Comparison, municipalities: Municipalities, lang: str) -> dict[str, Any]:
    shown = compared.all is not None and compared.is_shown
    rows = (*compared.rows, compared.all) if compared.all and shown else ()
    return {
        "name": compared.figure.name.say(lang),
        "whose": whose_words(compared.figure, lang),
        "why": "" if shown else nothing_words(compared, lang),
        "rows": [_row(row, found, municipalities, lang) for row in rows],
    }


def _row(row: Row, found: Comparison, municipalities: Municipalities, lang: str) -> dict[str, Any]:
    name = service_name(row.service, municipalities, lang)
    told = row_words(row, found.protection, lang)
    drawn = None if row.share is None else interval_bar(row.share, row.share, row.share, f"{name}: {told}", kind="yes")
    return {"name": name, "told": told, "bar": drawn, "all": row.service is None}
