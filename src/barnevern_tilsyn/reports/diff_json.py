"""The JSON of ``diff``: stable and versioned. Field by field in docs/diff.md."""

from collections.abc import Iterable
from typing import Any

import msgspec

from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.reports.diff import Diff, Pair
from barnevern_tilsyn.reports.diff_text import diff_texts
from barnevern_tilsyn.reports.doubts import doubts, rule_changes
from barnevern_tilsyn.reports.recorded import Recorded

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(diff: Diff, *, files: tuple[str, str], version: str, lang: str = "nb") -> bytes:
    """The whole comparison as indented JSON in UTF-8. ``files``: what the old and the new report are called."""
    data = {
        "format": FORMAT,
        "tool": {"name": "barnevern-tilsyn", "version": version},
        "reports": {"old": _report(diff.old, files[0]), "new": _report(diff.new, files[1])},
        "summary": {
            "new": len(diff.added),
            "changed": len(diff.changed),
            "resolved": len(diff.resolved),
            "gone": len(diff.gone),
            "unchanged": len(diff.unchanged),
            "without_fingerprint": {"old": len(diff.nameless_old), "new": len(diff.nameless_new)},
        },
        "warnings": [
            {"code": doubt.id, "text": fill(diff_texts(lang)["doubts"][doubt.id], doubt.args, lang)}
            for doubt in doubts(diff)
        ],
        "rule_changes": [{"rule": code, "old": old, "new": new} for code, (old, new) in rule_changes(diff).items()],
        "new": _rows(diff.added),
        "changed": _rows(diff.changed),
        "resolved": _rows(diff.resolved),
        "gone": _rows(diff.gone),
        "unchanged": _rows(diff.unchanged),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _report(report: Recorded, file: str) -> dict[str, Any]:
    days = [finding.as_of for finding in report.findings if finding.as_of]
    return {
        "file": printable(file),
        "tool_version": report.tool.version,
        "as_of": {"first": min(days), "last": max(days)} if days else None,
        "cases_checked": report.summary.cases_checked,
        "cases_rejected": report.summary.cases_rejected,
        "files_unreadable": report.summary.files_unreadable,
    }


def _rows(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    return [_row(pair) for pair in pairs]


def _row(pair: Pair) -> dict[str, Any]:
    found = pair.shown
    return {
        "rule": found.rule,
        "rule_version": found.rule_version,
        "name": found.name,
        "was": pair.old.outcome if pair.old else None,
        "outcome": pair.new.outcome if pair.new else None,
        "severity": found.severity,
        "case": found.case,
        "case_seen": pair.case_seen,
        "element": {"type": found.element.type, "id": found.element.id},
        "source": {"file": printable(found.source.file), "line": found.source.line},
        "as_of": found.as_of,
        "deadline": found.deadline,
        "message": found.message,
        "fingerprint": found.fingerprint,
    }
