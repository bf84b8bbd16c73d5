"""What an earlier run of ``check`` found, read back from its JSON: strictly, for the file may be anyone's."""

import codecs
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

import attrs
import msgspec
from msgspec import Meta

from barnevern_tilsyn.engine import Outcome, Severity

__all__ = ["Recorded", "RecordedDeadline", "RecordedFinding", "UnreadableReportError", "recorded"]

# What is shown to people again is held to the form it has when we write it.
_Word = Annotated[str, Meta(pattern=r"\A[\w.+-]{1,100}\Z")]
_Id = Annotated[str, Meta(pattern=r"\A([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})\Z")]
_Print = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
_Count = Annotated[int, Meta(ge=0)]
_Counts = Mapping[Outcome, _Count]


class UnreadableReportError(ValueError):
    """The file is no report that can be read. ``reason``: ``json``, ``format`` or ``other``. Shows nothing of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedTool:
    """What wrote the report."""

    name: Literal["barnevern-tilsyn"]
    version: _Word


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedSummary:
    """The counts of the run: all outcomes, shown or not."""

    cases_checked: _Count
    cases_rejected: _Count
    files_unreadable: _Count
    by_rule: Mapping[_Word, _Counts]


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedElement:
    """The element that a finding is about."""

    type: _Word
    id: _Id | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedSource:
    """Where the element stood in that run."""

    file: str
    line: _Count | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedDeadline:
    """The clock behind a finding."""

    nominal: date
    latest: date
    event: date | None
    days_over: _Count


@attrs.frozen(weakref_slot=False, kw_only=True)
class RecordedFinding:
    """A finding of an earlier run: what is needed to know it again and to tell of it."""

    rule: _Word
    rule_version: _Word
    name: _Word
    outcome: Outcome
    severity: Severity | None
    case: _Id | None
    element: RecordedElement
    source: RecordedSource
    as_of: date | None
    deadline: RecordedDeadline | None
    message: str
    fingerprint: _Print | None


@attrs.frozen(weakref_slot=False, kw_only=True)
class Recorded:
    """The report of an earlier run."""

    format: Literal[1]
    tool: RecordedTool
    summary: RecordedSummary
    findings: tuple[RecordedFinding, ...]


@attrs.frozen(weakref_slot=False, kw_only=True)
class _Head:
    format: int


def recorded(content: bytes) -> Recorded:
    """The report in the JSON of ``check``, format 1. Raises ``UnreadableReportError``."""
    content = _utf8(content)
    try:
        return msgspec.json.decode(content, type=Recorded)
    except (ValueError, RecursionError):
        reason = _reason(content)
    raise UnreadableReportError(reason)


def _utf8(content: bytes) -> bytes:
    """Without a byte-order mark, from UTF-16 too: so does a shell of Windows write what is sent to a file."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode("utf-8", "replace")
    return content.removeprefix(codecs.BOM_UTF8)


def _reason(content: bytes) -> str:
    try:
        head = msgspec.json.decode(content, type=_Head)
    except msgspec.ValidationError:
        return "other"
    except (ValueError, RecursionError):
        return "json"
    return "other" if head.format == 1 else "format"
