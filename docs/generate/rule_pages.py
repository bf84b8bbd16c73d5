"""One page a rule and language, as ``barnevern-tilsyn explain`` shows it."""

from collections.abc import Iterator

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table, whole

_LANGUAGES = {"en": "English", "nb": "bokmål", "nn": "nynorsk"}
"""The documentation's own language first."""


def _name(code: str, lang: str) -> str:
    return f"{code}.md" if lang == "en" else f"{code}.{lang}.md"


def _others(code: str, lang: str) -> str:
    """The page's own language, and links to the others."""
    return " · ".join(
        name if other == lang else f"[{name}]({_name(code, other)})" for other, name in _LANGUAGES.items()
    )


def _page(rule: Rule, lang: str) -> str:
    title, _, rest = markdown(rule, lang).partition("\n")
    return f"{title}\n\n{_others(rule.code, lang)}\n{rest}"


def _row(rule: Rule) -> tuple[str, ...]:
    title = rule_texts(rule.texts, rule.code, "en")["title"]
    return (
        f"[{rule.code}](rules/{rule.code}.md)",
        f"`{rule.name}`",
        title,
        rule.strength,
        ", ".join(map(whole, rule.duties)),
    )


def pages() -> Iterator[tuple[str, str]]:
    """The catalogue of rules and a page for each of them in each language."""
    rules = builtin()
    names = [(rule, lang) for rule in rules for lang in _LANGUAGES]
    contents = "\n".join(f"rules/{_name(rule.code, lang).removesuffix('.md')}" for rule, lang in names)
    yield (
        "rules.md",
        f"# Catalogue\n\n{table(('Code', 'Name', 'What it finds', 'Strength', 'Duties'), map(_row, rules))}\n\n"
        f"```{{toctree}}\n:hidden:\n\n{contents}\n```",
    )
    for rule, lang in names:
        yield f"rules/{_name(rule.code, lang)}", _page(rule, lang)
