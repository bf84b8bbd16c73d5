"""Why a rule came to what it did, as JSON: stable and versioned. Field by field in docs/why.md."""

from collections.abc import Iterable
from typing import Any

import msgspec

from barnevern_tilsyn.findings.why import Step, Why
from barnevern_tilsyn.reports.rows import finding_row, tool_row
from barnevern_tilsyn.reports.why_text import answer_words, change_words, question_words

__all__ = ["FORMAT", "as_json"]

FORMAT = 1
"""The version of the JSON; it changes only when a reader of it must change too."""


def as_json(told: Iterable[Why], *, version: str, lang: str = "nb") -> bytes:
    """All trees as indented JSON in UTF-8. ``version`` is the tool's own."""
    rows = [
        {
            "finding": finding_row(row.finding, lang),
            "steps": [_step(step, row, lang) for step in row.steps],
            "changes": [{"code": one.id, "text": change_words(one, row.finding, lang)} for one in row.changes],
        }
        for row in told
    ]
    data = {"format": FORMAT, "tool": tool_row(version), "why": rows}
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"


def _step(step: Step, told: Why, lang: str) -> dict[str, Any]:
    return {
        "code": step.question.id,
        "question": question_words(step.question, told.finding, lang),
        "answer": step.answer,
        "answer_text": answer_words(step, lang),
        "facts": [{"path": fact.path, "value": fact.value, "inferred": fact.inferred} for fact in step.facts],
        "missing": step.missing,
        "reasons": step.reasons,
        "provisions": [
            {
                "act": row.act,
                "paragraph": row.paragraph,
                "ledd": row.ledd,
                "punktum": row.punktum,
                "in_force": row.in_force,
            }
            for row in step.provisions
        ],
        "parts": [_step(part, told, lang) for part in step.parts],
    }
