"""All ids of the KOSTRA control program in one table: how severe, who runs them, and where text and program differ."""

from collections.abc import Iterator

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.model import Reject
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table
from docs.generate.rule_pages import page_of

_HEADS = (
    "Control",
    "What it finds",
    "Severity",
    "Run by",
    "Where the specification and the program differ, and other limits",
)
_ALIKE = "The control program and its specification say the same."


def _run_by(rule: Rule) -> str:
    if rule.on_request:
        return "nobody"
    return "its reader" if rule.applies_to is Reject or rule.start else "the program"


def _row(rule: Rule) -> tuple[str, ...]:
    texts = rule_texts(rule.texts, rule.code, "en")
    limits = texts["page"]["limits"].removeprefix(_ALIKE).strip()
    link = f"[{rule.code}](rules/{page_of(rule)}.md#{rule.code.lower()}-en)"
    return link, texts["title"], rule.severity or "", _run_by(rule), limits


def pages() -> Iterator[tuple[str, str]]:
    """The table."""
    yield "kostra-controls.md", f"# The 63 controls\n\n{table(_HEADS, map(_row, builtin('kostra')))}"
