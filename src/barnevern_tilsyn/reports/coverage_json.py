"""The JSON of ``coverage``: stable and versioned. Field by field in docs/coverage.md."""

from typing import Any

import msgspec

from barnevern_tilsyn.reports.coverage import Coverage, Covered
from barnevern_tilsyn.reports.rows import beside_rows, tool_row

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(found: Coverage, *, version: str, lang: str = "nb") -> bytes:
    """The coverage as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        "format": FORMAT,
        "tool": tool_row(version),
        "summary": {
            "cases": found.cases,
            "duties": len(found.duties),
            "duties_with_rule": len(found.with_rule),
            "duties_decided": len(found.decidable),
            "crashed": found.crashed,
        },
        "duties": [_duty(row, lang) for row in found.duties],
        **beside_rows(found.beside, lang),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _duty(row: Covered, lang: str) -> dict[str, Any]:
    return {
        "duty": row.krav.key,
        "demand": row.krav.demand(lang),
        "state": row.state,
        "rules": row.rules,
        "no_rule": (row.krav.no_rule or "not-yet") if not row.rules else None,
        "outcomes": {outcome.value: count for outcome, count in row.outcomes.items()},
        "missing": [{"fact": path, "cases": count} for path, count in row.missing.items()],
        "undecidable": row.undecidable,
    }
