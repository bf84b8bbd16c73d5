"""How the elements of a case hang together.

Deleted elements and elements dated after the last day seen are hidden. Links come from the case's ``Relasjon`` rows, in
either direction. Where the case has none for an element, candidates are found by date and marked inferred.
Which report led to which investigation is read off the whole record: a link is not an event of a day.
"""

from collections.abc import Iterable
from datetime import date
from itertools import takewhile
from typing import Any, Final, Generic, TypeVar

import attrs

from barnevern_tilsyn.engine.dated import Dated
from barnevern_tilsyn.engine.lazy import lazy
from barnevern_tilsyn.engine.readings import leads_to_investigation
from barnevern_tilsyn.law import deadline
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Ettervern,
    Fact,
    Flytting,
    Melding,
    OversendelseFylkesnemnd,
    Personalia,
    Plan,
    Relasjon,
    Sak,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
)

__all__ = ["Linked", "Sammenheng"]

T = TypeVar("T")
Key = tuple[str, str]

_TIME_LIMIT = "bvl.2-2.undersokelse"

_JOINED: Final = {
    "Melding": ("meldinger", True),
    "Undersokelse": ("undersokelser", True),
    "Plan": ("planer", True),
    "Tiltak": ("tiltak", True),
    "Vedtak": ("vedtak", True),
    "OversendelseFylkesnemnd": ("oversendelser_fylkesnemnd", True),
    "Ettervern": ("ettervern", True),
    "Flytting": ("flyttinger", True),
    "Personalia": ("personalia", False),
    "Relasjon": ("relasjoner", False),
}
"""The kinds of elements that a relation can join, where a case has them, and whether they may have been migrated."""

_Index = tuple[dict[str, Any], dict[str, str]]
"""Elements of a kind by id, and their ids by the one they had in the system they were migrated from.

A relation may still start from that.
"""

_Near = tuple[dict[str, list[Any]], set[str]]
"""Undeleted elements by kind, each kind by id, and the kinds of which the case lacks one."""

_NONE_REMOVED: Final[frozenset[Key]] = frozenset()
_ALONE: Final[_Near] = ({}, set())


@attrs.define(weakref_slot=False, eq=False)
class Linked(Generic[T]):
    """Elements that belong to another one, in the order of their days. Compared by identity: found once a case.

    ``inferred``: found by date, as the case has no relation for them. ``missing``: facts without which the
    elements cannot be told. ``contradicts``: relations join some, but none that can be meant.
    """

    elements: tuple[T, ...] = ()
    inferred: bool = False
    missing: tuple[str, ...] = ()
    contradicts: bool = False


