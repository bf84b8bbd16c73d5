"""The catalogue of rules, as text and JSON."""

from typing import Any

import msgspec

from barnevern_tilsyn.engine import Registry, Rule
from barnevern_tilsyn.findings import rule_texts

__all__ = ["as_json", "as_text"]


def as_text(rules: Registry, lang: str = "nb") -> str:
    """A line a rule: code, rule set, strength or severity, name, title."""
    rows = [(rule.code, rule.ruleset, _weight(rule), rule.name, _title(rule, lang)) for rule in rules]
    widths = [max(len(row[column]) for row in rows) for column in range(4)] if rows else []
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[4]}\n" for row in rows
    )


def as_json(rules: Registry, lang: str = "nb") -> str:
    """The catalogue for programs."""
    data = {"rules": [_row(rule, lang) for rule in rules]}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _weight(rule: Rule) -> str:
    weight = rule.severity or rule.strength
    return weight.value if weight else ""


def _title(rule: Rule, lang: str) -> str:
    return str(rule_texts(rule.texts, rule.code, lang)["title"])


def _row(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": _title(rule, lang),
        "family": rule.family,
        "theme": rule.theme,
        "ruleset": rule.ruleset,
        "version": rule.version,
        "origin": rule.origin or None,
        "strength": rule.strength.value if rule.strength else None,
        "severity": rule.severity.value if rule.severity else None,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
        "softened_when_migrated": rule.softened_when_migrated,
        "on_request": rule.on_request,
        "applies_to": rule.applies_to.__name__,
        "duties": rule.duties,
        "needs": rule.needs,
        "provisions": [
            {"act": h.lov, "paragraph": h.paragraf, "ledd": h.ledd, "punktum": h.punktum, "citation": h.cite(lang)}
            for h in rule.hjemmel
        ],
        "lawyer_review": None,
    }
