"""How the elements of a case hang together.

Deleted elements and elements dated after ``as_of`` are hidden. Links come from the case's ``Relasjon`` rows, in
either direction. Where the case has none for an element, candidates are found by date and marked inferred.
Which report led to which investigation is read off the whole record: a link is not an event of a day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, TypeVar

import attrs

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine.lazy import lazy
from barnevern_tilsyn.law import deadline
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Fact,
    Melding,
    OversendelseFylkesnemnd,
    Personalia,
    Plan,
    Sak,
    Tiltak,
    Undersokelse,
    Vedtak,
)

__all__ = ["Linked", "Sammenheng"]

T = TypeVar("T")
Key = tuple[str, str]


@attrs.frozen(weakref_slot=False)
class Linked(Generic[T]):
    """Elements that belong to another one.

    ``inferred``: found by date, as the case has no relation for them. ``missing``: facts without which the
    elements cannot be told.
    """

    elements: tuple[T, ...] = ()
    inferred: bool = False
    missing: tuple[str, ...] = ()


class Sammenheng:
    """The index of one case, shared by all rules that look at it."""

    def __init__(self, sak: Sak, as_of: date) -> None:
        self._sak = sak
        self._as_of = as_of
        self._removed: set[Key] = {(str(row.type), row.id.lower()) for row in sak.slettede or ()}

    def _undeleted(self, elements: Fact[tuple[T, ...]]) -> list[T]:
        rows: Iterable[Any] = elements or ()
        kept = [row for row in rows if row.er_slettet is not True]
        return [row for row in kept if _key(row) not in self._removed] if self._removed else kept

    def _seen(self, elements: Fact[tuple[T, ...]]) -> tuple[T, ...]:
        rows: list[Any] = self._undeleted(elements)
        return tuple(row for row in rows if not row.start_dato or row.start_dato <= self._as_of)

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
    def personalia(self) -> Personalia | None:
        """Who the child is, best known: identity is no event, so the latest row holds whatever ``as_of`` is."""
        return max(
            self._undeleted(self._sak.personalia), key=lambda row: (row.start_dato or date.min, row.id), default=None
        )

    @lazy
    def _neighbours(self) -> dict[Key, set[Key]]:
        found: dict[Key, set[Key]] = {}
        for row in self._undeleted(self._sak.relasjoner):
            fra, til = (str(row.fra_type), str(row.fra_id).lower()), (str(row.til_type), str(row.til_id).lower())
            found.setdefault(fra, set()).add(til)
            found.setdefault(til, set()).add(fra)
        return found

    @property
    def relations_exported(self) -> bool:
        """Whether the case has at least one relation that is not deleted."""
        return bool(self._neighbours)

    def _linked_ids(self, element: Any, kind: type) -> set[str]:
        keys = self._neighbours.get(_key(element))
        return {id_ for type_, id_ in keys - self._removed if type_ == kind.__name__} if keys else set()

    def linked(self, element: Any, among: Iterable[T]) -> tuple[T, ...]:
        """Those of ``among`` that a relation joins to ``element``."""
        keys = self._neighbours.get(_key(element)) if self._neighbours else None
        return tuple(row for row in among if _key(row) in keys) if keys else ()

    def reports_of(self, undersokelse: Undersokelse) -> Linked[Melding]:
        """The reports that led to an investigation: code 2 or unconcluded, received on or before its start."""
        if self._sak.meldinger is NOT_REPORTED:
            return Linked(missing=("Sak.meldinger",))
        begun = undersokelse.start_dato
        if not begun:
            return Linked(missing=("Undersokelse.start_dato",))
        reports = self._undeleted(self._sak.meldinger)
        joined = self.linked(undersokelse, reports)
        if joined:
            return self._leading(joined, begun, inferred=False)
        if self.lost(undersokelse, Melding, self._sak.meldinger):
            return Linked(missing=("Melding.start_dato",))
        free = [row for row in reports if not self._linked_ids(row, Undersokelse) & self._investigations]
        by_date = [row for row in free if not row.start_dato or _begun_in_time(row.start_dato, begun)]
        return self._leading(by_date, begun, inferred=True)

    @lazy
    def _investigations(self) -> set[str]:
        return {row.id.lower() for row in self._undeleted(self._sak.undersokelser)}

    @staticmethod
    def _leading(reports: Iterable[Melding], begun: date, *, inferred: bool) -> Linked[Melding]:
        reports = tuple(reports)
        if any(not row.start_dato for row in reports):
            return Linked(missing=("Melding.start_dato",), inferred=inferred)
        if any(leads_to_investigation(row) is None for row in reports):
            return Linked(missing=("Melding.konklusjon",), inferred=inferred)
        leading = [row for row in reports if leads_to_investigation(row) and row.start_dato and row.start_dato <= begun]
        if not leading:
            return Linked(missing=("Melding.start_dato",), inferred=inferred)
        return Linked(tuple(sorted(leading, key=lambda row: (row.start_dato, row.id))), inferred)

    def investigations_of(self, melding: Melding) -> Linked[Undersokelse]:
        """The investigations that a report led to; by date where no relation tells."""
        if self._sak.undersokelser is NOT_REPORTED:
            return Linked(missing=("Sak.undersokelser",))
        joined = self.linked(melding, self.undersokelser)
        if joined:
            return Linked(joined)
        received = melding.start_dato
        if not received:
            return Linked(missing=("Melding.start_dato",))
        if any(not row.start_dato for row in self.undersokelser):
            return Linked(missing=("Undersokelse.start_dato",))
        by_date = (row for row in self.undersokelser if row.start_dato and _begun_in_time(received, row.start_dato))
        return Linked(tuple(by_date), inferred=True)

    def decisions_of(self, undersokelse: Undersokelse) -> tuple[Vedtak, ...]:
        """The decisions that a relation joins to an investigation."""
        return self.linked(undersokelse, self.vedtak)

    def free_decisions(self, undersokelse: Undersokelse) -> tuple[Vedtak, ...]:
        """The decisions that no relation joins to another investigation: candidates by date."""
        others = self._investigations - {undersokelse.id.lower()}
        return tuple(row for row in self.vedtak if not self._linked_ids(row, Undersokelse) & others)

    def lost(self, element: Any, kind: type, rows: Fact[tuple[Any, ...]]) -> bool:
        """Whether a relation joins ``element`` to one of a kind that is not among the case's ``rows``."""
        return bool(self._linked_ids(element, kind) - {row.id.lower() for row in rows or ()})

    def measures_of(self, vedtak: Vedtak) -> tuple[Tiltak, ...]:
        """The measures that a relation joins to a decision."""
        return self.linked(vedtak, self.tiltak)


