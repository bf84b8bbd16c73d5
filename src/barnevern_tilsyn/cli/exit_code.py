"""Exit codes: 0 nothing to stop for, 1 findings or rejects, 2 wrong usage or unreadable input, 3 a rule crashed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barnevern_tilsyn.runners import Report, Stream
    from barnevern_tilsyn.runners.judging import Beside

__all__ = ["FAIL_ON", "exit_code", "failing_outcomes", "fails", "reading_code"]

FAIL_ON = ("breach", "review", "open", "fault:error", "fault:warning", "never")

_AT_OR_ABOVE = {
    "breach": {"breach"},
    "review": {"breach", "review"},
    "open": {"breach", "review", "open"},
}
_FAULTS_AT_OR_ABOVE = {
    "fault:error": {"fatal", "error"},
    "fault:warning": {"fatal", "error", "warning"},
}


def failing_outcomes(fail_on: Iterable[str]) -> set[str]:
    """The outcomes that make a run fail, so that they are worth showing."""
    return {outcome for level in fail_on for outcome in _AT_OR_ABOVE.get(level, ())}


def fails(outcome: str, severity: str | None, fail_on: Iterable[str]) -> bool:
    """Whether a finding is at or above one of these levels; a rule that failed is above all but ``never``."""
    levels = set(fail_on)
    if "never" in levels:
        return False
    severities = {severity for level in levels for severity in _FAULTS_AT_OR_ABOVE.get(level, ())}
    return outcome in {"error", *failing_outcomes(levels)} or (outcome == "fault" and severity in severities)


def exit_code(run: "Stream | Report", fail_on: Iterable[str]) -> int:
    """The exit code of a run that has ended.

    The highest that applies wins; ``never`` keeps findings and rejects from failing it.
    """
    summary = run.summary
    levels = set(fail_on)
    outcomes = failing_outcomes(levels)
    severities = {severity for level in levels for severity in _FAULTS_AT_OR_ABOVE.get(level, ())}
    if summary.outcomes.get("error"):
        return 3
    if summary.files_unreadable:
        return 2
    if "never" in levels:
        return 0
    found = any(summary.outcomes.get(outcome) for outcome in outcomes)
    found = found or any(run.faults.get(severity) for severity in severities)
    return 1 if found or summary.cases_rejected or summary.facts_rejected else 0


def reading_code(beside: "Iterable[Beside]", *, crashed: int) -> int:
    """The exit code where findings fail nothing: 1 for rejects, 2 for unreadable files, 3 for a rule that failed."""
    from barnevern_tilsyn.model import Reject, Unreadable

    told = tuple(beside)
    if crashed:
        return 3
    return 2 if any(isinstance(one, Unreadable) for one in told) else int(any(isinstance(one, Reject) for one in told))
