"""What a run comes to for the one who answers for the service: what fails, how badly, in how many cases, what is due.

It is made while the run goes on, out of the findings of one case at a time. What is kept does not grow with the number
of cases: counts, and of cases, days and documents the first so many.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.model import Notice, Reject, Unreadable
from barnevern_tilsyn.reports.deadlines import Entry, State, entries_of
from barnevern_tilsyn.reports.failing import Duty, Failing, days_over, mendable
from barnevern_tilsyn.reports.first import First
from barnevern_tilsyn.reports.text import whole
from barnevern_tilsyn.runners import Found, Report, Stream, Summary

__all__ = ["AGES", "Control", "Missing", "Overview", "overview"]

AGES: Final = (7, 30, 90, 180, 365)
"""Days over the last day, the last of each class; what is more is a class of its own."""

_TOLD: Final = frozenset({Outcome.BREACH, Outcome.REVIEW, Outcome.FAULT, Outcome.ERROR})
"""What is told case by case. What runs is told by its days, what is open by what is missing."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Control:
    """A data or authority control that fired, and how often."""

    finding: Finding
    count: int


@attrs.frozen(weakref_slot=False, kw_only=True)
class Missing:
    """A fact without which answers are open: how many, and one of them."""

    path: str
    count: int
    finding: Finding


@attrs.frozen(weakref_slot=False, kw_only=True)
class Overview:
    """What a run comes to.

    ``ages``: potential breaches by how far they are over, in the classes of ``AGES`` and one more; ``months``: by the
    month of their last day, the first of it. ``due``: what ends within ``soon`` days, ``due_by_day`` how much of it in
    0, 1, 2 ... days. ``stale``: how much ran out after the record ends. ``unasked``: findings that a page would tell of
    and the run was not asked to give. ``as_of``: the days of judgement, first and last.
    """

    soon: int
    failing: tuple[Failing, ...]
    breach_cases: int
    mendable_cases: int
    review_cases: int
    ages: tuple[int, ...]
    months: dict[date, int]
    due: First[Entry]
    due_by_day: tuple[int, ...]
    stale: int
    missing: tuple[Missing, ...]
    controls: tuple[Control, ...]
    cases: First[tuple[Finding, ...]]
    rejects: First[Reject]
    unreadable: First[Unreadable]
    notices: First[Notice]
    as_of: tuple[date, date] | None
    unasked: dict[Outcome, int]
    summary: Summary


def overview(run: Stream | Report, *, soon: int = 14, cases: int = 100, documents: int = 30, due: int = 60) -> Overview:
    """The overview over a run that gives breach, review, open, running, fault and error.

    ``soon``: in how many days what runs out is told. ``cases``, ``documents`` and ``due``: of how many cases, documents
    that are none, and last days each is told; the rest are counted.
    """
    gathered = _Gathered(soon, cases, documents, due)
    for _, group in groupby(gathered.set_apart(run), key=whole):
        gathered.add(tuple(group))
    return gathered.overview(run.summary)


