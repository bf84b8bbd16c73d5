"""The JSON of ``compare-rulesets``: stable and versioned. Field by field in docs/compare-rulesets.md."""

from typing import Any

import msgspec

from barnevern_tilsyn.reports.compare import Comparison, Difference, Judged, subjects
from barnevern_tilsyn.reports.compare_text import reason_words
from barnevern_tilsyn.reports.rows import beside_rows, finding_row, tool_row

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(found: Comparison, *, version: str, lang: str = "nb") -> bytes:
    """The comparison as indented JSON in UTF-8. ``version`` is the tool's own."""
    data = {
        "format": FORMAT,
        "tool": tool_row(version),
        "summary": {
            "cases": found.cases,
            "judged": sum(found.counts.values()),
            "differing": sum(count for row, count in found.counts.items() if row.reasons),
            "crashed": found.crashed,
        },
        "subjects": [
            {
                "subject": subject.key,
                "lov": subject.lov,
                "controls": dict(subject.controls),
                "judged": [
                    {**_judged(row, lang), "count": count}
                    for row, count in sorted(found.counts.items(), key=lambda item: (item[0].lov, item[0].said))
                    if row.subject == subject.key
                ],
            }
            for subject in subjects()
        ],
        "alone": {code: dict(counts) for code, counts in sorted(found.alone.items())},
        "differences": [_difference(one, lang) for one in found.differences],
        **beside_rows(found.beside, lang),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _judged(row: Judged, lang: str) -> dict[str, Any]:
    return {
        "outcome": row.lov,
        "said": dict(row.said),
        "reasons": [{"ruleset": name, "code": id, "text": reason_words(id, lang)} for name, id in row.reasons],
    }


def _difference(one: Difference, lang: str) -> dict[str, Any]:
    return {"subject": one.judged.subject, **_judged(one.judged, lang), "finding": finding_row(one.finding, lang)}
