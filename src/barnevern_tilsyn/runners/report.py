"""What a run over files came to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import attrs

from barnevern_tilsyn.engine import Outcome, Result
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.model import Notice, Reject, RejectedFacts, Sak, Superseded, Unreadable
from barnevern_tilsyn.model.kostra import Individ

__all__ = ["Found", "Report", "Summary", "Tally"]

Found = Finding | Reject | Unreadable | Superseded | Notice
"""What a run over files finds, one at a time."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Summary:
    """The counts of a run: nothing is skipped silently.

    ``cases_read`` = checked + superseded + rejected. ``outcomes`` and ``by_rule`` count all outcomes, shown or not.
    ``cannot_be_decided_here`` names the rules that say nothing of the records read, or of those in one of their
    formats, and the facts they rest on that the format cannot carry at all.
    """

    cases_read: int
    cases_checked: int
    cases_superseded: int
    cases_rejected: int
    facts_rejected: int
    files_unreadable: int
    outcomes: Mapping[str, int]
    by_rule: Mapping[str, Mapping[str, int]]
    cannot_be_decided_here: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def silent(self) -> tuple[str, ...]:
        """The rules that say nothing of any record, for no format of the records can carry what they rest on."""
        return tuple(code for code, _ in self.cannot_be_decided_here if code not in self.by_rule)

    @property
    def partly_silent(self) -> tuple[str, ...]:
        """The rules that say something of records in one format, and can say nothing of those in another."""
        return tuple(code for code, _ in self.cannot_be_decided_here if code in self.by_rule)


@attrs.frozen(weakref_slot=False, kw_only=True)
class Report:
    """All that a run over files found, each kind in input order; iterating gives one kind after the other.

    ``faults`` counts data and authority controls by severity.
    """

    findings: tuple[Finding, ...]
    rejects: tuple[Reject, ...]
    unreadable: tuple[Unreadable, ...]
    superseded: tuple[Superseded, ...]
    notices: tuple[Notice, ...]
    faults: Mapping[str, int]
    summary: Summary

    def __iter__(self) -> Iterator[Found]:
        return chain(self.findings, self.rejects, self.unreadable, self.superseded, self.notices)


class Tally:
    """Counts while a run goes on. Keeps nothing of what it counts."""

    def __init__(self) -> None:
        self.faults: Counter[str] = Counter()
        self._documents: Counter[type] = Counter()
        self._by_rule: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)

    def document(self, kind: type) -> None:
        """Count a document by what came of it."""
        self._documents[kind] += 1

    def count(self, result: Result, outcome: Outcome) -> None:
        """Count an outcome, shown or not. It is the result's, unless the result failed when it was asked for more."""
        self._by_rule[result.rule.code][outcome] += 1
        if outcome is Outcome.FAULT and result.severity is not None:
            self.faults[result.severity.value] += 1

    def summary(self, undecidable: Mapping[str, Iterable[str]]) -> Summary:
        """The counts so far. ``undecidable``: as ``Run.undecidable`` gives it."""
        total: Counter[Outcome] = Counter()
        for counts in self._by_rule.values():
            total.update(counts)
        seen = self._documents
        return Summary(
            cases_read=seen[Sak] + seen[Individ] + seen[Superseded] + seen[Reject],
            cases_checked=seen[Sak] + seen[Individ],
            cases_superseded=seen[Superseded],
            cases_rejected=seen[Reject],
            facts_rejected=seen[RejectedFacts],
            files_unreadable=seen[Unreadable],
            outcomes=_sorted(total),
            by_rule={code: _sorted(counts) for code, counts in sorted(self._by_rule.items())},
            cannot_be_decided_here=tuple((code, tuple(sorted(paths))) for code, paths in sorted(undecidable.items())),
        )


def _sorted(counts: Counter[Outcome]) -> dict[str, int]:
    return {outcome.value: counts[outcome] for outcome in Outcome if counts[outcome]}
