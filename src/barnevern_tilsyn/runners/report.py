"""What a run over files came to."""

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from barnevern_tilsyn.engine import Outcome, Result
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.model import Notice, Reject, Superseded, Unreadable

__all__ = ["Report", "Summary", "Tally"]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Summary:
    """The counts of a run: nothing is skipped silently.

    ``cases_read`` = checked + superseded + rejected. ``outcomes`` and ``by_rule`` count all outcomes, shown or not.
    ``cannot_be_decided_here`` names, per rule, the facts that the format read cannot carry at all.
    """

    cases_read: int
    cases_checked: int
    cases_superseded: int
    cases_rejected: int
    files_unreadable: int
    outcomes: Mapping[str, int]
    by_rule: Mapping[str, Mapping[str, int]]
    cannot_be_decided_here: tuple[tuple[str, tuple[str, ...]], ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Report:
    """All that a run over files found, in input order. ``faults`` counts data and authority controls by severity."""

    findings: tuple[Finding, ...]
    rejects: tuple[Reject, ...]
    unreadable: tuple[Unreadable, ...]
    superseded: tuple[Superseded, ...]
    notices: tuple[Notice, ...]
    faults: Mapping[str, int]
    summary: Summary


class Tally:
    """Counts while a run goes on."""

    def __init__(self) -> None:
        self.checked = 0
        self.findings: list[Finding] = []
        self.rejects: list[Reject] = []
        self.unreadable: list[Unreadable] = []
        self.superseded: list[Superseded] = []
        self.notices: list[Notice] = []
        self._by_rule: dict[str, Counter[Outcome]] = {}
        self._faults: Counter[str] = Counter()
        self._lacking: dict[str, set[str]] = {}

    def count(self, results: Iterable[Result]) -> None:
        """Count outcomes, shown or not."""
        for result in results:
            self._by_rule.setdefault(result.rule.code, Counter())[result.outcome] += 1
            if result.outcome is Outcome.FAULT and result.rule.severity is not None:
                self._faults[result.rule.severity.value] += 1

    def lacks(self, code: str, paths: Iterable[str]) -> None:
        """Note facts that a rule reads and the format of a case cannot carry."""
        self._lacking.setdefault(code, set()).update(paths)

    def report(self) -> Report:
        """The finished report."""
        total: Counter[Outcome] = Counter()
        for counts in self._by_rule.values():
            total.update(counts)
        return Report(
            findings=tuple(self.findings),
            rejects=tuple(self.rejects),
            unreadable=tuple(self.unreadable),
            superseded=tuple(self.superseded),
            notices=tuple(self.notices),
            faults=dict(self._faults),
            summary=Summary(
                cases_read=self.checked + len(self.superseded) + len(self.rejects),
                cases_checked=self.checked,
                cases_superseded=len(self.superseded),
                cases_rejected=len(self.rejects),
                files_unreadable=len(self.unreadable),
                outcomes=_sorted(total),
                by_rule={code: _sorted(counts) for code, counts in sorted(self._by_rule.items())},
                cannot_be_decided_here=tuple(
                    (code, tuple(sorted(paths))) for code, paths in sorted(self._lacking.items()) if paths
                ),
            ),
        )


def _sorted(counts: Counter[Outcome]) -> dict[str, int]:
    return {outcome.value: counts[outcome] for outcome in Outcome if counts[outcome]}
