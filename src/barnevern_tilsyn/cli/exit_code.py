"""Exit codes: 0 nothing to stop for, 1 findings or rejects, 2 wrong usage or unreadable input, 3 a rule crashed."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from barnevern_tilsyn.reports.levels import failing_outcomes, failing_severities

if TYPE_CHECKING:
    from barnevern_tilsyn.runners import Report, Stream
    from barnevern_tilsyn.runners.judging import Beside

__all__ = ["exit_code", "reading_code"]


def exit_code(run: "Stream | Report", fail_on: Iterable[str]) -> int:
    """The exit code of a run that has ended.

    The highest that applies wins; ``never`` keeps findings and rejects from failing it.
    """
    summary = run.summary
    levels = set(fail_on)
    if summary.outcomes.get("error"):
        return 3
    if summary.files_unreadable:
        return 2
    if "never" in levels:
        return 0
    found = any(summary.outcomes.get(outcome) for outcome in failing_outcomes(levels))
    found = found or any(run.faults.get(severity) for severity in failing_severities(levels))
    return 1 if found or summary.cases_rejected or summary.facts_rejected else 0


def reading_code(beside: "Iterable[Beside]", *, crashed: int) -> int:
    """The exit code where findings fail nothing: 1 for rejects, 2 for unreadable files, 3 for a rule that failed."""
    from barnevern_tilsyn.model import Reject, Unreadable

    told = tuple(beside)
    if crashed:
        return 3
    return 2 if any(isinstance(one, Unreadable) for one in told) else int(any(isinstance(one, Reject) for one in told))
