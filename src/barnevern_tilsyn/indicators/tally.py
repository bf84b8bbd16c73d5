"""Counts while cases come: of each figure, service and part of the period how many of what. Nothing else is kept.

Days of handling are counted day by day, so every quantile is exact and memory does not grow with the cases. Two
tallies over parts of the cases added together are the tally over all of them, in whatever order they came.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import attrs

from barnevern_tilsyn.indicators.by_record import aftercare, children, evaluations, plans, reporters
from barnevern_tilsyn.indicators.by_rule import ages, handling, last_days, outcomes
from barnevern_tilsyn.indicators.figure import Catalogue, Figure
from barnevern_tilsyn.indicators.municipalities import Municipalities, Service
from barnevern_tilsyn.indicators.period import Period
from barnevern_tilsyn.indicators.seen import Dated, Key, Seen
from barnevern_tilsyn.indicators.visits import visits
from barnevern_tilsyn.indicators.ways import (
    Aftercare,
    Ages,
    Children,
    Evaluations,
    Handling,
    LastDays,
    Outcomes,
    Plans,
    Reporters,
    Visits,
)

__all__ = ["ALL", "Contributors", "Place", "Tally"]


ALL: Final = "*"
"""All numbers and lengths that a figure counts, by which the cases behind them are known."""


class Place(NamedTuple):
    """Where it is counted: a figure's id, a service (None: not divided), a place in the spans of the period."""

    figure: str
    service: Service | None
    span: int


@attrs.define
class Contributors:
    """How many cases a count is made of, and how much the one with most gives: what protects small numbers."""

    cases: int = 0
    largest: int = 0

    def add(self, other: "Contributors") -> None:
        """Those of other cases too."""
        self.cases += other.cases
        self.largest = max(self.largest, other.largest)


class Tally:
    """The counts of a catalogue's figures over a period. ``municipalities``: divided by service, numbers joined."""

    def __init__(self, catalogue: Catalogue, period: Period, municipalities: Municipalities | None = None) -> None:
        self.catalogue = catalogue
        self.period = period
        self.cases: Counter[Service | None] = Counter()
        self._municipalities = municipalities
        self.all_counts: defaultdict[Place, Counter[Key]] = defaultdict(Counter)
        self.all_contributors: defaultdict[tuple[Place, Key], Contributors] = defaultdict(Contributors)

    def see(self, seen: Seen) -> None:
        """Count a case. A deleted one counts nowhere."""
        if seen.sak.er_slettet is True:
            return
        service = self._municipalities.service_of(seen.sak, self.period.whole.last) if self._municipalities else None
        self.cases[service] += 1
        for figure in self.catalogue.figures:
            own: Counter[tuple[int, Key]] = Counter()
            for span, key, count in self._of(figure, seen):
                own[span, key] += count
            counted = sum(count for (span, key), count in own.items() if span == 0 and not isinstance(key, str))
            if counted:
                self.all_contributors[Place(figure.id, service, 0), ALL].add(Contributors(1, counted))
            for (span, key), count in own.items():
                place = Place(figure.id, service, span)
                self.all_counts[place][key] += count
                if span == 0:
                    self.all_contributors[place, key].add(Contributors(1, count))

    def _of(self, figure: Figure, seen: Seen) -> Iterator[tuple[int, Key, int]]:
        """How much of what in which span of the period."""
        match figure.how:
            case Ages() | Plans() | Evaluations() | Children() as how:
                for place, span in enumerate(self.period.spans):
                    match how:
                        case Ages():
                            found = ages(how, seen, span)
                        case Plans():
                            found = plans(how, seen, span)
                        case Evaluations():
                            found = evaluations(how, seen, span)
                        case Children():
                            found = children(how, seen, span)
                    yield from ((place, key, count) for key, count in found)
            case Outcomes() as how:
                yield from self._placed(outcomes(how, seen))
            case Handling() as how:
                yield from self._placed(handling(how, seen))
            case LastDays() as how:
                yield from self._placed(last_days(how, seen))
            case Visits() as how:
                yield from self._placed(visits(how, seen))
            case Aftercare() as how:
                yield from self._placed(aftercare(how, seen))
            case Reporters() as how:
                yield from self._placed(reporters(how, seen))
            case None:
                pass

    def _placed(self, dated: Iterable[Dated]) -> Iterator[tuple[int, Key, int]]:
        for day, key, count in dated:
            if day is None:
                yield 0, "unplaced", count
            else:
                for place in self.period.places_of(day):
                    yield place, key, count

    def add(self, other: "Tally") -> None:
        """The counts over other cases too. Raises ``ValueError`` for one of other figures or another period."""
        if (other.catalogue, other.period) != (self.catalogue, self.period):
            raise ValueError("only tallies of the same figures over the same period can be added")
        self.cases.update(other.cases)
        for place, counts in other.all_counts.items():
            self.all_counts[place].update(counts)
        for behind, contributors in other.all_contributors.items():
            self.all_contributors[behind].add(contributors)

    @property
    def services(self) -> tuple[Service | None, ...]:
        """The services with cases, by number; the whole alone where they are not divided."""
        return tuple(sorted(self.cases, key=lambda service: service or Service()))

    def counts(self, figure: str, service: Service | None, span: int) -> Counter[Key]:
        """How many of each kind."""
        return Counter(self.all_counts.get(Place(figure, service, span), ()))

    def contributors(self, figure: str, service: Service | None, key: Key) -> Contributors:
        """The cases behind a count of the whole period."""
        return self.all_contributors.get((Place(figure, service, 0), key), Contributors())