class Sammenheng:
    """The index of one case, shared by all rules that look at it."""

    def __init__(self, sak: Sak, seen_until: date) -> None:
        self._sak = sak
        self._seen_until = seen_until
        self._reports_of: dict[str, Linked[Melding]] = {}
        self._reports_by_date: dict[date, Linked[Melding]] = {}
        self._indexes: dict[str, _Index] = {}
        self._near_to: dict[int, _Near] = {}
        self._removed = {(str(row.type), row.id.lower()) for row in sak.slettede} if sak.slettede else _NONE_REMOVED

    def _undeleted(self, elements: Fact[tuple[T, ...]]) -> list[Any]:
        if not elements:
            return []
        rows: Iterable[Any] = elements
        kept = [row for row in rows if row.er_slettet is not True]
        return [row for row in kept if _key(row) not in self._removed] if self._removed else kept

    def _seen(self, elements: Fact[tuple[T, ...]]) -> tuple[T, ...]:
        until, rows = self._seen_until, self._undeleted(elements)
        return tuple([row for row in rows if not (day := row.start_dato) or day <= until]) if rows else ()

    def _is_seen(self, row: Any) -> bool:
        return not row.start_dato or row.start_dato <= self._seen_until

    @lazy
    def meldinger(self) -> tuple[Melding, ...]:
        """The reports, as far as seen."""
        return self._seen(self._sak.meldinger)

    @lazy
    def undersokelser(self) -> tuple[Undersokelse, ...]:
        """The investigations, as far as seen."""
        return self._seen(self._sak.undersokelser)

    @lazy
    def planer(self) -> tuple[Plan, ...]:
        """The plans, as far as seen."""
        return self._seen(self._sak.planer)

    @lazy
    def tiltak(self) -> tuple[Tiltak, ...]:
        """The measures, as far as seen."""
        return self._seen(self._sak.tiltak)

    @lazy
    def vedtak(self) -> tuple[Vedtak, ...]:
        """The decisions, as far as seen."""
        return self._seen(self._sak.vedtak)

    @lazy
    def oversendelser(self) -> tuple[OversendelseFylkesnemnd, ...]:
        """The applications to the board, as far as seen."""
        return self._seen(self._sak.oversendelser_fylkesnemnd)

    @lazy
    def ettervern(self) -> tuple[Ettervern, ...]:
        """The offers of aftercare, as far as seen."""
        until = self._seen_until
        rows = self._undeleted(self._sak.ettervern)
        return tuple([row for row in rows if not row.tilbud_sendt_dato or row.tilbud_sendt_dato <= until])

    @lazy
    def flyttinger(self) -> tuple[Flytting, ...]:
        """The moves, as far as seen."""
        until = self._seen_until
        rows = self._undeleted(self._sak.flyttinger)
        return tuple([row for row in rows if not row.slutt_dato or row.slutt_dato <= until])

    @lazy
    def relasjoner(self) -> tuple[Relasjon, ...]:
        """The relations."""
        return tuple(self._undeleted(self._sak.relasjoner))

    @lazy
    def slettede(self) -> tuple[Slettet, ...]:
        """What is left of removed elements."""
        return tuple(self._sak.slettede or ())

    @lazy
    def all_personalia(self) -> tuple[Personalia, ...]:
        """Who the child is and was registered as, all rows."""
        return tuple(self._undeleted(self._sak.personalia))

    @lazy
    def personalia(self) -> Personalia | None:
        """Who the child is, best known: identity is no event, so the latest row holds whatever the day is."""
        rows = self.all_personalia
        if len(rows) < 2:
            return rows[0] if rows else None
        return max(rows, key=lambda row: (row.start_dato or date.min, row.id))

    @lazy
    def _neighbours(self) -> dict[Key, list[Key]]:
        found: dict[Key, list[Key]] = {}
        for row in self.relasjoner:
            kind, id = str(row.fra_type), str(row.fra_id).lower()
            migrated = self._index(kind)[1]
            fra, til = (kind, migrated.get(id, id)), (str(row.til_type), str(row.til_id).lower())
            if fra in found:
                found[fra].append(til)
            else:
                found[fra] = [til]
            if til in found:
                found[til].append(fra)
            else:
                found[til] = [fra]
        return found

    def _index(self, kind: str) -> _Index:
        """All elements of a kind that a relation can join, deleted ones too."""
        found = self._indexes.get(kind)
        if found is None:
            where, may_be_migrated = _JOINED.get(kind, ("", False))
            rows = {row.id.lower(): row for row in getattr(self._sak, where) or ()} if where else {}
            migrated = [(row.migrert_id, id) for id, row in rows.items() if row.migrert_id] if may_be_migrated else ()
            found = self._indexes[kind] = rows, {before.lower(): id for before, id in migrated} if migrated else {}
        return found

    @property
    def relations_exported(self) -> bool:
        """Whether the case has at least one relation that is not deleted."""
        return bool(self.relasjoner)

    def _near(self, element: Any) -> _Near:
        """What relations join to ``element``."""
        found = self._near_to.get(id(element))
        if found is None:
            keys = self._neighbours.get(_key(element))
            found = self._near_to[id(element)] = self._resolved(keys) if keys else _ALONE
        return found

    def _resolved(self, keys: list[Key]) -> _Near:
        joined: dict[str, list[Any]] = {}
        lost: set[str] = set()
        for key in sorted(set(keys)) if len(keys) > 1 else keys:
            if key not in self._removed:
                kind, id = key
                row = self._index(kind)[0].get(id)
                if row is None:
                    lost.add(kind)
                elif row.er_slettet is not True:
                    joined.setdefault(kind, []).append(row)
        return joined, lost

    def _joined(self, element: Any, kind: type[T]) -> list[T]:
        """The undeleted elements of a kind that relations join to ``element``, by id; not seen ones too."""
        return self._near(element)[0].get(kind.__name__, [])

    def linked(self, element: Any, kind: type[T]) -> tuple[T, ...]:
        """The elements of a kind that relations join to ``element``, as far as seen, by id."""
        rows = self._joined(element, kind)
        return tuple([row for row in rows if self._is_seen(row)]) if rows else ()

    def lost(self, element: Any, kind: type) -> bool:
        """Whether a relation joins ``element`` to one of a kind that the case does not have."""
        return kind.__name__ in self._near(element)[1]

    def reports_of(self, undersokelse: Undersokelse) -> Linked[Melding]:
        """The reports that led to an investigation: code 2 or unconcluded, received on or before its start."""
        found = self._reports_of.get(undersokelse.id)
        if found is None:
            found = self._reports_of[undersokelse.id] = self._find_reports(undersokelse)
        return found

    def _find_reports(self, undersokelse: Undersokelse) -> Linked[Melding]:
        if self._sak.meldinger is NOT_REPORTED:
            return Linked(missing=("Sak.meldinger",))
        begun = undersokelse.start_dato
        if not begun:
            return Linked(missing=("Undersokelse.start_dato",))
        joined = self._joined(undersokelse, Melding)
        if joined:
            found = self._leading(joined, begun, inferred=False)
            if found.elements:
                return found
            known = all(row.start_dato and leads_to_investigation(row) is not None for row in joined)
            return attrs.evolve(found, contradicts=known)
        if self.lost(undersokelse, Melding):
            return Linked(missing=("Melding.start_dato",))
        if begun not in self._reports_by_date:
            self._reports_by_date[begun] = self._leading(self._free_in_time(begun), begun, inferred=True)
        return self._reports_by_date[begun]

    def _free_in_time(self, begun: date) -> list[Melding]:
        """The reports joined to no investigation that can, by date alone, have led to one begun on a day."""
        free = self._free_reports
        if free.undated:
            return [row for row in self._undeleted(self._sak.meldinger) if not row.start_dato]
        earlier = reversed(free.between(date.min, begun))
        return list(takewhile(lambda row: _begun_in_time(row.start_dato or date.min, begun), earlier))

    @lazy
    def _free_reports(self) -> Dated[Melding]:
        reports = self._undeleted(self._sak.meldinger)
        return Dated(row for row in reports if not self._joined(row, Undersokelse))

    @staticmethod
    def _leading(reports: Iterable[Melding], begun: date, *, inferred: bool) -> Linked[Melding]:
        leading: list[Melding] = []
        missing = ""
        for row in reports:
            leads = leads_to_investigation(row)
            if not row.start_dato:
                return Linked(missing=("Melding.start_dato",), inferred=inferred)
            if leads is None:
                missing = "Melding.konklusjon"
            elif leads and row.start_dato <= begun:
                leading.append(row)
        if missing or not leading:
            return Linked(missing=(missing or "Melding.start_dato",), inferred=inferred)
        if len(leading) > 1:
            leading.sort(key=lambda row: (row.start_dato, row.id))
        return Linked(tuple(leading), inferred)

    def investigations_of(self, melding: Melding) -> Linked[Undersokelse]:
        """The investigations that a report led to; by date where no relation tells."""
        if self._sak.undersokelser is NOT_REPORTED:
            return Linked(missing=("Sak.undersokelser",))
        joined = self.linked(melding, Undersokelse)
        if joined:
            begun = tuple([row for row in joined if row.start_dato])
            return Linked(begun) if begun else Linked(missing=("Undersokelse.start_dato",))
        received = melding.start_dato
        if not received:
            return Linked(missing=("Melding.start_dato",))
        if self._dated_investigations.undated:
            return Linked(missing=("Undersokelse.start_dato",))
        latest = deadline(_TIME_LIMIT, received).latest
        return Linked(tuple(self._dated_investigations.between(received, latest)), inferred=True)

    @lazy
    def _dated_investigations(self) -> Dated[Undersokelse]:
        return Dated(self.undersokelser)

    def decisions_of(self, undersokelse: Undersokelse) -> tuple[Vedtak, ...]:
        """The decisions that a relation joins to an investigation."""
        return self.linked(undersokelse, Vedtak)

    @lazy
    def free_decisions(self) -> tuple[Vedtak, ...]:
        """The decisions that no relation joins to an investigation: candidates by date."""
        return tuple([row for row in self.vedtak if not self._joined(row, Undersokelse)])

    def measures_of(self, vedtak: Vedtak) -> tuple[Tiltak, ...]:
        """The measures that a relation joins to a decision."""
        return self.linked(vedtak, Tiltak)


def _key(element: Any) -> Key:
    return type(element).__name__, element.id.lower()


def _begun_in_time(received: date, begun: date) -> bool:
    """Whether an investigation begun on a day can, by date alone, be the one a report led to."""
    return received <= begun <= deadline(_TIME_LIMIT, received).latest
