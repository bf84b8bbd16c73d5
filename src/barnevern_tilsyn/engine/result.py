"""The outcome of a rule on an element, derived once from its assessment."""

from datetime import date
from typing import Any, Protocol

import attrs

from barnevern_tilsyn.engine.assessment import Assessment, Standing
from barnevern_tilsyn.engine.context import extracted_on
from barnevern_tilsyn.engine.outcome import Outcome, Severity, Strength
from barnevern_tilsyn.engine.rule import Rule
from barnevern_tilsyn.engine.truth import FactUsed, Truth
from barnevern_tilsyn.law import Certainty, Frist, Versjon
from barnevern_tilsyn.model import Message, Reject, Sak

__all__ = ["Judged", "Result", "crashed", "derive", "fault_of"]


_CRASH = "rule-crashed"

_SOFTENED = frozenset({Severity.FATAL, Severity.ERROR})

_SETTLED = frozenset({Outcome.MET, Outcome.NOT_APPLICABLE})

NOT_IN_FORCE = "not-in-force"
"""The reason why a duty is not applicable: no provision behind it was in force on the day that counts."""


class Judged(Protocol):
    """What was judged, and on which day: what a ``Context`` tells of it."""

    @property
    def sak(self) -> Sak:
        """The case."""
        ...

    @property
    def as_of(self) -> date | None:
        """The day of judgement, ``None`` where nothing tells it."""
        ...

    @property
    def known_until(self) -> date:
        """The last day that the record tells of."""
        ...


@attrs.define(weakref_slot=False, eq=False)
class Result:
    """What a rule came to on one element of one case: a value, without text.

    ``as_of`` is None where a document does not tell a day. ``reasons``: ids of why a person must
    judge. ``missing``: facts without which the answer is open. ``provisions`` are those in force on the day that
    counts. What only a finding needs is worked out when it is asked for.
    """

    rule: Rule
    judged: Judged
    element: Any
    outcome: Outcome
    assessment: Assessment
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    provisions: tuple[Versjon, ...] = ()

    @property
    def sak(self) -> Sak:
        """The case."""
        return self.judged.sak

    @property
    def as_of(self) -> date | None:
        """The day of judgement."""
        return self.judged.as_of

    @property
    def known_until(self) -> date:
        """The last day that the record tells of."""
        return self.judged.known_until

    @property
    def message(self) -> Message:
        """The situation and the days in it."""
        return self.assessment.message()

    @property
    def severity(self) -> Severity | None:
        """How a control weighs its fault; ``None`` for a duty of the law. Softer where the record was migrated."""
        severity = self.assessment.severity or self.rule.severity
        if self.rule.softened_when_migrated and severity in _SOFTENED:
            rows = (self.sak, self.element)
            return Severity.WARNING if any(getattr(row, "migrert_id", None) for row in rows) else severity
        return severity

    @property
    def line(self) -> int | None:
        """The line of the source where the element, or the part of it that has the fault, stands."""
        if isinstance(self.element, Reject):
            fault = self.assessment.at or next(iter(self.element.faults), None)
            return fault.linje or None if fault else None
        return getattr(self.assessment.at or self.element, "_linje", 0) or self.sak._linje or None

    @property
    def frist(self) -> Frist | None:
        """The deadline behind the answer, if the duty has one."""
        return self.assessment.frist

    @property
    def event(self) -> date | None:
        """The day that what the duty demands was done, where it is known."""
        return self.assessment.event.strict

    @property
    def overdue_on(self) -> date | None:
        """The day of the event, or the last day known without one; ``None`` where that is not known."""
        return self.event or (self.known_until if self.undone else None)

    @property
    def undone(self) -> bool:
        """Whether what the duty demands is known not to have been done, up to ``known_until``."""
        event = self.assessment.event
        return event.strict is None and not event.missing and self.outcome not in _SETTLED

    @property
    def case_closed(self) -> bool:
        """Whether the case is registered closed. A day after the extraction, or after ``as_of``, is only planned."""
        closed = self.sak.slutt_dato
        if not closed:
            return self.sak.avsluttet is True
        return closed <= min(self.known_until, extracted_on(self.sak) or date.max)

    @property
    def facts(self) -> tuple[FactUsed, ...]:
        """The facts the answer rests on, each once."""
        caps = self.assessment.caps()
        return tuple(dict.fromkeys((*self.assessment.facts(), *(f for cap in caps for f in cap.condition.used))))

    @property
    def certainty(self) -> Certainty | None:
        """How sure we are of the least certain provision cited; ``None`` where none is."""
        return min((version.certainty for version in self.provisions), default=None)


