"""How the elements of a case hang together.

Deleted elements and elements dated after the last day seen are hidden. Links come from the case's ``Relasjon`` rows, in
either direction. Where the case has none for an element, candidates are found by date and marked inferred.
Which report led to which investigation is read off the whole record: a link is not an event of a day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import takewhile
from typing import Any, Final, Generic, TypeVar

import msgspec

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

_Joins = dict[tuple[Key, str], list[Any]]
"""By an element and a kind: the undeleted elements of it that relations join to that one, each once, by id."""

_LOST: Final[Any] = object()
_NONE_REMOVED: Final[frozenset[Key]] = frozenset()


class Linked(msgspec.Struct, Generic[T], frozen=True, eq=False):
    """Elements that belong to another one, in the order of their days. Compared by identity: found once a case.

    ``inferred``: found by date, as the case has no relation for them. ``missing``: facts without which the
    elements cannot be told. ``contradicts``: relations join some, but none that can be meant.
    """

    elements: tuple[T, ...] = ()
    inferred: bool = False
    missing: tuple[str, ...] = ()
    contradicts: bool = False


class _ByKind(dict[str, dict[str, T]]):
    """What is worked out of each kind of elements the first time that it is asked for."""

    def __init__(self, compute: Callable[[str], dict[str, T]]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, kind: str) -> dict[str, T]:
        found = self[kind] = self._compute(kind)
        return found


class Sammenheng:
    """The index of one case, shared by all rules that look at it."""

    def __init__(self, sak: Sak, seen_until: date) -> None:
        self._sak = sak
        self._seen_until = seen_until
        self._reports_of: dict[str, Linked[Melding]] = {}
        self._reports_by_date: dict[date, Linked[Melding]] = {}
        self._removed = {(str(row.type), row.id.lower()) for row in sak.slettede} if sak.slettede else _NONE_REMOVED

    def _undeleted(self, elements: Fact[tuple[T, ...]]) -> list[Any]:
        if not elements:
            return []
        rows: Iterable[Any] = elements
        kept = [row for row in rows if row.er_slettet is not True]
        return [row for row in kept if _key(row) not in self._removed] if self._removed else kept

    def _seen(self, elements: Fact[tuple[T, ...]]) -> tuple[T, ...]:
        if not elements:
            return ()
        until, rows = self._seen_until, self._undeleted(elements)
        return tuple([row for row in rows if not (day := row.start_dato) or day <= until])

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
    def _relations(self) -> tuple[_Joins, set[tuple[Key, str]]]:
        """What relations join, in either direction; and to which kinds they do where the case lacks the element."""
        rows, before = _ByKind(self._by_id), _ByKind(self._by_earlier_id)
        joins: defaultdict[tuple[Key, str], list[Any]] = defaultdict(list)
        lost = set()
        for relasjon in self.relasjoner:
            kind, id = str(relasjon.fra_type), str(relasjon.fra_id).lower()
            fra = kind, before[kind].get(id, id)
            til = str(relasjon.til_type), str(relasjon.til_id).lower()
            for key, (kind, id) in ((fra, til), (til, fra)):
                row = rows[kind].get(id, _LOST)
                if row is _LOST:
                    lost.add((key, kind))
                elif row is not None:
                    joins[key, kind].append(row)
        for place, found in joins.items():
            if len(found) > 1:
                joins[place] = sorted({row.id.lower(): row for row in found}.values(), key=lambda row: row.id.lower())
        return joins, lost

    def _by_id(self, kind: str) -> dict[str, Any]:
        """All elements of a kind that a relation can join, by id; ``None`` for a deleted one."""
        where, _ = _JOINED.get(kind, ("", False))
        rows = getattr(self._sak, where, None) or ()
        found = {row.id.lower(): None if row.er_slettet is True else row for row in rows}
        return found | {id: None for removed, id in self._removed if removed == kind} if self._removed else found

    def _by_earlier_id(self, kind: str) -> dict[str, str]:
        """The ids of those that were migrated, by the one they had before: a relation may still start from that."""
        where, may_be_migrated = _JOINED.get(kind, ("", False))
        rows = (getattr(self._sak, where, None) or ()) if may_be_migrated else ()
        return {row.migrert_id.lower(): row.id.lower() for row in rows if row.migrert_id}

    @property
    def relations_exported(self) -> bool:
        """Whether the case has at least one relation that is not deleted."""
        return bool(self.relasjoner)

    def _joined(self, element: Any, kind: type[T]) -> Sequence[T]:
        """The undeleted elements of a kind that relations join to ``element``, by id; not seen ones too."""
        return self._relations[0].get((_key(element), kind.__name__), ())

    def linked(self, element: Any, kind: type[T]) -> tuple[T, ...]:
        """The elements of a kind that relations join to ``element``, as far as seen, by id."""
        rows: Sequence[Any] = self._joined(element, kind)
        if not rows:
            return ()
        until = self._seen_until
        return tuple([row for row in rows if not (day := row.start_dato) or day <= until])

    def lost(self, element: Any, kind: type) -> bool:
        """Whether a relation joins ``element`` to one of a kind that the case does not have."""
        return (_key(element), kind.__name__) in self._relations[1]

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
            return msgspec.structs.replace(found, contradicts=known)
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