class _Gathered:
    """What has been gathered so far."""

    def __init__(self, soon: int, cases: int, documents: int, due: int) -> None:
        self._soon = soon
        self._duties: dict[str, Duty] = {}
        self._breach_cases = self._mendable_cases = self._review_cases = self._stale = 0
        self._ages = [0] * (len(AGES) + 1)
        self._months: Counter[date] = Counter()
        self._due: First[Entry] = First(due)
        self._due_by_day = [0] * (soon + 1)
        self._missing: dict[str, Missing] = {}
        self._controls: dict[tuple[str, str | None], Control] = {}
        self._cases: First[tuple[Finding, ...]] = First(cases)
        self._rejects: First[Reject] = First(documents)
        self._unreadable: First[Unreadable] = First(documents)
        self._notices: First[Notice] = First(documents)
        self._as_of: tuple[date, date] | None = None
        self._seen: Counter[Outcome] = Counter()

    def set_apart(self, run: Iterable[Found]) -> Iterator[Finding]:
        """The findings of a run; the rest is gathered."""
        for found in run:
            match found:
                case Finding():
                    yield found
                case Reject():
                    self._rejects.add(found)
                case Unreadable():
                    self._unreadable.add(found)
                case Notice():
                    self._notices.add(found)

    def add(self, findings: tuple[Finding, ...]) -> None:
        """The findings of one case, or of one document that is none."""
        by_duty: dict[str, list[Finding]] = {}
        for finding in findings:
            self._seen[finding.outcome] += 1
            if finding.as_of:
                first, last = self._as_of or (finding.as_of, finding.as_of)
                self._as_of = min(first, finding.as_of), max(last, finding.as_of)
            match finding.outcome:
                case Outcome.BREACH | Outcome.REVIEW:
                    by_duty.setdefault(finding.rule, []).append(finding)
                case Outcome.OPEN:
                    self._open(finding)
                case Outcome.FAULT:
                    key = finding.rule, finding.severity
                    count = self._controls[key].count if key in self._controls else 0
                    self._controls[key] = Control(finding=finding, count=count + 1)
        for rule, found in by_duty.items():
            self._duties.setdefault(rule, Duty(found[0])).add(found)
        self._clocks(findings)
        self._count(findings)

    def _open(self, finding: Finding) -> None:
        for path in finding.missing:
            seen = self._missing.get(path) or Missing(path=path, count=0, finding=finding)
            self._missing[path] = attrs.evolve(seen, count=seen.count + 1)

    def _clocks(self, findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            if finding.outcome is Outcome.BREACH and finding.deadline:
                self._ages[sum(finding.deadline.days_over > age for age in AGES)] += 1
                self._months[finding.deadline.nominal.replace(day=1)] += 1
        for entry in entries_of(findings):
            self._stale += entry.stale
            if entry.state is State.RUNNING and entry.days_left <= self._soon:
                self._due_by_day[entry.days_left] += 1
                self._due.add(entry, (entry.days_left, entry.deadline.nominal))

    def _count(self, findings: tuple[Finding, ...]) -> None:
        told = tuple(finding for finding in findings if finding.outcome in _TOLD)
        if not told:
            return
        breaches = [finding for finding in told if finding.outcome is Outcome.BREACH]
        waiting = [finding for finding in breaches if mendable(finding)]
        self._breach_cases += bool(breaches)
        self._mendable_cases += bool(waiting)
        self._review_cases += any(finding.outcome is Outcome.REVIEW for finding in told)
        worst = max(map(days_over, waiting or breaches), default=0)
        rank = -bool(waiting), -bool(breaches), -worst, -len(breaches)
        self._cases.add(tuple(sorted(told, key=_in_order)), rank)

    def overview(self, summary: Summary) -> Overview:
        """All that was gathered."""
        duties = [duty.failing() for duty in self._duties.values()]
        told = _TOLD | {Outcome.OPEN, Outcome.RUNNING}
        counted = {Outcome(name): count for name, count in summary.outcomes.items()}
        return Overview(
            soon=self._soon,
            failing=tuple(sorted(duties, key=_urgency)),
            breach_cases=self._breach_cases,
            mendable_cases=self._mendable_cases,
            review_cases=self._review_cases,
            ages=tuple(self._ages),
            months=dict(sorted(self._months.items())),
            due=self._due,
            due_by_day=tuple(self._due_by_day),
            stale=self._stale,
            missing=_most(self._missing.values()),
            controls=tuple(sorted(self._controls.values(), key=lambda one: (-one.count, one.finding.rule))),
            cases=self._cases,
            rejects=self._rejects,
            unreadable=self._unreadable,
            notices=self._notices,
            as_of=self._as_of,
            unasked={
                one: count - self._seen[one]
                for one, count in counted.items()
                if one in told and count > self._seen[one]
            },
            summary=summary,
        )


def _urgency(one: Failing) -> tuple[Any, ...]:
    """First what children wait for since a day, then what else can still be done, then by how often."""
    return one.waiting_since is None, -one.mendable, -one.breaches, -one.reviews, one.worst.rule


def _most(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    return tuple(sorted(missing, key=lambda one: (-one.count, one.path)))


def _in_order(finding: Finding) -> tuple[int, int, str]:
    return list(Outcome).index(finding.outcome), -days_over(finding), finding.rule