def derive(rule: Rule, judged: Judged, element: Any, assessment: Assessment) -> Result:
    """The one place where an outcome is made: the duty's conditions, missing facts, judgement, then the caps."""
    provisions = rule.in_force(assessment.law_day)
    outcome, reasons, missing = _outcome(rule, assessment, provisions)
    reasons = tuple(dict.fromkeys(reasons)) if reasons else ()
    missing = tuple(sorted(set(missing))) if missing else ()
    return Result(rule, judged, element, outcome, assessment, reasons, missing, provisions)


def _outcome(
    rule: Rule, a: Assessment, provisions: tuple[Versjon, ...]
) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
    if rule.hjemmel and not provisions:
        return Outcome.NOT_APPLICABLE, (NOT_IN_FORCE,), ()
    if a.applies.truth is Truth.NO:
        return Outcome.NOT_APPLICABLE, (a.exempt,) if a.exempt else (), ()
    if a.applies.truth is Truth.UNKNOWN:
        return Outcome.OPEN, (), a.applies.missing
    match a.standing:
        case Standing.FULFILLED:
            return Outcome.MET, (), ()
        case Standing.UNKNOWN:
            return Outcome.OPEN, (), a.missing
        case Standing.PENDING:
            return Outcome.RUNNING, (), ()
        case Standing.DOUBTFUL:
            return Outcome.REVIEW, a.reasons, ()
        case Standing.BROKEN if rule.severity:
            return Outcome.FAULT, (), ()
        case Standing.BROKEN:
            return _breach(rule, a, provisions)


def _breach(
    rule: Rule, a: Assessment, provisions: tuple[Versjon, ...]
) -> tuple[Outcome, tuple[str, ...], tuple[str, ...]]:
    caps = a.caps()
    reasons = [cap.reason for cap in caps if cap.condition.truth is Truth.YES]
    if rule.strength is not Strength.HARD:
        reasons.append(f"{rule.strength}-duty")
    if any(version.certainty is not Certainty.TEXT for version in provisions):
        reasons.append("provision-not-read")
    if a.inferred:
        reasons.append("inferred-link")
    if any(getattr(row, "migrert_id", None) for row in a.used):
        reasons.append("migrated")
    if reasons:
        return Outcome.REVIEW, (*a.reasons, *reasons), ()
    unknown = tuple(path for cap in caps if cap.condition.truth is Truth.UNKNOWN for path in cap.condition.missing)
    return (Outcome.OPEN, (), unknown) if unknown else (Outcome.BREACH, (), ())


@attrs.frozen(weakref_slot=False)
class _Record:
    """What was judged, where there is no context."""

    sak: Sak
    as_of: date | None

    @property
    def known_until(self) -> date:
        return self.as_of or date.min


def fault_of(rule: Rule, sak: Sak, element: Any, as_of: date | None, assessment: Assessment) -> Result:
    """What a control found on a document that is no case."""
    return Result(rule, _Record(sak, as_of), element, Outcome.FAULT, assessment)


def crashed(rule: Rule, sak: Sak, element: Any, as_of: date | None, error: Exception) -> Result:
    """A rule that failed on an element. Only the kind of error is kept: its text may hold values of the record."""
    kind = (("error", type(error).__name__),)
    assessment = Assessment(standing=Standing.UNKNOWN, law_day=date.min, situation=_CRASH, args=kind)
    return Result(rule, _Record(sak, as_of), element, Outcome.ERROR, assessment)
