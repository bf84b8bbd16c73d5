"""The outcome of a rule on an element, derived once from its assessment."""

from datetime import date
from typing import Any, Protocol

import msgspec

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


class Result(msgspec.Struct, frozen=True, eq=False):
    """What a rule came to on one element of one case: a value, without text.

    Most outcomes are only counted. What only a finding needs is worked out when it is asked for.
    """

    rule: Rule
    judged: Judged
    element: Any
    outcome: Outcome
    assessment: Assessment

    @property
    def sak(self) -> Sak:
        """The case."""
        return self.judged.sak

    @property
    def as_of(self) -> date | None:
        """The day of judgement; ``None`` where a document does not tell one."""
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
    def reasons(self) -> tuple[str, ...]:
        """The ids of why a person must judge, or why the duty is not applicable, each once."""
        a = self.assessment
        if self.outcome is Outcome.NOT_APPLICABLE:
            reason = a.exempt if not self.rule.hjemmel or self.provisions else NOT_IN_FORCE
            return (reason,) if reason else ()
        if self.outcome is not Outcome.REVIEW:
            return ()
        softening = _softening(self.rule, a) if a.standing is Standing.BROKEN else ()
        return tuple(dict.fromkeys((*a.reasons, *softening)))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which the answer is open, sorted."""
        a = self.assessment
        if self.outcome is not Outcome.OPEN:
            return ()
        if a.applies.truth is Truth.UNKNOWN:
            return tuple(sorted(set(a.applies.missing)))
        return tuple(sorted(set(a.missing if a.standing is Standing.UNKNOWN else _untold(a))))

    @property
    def provisions(self) -> tuple[Versjon, ...]:
        """Those in force on the day that counts."""
        return self.rule.in_force(self.assessment.law_day)

    @property
    def certainty(self) -> Certainty | None:
        """How sure we are of the least certain provision cited; ``None`` where none is."""
        return min((version.certainty for version in self.provisions), default=None)


def derive(rule: Rule, judged: Judged, element: Any, assessment: Assessment) -> Result:
    """The one place where an outcome is made: the duty's conditions, missing facts, judgement, then the caps."""
    truth = assessment.applies.truth
    if rule.hjemmel and not rule.in_force(assessment.law_day):
        outcome = Outcome.NOT_APPLICABLE
    elif truth is Truth.YES:
        outcome = assessment.standing.outcome
        if outcome is Outcome.BREACH:
            outcome = _capped(rule, assessment)
    else:
        outcome = Outcome.OPEN if truth is Truth.UNKNOWN else Outcome.NOT_APPLICABLE
    return Result(rule, judged, element, outcome, assessment)


def _capped(rule: Rule, a: Assessment) -> Outcome:
    """What becomes of what would be a breach."""
    if rule.severity:
        return Outcome.FAULT
    if _softening(rule, a):
        return Outcome.REVIEW
    return Outcome.OPEN if _untold(a) else Outcome.BREACH


def _softening(rule: Rule, a: Assessment) -> tuple[str, ...]:
    """Why what would be a breach is for a person to judge."""
    reasons = [cap.reason for cap in a.caps() if cap.condition.truth is Truth.YES]
    if rule.strength is not Strength.HARD:
        reasons.append(f"{rule.strength}-duty")
    if any(version.certainty is not Certainty.TEXT for version in rule.in_force(a.law_day)):
        reasons.append("provision-not-read")
    if a.inferred:
        reasons.append("inferred-link")
    if any(getattr(row, "migrert_id", None) for row in a.used):
        reasons.append("migrated")
    return tuple(reasons)


def _untold(a: Assessment) -> tuple[str, ...]:
    """The facts without which nobody knows whether what would be a breach is one."""
    unknown = (cap.condition for cap in a.caps() if cap.condition.truth is Truth.UNKNOWN)
    return tuple(path for condition in unknown for path in condition.missing)


class _Record(msgspec.Struct, frozen=True):
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
