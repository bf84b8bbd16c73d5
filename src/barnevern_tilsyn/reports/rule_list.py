"""The catalogue of rules, as text and JSON."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from barnevern_tilsyn.engine import Registry, Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.reports.control_words import in_use, page_words, severity

__all__ = ["as_json", "as_text"]

_INDENT: Final = "    "


def as_text(rules: Registry, lang: str = "nb") -> str:
    """A line a rule: code, rule set, strength or severity, name, title.

    Below a control, which has no page of the law behind it, what it demands, since when, and the facts it reads.
    """
    cells = [(rule.code, rule.ruleset, _weight(rule), rule.name) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines: list[str] = []
    for rule, row in zip(rules, cells, strict=True):
        lines.append("  ".join((*map(str.ljust, row, widths), _title(rule, lang))))
        if rule.severity:
            for text in _about(rule, lang):
                lines += textwrap.wrap(text, 112, initial_indent=_INDENT, subsequent_indent=_INDENT)
    return "".join(f"{line}\n" for line in lines)


def _about(rule: Rule, lang: str) -> Iterator[str]:
    words, days = page_words(lang), in_use(rule, lang)
    since = f" {words['in-use']} {days}." if days else ""
    yield f"{_demand(rule, lang) or ''}{since}"
    if rule.softened_when_migrated:
        yield f"{words['severity']}: {severity(rule, lang)}."
    if rule.on_request:
        yield f"{words['on-request']}."
    if rule.needs:
        yield f"{words['facts']}: {', '.join(rule.needs)}."


def as_json(rules: Registry, lang: str = "nb") -> str:
    """The catalogue for programs."""
    data = {"rules": [_row(rule, lang) for rule in rules]}
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _weight(rule: Rule) -> str:
    weight = rule.severity or rule.strength
    return weight.value if weight else ""


def _title(rule: Rule, lang: str) -> str:
    return str(rule_texts(rule.texts, rule.code, lang)["title"])


def _demand(rule: Rule, lang: str) -> str | None:
    """What it demands, in a sentence or two; a rule of somebody else's may not say."""
    demand: str | None = rule_texts(rule.texts, rule.code, lang).get("page", {}).get("duty")
    return demand


def _row(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "title": _title(rule, lang),
        "demand": _demand(rule, lang),
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
