"""The JSON of ``indicators``: stable and versioned. Field by field in docs/indicators.md."""

from collections.abc import Iterable
from typing import Any

import msgspec

from barnevern_tilsyn.engine.own_file import Texts
from barnevern_tilsyn.engine.shares import Interval
from barnevern_tilsyn.indicators import Figure, Indicators, Value
from barnevern_tilsyn.indicators.reading import Clustering, Counted, Kinds, Number, Reading, Spread
from barnevern_tilsyn.reports import indicators_wire as wire
from barnevern_tilsyn.reports.indicators_words import reporter_name
from barnevern_tilsyn.reports.rows import beside_rows, tool_row
from barnevern_tilsyn.runners.judging import Beside

__all__ = ["as_json", "reading_row"]


def as_json(found: Indicators, *, version: str, beside: Iterable[Beside] = (), lang: str = "nb") -> bytes:
    """The figures as indented JSON in UTF-8. ``version`` is the tool's own."""
    others: dict[str, Any] = {key: tuple(rows) for key, rows in beside_rows(beside, lang).items()}
    report = wire.Report(
        format=wire.FORMAT,
        tool=tool_row(version),
        figures=wire.Set(id=found.catalogue.id, version=found.catalogue.version),
        period=wire.Period(first=found.period.whole.first, last=found.period.whole.last, step=found.period.step),
        as_of=found.as_of,
        cases=found.cases,
        values=tuple(_value(value, lang) for value in found.values),
        **others,
    )
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def _value(value: Value, lang: str) -> wire.Value:
    figure = value.figure
    return wire.Value(
        id=figure.id,
        name=figure.name.say(lang),
        origin=figure.origin,
        aspect=figure.aspect,
        unit=figure.unit,
        certainty=figure.certainty,
        numerator=figure.numerator.say(lang),
        denominator=_text(figure.denominator, lang),
        official=_official(figure, lang),
        duties=figure.duties,
        rules=figure.rules,
        facts=figure.facts,
        not_computed=_text(figure.not_computed, lang),
        not_carried=value.not_carried,
        whole=None if value.whole is None else reading_row(value.whole, lang),
        series=tuple(
            wire.Part(first=span.first, last=span.last, reading=reading_row(reading, lang))
            for span, reading in value.series
        ),
    )


def _text(text: Texts | None, lang: str) -> str | None:
    return text.say(lang) if text else None


def _official(figure: Figure, lang: str) -> wire.Official | None:
    official = figure.official
    if official is None:
        return None
    return wire.Official(
        name=official.name.say(lang),
        owner=official.owner,
        definition_read=official.read,
        difference=_text(official.difference, lang),
        sources=tuple(wire.Source(url=source.url, note=source.note) for source in official.sources),
    )


def reading_row(reading: Reading, lang: str) -> wire.Reading:
    """What a figure came to, as it is written."""
    match reading:
        case Counted():
            return wire.Share(
                yes=reading.yes,
                no=reading.no,
                review=reading.review,
                unknown=reading.unknown,
                running=reading.running,
                unplaced=reading.unplaced,
                share=reading.share,
                interval=_interval(reading.interval),
                bounds=_interval(reading.bounds),
            )
        case Spread():
            return _days(reading)
        case Clustering():
            return wire.Clustering(
                last_days=reading.last_days,
                of=reading.of,
                last=reading.last,
                share=reading.share,
                expected=reading.expected,
                even_share=reading.even_share,
                unknown=reading.unknown,
            )
        case Kinds():
            return wire.Kinds(
                of=reading.of,
                kinds=tuple(
                    wire.Kind(code=code, name=reporter_name(code, lang), count=count)
                    for code, count in reading.by_code.items()
                ),
                never=reading.never,
                unknown=reading.unknown,
                unplaced=reading.unplaced,
            )
        case Number():
            return wire.Number(count=reading.count, unknown=reading.unknown)


def _interval(pair: Interval | None) -> wire.Interval | None:
    return wire.Interval(low=pair.low, high=pair.high) if pair else None


def _days(reading: Spread) -> wire.Days:
    return wire.Days(
        of=reading.of,
        unknown=reading.unknown,
        median=reading.median,
        lower_quartile=reading.quantile(0.25),
        upper_quartile=reading.quantile(0.75),
        tenth=reading.quantile(0.1),
        ninetieth=reading.quantile(0.9),
        longest=reading.longest,
        bands=tuple(wire.Band(first=band.first, last=band.last, count=band.count) for band in reading.in_bands),
    )
