"""The JSON of ``check``: stable and versioned. Field by field in docs/json.md."""

from typing import Any

import msgspec

from barnevern_tilsyn.findings import Deadline, Finding
from barnevern_tilsyn.formats import printable, sentence
from barnevern_tilsyn.model import Notice, Reject, Unreadable
from barnevern_tilsyn.runners import Report

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(report: Report, *, version: str, lang: str = "nb") -> bytes:
    """The whole report as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        "format": FORMAT,
        "tool": {"name": "barnevern-tilsyn", "version": version},
        "summary": _summary(report),
        "rejects": [row for reject in report.rejects for row in _reject(reject, lang)],
        "unreadable": [_unreadable(row, lang) for row in report.unreadable],
        "notices": [_notice(row, lang) for row in report.notices],
        "findings": [_finding(finding, lang) for finding in report.findings],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _summary(report: Report) -> dict[str, Any]:
    s = report.summary
    return {
        "cases_read": s.cases_read,
        "cases_checked": s.cases_checked,
        "cases_superseded": s.cases_superseded,
        "cases_rejected": s.cases_rejected,
        "files_unreadable": s.files_unreadable,
        "outcomes": s.outcomes,
        "by_rule": s.by_rule,
        "cannot_be_decided_here": [{"rule": rule, "missing": missing} for rule, missing in s.cannot_be_decided_here],
    }


def _reject(reject: Reject, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "file": printable(reject.fil),
            "line": fault.linje or None,
            "path": printable(fault.path),
            "code": fault.expected.id,
            "expected": sentence(fault.expected, lang),
        }
        for fault in reject.faults
    ]


def _unreadable(row: Unreadable, lang: str) -> dict[str, Any]:
    return {"file": printable(row.fil), "code": row.reason.id, "reason": sentence(row.reason, lang)}


def _notice(row: Notice, lang: str) -> dict[str, Any]:
    return {
        "file": printable(row.fil),
        "case": row.sak_id or None,
        "code": row.reason.id,
        "text": sentence(row.reason, lang),
    }


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {
        "start": deadline.start,
        "nominal": deadline.nominal,
        "latest": deadline.latest,
        "reasons": deadline.reasons,
        "event": deadline.event,
        "days_over": deadline.days_over,
    }


def _finding(f: Finding, lang: str) -> dict[str, Any]:
    return {
        "rule": f.rule,
        "rule_version": f.rule_version,
        "name": f.name,
        "ruleset": f.ruleset,
        "theme": f.theme,
        "duties": f.duties,
        "outcome": f.outcome.value,
        "strength": f.strength,
        "certainty": f.certainty,
        "severity": f.severity,
        "case": f.case,
        "element": {"type": f.element_type, "id": f.element_id},
        "source": {"file": printable(f.source.file), "line": f.source.line},
        "as_of": f.as_of,
        "deadline": _deadline(f.deadline),
        "facts": [{"path": fact.path, "value": fact.value, "inferred": fact.inferred} for fact in f.facts],
        "missing": f.missing,
        "reasons": f.reasons,
        "provisions": [
            {
                "act": p.act,
                "paragraph": p.paragraph,
                "ledd": p.ledd,
                "punktum": p.punktum,
                "in_force": p.in_force,
            }
            for p in f.provisions
        ],
        "message": f.message(lang),
        "fingerprint": f.fingerprint,
    }
