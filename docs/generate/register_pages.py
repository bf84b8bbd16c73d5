"""All controls of the register's specification in one table: how severe, since when, softened or not, their limits."""

from collections.abc import Iterator

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table, whole
from docs.generate.rule_pages import page_of

__all__ = ["pages"]

_LIMITS = "What we took the specification to mean, and other limits"
_HEADS = ("Control", "What it finds", "Severity", "Migrated", "In use", _LIMITS)
_TWO_SEVERITIES = {"NBR-UNDERSOKELSE-21": "error, or warning"}


def _row(rule: Rule) -> tuple[str, ...]:
    texts = rule_texts(rule.texts, rule.code, "en")
    link = f"[{rule.code}](rules/{page_of(rule)}.md#{rule.code.lower()}-en)"
    severity = _TWO_SEVERITIES.get(rule.code, rule.severity or "")
    migrated = "warning" if rule.softened_when_migrated else ""
    days = whole(f"{rule.valid_from} – {rule.valid_to or ''}") if rule.valid_from is not None else ""
    return link, texts["title"], severity, migrated, days, texts["page"]["limits"]


def pages() -> Iterator[tuple[str, str]]:
    """The table."""
    yield "register-controls.md", f"# The 80 controls\n\n{table(_HEADS, map(_row, builtin('register')))}"
