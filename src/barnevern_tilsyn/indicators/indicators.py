"""The figures of a run as values: what each came to, as a whole and in parts of the period. Without text."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import attrs

from barnevern_tilsyn.codes import gruppe, kodeliste
from barnevern_tilsyn.indicators.by_record import HAS, REPORTS
from barnevern_tilsyn.indicators.figure import Catalogue, Figure, Unit
from barnevern_tilsyn.indicators.period import Period, Span
from barnevern_tilsyn.indicators.reading import Clustering, Counted, Kinds, Number, Reading, Spread
from barnevern_tilsyn.indicators.seen import NO, REVIEW, RUNNING, UNKNOWN, UNPLACED, YES, Key
from barnevern_tilsyn.indicators.tally import Tally
from barnevern_tilsyn.indicators.ways import Ages, Children, Handling, LastDays, Reporters

__all__ = ["Indicators", "Value", "indicators_of", "not_carried", "reading_of"]

_NOTHING: Final[Mapping[str, Iterable[str]]] = MappingProxyType({})


@attrs.frozen(weakref_slot=False, kw_only=True)
class Value:
    """What a figure came to. ``series``: in each part of the period. ``whole`` is None where it cannot be computed.

    ``not_carried``: facts that it rests on and that a format of the records has no place for; the cases in that format
    are not in it.
    """

    figure: Figure
    whole: Reading | None
    series: tuple[tuple[Span, Reading], ...] = ()
    not_carried: tuple[str, ...] = ()


@attrs.frozen(weakref_slot=False, kw_only=True)
class Indicators:
    """The figures of all cases together, in the catalogue's order. ``cases``: how many there were.

    ``as_of``: the day of judgement; None: each case on the day it was extracted.
    """

    catalogue: Catalogue
    period: Period
    values: tuple[Value, ...]
    cases: int
    as_of: date | None = None

    def value(self, id: str) -> Value:
        """The value of a figure. Raises ``KeyError``."""
        return {value.figure.id: value for value in self.values}[id]


def indicators_of(
    tally: Tally, *, as_of: date | None = None, undecidable: Mapping[str, Iterable[str]] = _NOTHING
) -> Indicators:
    """What has been counted so far, services together. ``undecidable``: as ``Run.undecidable`` gives it."""
    return Indicators(
        catalogue=tally.catalogue,
        period=tally.period,
        values=tuple(_value(figure, tally, undecidable) for figure in tally.catalogue.figures),
        cases=sum(tally.cases.values()),
        as_of=as_of,
    )


def _value(figure: Figure, tally: Tally, undecidable: Mapping[str, Iterable[str]]) -> Value:
    if figure.how is None:
        return Value(figure=figure, whole=None)
    lacking = not_carried(figure, undecidable)
    spans = tally.period.spans
    if lacking and not any(_together(figure, tally, place) for place in range(len(spans))):
        return Value(figure=figure, whole=None, not_carried=lacking)
    whole, *parts = (reading_of(figure, _together(figure, tally, place), span) for place, span in enumerate(spans))
    return Value(
        figure=figure,
        whole=whole,
        series=tuple(zip(tally.period.parts, parts, strict=True)),
        not_carried=lacking,
    )


def not_carried(figure: Figure, undecidable: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The facts that a figure rests on and that a format of the records has no place for."""
    return tuple(sorted({path for code in figure.rules for path in undecidable.get(code, ())}))


def _together(figure: Figure, tally: Tally, place: int) -> Counter[Key]:
    counts: Counter[Key] = Counter()
    for service in tally.services:
        counts.update(tally.counts(figure.id, service, place))
    return counts


def reading_of(figure: Figure, counts: Counter[Key], span: Span) -> Reading:
    """What counts come to. Raises ``ValueError`` for a figure that is not computed."""
    how: Any = figure.how
    match how:
        case Handling(bands=bands) | Ages(bands=bands):
            days = {key: count for key, count in counts.items() if isinstance(key, int)}
            return Spread(days=dict(sorted(days.items())), bands=bands, unknown=_unknown(counts))
        case LastDays(days=last_days):
            lengths: Counter[int] = Counter()
            for key, count in counts.items():
                if isinstance(key, tuple):
                    lengths[key[0]] += count
            last = sum(count for key, count in counts.items() if isinstance(key, tuple) and key[1])
            return Clustering(
                last_days=last_days, last=last, lengths=dict(sorted(lengths.items())), unknown=_unknown(counts)
            )
        case Reporters(never=groups):
            return _kinds(groups, counts, span)
        case Children():
            return Number(count=counts[HAS], unknown=counts[UNKNOWN])
        case None:
            raise ValueError(figure.id)
        case _:
            return Counted(
                yes=counts[YES],
                no=counts[NO],
                review=counts[REVIEW],
                unknown=counts[UNKNOWN],
                running=counts[RUNNING],
                unplaced=counts[UNPLACED],
                independent=figure.unit is not Unit.VISIT,
            )


def _unknown(counts: Counter[Key]) -> int:
    return counts[UNKNOWN] + counts[UNPLACED]


def _kinds(groups: tuple[str, ...], counts: Counter[Key], span: Span) -> Kinds:
    by_code = {
        key.removeprefix("code:"): count
        for key, count in counts.items()
        if isinstance(key, str) and key.startswith("code:")
    }
    known = kodeliste("melder").codes
    valid = [code for code in known if _is_valid(code, span)]
    asked = frozenset[str]().union(*(gruppe(name).codes for name in groups))
    order = {code: place for place, code in enumerate(known)}
    return Kinds(
        of=counts[REPORTS],
        by_code=dict(sorted(by_code.items(), key=lambda row: (order.get(row[0], len(order)), row[0]))),
        never=tuple(code for code in valid if code in asked and not by_code.get(code)),
        unknown=counts[UNKNOWN],
        unplaced=counts[UNPLACED],
    )


def _is_valid(code: str, span: Span) -> bool:
    """Whether a code may be used for an event on a day of the span."""
    kode = kodeliste("melder").codes[code]
    return (kode.valid_from or date.min) <= span.last and span.first <= (kode.valid_to or date.max)
