"""Steering figures for spreadsheets: a row for each number, of the whole period and of each part."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import msgspec

from barnevern_tilsyn.indicators import Indicators, Span
from barnevern_tilsyn.indicators.reading import Reading
from barnevern_tilsyn.reports.indicators_json import reading_row

__all__ = ["HEAD", "as_csv"]

HEAD = ("figure", "name", "first", "last", "measure", "value")


def as_csv(found: Indicators, *, lang: str = "nb") -> str:
    """The figures as CSV (RFC 4180): measures by the names that the JSON has, nothing where there is no value."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    for value in found.values:
        spans: list[tuple[Span, Reading]] = [(found.period.whole, value.whole)] if value.whole is not None else []
        for span, reading in (*spans, *value.series):
            for measure, number in _numbers(msgspec.to_builtins(reading_row(reading, lang))):
                rows.writerow((value.figure.id, value.figure.name.say(lang), span.first, span.last, measure, number))
    return out.getvalue()


def _numbers(row: Any, head: str = "") -> Iterator[tuple[str, float | None]]:
    """The numbers of a row with the way to each; a list's by its band or code."""
    for key, value in row.items():
        name = f"{head}{key}"
        match value:
            case dict():
                yield from _numbers(value, f"{name}.")
            case list() | tuple():
                for item in value:
                    if isinstance(item, dict):
                        yield f"{name}.{item.get('code', item.get('first'))}", item["count"]
            case int() | float() | None:
                yield name, value
