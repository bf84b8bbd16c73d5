"""Services side by side, with small numbers protected. Time series, kinds and spreads of few are not compared."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property
from types import MappingProxyType
from typing import Final

import attrs

from barnevern_tilsyn.indicators.by_record import HAS
from barnevern_tilsyn.indicators.figure import Catalogue, Figure
from barnevern_tilsyn.indicators.indicators import not_carried, reading_of
from barnevern_tilsyn.indicators.municipalities import Service
from barnevern_tilsyn.indicators.parts import parts
from barnevern_tilsyn.indicators.period import Period
from barnevern_tilsyn.indicators.protection import Place, Protected, Protection, protect
from barnevern_tilsyn.indicators.reading import Kinds, Spread
from barnevern_tilsyn.indicators.seen import NO, REVIEW, UNKNOWN, YES, Key
from barnevern_tilsyn.indicators.tally import ALL, Contributors, Tally
from barnevern_tilsyn.indicators.ways import Ages, Children, Handling, LastDays, Reporters

__all__ = ["Compared", "Comparison", "Row", "Shown", "compare_services", "protected", "protected_kinds"]

OF: Final = "of"
UNSURE: Final = "unsure"
COUNT: Final = "count"
_OF: Final = 2
"""The place of the sum in a table whose columns add up."""


@attrs.frozen(weakref_slot=False)
class Shown:
    """A count, None where it is hidden; ``small``: it is told that it is below the limit."""

    count: int | None
    small: bool = False


@attrs.frozen(weakref_slot=False, kw_only=True)
class Row:
    """What a figure came to in a service, or in all (``service`` is None).

    ``counts``: of a share ``yes``, ``no``, their sum ``of``, and ``unsure`` (a person must judge, or unknown); of those
    done in time ``yes`` are done on the last days; of other figures ``count``. ``share``: of those it is known of.
    ``median``: of days. Each is None where it would give away a count.
    """

    service: Service | None
    counts: Mapping[str, Shown]
    share: float | None = None
    median: float | None = None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Compared:
    """A figure in each service, by number, and in all.

    ``all`` is None, and there are no rows, where nothing was counted in any service: there is none, or ``not_carried``
    has facts that the format of the records has no place for.
    """

    figure: Figure
    rows: tuple[Row, ...] = ()
    all: Row | None = None
    not_carried: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Whether anything of it is shown."""
        rows = (*self.rows, self.all) if self.all else self.rows
        return any(shown.count is not None or shown.small for row in rows for shown in row.counts.values())


@attrs.frozen(weakref_slot=False, kw_only=True)
class Comparison:
    """The figures of services side by side."""

    catalogue: Catalogue
    period: Period
    protection: Protection
    services: tuple[Service, ...]
    figures: tuple[Compared, ...]


