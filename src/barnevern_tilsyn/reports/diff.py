"""What changed between two runs of ``check``, as far as their reports can tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import attrs

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.reports.recorded import Recorded, RecordedFinding

__all__ = ["CONCERNS", "Diff", "Pair", "compare"]

CONCERNS = frozenset({Outcome.BREACH, Outcome.REVIEW, Outcome.OPEN, Outcome.FAULT, Outcome.ERROR})
"""What someone may have to look at. Any other outcome is as good as no finding."""

_GRAVITY = {outcome: place for place, outcome in enumerate(Outcome)} | {Outcome.ERROR: -1}


@attrs.frozen(weakref_slot=False, kw_only=True)
class Pair:
    """One rule on one element in two reports; ``None`` where a report has no finding of it.

    ``case_seen``: whether the report that lacks the finding has another one on the case.
    """

    old: RecordedFinding | None
    new: RecordedFinding | None
    case_seen: bool

    @property
    def shown(self) -> RecordedFinding:
        """The finding as it stands; as it stood, where it is gone."""
        if self.new is not None:
            return self.new
        if self.old is None:
            raise ValueError("a pair of nothing")
        return self.old

    @property
    def worse(self) -> bool:
        """Whether what is a concern now was none, or a lesser one."""
        old, new = self.old, self.new
        if new is None or new.outcome not in CONCERNS:
            return False
        return old is None or old.outcome not in CONCERNS or _GRAVITY[new.outcome] < _GRAVITY[old.outcome]


@attrs.frozen(weakref_slot=False, kw_only=True)
class Diff:
    """What changed from ``old`` to ``new``. Each list has the order of the report it comes from.

    ``added``: a concern now and not before. ``changed``: a concern in both, with another outcome. ``resolved``: the new
    report itself says that the duty is met, runs or does not apply. ``gone``: the new report has no such finding, which
    proves nothing. ``unchanged``: a concern in both, with the same outcome. ``nameless_old`` and ``nameless_new``:
    concerns without a fingerprint, which cannot be known again.
    """

    old: Recorded
    new: Recorded
    added: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    resolved: tuple[Pair, ...]
    gone: tuple[Pair, ...]
    unchanged: tuple[Pair, ...]
    nameless_old: tuple[RecordedFinding, ...]
    nameless_new: tuple[RecordedFinding, ...]

    @property
    def worse(self) -> tuple[RecordedFinding, ...]:
        """What is a concern now and was none, or a lesser one."""
        return tuple(pair.new for pair in (*self.added, *self.changed) if pair.new is not None and pair.worse)


def compare(old: Recorded, new: Recorded) -> Diff:
    """Compare two reports, finding by finding, by fingerprint."""
    lists: dict[str, list[Pair]] = defaultdict(list)
    for pair in _pairs(old, new):
        lists[_list_of(pair)].append(pair)
    return Diff(
        old=old,
        new=new,
        added=tuple(lists["added"]),
        changed=tuple(lists["changed"]),
        resolved=tuple(lists["resolved"]),
        gone=tuple(lists["gone"]),
        unchanged=tuple(lists["unchanged"]),
        nameless_old=_nameless(old),
        nameless_new=_nameless(new),
    )


def _nameless(report: Recorded) -> tuple[RecordedFinding, ...]:
    return tuple(f for f in report.findings if f.fingerprint is None and f.outcome in CONCERNS)


def _list_of(pair: Pair) -> str:
    before = pair.old is not None and pair.old.outcome in CONCERNS
    now = pair.new is not None and pair.new.outcome in CONCERNS
    match before, now:
        case False, False:
            return "none"
        case False, True:
            return "added"
        case True, False:
            return "resolved" if pair.new else "gone"
        case _:
            return "unchanged" if pair.old and pair.new and pair.old.outcome == pair.new.outcome else "changed"


def _pairs(old: Recorded, new: Recorded) -> Iterator[Pair]:
    """All findings that have a fingerprint, each once: those of ``new`` in its order, then what only ``old`` has."""
    cases_before, cases_now = ({f.case for f in report.findings} for report in (old, new))
    earlier = _earlier(old.findings, new.findings)
    for found in new.findings:
        if found.fingerprint is not None:
            before = earlier.get(id(found))
            yield Pair(old=before, new=found, case_seen=before is not None or found.case in cases_before)
    matched = {id(finding) for finding in earlier.values()}
    for finding in old.findings:
        if finding.fingerprint is not None and id(finding) not in matched:
            yield Pair(old=finding, new=None, case_seen=finding.case in cases_now)


def _earlier(old: Iterable[RecordedFinding], new: Iterable[RecordedFinding]) -> dict[int, RecordedFinding]:
    """The earlier finding of the same fingerprint, by the identity of the later one.

    A rule may say several things of one element: like outcomes go together first, then the gravest with the gravest.
    """
    earlier: dict[int, RecordedFinding] = {}
    for exactly in (True, False):
        taken = {id(finding) for finding in earlier.values()}
        left = _grouped((f for f in old if id(f) not in taken), exactly=exactly)
        for key, group in _grouped((f for f in new if id(f) not in earlier), exactly=exactly).items():
            earlier |= {id(found): before for found, before in zip(group, left.get(key, ()), strict=False)}
    return earlier


def _grouped(findings: Iterable[RecordedFinding], *, exactly: bool) -> dict[tuple[str, str], list[RecordedFinding]]:
    """Findings by fingerprint, the gravest first; ``exactly``: by their outcome too."""
    groups: dict[tuple[str, str], list[RecordedFinding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: _GRAVITY[f.outcome]):
        if finding.fingerprint is not None:
            groups[finding.fingerprint, finding.outcome if exactly else ""].append(finding)
    return groups
