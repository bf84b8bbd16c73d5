"""Results of many services summed up as the authorities do: by round, method, theme and county.

Breach, area for improvement and failing are kept apart, for older summaries mix them. How the services were chosen
decides what may be concluded of others: an interval is given for those drawn at random only.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

import attrs

from barnevern_tilsyn.programmes.form import OfProgramme
from barnevern_tilsyn.programmes.programme import Kind
from barnevern_tilsyn.programmes.published import Chosen, Published
from barnevern_tilsyn.programmes.service_result import ServiceResult, Verdict
from barnevern_tilsyn.programmes.shares import Interval, Share

__all__ = ["MethodPicture", "NationalPicture", "RoundPicture", "Tally", "national"]

K = TypeVar("K", bound=str)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Tally:
    """How many services came to what."""

    verdicts: Mapping[Verdict, int]

    @classmethod
    def of(cls, verdicts: Iterable[Verdict]) -> "Tally":
        """The tally of verdicts."""
        counts = Counter(verdicts)
        return cls(verdicts={verdict: counts[verdict] for verdict in Verdict})

    @property
    def services(self) -> int:
        """All of them, judged or not."""
        return sum(self.verdicts.values())

    @property
    def found(self) -> Share:
        """Those with a breach, a failing or an area for improvement, of those that were judged."""
        judged = self.services - self.verdicts[Verdict.NOT_JUDGED]
        return Share(judged - self.verdicts[Verdict.NONE], judged)

    @property
    def breach(self) -> Share:
        """Those with a breach, of those that were judged."""
        return Share(self.verdicts[Verdict.BREACH], self.found.n)


@attrs.frozen(weakref_slot=False, kw_only=True)
class MethodPicture:
    """The services of a round looked at by one method.

    ``themes``: by theme; a service counts in those that it was judged in. ``counties``: by number. ``published``: what
    was published of the same.
    """

    method: Kind
    programmes: tuple[OfProgramme, ...]
    chosen: Chosen
    total: Tally
    themes: Mapping[str, Tally]
    counties: Mapping[str, Tally]
    published: tuple[Published, ...]

    @property
    def interval(self) -> Interval | None:
        """Of the share found, for all services: only where those looked at were drawn at random."""
        return self.total.found.interval if self.chosen is Chosen.RANDOM else None


@attrs.frozen(weakref_slot=False, kw_only=True)
class RoundPicture:
    """A national round: its methods, and all of its services together."""

    round: str
    methods: tuple[MethodPicture, ...]
    together: Tally
    counties: Mapping[str, Tally]


@attrs.frozen(weakref_slot=False, kw_only=True)
class NationalPicture:
    """The rounds, by id. ``twice``: how many results were there again, and counted once.

    ``contradicted``: how many were not counted, for another with the same id says something else.
    """

    rounds: tuple[RoundPicture, ...]
    twice: int
    contradicted: int


def national(
    results: Iterable[ServiceResult],
    *,
    chosen: Mapping[Kind, Chosen] | None = None,
    published: Iterable[Published] = (),
) -> NationalPicture:
    """Sum up results, in any order.

    ``chosen``: how the services were chosen, by method; unknown where it is not told. ``published``: figures to set
    beside those of the same programme and method.
    """
    given = list(results)
    kept, twice, contradicted = _once(given)
    figures = tuple(published)
    return NationalPicture(
        rounds=tuple(
            RoundPicture(
                round=round,
                methods=tuple(
                    _method(method, of, (chosen or {}).get(method, Chosen.UNKNOWN), figures)
                    for method, of in _grouped(of_round, lambda one: one.method)
                ),
                together=Tally.of(one.verdict for one in of_round),
                counties=_counties(of_round),
            )
            for round, of_round in _grouped(kept, lambda one: one.round)
        ),
        twice=twice,
        contradicted=contradicted,
    )


def _once(given: list[ServiceResult]) -> tuple[list[ServiceResult], int, int]:
    same: defaultdict[tuple[str, str], list[ServiceResult]] = defaultdict(list)
    for one in given:
        same[one.programme.id, one.id].append(one)
    kept = [ones[0] for ones in same.values() if all(other == ones[0] for other in ones)]
    contradicted = sum(len(ones) for ones in same.values() if any(other != ones[0] for other in ones))
    return kept, len(given) - len(kept) - contradicted, contradicted


def _grouped(
    results: Iterable[ServiceResult], key: Callable[[ServiceResult], K]
) -> Iterator[tuple[K, list[ServiceResult]]]:
    groups: defaultdict[K, list[ServiceResult]] = defaultdict(list)
    for one in results:
        groups[key(one)].append(one)
    yield from sorted(groups.items())


def _method(
    method: Kind, results: list[ServiceResult], chosen: Chosen, published: tuple[Published, ...]
) -> MethodPicture:
    themes: defaultdict[str, list[Verdict]] = defaultdict(list)
    for one in results:
        for theme, verdict in one.themes.items():
            themes[theme].append(verdict)
    programmes = {(one.programme.id, one.programme.version): one.programme for one in results}
    return MethodPicture(
        method=method,
        programmes=tuple(programmes[key] for key in sorted(programmes)),
        chosen=chosen,
        total=Tally.of(one.verdict for one in results),
        themes={theme: Tally.of(verdicts) for theme, verdicts in sorted(themes.items())},
        counties=_counties(results),
        published=tuple(
            row for row in published if row.method == method and row.programme in {one.programme.id for one in results}
        ),
    )


def _counties(results: list[ServiceResult]) -> dict[str, Tally]:
    return {
        county: Tally.of(one.verdict for one in of_county)
        for county, of_county in _grouped(results, lambda one: one.county)
    }