def compare_services(
    tally: Tally, protection: Protection, *, undecidable: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Comparison:
    """Services side by side. ``undecidable``: as ``Run.undecidable`` gives it.

    Raises ``ValueError`` for a tally that is not divided by service.
    """
    if None in tally.services:
        raise ValueError("the tally is not divided by service")
    services = tuple(service for service in tally.services if service is not None)
    return Comparison(
        catalogue=tally.catalogue,
        period=tally.period,
        protection=protection,
        services=services,
        figures=_compared(tally, services, protection, undecidable),
    )


def protected(
    tally: Tally, protection: Protection, *, undecidable: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> tuple[Compared, ...]:
    """The figures of a tally that is not divided, each in ``all`` and fit to be made public.

    Who reports is not among them: see ``protected_kinds``. Raises ``ValueError`` for a tally divided by service.
    """
    if any(service is not None for service in tally.services):
        raise ValueError("the tally is divided by service")
    return _compared(tally, (None,), protection, undecidable)


def protected_kinds(
    kinds: Kinds, protection: Protection, behind: Callable[[str], Contributors]
) -> tuple[dict[str, Shown], Shown]:
    """How many of each kind, by code, and how many in all. That nobody is of a kind tells of nobody.

    ``behind``: the cases behind a code. How many there are in all may be known from another figure, so the kinds that
    are hidden are so many that none can be worked out of what they are together.
    """
    counts = {**dict.fromkeys(kinds.never, 0), **kinds.by_code}
    limits = attrs.evolve(protection, zero_is_small=False)
    small = {code for code, count in counts.items() if limits.is_small(count)}
    few = {code for code, count in counts.items() if limits.is_of_few(count, (one := behind(code)).cases, one.largest)}
    hidden = small | few
    others = sorted((code for code in counts if counts[code] and code not in hidden), key=lambda code: counts[code])
    while hidden and not _hide_each_other(counts, hidden, small, limits):
        if not others:
            small = set()
            break
        hidden.add(others.pop(0))
    shown = {code: Shown(None if code in hidden else count, code in small) for code, count in counts.items()}
    return shown, Shown(None if hidden or limits.is_small(kinds.of) else kinds.of, limits.is_small(kinds.of))


def _hide_each_other(counts: Mapping[str, int], hidden: Set[str], small: Set[str], limits: Protection) -> bool:
    """Whether what hidden counts are together leaves open which is which, each told to be below the limit or not."""
    together = sum(counts[code] for code in hidden)
    least = len(small) + limits.least * len(hidden - small)
    most = (limits.least - 1) * len(small) if hidden == small else together + 1
    return len(hidden) > 1 and least < together < most and not limits.is_small(together)


def _compared(
    tally: Tally,
    services: tuple[Service | None, ...],
    protection: Protection,
    undecidable: Mapping[str, Iterable[str]],
) -> tuple[Compared, ...]:
    figures = [figure for figure in tally.catalogue.figures if figure.how and not isinstance(figure.how, Reporters)]
    counted = [figure for figure in figures if any(tally.counts(figure.id, service, 0) for service in services)]
    tables = {figure.id: _Tables(figure, tally, services, protection) for figure in counted}
    rests = [_Rest(tables[part.id], tables[whole.id], protection) for part, whole in parts(counted)]
    while _agree(tables) or any(rest.hides_more() for rest in rests):
        pass
    return tuple(
        tables[figure.id].compared()
        if figure.id in tables
        else Compared(figure=figure, not_carried=not_carried(figure, undecidable))
        for figure in figures
    )


class _Tables:
    """The counts of a figure in each service: those that add up, and those beside them."""

    def __init__(
        self, figure: Figure, tally: Tally, services: tuple[Service | None, ...], protection: Protection
    ) -> None:
        self.figure = figure
        self._tally = tally
        self._services = services
        self._protection = protection
        self._counts = [tally.counts(figure.id, service, 0) for service in services]
        self._columns = _columns(figure, {key for counts in self._counts for key in counts})
        self._adds_up = len(self._columns) > 1
        self.table = self._protect(frozenset())

    def hide(self, places: frozenset[Place]) -> bool:
        """Hide these places too, and what would give them away; whether any of them was not hidden."""
        if places <= self.table.hidden:
            return False
        self.table = self._protect(places | self.table.hidden)
        return True

    def _protect(self, forced: frozenset[Place]) -> Protected:
        """The table that adds up, with places that must be hidden in any case."""
        rows = [[self._number(counts, column) for column in self._columns] for counts in self._counts]
        return protect(rows, self._protection, adds_up=self._adds_up, of_few=self._is_of_few, forced=forced)

    def _number(self, counts: Counter[Key], column: tuple[Key, ...]) -> int:
        return sum(counts[key] for key in column)

    def _is_of_few(self, row: int, column: int) -> bool:
        """Whether a count is made by few cases. Of a sum that is told by its parts."""
        if column >= len(self._columns):
            return False
        keys, service = self._columns[column], self._services[row]
        behind = [self._tally.contributors(self.figure.id, service, key) for key in keys]
        cases, largest = sum(one.cases for one in behind), max((one.largest for one in behind), default=0)
        if len(keys) > 1:  # a case may have several numbers of days: it is known of all together
            whole = self._tally.contributors(self.figure.id, service, ALL)
            cases, largest = min(cases, whole.cases), whole.largest
        return self._protection.is_of_few(self._number(self._counts[row], keys), cases, largest)

    def compared(self) -> Compared:
        """The figure, as far as it may be shown."""
        *rows, last = (self._row(place) for place in range(len(self._services) + 1))
        return Compared(figure=self.figure, rows=tuple(rows), all=last)

    def _row(self, place: int) -> Row:
        service = self._services[place] if place < len(self._services) else None
        names = (YES, NO, OF) if self._adds_up else (COUNT,)
        counts = {name: _shown(self.table, place, column) for column, name in enumerate(names)}
        if not self._adds_up:
            return Row(service=service, counts=counts, median=self._median(place, counts[COUNT]))
        counts[UNSURE] = _shown(self._unsure, place, 0)
        yes, of = counts[YES].count, counts[OF].count
        return Row(service=service, counts=counts, share=yes / of if yes is not None and of else None)

    @cached_property
    def _unsure(self) -> Protected:
        rows = [(counts[REVIEW] + counts[UNKNOWN],) for counts in self._counts]
        return protect(rows, self._protection, adds_up=False)

    def _median(self, place: int, shown: Shown) -> float | None:
        if not isinstance(self.figure.how, Handling | Ages) or (shown.count or 0) < self._protection.least_for_median:
            return None
        together: Counter[Key] = Counter()
        for counts in self._counts[place : place + 1] if place < len(self._services) else self._counts:
            together.update(counts)
        reading = reading_of(self.figure, together, self._tally.period.whole)
        return reading.median if isinstance(reading, Spread) else None


def _columns(figure: Figure, keys: set[Key]) -> tuple[tuple[Key, ...], ...]:
    """The keys of each column of a figure's table."""
    if figure.is_share:
        return (YES,), (NO,)
    if isinstance(figure.how, Children):
        return ((HAS,),)
    if isinstance(figure.how, LastDays):
        pairs = sorted(key for key in keys if isinstance(key, tuple))
        return tuple(key for key in pairs if key[1]), tuple(key for key in pairs if not key[1])
    return (tuple(sorted(key for key in keys if isinstance(key, int))),)


def _shown(table: Protected, row: int, column: int) -> Shown:
    return Shown(table.shown(row, column), (row, column) in table.small)


class _Rest:
    """What is left of a figure's count when that of a figure on a part of it is taken away.

    Of those done in time, it is the late ones. Of a share it is what is not known, of which none tells of nobody.
    """

    def __init__(self, part: _Tables, whole: _Tables, protection: Protection) -> None:
        self._part = part
        self._whole = whole
        of = [row[_OF] for row in part.table.counts[:-1]]
        self._rows = [(number, row[0] - number) for number, row in zip(of, whole.table.counts[:-1], strict=True)]
        late = isinstance(part.figure.how, LastDays)
        self._protection = protection if late else attrs.evolve(protection, zero_is_small=False)

    def hides_more(self) -> bool:
        """Hide in both figures what would give the rest away; whether that was more than was hidden before."""
        of = {(row, 0) for row, column in self._part.table.hidden if column == _OF}
        whole = {(row, _OF) for row, _ in self._whole.table.hidden}
        table = protect(self._rows, self._protection, adds_up=True, forced=frozenset(of | whole))
        more = (
            self._part.hide(frozenset((row, _OF) for row, column in table.hidden if column == 0)),
            self._whole.hide(frozenset((row, 0) for row, column in table.hidden if column == _OF)),
        )
        return any(more)


def _agree(tables: Mapping[str, _Tables]) -> bool:
    """Figures on the same population have the same sums: one that is hidden in one of them is in all.

    Whether anything more was hidden.
    """
    by_population: defaultdict[str, list[_Tables]] = defaultdict(list)
    for table in tables.values():
        if table.figure.population:
            by_population[table.figure.population].append(table)
    more = False
    for group in by_population.values():
        while any(
            table.hide(frozenset(place for other in group for place in other.table.hidden if place[1] == _OF))
            for table in group
        ):
            more = True
    return more
