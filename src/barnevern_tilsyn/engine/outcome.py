"""What a rule can come to, and how strong the duty behind it is."""

from enum import StrEnum

__all__ = ["Outcome", "Severity", "Strength"]


class Outcome(StrEnum):
    """The outcome of one rule on one element. Always a *potential* breach: only the authority concludes."""

    BREACH = "breach"
    REVIEW = "review"
    OPEN = "open"
    RUNNING = "running"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"
    FAULT = "fault"
    ERROR = "error"

    __hash__ = str.__hash__  # an enum's own is written in Python, and outcomes are counted by the million


class Strength(StrEnum):
    """The upper bound of a rule: only a hard duty can be broken by dates and presence alone."""

    HARD = "hard"
    SOFT = "soft"
    DERIVED = "derived"


class Severity(StrEnum):
    """How a data or authority control weighs its fault."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
