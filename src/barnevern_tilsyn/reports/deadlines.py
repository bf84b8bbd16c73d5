"""The countdown: what is still to be done by when, and what is not done although its last day has passed."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

import attrs

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import Deadline, Finding, Provision
from barnevern_tilsyn.runners import Found, Report, Stream, Summary

__all__ = ["SHOWN", "Countdown", "Entry", "State", "countdown", "entries_of"]

SHOWN = frozenset({Outcome.BREACH, Outcome.REVIEW, Outcome.OPEN, Outcome.RUNNING})
"""The outcomes that a run must give for a countdown to be made of it."""


class State(StrEnum):
    """How something to be done stands. The order is the one in which it is told."""

    OVERDUE = "overdue"
    """Not done, and the last day has passed, at least by the strict count."""
    UNKNOWN = "unknown"
    """The last day has passed; the record cannot tell whether it was done, or whether it had to be."""
    RUNNING = "running"
    """The last day has not come."""
    CLOSED = "closed"
    """The case is registered closed, so that nothing is due any more, although it was never done."""


_STATES = {Outcome.RUNNING: State.RUNNING, Outcome.OPEN: State.UNKNOWN}
_ORDER = {state: place for place, state in enumerate(State)}


@attrs.frozen(weakref_slot=False)
class Entry:
    """One thing to be done: what one rule, or several rules on the same duty, say of one element."""

    state: State
    deadline: Deadline
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all: they agree on the case, the element, the days and the outcome."""
        return self.findings[0]

    @property
    def days_left(self) -> int:
        """From the day of judgement to the last day by the strict count; negative once that has passed."""
        return (self.deadline.nominal - self.as_of).days

    @property
    def as_of(self) -> date:
        """The day of judgement."""
        return self.first.as_of or self.deadline.known_until

    @property
    def stale(self) -> bool:
        """Whether the record is older than the last day: what happened since is not known."""
        return self.state is State.UNKNOWN and self.deadline.known_until <= self.deadline.nominal

    @property
    def reasons(self) -> tuple[str, ...]:
        """Ids of why it is unsure, each once: those of the last day, then those of the judgement."""
        judged = (reason for finding in self.findings for reason in finding.reasons)
        return tuple(dict.fromkeys((*self.deadline.reasons, *judged)))

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """What the duty rests on, each once."""
        return tuple(dict.fromkeys(provision for finding in self.findings for provision in finding.provisions))

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts without which it cannot be told, each once."""
        return tuple(dict.fromkeys(path for finding in self.findings for path in finding.missing))


@attrs.frozen(weakref_slot=False, kw_only=True)
class Countdown:
    """What is to be done, by state and last day.

    ``later``: how many running entries lie beyond the days asked for, ``within``. ``beside``: what else the run found,
    such as rejects. ``summary``: its counts.
    """

    entries: tuple[Entry, ...]
    within: int | None
    later: int
    beside: tuple[Found, ...]
    summary: Summary

    def of(self, state: State) -> tuple[Entry, ...]:
        """The entries of a state."""
        return tuple(entry for entry in self.entries if entry.state is state)


def countdown(run: Stream | Report, *, within: int | None = None) -> Countdown:
    """The countdown over a run that gives ``SHOWN``. ``within``: of what runs, only what ends in so many days."""
    beside: list[Found] = []
    findings = []
    for found in run:
        if not isinstance(found, Finding):
            beside.append(found)
        elif _is_due(found):
            findings.append(found)
    entries = sorted(entries_of(findings), key=_place)
    shown = [e for e in entries if within is None or e.state is not State.RUNNING or e.days_left <= within]
    return Countdown(
        entries=tuple(shown),
        within=within,
        later=len(entries) - len(shown),
        beside=tuple(beside),
        summary=run.summary,
    )


def entries_of(findings: Iterable[Finding]) -> list[Entry]:
    """What is to be done of all that some findings tell, in their order."""
    groups: dict[Any, list[Finding]] = {}
    for finding in findings:
        if _is_due(finding):
            groups.setdefault(_same(finding), []).append(finding)
    return [_entry(group) for group in groups.values()]


def _is_due(finding: Finding) -> bool:
    """Whether a finding tells of something that is known not to be done, and has a last day to tell."""
    deadline = finding.deadline
    if deadline is None or finding.as_of is None or finding.outcome not in SHOWN:
        return False
    return finding.outcome is Outcome.RUNNING or (deadline.undone and deadline.nominal < finding.as_of)


def _same(finding: Finding) -> tuple[Any, ...]:
    """What two rules must agree on to be one entry: the duty, the element, the days and the outcome."""
    deadline = finding.deadline
    days = (deadline.nominal, deadline.latest) if deadline else ()
    element = (finding.source.file, finding.source.line, finding.case, finding.element_type, finding.element_id)
    return (*element, finding.duties or finding.rule, *days, finding.outcome)


def _entry(findings: list[Finding]) -> Entry:
    first = findings[0]
    if first.deadline is None:
        raise ValueError("a finding without a deadline is not due")
    state = State.CLOSED if first.case_closed else _STATES.get(first.outcome, State.OVERDUE)
    return Entry(state, first.deadline, tuple(findings))


def _place(entry: Entry) -> tuple[int, date, date, str]:
    return _ORDER[entry.state], entry.deadline.nominal, entry.deadline.latest, entry.first.rule
