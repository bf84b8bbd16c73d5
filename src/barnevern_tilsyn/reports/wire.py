"""The rows of the JSON of ``check``, as they are written: format 1. The published schema is made from these classes.

A row in an array of the JSON and a line of JSON Lines have the same keys; the line also has its ``type`` and
``format``.
"""

from datetime import date
from typing import Annotated, Final, Literal

import msgspec

from barnevern_tilsyn.engine import Outcome, Severity, Strength
from barnevern_tilsyn.law import Certainty

__all__ = [
    "FORMAT",
    "Deadline",
    "Element",
    "Fact",
    "Finding",
    "FindingLine",
    "Line",
    "Notice",
    "NoticeLine",
    "Provision",
    "Reject",
    "RejectLine",
    "Report",
    "Share",
    "Source",
    "Summary",
    "SummaryLine",
    "Tool",
    "Undecidable",
    "Unreadable",
    "UnreadableLine",
]

FORMAT: Final = 1
"""The version of the JSON; it changes only when a reader of it must change too."""

_Format = Literal[1]
_Count = Annotated[int, msgspec.Meta(ge=0)]
_LineNumber = Annotated[int, msgspec.Meta(ge=1)]
_Outcomes = Annotated[
    dict[Outcome, _Count],
    msgspec.Meta(extra_json_schema={"propertyNames": {"enum": sorted(outcome.value for outcome in Outcome)}}),
]


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every key is there in every row; what does not apply is null."""


class Tool(_Row, frozen=True, kw_only=True):
    """What wrote the JSON."""

    name: str
    version: str


class Undecidable(_Row, frozen=True, kw_only=True):
    """A rule, and facts it reads that the format of the records cannot carry."""

    rule: str
    missing: tuple[str, ...]


class Share(_Row, frozen=True, kw_only=True):
    """What stands beside the deadlines: of how many the record shows it, does not, or cannot tell."""

    key: str
    shown: _Count
    not_shown: _Count
    unknown: _Count
    not_carried: bool


class Summary(_Row, frozen=True, kw_only=True):
    """The counts of a run; outcomes are counted whether they are shown or not."""

    cases_read: _Count
    cases_checked: _Count
    cases_superseded: _Count
    cases_rejected: _Count
    facts_rejected: _Count
    files_unreadable: _Count
    outcomes: _Outcomes
    by_rule: dict[str, _Outcomes]
    cannot_be_decided_here: tuple[Undecidable, ...]
    balance: tuple[Share, ...]


class Reject(_Row, frozen=True, kw_only=True):
    """One fault of a document that cannot be judged."""

    file: str
    line: _LineNumber | None
    path: str
    code: str
    expected: str


class Unreadable(_Row, frozen=True, kw_only=True):
    """A file that is no case document, or cannot be opened."""

    file: str
    code: str
    reason: str


class Notice(_Row, frozen=True, kw_only=True):
    """Something to know that changes no outcome."""

    file: str
    case: str | None
    code: str
    text: str


class Element(_Row, frozen=True, kw_only=True):
    """The element that the finding is about; the id is null where it is no UUID."""

    type: str
    id: str | None


class Source(_Row, frozen=True, kw_only=True):
    """Where the element stands."""

    file: str
    line: _LineNumber | None


class Deadline(_Row, frozen=True, kw_only=True):
    """The clock behind a finding; ``days_over`` counts from ``nominal``."""

    start: date
    nominal: date
    latest: date
    reasons: tuple[str, ...]
    event: date | None
    days_over: _Count


class Fact(_Row, frozen=True, kw_only=True):
    """A fact that the finding rests on."""

    path: str
    value: str
    inferred: bool


class Provision(_Row, frozen=True, kw_only=True):
    """A provision in the version that was in force on the day that counts."""

    act: str
    paragraph: str
    ledd: _LineNumber | None
    punktum: _LineNumber | None
    in_force: date


class Finding(_Row, frozen=True, kw_only=True):
    """The outcome of one rule on one element: always a potential breach, only the authority concludes."""

    rule: str
    rule_version: str
    name: str
    ruleset: str
    theme: str
    duties: tuple[str, ...]
    outcome: Outcome
    strength: Strength | None
    certainty: Certainty | None
    severity: Severity | None
    case: str | None
    element: Element
    source: Source
    as_of: date | None
    deadline: Deadline | None
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]
    reasons: tuple[str, ...]
    provisions: tuple[Provision, ...]
    message: str
    fingerprint: str | None


class Report(_Row, frozen=True, kw_only=True):
    """The JSON of ``barnevern-tilsyn check --output-format json``."""

    format: _Format
    tool: Tool
    summary: Summary
    rejects: tuple[Reject, ...]
    unreadable: tuple[Unreadable, ...]
    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...]


class FindingLine(Finding, frozen=True, kw_only=True, tag_field="type", tag="finding"):
    """A line with a finding."""

    format: _Format


class RejectLine(Reject, frozen=True, kw_only=True, tag_field="type", tag="reject"):
    """A line with one fault of a rejected document."""

    format: _Format


class UnreadableLine(Unreadable, frozen=True, kw_only=True, tag_field="type", tag="unreadable"):
    """A line with a file that could not be read."""

    format: _Format


class NoticeLine(Notice, frozen=True, kw_only=True, tag_field="type", tag="notice"):
    """A line with a notice."""

    format: _Format


class SummaryLine(Summary, frozen=True, kw_only=True, tag_field="type", tag="summary"):
    """The last line: the run came to its end, and these are its counts."""

    tool: Tool
    format: _Format


Line = FindingLine | RejectLine | UnreadableLine | NoticeLine | SummaryLine
"""A line of ``barnevern-tilsyn check --output-format jsonl``."""
