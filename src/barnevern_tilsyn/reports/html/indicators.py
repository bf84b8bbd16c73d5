"""The page of steering figures: the child and the work first, then the clock; each share with how little it may say."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from markupsafe import Markup

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.indicators import Indicators, Value
from barnevern_tilsyn.indicators.figure import Aspect
from barnevern_tilsyn.indicators.reading import Band, Clustering, Counted, Kinds, Reading, Spread
from barnevern_tilsyn.model import Notice, Reject, Unreadable
from barnevern_tilsyn.reports.html.charts import Column, Point, bar, columns, interval_bar, run
from barnevern_tilsyn.reports.html.page import Words, render, words_of
from barnevern_tilsyn.reports.indicators_words import (
    band_words,
    indicator_texts,
    percent,
    reading_words,
    reporter_name,
    span_words,
    value_words,
    whose_words,
)
from barnevern_tilsyn.reports.text import describe_notice, describe_reject, describe_unreadable
from barnevern_tilsyn.runners.judging import Beside

__all__ = ["lines"]

_CATALOGUE: Final = "indicators"
_ORDER: Final = (Aspect.PARTICIPATION, Aspect.THOROUGHNESS, Aspect.DEADLINE, Aspect.FOLLOW_UP, Aspect.VOLUME)
_MOST_LOW, _MOST_BESIDE = 5, 30
_RUN_FROM: Final = 3
_LEVELS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def lines(found: Indicators, *, version: str, beside: Iterable[Beside] = (), lang: str = "nb") -> Iterator[str]:
    """The page of the figures, line by line. ``beside``: what was no case."""
    yield from _page(found, list(beside), version, lang).splitlines()


def _page(found: Indicators, beside: Sequence[Beside], version: str, lang: str) -> str:
    view = _View(found, lang)
    texts = indicator_texts(lang)
    whole = found.period.whole
    aspects = [
        {
            "id": aspect.value,
            "name": texts["aspects"][aspect.value],
            "figures": [view.value(value) for value in found.values if value.figure.aspect is aspect and value.whole],
        }
        for aspect in _ORDER
    ]
    aspects = [one for one in aspects if one["figures"]]
    told = [line for one in beside for line in _told(one, lang)]
    return render(
        "indicators.html",
        lang,
        version=version,
        texts=_CATALOGUE,
        found=found,
        title=fill(texts["title"], (("first", whole.first), ("last", whole.last)), lang),
        judged=fill(texts["as_of"], (("day", found.as_of),), lang) if found.as_of else texts["as_extracted"],
        words=texts,
        key=view.key(),
        low=view.low(),
        aspects=aspects,
        sections=[(one["id"], one["name"]) for one in aspects],
        not_computed=[view.not_computed(value) for value in found.values if value.whole is None],
        beside=told[:_MOST_BESIDE],
        beside_more=max(0, len(told) - _MOST_BESIDE),
    )


def _told(one: Beside, lang: str) -> list[str]:
    match one:
        case Reject():
            return describe_reject(one, lang)
        case Unreadable():
            return [describe_unreadable(one, lang)]
        case Notice():
            return [describe_notice(one, lang)]
        case _:
            return []


class _View:
    """What is told of each figure."""

    def __init__(self, found: Indicators, lang: str) -> None:
        self._found = found
        self._lang = lang
        self.say: Words = words_of(_CATALOGUE, lang)

    def _shares(self) -> list[tuple[Value, Counted]]:
        """The figures that have a share, volume apart."""
        return [
            (value, value.whole)
            for value in self._found.values
            if isinstance(value.whole, Counted) and value.whole.share is not None
            if value.figure.aspect is not Aspect.VOLUME
        ]

    def key(self) -> list[dict[str, Any]]:
        """The first figure of each aspect that has a share."""
        first: dict[Aspect, tuple[Value, Counted]] = {}
        for value, counted in self._shares():
            first.setdefault(value.figure.aspect, (value, counted))
        return [
            {"name": value.figure.name.say(self._lang), **self._numbers(counted)}
            for aspect, (value, counted) in sorted(first.items(), key=lambda row: _ORDER.index(row[0]))
        ]

    def _numbers(self, counted: Counted) -> dict[str, Any]:
        return {"share": percent(counted.share or 0.0, self._lang), "yes": counted.yes, "of": counted.of}

    def low(self) -> list[dict[str, Any]]:
        """What is done least often, of what the records show not to be done always."""
        short = [(value, counted) for value, counted in self._shares() if counted.no]
        short.sort(key=lambda row: (row[1].share, -row[1].no))
        return [
            {
                "name": value.figure.name.say(self._lang),
                "no": counted.no,
                **self._numbers(counted),
                "bar": self._bar(value, counted),
            }
            for value, counted in short[:_MOST_LOW]
        ]

    def _bar(self, value: Value, counted: Counted) -> Markup:
        name = value.figure.name.say(self._lang)
        sure = counted.interval
        share = counted.share
        low, high = (sure.low, sure.high) if sure else (share or 0.0, share or 0.0)
        return interval_bar(share, low, high, name, kind="yes")

    def value(self, value: Value) -> dict[str, Any]:
        """A figure: what it came to in words, a chart, and its parts of the period."""
        figure, whole = value.figure, value.whole
        parts = [text.say(self._lang) for text in (figure.numerator, figure.denominator) if text]
        return {
            "name": figure.name.say(self._lang),
            "definition": " / ".join(parts),
            "whose": whose_words(figure, self._lang),
            "words": [] if whole is None else list(value_words(value, self._lang)),
            "chart": None if whole is None else self._chart(value, whole),
            "kinds": self._kinds(whole) if isinstance(whole, Kinds) else [],
            "run": self._run(value),
            "series": [
                (span_words(span, self._found.period.step, self._lang), next(reading_words(reading, self._lang)))
                for span, reading in value.series
            ],
        }

    def _chart(self, value: Value, whole: Reading) -> Markup | None:
        name = value.figure.name.say(self._lang)
        match whole:
            case Counted() if whole.share is not None:
                return self._bar(value, whole)
            case Spread() if whole.of:
                shown = [Column(_short(band), band.count, str(band.count), "running") for band in whole.in_bands]
                told = "; ".join(f"{band_words(band, self._lang)}: {band.count}" for band in whole.in_bands)
                return columns(shown, name, told)
            case Clustering() if whole.share is not None and whole.even_share is not None:
                return interval_bar(whole.share, whole.share, whole.share, name, target=whole.even_share, kind="review")
            case _:
                return None

    def _kinds(self, kinds: Kinds) -> list[dict[str, Any]]:
        most = max(kinds.by_code.values(), default=0)
        rows = [
            {"name": reporter_name(code, self._lang), "count": count, "bar": bar(count, most, str(count), "running")}
            for code, count in kinds.by_code.items()
        ]
        return sorted(rows, key=lambda row: -row["count"])

    def _run(self, value: Value) -> Markup | None:
        readings = [(span, reading) for span, reading in value.series if isinstance(reading, Counted)]
        if len([1 for _, reading in readings if reading.share is not None]) < _RUN_FROM:
            return None
        points = []
        for span, reading in readings:
            name = span_words(span, self._found.period.step, self._lang)
            told = f"{name}: {next(reading_words(reading, self._lang))}"
            points.append(Point(name, reading.share, f"{reading.yes}/{reading.of}", told))
        ticks = [(level, percent(level, self._lang)) for level in _LEVELS]
        return run(
            points,
            value.figure.name.say(self._lang),
            "; ".join(point.told for point in points),
            ticks=ticks,
            most_names=3,
        )

    def not_computed(self, value: Value) -> dict[str, Any]:
        """A figure that is not there, and why."""
        return {"name": value.figure.name.say(self._lang), "why": " ".join(value_words(value, self._lang))}


def _short(band: Band) -> str:
    if band.last is None:
        return f"{band.first}+"
    return str(band.first) if band.first == band.last else f"{band.first}–{band.last}"
