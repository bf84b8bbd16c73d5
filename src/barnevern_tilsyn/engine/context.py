"""What a rule may ask: the case, the day, and how a deadline stands. The only *today* below the command line."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, Final, TypeVar

import msgspec

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine.assessment import Event, Standing
from barnevern_tilsyn.engine.lazy import lazy
from barnevern_tilsyn.engine.sammenheng import Sammenheng
from barnevern_tilsyn.law import Frist, deadline
from barnevern_tilsyn.law.kalender import oslo_day
from barnevern_tilsyn.model import Sak

__all__ = ["Clock", "Context", "MissingAsOfError", "extracted_on"]


E = TypeVar("E")
T = TypeVar("T")

_NOT_YET: Final[Any] = object()


class MissingAsOfError(ValueError):
    """The case has no day of extraction and no ``as_of`` was given."""


class Clock(msgspec.Struct, frozen=True, eq=False):
    """How a deadline stands, why, and what is missing to tell."""

    standing: Standing
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


_FULFILLED: Final = Clock(Standing.FULFILLED)
_BROKEN: Final = Clock(Standing.BROKEN)
_PENDING: Final = Clock(Standing.PENDING)


def extracted_on(sak: Sak) -> date | None:
    """The day a case was extracted, in Norway; ``None`` where it is not known."""
    moment = sak.leveranse.dato_uttrekk if sak.leveranse else None
    return oslo_day(moment) if moment else None


class Context:
    """One case on one day.

    ``as_of`` is the day of judgement (default: the day of extraction, in Norway). ``known_until`` is the last day
    that the record tells of, ``extracted`` the day of extraction, else ``as_of``. With ``assume_unchanged`` nothing is
    taken to have happened after the extraction. Raises ``MissingAsOfError`` where neither the case nor the caller gives
    a day, ``ValueError`` for a moment of extraction without a zone.
    """

    def __init__(self, sak: Sak, as_of: date | None = None, *, assume_unchanged: bool = False) -> None:
        if isinstance(as_of, datetime):
            raise TypeError("as_of is a date, not a moment")
        extracted = extracted_on(sak)
        day = as_of or extracted
        if day is None:
            raise MissingAsOfError("the case has no day of extraction: as_of is required")
        self.sak = sak
        self.as_of = day
        seen_until = day if extracted is None or day <= extracted else extracted
        self.known_until = day if assume_unchanged else seen_until
        self._once: defaultdict[Any, dict[int, Any]] = defaultdict(dict)
        self._seen_until = seen_until
        self.extracted = extracted or day

    @lazy
    def sammenheng(self) -> Sammenheng:
        """How the elements of the case hang together, on this day."""
        return Sammenheng(self.sak, self._seen_until)

    @lazy
    def whole(self) -> Sammenheng:
        """The same of all that the record holds, whatever its days: what a control looks at."""
        return Sammenheng(self.sak, date.max)

    def once(self, compute: Callable[["Context", E], T], element: E) -> T:
        """What ``compute`` makes of an element of this case, worked out the first time it is asked for."""
        by_element, key = self._once[compute], id(element)
        found: T = by_element.get(key, _NOT_YET)
        if found is _NOT_YET:
            found = by_element[key] = compute(self, element)
        return found

    def forget(self) -> None:
        """Let go of what was worked out once: it may hold this context, and circles cost the garbage collector."""
        self._once.clear()

    def frist(self, key: str, start: date, *, extended: bool = False, concluded: date | None = None) -> Frist:
        """The deadline ``key`` from a start day; see ``law.deadline``. Raises ``NotInForceError``."""
        return deadline(key, start, extended=extended, concluded=concluded)

    def seen(self, day: date | None) -> date | None:
        """``day`` unless it lies after ``as_of`` or after the extraction: what is only planned has not happened."""
        return day if day is not None and day <= self._seen_until else None

    def coded(self, element: str, codes: Iterable[str]) -> bool:
        """Whether the source has a code for all ``codes`` of an element, by its path in the case.

        If not, that the case has no such element says nothing.
        """
        lacking = self.sak._kilde.ukodet
        return not lacking or not any((element, code) in lacking for code in codes)

    @lazy
    def kommunenummer(self) -> str | None:
        """The number of the municipality that reports, where it is known."""
        avgiver = self.sak.leveranse.avgiver if self.sak.leveranse else None
        return (avgiver.kommunenummer or None) if avgiver else None

    @lazy
    def fodseldato(self) -> date | None:
        """The child's birth date, or due date, where it is known."""
        personalia = self.sammenheng.personalia
        return (personalia.fodseldato or None) if personalia else None

    @lazy
    def ufodt(self) -> bool:
        """Whether the child is registered as unborn, so that ``fodseldato`` is the day it was due."""
        personalia = self.sammenheng.personalia
        return personalia is not None and personalia.kjonn in gruppe("kjonn.ufodt").codes

    def within(self, frist: Frist, event: Event, *, fact: str, between: tuple[str, ...] = ()) -> Clock:
        """How ``event`` stands to ``frist``.

        ``fact`` names the event where it is not known. ``between`` names facts that matter only from the nominal
        to the latest last day: there the answer is unknown without them.
        """
        if event.missing:
            return Clock(Standing.UNKNOWN, missing=event.missing)
        if event.strict is None or event.lenient is None:
            return self._not_done(frist, fact, between)
        if event.strict < frist.start:
            return Clock(Standing.DOUBTFUL, reasons=("date-before-start",))
        if event.strict <= frist.nominal:
            return Clock(Standing.UNKNOWN, missing=event.later) if event.later else _FULFILLED
        if event.lenient > frist.latest:
            return Clock(Standing.UNKNOWN, missing=event.earlier) if event.earlier else _BROKEN
        unknown = (*between, *event.earlier, *event.later)
        return _between(unknown, (*event.reasons, *frist.reasons))

    def _not_done(self, frist: Frist, fact: str, between: tuple[str, ...]) -> Clock:
        """How a deadline stands for what is known not to have been done."""
        if self.known_until > frist.latest:
            return _BROKEN
        if self.known_until > frist.nominal:
            return _between(between, frist.reasons)
        if self.as_of > frist.nominal:
            return Clock(Standing.UNKNOWN, missing=(fact, *between))
        return _PENDING


def _between(missing: tuple[str, ...], reasons: tuple[str, ...]) -> Clock:
    """From the nominal to the latest last day a person judges, once all is known."""
    return Clock(Standing.UNKNOWN, missing=missing) if missing else Clock(Standing.DOUBTFUL, reasons=reasons)
