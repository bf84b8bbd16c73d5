"""A rule's own page, in Markdown: generated from the rule, its texts, the law's data and its cases."""

from collections.abc import Iterable, Iterator
from typing import Any

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.engine.rule_texts import languages_of
from barnevern_tilsyn.engine.texts import fill
from barnevern_tilsyn.findings import fact_name, rule_texts
from barnevern_tilsyn.findings.messages import outcome_name, severity_name, strength_name
from barnevern_tilsyn.law import Hjemmel, krav, versions_over_time
from barnevern_tilsyn.reports.control_words import in_use, page_words, severity
from barnevern_tilsyn.rules.rule_cases import cases_of

__all__ = ["markdown"]

_TEXT_SECTIONS_BEFORE = ("duty", "why")
_TEXT_SECTIONS_AFTER = ("clock", "example", "exceptions", "remedy", "limits")


def markdown(rule: Rule, lang: str = "nb") -> str:
    """The page of a rule in a language."""
    return "\n".join(_lines(rule, lang)) + "\n"


def _lines(rule: Rule, lang: str) -> Iterator[str]:
    texts = rule_texts(rule.texts, rule.code, lang)
    words = page_words(lang)
    yield f"# {rule.code} {texts['title']}"
    yield ""
    yield f"`{rule.name}` · `{rule.theme}` · `{rule.ruleset}` · `{rule.applies_to.__name__}` · {rule.version}"
    if rule.origin:
        yield ""
        yield words["origin"].format(origin=rule.origin, ruleset=rule.ruleset)
    if lang not in languages_of(rule.texts, rule.code):
        yield ""
        yield words["other-language"]
    yield from _text(texts, words if rule.strength else {**words, "duty": words["demand"]}, _TEXT_SECTIONS_BEFORE)
    yield from _list(words["provisions"], (line for h in rule.hjemmel for line in _versions(h, words, lang)))
    yield from _list(words["duties"], (f"{key}: {krav(key).demand(lang)}" for key in rule.duties))
    yield from _list(words["facts"], (fact_name(path, lang, texts) for path in dict.fromkeys(rule.needs)))
    yield from _text(texts, words, _TEXT_SECTIONS_AFTER)
    if rule.strength:
        yield from _list(words["strength"], (strength_name(rule.strength.value, lang), words["lawyer"]))
    if rule.severity:
        yield from _list(
            words["severity"], (severity(rule, lang), *((words["on-request"],) if rule.on_request else ()))
        )
        yield from _list(words["in-use"], filter(None, (in_use(rule, lang),)))
    yield from _list(words["cases"], (_case(case, words, lang) for case in cases_of(rule)))
    given = texts.get("page", {}).get("given") or (rule.given if rule.strength or lang == "en" else "")
    if given:
        yield ""
        yield f"## {words['given']}"
        yield ""
        yield given


def _text(texts: Any, words: Any, names: tuple[str, ...]) -> Iterator[str]:
    for name in (name for name in names if texts.get("page", {}).get(name)):
        yield ""
        yield f"## {words[name]}"
        yield ""
        yield texts["page"][name]


def _list(title: str, rows: Iterable[str]) -> Iterator[str]:
    rows = tuple(rows)
    if not rows:
        return
    yield ""
    yield f"## {title}"
    yield ""
    yield from (f"* {row}" for row in rows)


def _versions(hjemmel: Hjemmel, words: Any, lang: str) -> Iterator[str]:
    for version in versions_over_time(hjemmel):
        args = (("citation", hjemmel.cite(lang)), ("from", version.in_force), ("until", version.until))
        yield fill(words["from-until" if version.until else "from-on"], args, lang)


def _case(case: Any, words: Any, lang: str) -> str:
    day = f" ({fill(words['as-of'], (('day', case.as_of),), lang)})" if case.as_of else ""
    weight = f" ({severity_name(case.severity, lang)})" if case.severity else ""
    outcomes = ", ".join(outcome_name(outcome, lang) + weight for outcome in case.outcomes) or "–"
    title = case.title.get(lang) or next(iter(case.title.values()))
    return f"**{outcomes}**: {title}{day}"
