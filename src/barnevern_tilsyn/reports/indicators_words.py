"""What figures come to, in words: the sentences that text and templates share."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from barnevern_tilsyn.engine.texts import catalogue, fill, format_date, format_number
from barnevern_tilsyn.findings import fact_name
from barnevern_tilsyn.indicators import Figure, Span, Step, Value
from barnevern_tilsyn.indicators.figure import Origin
from barnevern_tilsyn.indicators.reading import Band, Clustering, Counted, Kinds, Number, Reading, Spread

__all__ = [
    "band_words",
    "indicator_texts",
    "percent",
    "reading_words",
    "reporter_name",
    "span_words",
    "value_words",
    "whose_words",
]

_FEW = 100
"""A share of fewer is told with its interval."""


def indicator_texts(lang: str) -> Mapping[str, Any]:
    """The texts of the figures' reports."""
    return catalogue("barnevern_tilsyn.reports", f"texts/indicators/{lang}.toml")


def _say(name: str, lang: str, /, **args: Any) -> str:
    return fill(indicator_texts(lang)["sentences"][name], tuple(args.items()), lang)


def percent(share: float, lang: str) -> str:
    """A share as a percentage with at most one decimal."""
    return fill("{count:%}", (("count", share),), lang)


def span_words(span: Span, step: Step | None, lang: str) -> str:
    """A part of a period by its name in the calendar, else from day to day."""
    first, after = span.first, span.last + timedelta(days=1)
    whole = step is not None and (first.day, after.day) == (1, 1) and first.month % step.months == 1 % step.months
    months = 12 * (after.year - first.year) + after.month - first.month
    if not whole or step is None or months != step.months:
        return _say("from-to", lang, first=first, last=span.last)
    if step is Step.MONTH:
        return format_date(first, lang).split(" ", 1)[1]
    number = str((first.month - 1) // step.months + 1)
    return _say(step.value, lang, number=number, year=str(first.year))


def whose_words(figure: Figure, lang: str) -> str:
    """Whose the definition is, and the official figure that it is or is like."""
    official = figure.official
    if official is None:
        return _say("ours", lang)
    args = {"name": official.name.say(lang), "owner": official.owner}
    if figure.origin is not Origin.OURS:
        return _say(figure.origin.value, lang, **args)
    words = _say("like" if official.read else "like-unread", lang, **args)
    return f"{words} {official.difference.say(lang)}" if official.difference else words


def value_words(value: Value, lang: str) -> Iterator[str]:
    """What a figure came to, in sentences."""
    if value.figure.not_computed:
        yield _say("not-computed", lang, reason=value.figure.not_computed.say(lang))
    if value.whole is not None:
        yield from reading_words(value.whole, lang)
    if value.not_carried:
        yield _say(
            "not-carried" if value.whole else "none-carried",
            lang,
            facts=tuple(fact_name(path, lang) for path in value.not_carried),
        )


def reading_words(reading: Reading, lang: str) -> Iterator[str]:
    """What a figure came to in a span, in sentences; the first one is the shortest that says it."""
    match reading:
        case Counted():
            yield from _counted(reading, lang)
        case Spread():
            yield from _spread(reading, lang)
        case Clustering():
            yield from _clustering(reading, lang)
        case Kinds():
            yield from _kinds(reading, lang)
        case Number():
            yield format_number(reading.count, lang) + "."
            yield from _rest(lang, unknown=reading.unknown)


def _counted(reading: Counted, lang: str) -> Iterator[str]:
    if reading.share is None:
        yield _say("none-known" if reading.population else "none", lang)
    else:
        args = {"yes": format_number(reading.yes, lang), "of": format_number(reading.of, lang)}
        yield _say("share", lang, share=percent(reading.share, lang), **args)
    interval = reading.interval if reading.of < _FEW else None
    if interval:
        yield _say("interval", lang, low=percent(interval.low, lang), high=percent(interval.high, lang))
    yield from _rest(
        lang, review=reading.review, unknown=reading.unknown, running=reading.running, unplaced=reading.unplaced
    )
    if reading.unsure and reading.bounds:
        bounds = reading.bounds
        yield _say("bounds", lang, low=percent(bounds.low, lang), high=percent(bounds.high, lang))


def _rest(lang: str, **counts: int) -> Iterator[str]:
    """What is kept apart, and how many of it."""
    for name, count in counts.items():
        if count:
            yield _say(name, lang, count=count)


def _spread(reading: Spread, lang: str) -> Iterator[str]:
    if reading.longest is None:
        yield _say("none", lang)
    else:
        found = {name: format_number(reading.quantile(share) or 0, lang) for name, share in _SHARES.items()}
        yield _say("days", lang, count=reading.of, longest=format_number(reading.longest, lang), **found)
        yield (
            "; ".join(f"{band_words(band, lang)}: {format_number(band.count, lang)}" for band in reading.in_bands) + "."
        )
    yield from _rest(lang, unknown=reading.unknown)


_SHARES = {"median": 0.5, "lower": 0.25, "upper": 0.75, "ninth": 0.9}


def band_words(band: Band, lang: str) -> str:
    """From how many days to how many."""
    if band.last is None:
        return _say("band-open", lang, days=band.first)
    if band.first == band.last:
        return _say("band-one", lang, days=band.first)
    return _say("band", lang, least=band.first, most=band.last)


def _clustering(reading: Clustering, lang: str) -> Iterator[str]:
    if reading.share is None or reading.even_share is None:
        yield _say("none", lang)
    else:
        yield _say(
            "clustering",
            lang,
            last_few=format_number(reading.last, lang),
            of=format_number(reading.of, lang),
            share=percent(reading.share, lang),
            even=percent(reading.even_share, lang),
        )
    yield from _rest(lang, unknown=reading.unknown)


def _kinds(reading: Kinds, lang: str) -> Iterator[str]:
    yield _say("reports", lang, count=reading.of)
    yield from (
        f"{reporter_name(code, lang)}: {format_number(count, lang)}." for code, count in reading.by_code.items()
    )
    yield from _rest(lang, no_kind=reading.unknown, unplaced=reading.unplaced)
    if reading.never and reading.of:
        names = tuple(reporter_name(code, lang) for code in reading.never)
        yield _say("none-seen" if reading.unknown or reading.unplaced else "never", lang, names=names)


def reporter_name(code: str, lang: str) -> str:
    """Who reported, by code of the register's list. Raises ``KeyError`` for another."""
    return str(indicator_texts(lang)["reporters"][code])
