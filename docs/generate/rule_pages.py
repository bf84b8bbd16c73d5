"""One page a rule and language, as ``barnevern-tilsyn explain`` shows it; controls of one family share a page."""

from collections.abc import Iterator
from itertools import groupby

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.findings import rule_texts
from barnevern_tilsyn.reports.rule_page import markdown
from barnevern_tilsyn.rules import builtin
from docs.generate.markdown import table, whole

_LANGUAGES = {"en": "English", "nb": "bokmål", "nn": "nynorsk"}
"""The documentation's own language first."""

_HEADS = {
    "lov": ("The law", ("Code", "Name", "What it finds", "Strength", "Duties")),
    "data": ("Data controls of our own", ("Code", "Name", "What it finds", "Severity", "In use")),
    "register": ("The register's own controls", ("Code", "Name", "What it finds", "Severity", "In use")),
    "kostra": ("KOSTRA's own controls", ("Code", "Name", "What it finds", "Severity", "In use")),
}


def page_of(rule: Rule) -> str:
    """The page that a rule stands on: its own, or that of its family of controls."""
    return rule.code if rule.strength else rule.family


def _name(page: str, lang: str) -> str:
    return f"{page}.md" if lang == "en" else f"{page}.{lang}.md"


def _others(page: str, lang: str) -> str:
    """The page's own language, and links to the others."""
    return " · ".join(
        name if other == lang else f"[{name}]({_name(page, other)})" for other, name in _LANGUAGES.items()
    )


def _page(page: str, rules: tuple[Rule, ...], lang: str) -> str:
    if rules[0].strength:
        title, _, rest = markdown(rules[0], lang).partition("\n")
        return f"{title}\n\n{_others(page, lang)}\n{rest}"
    inner = "\n".join(_below(markdown(rule, lang), f"{rule.code}-{lang}") for rule in rules)
    return f"# {page}\n\n{_others(page, lang)}\n\n{inner}"


def _below(page: str, anchor: str) -> str:
    """A page as a section of another one. Only its title becomes a heading: all have the same sections."""
    title, _, rest = page.partition("\n")
    lines = (f"**{line[3:]}**" if line.startswith("## ") else line for line in rest.split("\n"))
    return f"({anchor.lower()})=\n#{title}\n" + "\n".join(lines)


def _row(rule: Rule) -> tuple[str, ...]:
    title = rule_texts(rule.texts, rule.code, "en")["title"]
    link = f"rules/{page_of(rule)}.md" + ("" if rule.strength else f"#{rule.code}-en".lower())
    row = (f"[{rule.code}]({link})", f"`{rule.name}`", title)
    if rule.strength:
        return *row, rule.strength.value, ", ".join(map(whole, rule.duties))
    days = f"{rule.valid_from or ''} – {rule.valid_to or ''}" if rule.valid_from or rule.valid_to else ""
    return *row, rule.severity.value if rule.severity else "", whole(days)


def pages() -> Iterator[tuple[str, str]]:
    """The catalogue of rules, and a page for each rule, or family of controls, in each language."""
    by_page = {page: tuple(rules) for page, rules in groupby(builtin(), key=page_of)}
    contents = "\n".join(f"rules/{_name(page, lang).removesuffix('.md')}" for page in by_page for lang in _LANGUAGES)
    tables = "\n\n".join(
        f"## {title}\n\n{table(heads, map(_row, builtin(ruleset)))}"
        for ruleset, (title, heads) in _HEADS.items()
        if builtin(ruleset)
    )
    yield "rules.md", f"# Catalogue\n\n{tables}\n\n```{{toctree}}\n:hidden:\n\n{contents}\n```"
    for page, rules in by_page.items():
        for lang in _LANGUAGES:
            yield f"rules/{_name(page, lang)}", _page(page, rules, lang)
