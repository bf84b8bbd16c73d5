"""Why two reports may not be comparable, and what a difference between them therefore does not prove."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.reports.diff import CONCERNS, Diff, Pair
from barnevern_tilsyn.reports.recorded import Recorded

__all__ = ["doubts", "rule_changes"]

_UUID_LENGTH = 36


class _Ids(NamedTuple):
    """Why the other report may lack a finding: its rule looked at nothing, or its case or outcome is not to be seen."""

    not_run: str
    not_shown: str
    not_read: str
    not_seen: str


_GONE = _Ids("gone-rule-not-run", "gone-not-shown", "gone-not-read", "gone-case-not-seen")
_NEW = _Ids("new-rule-not-run", "new-not-shown", "new-not-read", "new-case-not-seen")


def doubts(diff: Diff) -> tuple[Message, ...]:
    """All that there is to mind, as messages; their ids stand in docs."""
    return *_runs(diff), *_absences(_GONE, diff.gone, diff.new), *_absences(_NEW, diff.added, diff.old)


def rule_changes(diff: Diff) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The rules whose findings are of other versions in the new report: by code, the versions before and now."""
    before, now = _versions(diff.old), _versions(diff.new)
    return {code: (before[code], now[code]) for code in sorted(before.keys() & now.keys()) if before[code] != now[code]}


def _versions(report: Recorded) -> dict[str, tuple[str, ...]]:
    versions: dict[str, set[str]] = {}
    for finding in report.findings:
        versions.setdefault(finding.rule, set()).add(finding.rule_version)
    return {code: tuple(sorted(found)) for code, found in versions.items()}


def _runs(diff: Diff) -> Iterator[Message]:
    """What differs between the runs themselves."""
    old, new = diff.old, diff.new
    if old.tool.version != new.tool.version:
        yield Message("tool-version", (("old", old.tool.version), ("new", new.tool.version)))
    for code, (before, now) in rule_changes(diff).items():
        yield Message("rule-version", (("rule", code), ("old", ", ".join(before)), ("new", ", ".join(now))))
    days = [max((f.as_of for f in report.findings if f.as_of), default=None) for report in (old, new)]
    if days[0] and days[1] and days[1] < days[0]:
        yield Message("backwards", (("day", days[1]), ("last", days[0])))
    if diff.nameless_old or diff.nameless_new:
        yield Message("key-needed", (("before", len(diff.nameless_old)), ("now", len(diff.nameless_new))))
    cases = [{f.case for f in report.findings if f.case} for report in (old, new)]
    if all(cases):
        kinds = [{len(case) == _UUID_LENGTH for case in found} for found in cases]
        if not kinds[0] & kinds[1]:
            yield Message("key-in-one")
        elif not cases[0] & cases[1]:
            yield Message("no-case-in-both")


def _absences(ids: _Ids, pairs: Sequence[Pair], other: Recorded) -> Iterator[Message]:
    """Why the other report may lack these findings although nothing changed."""
    if not pairs:
        return
    rules = sorted({pair.shown.rule for pair in pairs})
    not_run = [code for code in rules if code not in other.summary.by_rule]
    if not_run:
        yield Message(ids.not_run, (("rules", tuple(not_run)),))
    hidden = {code: count for code, count in _hidden(other).items() if count and code in rules}
    if hidden:
        args = (("rules", tuple(sorted(hidden))), ("count", sum(hidden.values())))
        yield Message(ids.not_shown, args)
    lost = other.summary.cases_rejected + other.summary.files_unreadable
    if lost:
        yield Message(ids.not_read, (("count", lost),))
    unseen = len({pair.shown.case for pair in pairs if not pair.case_seen})
    if unseen:
        yield Message(ids.not_seen, (("count", unseen),))


def _hidden(report: Recorded) -> Mapping[str, int]:
    """How many concerns of each rule a report counts and does not show."""
    shown: dict[tuple[str, Outcome], int] = {}
    for finding in report.findings:
        key = finding.rule, finding.outcome
        shown[key] = shown.get(key, 0) + 1
    return {
        code: sum(max(0, n - shown.get((code, outcome), 0)) for outcome, n in counts.items() if outcome in CONCERNS)
        for code, counts in report.summary.by_rule.items()
    }
