"""Which cases of a service can be drawn for a self-check, and why the others cannot.

A case stands for its latest investigation that was closed within the months that the programme looks back.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

import attrs

from barnevern_tilsyn.engine import Context, MissingAsOfError
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.model import NOT_REPORTED, Fact, Sak, Undersokelse
from barnevern_tilsyn.programmes.programme import OutcomeGroup, Sampling

__all__ = ["Candidate", "NamelessCasesError", "PassedOver", "Pool", "Population"]

_MUNICIPALITY: Final = re.compile(r"[0-9]{4}")


class PassedOver(StrEnum):
    """Why a case cannot be drawn."""

    DELETED = "deleted"
    NO_INVESTIGATION = "no-investigation"
    OPEN = "open"
    """It has an investigation, and none is closed."""
    TOO_OLD = "too-old"
    """The latest one was closed before the first day."""
    END_UNKNOWN = "end-unknown"
    """The record does not tell whether an investigation is closed, or when."""
    OUTCOME_UNKNOWN = "outcome-unknown"
    """The record does not tell how it ended, or tells an end that the programme has no group for."""
    TWICE = "twice"
    """Another case has the same name, and was closed later."""


class NamelessCasesError(ValueError):
    """Cases that can be drawn have ids that are never shown, and there is no key to make names with."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"{count} cases have no name that can be shown: a pseudonym key is needed")


@attrs.frozen(weakref_slot=False, kw_only=True)
class Candidate:
    """A case that can be drawn. ``case`` and ``element``: their names, as findings have them.

    ``outcomes``: the ids of the outcome groups that it may belong to; more than one where the record does not tell
    which. ``measures``: whether the service recommended measures, None where the record does not tell.
    ``municipality``: its number, None where it is not known.
    """

    case: str
    element: str | None
    closed: date
    outcomes: tuple[str, ...]
    measures: bool | None
    municipality: str | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Population:
    """The cases of a service on a day. ``candidates``: those that can be drawn, by name. ``passed_over``: the others.

    ``since``: the first day that an investigation may have been closed on. ``municipalities``: of all cases, also of
    those that cannot be drawn.
    """

    as_of: date
    since: date
    candidates: tuple[Candidate, ...]
    passed_over: Mapping[str, int]
    municipalities: tuple[str, ...]


class Pool:
    """The cases of a service, one by one; of each only what a draw needs is kept.

    ``as_of``: what happened later is not seen. Where it is not given, the latest day that a case was extracted on.
    """

    def __init__(self, sampling: Sampling, names: Names, as_of: date | None = None) -> None:
        self._sampling = sampling
        self._names = names
        self._as_of = as_of
        self._latest: date | None = None
        self._closed: list[Candidate] = []
        self._passed_over: Counter[str] = Counter()
        self._municipalities: set[str] = set()

    def see(self, sak: Sak) -> None:
        """Take a case. Raises ``MissingAsOfError`` where nothing tells a day."""
        ctx = Context(sak, self._as_of)
        self._latest = max(self._latest or ctx.as_of, ctx.as_of)
        municipality = _municipality(sak)
        if municipality:
            self._municipalities.add(municipality)
        found = _latest_closed(ctx)
        if isinstance(found, PassedOver):
            self._passed_over[found] += 1
            return
        investigation, closed = found
        code = investigation.konklusjon.kode if investigation.konklusjon else None
        groups = _groups(code, _reopening(investigation), self._sampling)
        recommended = {code in group.measures for group in groups}
        self._closed.append(
            Candidate(
                case=self._names.case(sak.id) or "",
                element=self._names.element(sak.id, "Undersokelse", investigation.id),
                closed=closed,
                outcomes=tuple(group.id for group in groups),
                measures=recommended.pop() if len(recommended) == 1 else None,
                municipality=municipality,
            )
        )

    def population(self) -> Population:
        """All that was seen. Raises ``NamelessCasesError``, and ``MissingAsOfError`` where no case was seen."""
        as_of = self._as_of or self._latest
        if as_of is None:
            raise MissingAsOfError
        since = _before(as_of, self._sampling.closed_within_months)
        passed_over = self._passed_over.copy()
        candidates: dict[str, Candidate] = {}
        nameless = 0
        for one in sorted(self._closed, key=_order):
            if one.closed < since:
                passed_over[PassedOver.TOO_OLD] += 1
            elif not one.outcomes:
                passed_over[PassedOver.OUTCOME_UNKNOWN] += 1
            else:
                nameless += not one.case
                passed_over[PassedOver.TWICE] += one.case in candidates
                candidates[one.case] = one
        if nameless:
            raise NamelessCasesError(nameless)
        return Population(
            as_of=as_of,
            since=since,
            candidates=tuple(candidates.values()),
            passed_over={reason.value: passed_over[reason] for reason in PassedOver if passed_over[reason]},
            municipalities=tuple(sorted(self._municipalities)),
        )


def _before(day: date, months: int) -> date:
    """So many months before, or the first day that there is."""
    try:
        return add_months(day, -months)
    except ValueError:
        return date.min


def _order(one: Candidate) -> tuple[str, date, str, str]:
    """By name; of the same name, the one that was closed last comes last."""
    return one.case, one.closed, one.element or "", one.municipality or ""


def _municipality(sak: Sak) -> str | None:
    """The number of the municipality that reports a case, where it is known and has the form of one."""
    avgiver = sak.leveranse.avgiver if sak.leveranse else None
    number = avgiver.kommunenummer if avgiver else None
    return number if number and _MUNICIPALITY.fullmatch(number) else None


def _latest_closed(ctx: Context) -> tuple[Undersokelse, date] | PassedOver:
    """The investigation that was closed last, as far as seen, and its last day."""
    if ctx.sak.er_slettet is True:
        return PassedOver.DELETED
    investigations = ctx.sammenheng.undersokelser
    if not investigations:
        unknown = ctx.sak.undersokelser is NOT_REPORTED
        return PassedOver.END_UNKNOWN if unknown else PassedOver.NO_INVESTIGATION
    ends = [(row, _last_day(row)) for row in investigations]
    closed = [(row, day) for row, day in ends if day and ctx.seen(day)]
    if closed:
        return max(closed, key=lambda end: (end[1], end[0].start_dato or date.min, end[0].id))
    return PassedOver.END_UNKNOWN if any(day is NOT_REPORTED for _, day in ends) else PassedOver.OPEN


def _last_day(investigation: Undersokelse) -> Fact[date]:
    conclusion = investigation.konklusjon
    if conclusion is NOT_REPORTED or conclusion is None:
        return conclusion
    return conclusion.slutt_dato


def _groups(code: Fact[str], reopening: bool | None, sampling: Sampling) -> list[OutcomeGroup]:
    """The groups that an investigation with this conclusion may belong to."""
    of_code = (group for group in sampling.outcomes if code in group.codes)
    return [group for group in of_code if group.reopening is None or reopening in (None, group.reopening)]


def _reopening(investigation: Undersokelse) -> bool | None:
    """Whether the dismissal fixed a new investigation; None where the record does not tell."""
    fact: object = investigation.tillegg
    for name in ("ny_undersokelse", "fastsatt"):
        fact = getattr(fact, name) if fact else fact
    return None if fact is NOT_REPORTED else bool(fact)
