"""The JSON of ``deadlines``: stable and versioned. Field by field in docs/countdown.md."""

from typing import Any

import msgspec

from barnevern_tilsyn.findings import Provision
from barnevern_tilsyn.findings.messages import todo
from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.reports.deadlines import Countdown, Entry, State
from barnevern_tilsyn.reports.deadlines_text import unsure
from barnevern_tilsyn.reports.rows import beside_rows, summary_row, tool_row

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(found: Countdown, *, version: str, lang: str = "nb") -> bytes:
    """The countdown as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        "format": FORMAT,
        "tool": tool_row(version),
        "within_days": found.within,
        "summary": {
            **msgspec.to_builtins(summary_row(found.summary)),
            **{state.value: len(found.of(state)) for state in State},
            "later": found.later,
        },
        **beside_rows(found.beside, lang),
        "deadlines": [_entry(entry, lang) for entry in found.entries],
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _entry(entry: Entry, lang: str) -> dict[str, Any]:
    first, deadline = entry.first, entry.deadline
    return {
        "state": entry.state,
        "last_day": deadline.nominal,
        "latest": deadline.latest,
        "days_left": entry.days_left,
        "start": deadline.start,
        "outcome": first.outcome,
        "rules": [
            {
                "rule": finding.rule,
                "rule_version": finding.rule_version,
                "name": finding.name,
                "ruleset": finding.ruleset,
                "fingerprint": finding.fingerprint,
            }
            for finding in entry.findings
        ],
        "duties": first.duties,
        "todo": todo(first.texts, first.rule, lang),
        "case": first.case,
        "element": {"type": first.element_type, "id": first.element_id},
        "source": {"file": printable(first.source.file), "line": first.source.line},
        "as_of": entry.as_of,
        "known_until": deadline.known_until,
        "reasons": entry.reasons,
        "missing": entry.missing,
        "unsure": unsure(entry, lang),
        "provisions": [_provision(provision) for provision in entry.provisions],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "act": provision.act,
        "paragraph": provision.paragraph,
        "ledd": provision.ledd,
        "punktum": provision.punktum,
        "in_force": provision.in_force,
    }