def _key(element: Any) -> Key:
    return type(element).__name__, element.id.lower()


def leads_to_investigation(melding: Melding) -> bool | None:
    """Whether a report was concluded with an investigation, or is not concluded yet; ``None``: not known."""
    konklusjon = melding.konklusjon
    if konklusjon is NOT_REPORTED:
        return None
    if konklusjon is None or konklusjon.er_slettet is True:
        return True
    return None if not konklusjon.kode else konklusjon.kode in gruppe("melding-konklusjon.undersokelse")


def statuses_known(vedtak: Vedtak) -> bool:
    """Whether all is reported of a decision's statuses."""
    rows = vedtak.statuser
    return rows is not NOT_REPORTED and all(row.kode and row.endret_dato for row in rows or ())


def sent_to_board(vedtak: Vedtak) -> date | None:
    """The first day a decision got the status that the application was sent to the board, if it did."""
    sent = gruppe("vedtak-status.sendt_nemnd")
    return min((row.endret_dato for row in vedtak.statuser or () if row.kode in sent and row.endret_dato), default=None)


def _begun_in_time(received: date, begun: date) -> bool:
    """Whether an investigation begun on a day can, by date alone, be the one a report led to."""
    return received <= begun <= deadline("bvl.2-2.undersokelse", received).latest
