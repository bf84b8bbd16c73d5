"""A duty that may be broken in many cases: how often, how badly, since when, and where it can still be mended."""

from collections import Counter
from datetime import date

import attrs

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import Finding, Provision

__all__ = ["Duty", "Failing", "days_over", "mendable"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Failing:
    """A duty that may have been broken, or about which a person must judge.

    ``worst`` is the finding that is furthest over its last day, the first one where none has a clock. ``cases`` are
    those with a potential breach, ``mendable`` those of them that are open and where it is still not done. ``first``
    and ``latest``: the last days that were overrun. ``waiting_since``: the first of those where it is still not done,
    ``waiting_over``: how many days the furthest of them is over. ``reasons``: ids of why a person must judge, the most
    frequent first.
    """

    worst: Finding
    breaches: int
    cases: int
    mendable: int
    reviews: int
    first: date | None
    latest: date | None
    waiting_since: date | None
    waiting_over: int
    reasons: tuple[str, ...]
    provisions: tuple[Provision, ...]

    @property
    def days_over(self) -> int:
        """How far the worst is over its last day; 0 where there is no clock."""
        return days_over(self.worst)


@attrs.define
class Duty:
    """A duty while findings on it come: two days and a finding are kept, whatever their number."""

    worst: Finding
    breaches: int = 0
    cases: int = 0
    mendable: int = 0
    waiting_over: int = 0
    reviews: int = 0
    last_days: list[date] = attrs.field(factory=list)
    waiting: list[date] = attrs.field(factory=list)
    reasons: Counter[str] = attrs.field(factory=Counter)
    provisions: dict[Provision, None] = attrs.field(factory=dict)

    def add(self, findings: list[Finding]) -> None:
        """The findings of one case on the duty."""
        breaches = [finding for finding in findings if finding.outcome is Outcome.BREACH]
        self.worst = max((self.worst, *findings), key=_gravity)
        self.breaches += len(breaches)
        self.reviews += len(findings) - len(breaches)
        self.cases += bool(breaches)
        waiting = [finding for finding in breaches if mendable(finding)]
        self.mendable += bool(waiting)
        self.waiting_over = max((self.waiting_over, *map(days_over, waiting)))
        self.last_days = _ends([*self.last_days, *(f.deadline.nominal for f in breaches if f.deadline)])
        self.waiting = _ends([*self.waiting, *(f.deadline.nominal for f in waiting if f.deadline)])
        self.reasons.update(reason for f in findings if f.outcome is Outcome.REVIEW for reason in f.reasons)
        self.provisions |= dict.fromkeys(provision for finding in findings for provision in finding.provisions)

    def failing(self) -> Failing:
        """What has come to be told of it."""
        return Failing(
            worst=self.worst,
            breaches=self.breaches,
            cases=self.cases,
            mendable=self.mendable,
            reviews=self.reviews,
            first=next(iter(self.last_days), None),
            latest=next(reversed(self.last_days), None),
            waiting_since=next(iter(self.waiting), None),
            waiting_over=self.waiting_over,
            reasons=tuple(id for id, _ in sorted(self.reasons.items(), key=lambda one: (-one[1], one[0]))),
            provisions=tuple(sorted(self.provisions, key=lambda provision: (provision.in_force, provision.cite()))),
        )


def mendable(finding: Finding) -> bool:
    """Whether what is missing can still be done: the case is open, and nothing tells that it was done late."""
    return not finding.case_closed and (finding.deadline is None or finding.deadline.undone)


def _ends(days: list[date]) -> list[date]:
    return sorted({min(days), max(days)}) if days else []


def days_over(finding: Finding) -> int:
    """How far a finding is over its last day; 0 where there is no clock."""
    return finding.deadline.days_over if finding.deadline else 0


def _gravity(finding: Finding) -> tuple[bool, int]:
    return finding.outcome is Outcome.BREACH, days_over(finding)
