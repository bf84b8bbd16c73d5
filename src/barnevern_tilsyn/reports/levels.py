"""Which findings make a run or a test fail: the levels of ``--fail-on``."""

from collections.abc import Iterable
from typing import Final

__all__ = ["FAIL_ON", "failing_outcomes", "failing_severities", "fails"]

FAIL_ON: Final = ("breach", "review", "open", "fault:error", "fault:warning", "never")

_AT_OR_ABOVE: Final = {
    "breach": {"breach"},
    "review": {"breach", "review"},
    "open": {"breach", "review", "open"},
}
_FAULTS_AT_OR_ABOVE: Final = {
    "fault:error": {"fatal", "error"},
    "fault:warning": {"fatal", "error", "warning"},
}


def failing_outcomes(fail_on: Iterable[str]) -> set[str]:
    """The outcomes that make a run fail, so that they are worth showing."""
    return {outcome for level in fail_on for outcome in _AT_OR_ABOVE.get(level, ())}


def failing_severities(fail_on: Iterable[str]) -> set[str]:
    """The severities of faults that make a run fail."""
    return {severity for level in fail_on for severity in _FAULTS_AT_OR_ABOVE.get(level, ())}


def fails(outcome: str, severity: str | None, fail_on: Iterable[str]) -> bool:
    """Whether a finding is at or above one of these levels; a rule that failed is above all but ``never``."""
    levels = set(fail_on)
    if "never" in levels:
        return False
    return outcome in {"error", *failing_outcomes(levels)} or (
        outcome == "fault" and severity in failing_severities(levels)
    )
