"""The rules that ran, with their pages as help."""

import re
from typing import Any, Final

from barnevern_tilsyn.engine import Registry, Rule, Severity, Strength
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.reports.sarif.taxonomies import Taxonomies

__all__ = ["FAULT_LEVELS", "rule_rows"]

FAULT_LEVELS: Final = {
    Severity.FATAL: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}

_MARKS: Final = re.compile(r"^#+ |\*\*|`", re.MULTILINE)


def rule_rows(rules: Registry, taxonomies: Taxonomies, lang: str) -> list[dict[str, Any]]:
    """The ``rules`` of the tool."""
    return [_row(rule, taxonomies, lang) for rule in rules]


def _row(rule: Rule, taxonomies: Taxonomies, lang: str) -> dict[str, Any]:
    texts = rule_texts(rule.texts, rule.code, lang)
    page = markdown(rule, lang)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": texts["title"]},
        "fullDescription": {"text": texts.get("page", {}).get("duty") or texts["title"]},
        "help": {"text": _MARKS.sub("", page), "markdown": page},
        "defaultConfiguration": {"level": _level(rule)},
        "relationships": [{"target": target, "kinds": ["relevant"]} for target in taxonomies.references(rule.hjemmel)],
        "properties": {
            "tags": [rule.ruleset, rule.family, rule.theme],
            "version": rule.version,
            "strength": rule.strength.value if rule.strength else None,
            "severity": rule.severity.value if rule.severity else None,
            "duties": rule.duties,
        },
    }


def _level(rule: Rule) -> str:
    """The level of a result that is a problem; ``none`` where only a person can say that it is one."""
    if rule.severity is not None:
        return FAULT_LEVELS[rule.severity]
    return "error" if rule.strength is Strength.HARD else "none"
