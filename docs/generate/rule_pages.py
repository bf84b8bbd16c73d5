"""One page a rule, as ``barnevern-tilsyn explain`` shows it."""

from collections.abc import Iterator

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table, whole


def _row(rule: Rule) -> tuple[str, ...]:
    title = rule_texts(rule.texts, rule.code, "nb")["title"]
    return (
        f"[{rule.code}](rules/{rule.code}.md)",
        f"`{rule.name}`",
        title,
        rule.strength,
        ", ".join(map(whole, rule.duties)),
    )


def pages() -> Iterator[tuple[str, str]]:
    """The catalogue of rules and a page for each of them."""
    rules = builtin()
    contents = "\n".join(f"rules/{rule.code}" for rule in rules)
    yield (
        "rules.md",
        f"# Catalogue\n\n{table(('Code', 'Name', 'What it finds', 'Strength', 'Duties'), map(_row, rules))}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{contents}\n```",
    )
    for rule in rules:
        yield f"rules/{rule.code}.md", markdown(rule)
