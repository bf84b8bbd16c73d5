"""What a control is worth, in words: how it weighs its fault, and the days on which it is in use."""

from collections.abc import Mapping
from typing import Any

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.findings.messages import severity_name

__all__ = ["in_use", "page_words", "severity"]


def page_words(lang: str) -> Mapping[str, Any]:
    """The words of a rule's page."""
    words: Mapping[str, Any] = catalogue("barnevern_tilsyn.reports", f"texts/{lang}.toml")["page"]
    return words


def severity(rule: Rule, lang: str = "nb") -> str:
    """How a control weighs its fault, and whether it is softer for migrated data. Empty for a rule of the law."""
    name = severity_name(rule.severity, lang) if rule.severity else ""
    return fill(page_words(lang)["softened"], (("severity", name),), lang) if rule.softened_when_migrated else name


def in_use(rule: Rule, lang: str = "nb") -> str:
    """The days of extraction on which a control is in use; empty where they have neither a first nor a last."""
    bounds = ("-from" if rule.valid_from else "") + ("-until" if rule.valid_to else "")
    args = (("from", rule.valid_from), ("until", rule.valid_to))
    return fill(page_words(lang)[f"in-use{bounds}"], args, lang) if bounds else ""
