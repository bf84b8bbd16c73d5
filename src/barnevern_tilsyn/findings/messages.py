"""The text of a finding: what the rule saw, why a person must judge, which facts are missing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.engine.control import UNDECIDED
from barnevern_tilsyn.engine.rule_texts import RuleTexts, rule_texts
from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.model import Message

__all__ = [
    "fact_name",
    "fact_words",
    "lacking",
    "outcome_name",
    "question",
    "reason",
    "rule_texts",
    "sentences",
    "severity_name",
    "strength_name",
    "todo",
]

_COMMON = ("barnevern_tilsyn.findings", "texts")


def _common(lang: str) -> Mapping[str, Any]:
    package, folder = _COMMON
    return catalogue(package, f"{folder}/{lang}.toml")


def reason(id: str, lang: str = "nb", own: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Why a person must judge, as a sentence. ``own``: the texts of the rule, whose ids never stand in for common ones.

    The id itself where neither has it.
    """
    reasons = _common(lang)["reasons"]
    return str(reasons[id] if id in reasons else own.get("reasons", {}).get(id, id))


def question(id: str, lang: str = "nb", own: Mapping[str, Any] = MappingProxyType({})) -> str | None:
    """A condition as a question in words, ``None`` where neither the common texts nor the rule's (``own``) have it."""
    found = _common(lang)["questions"].get(id) or own.get("questions", {}).get(id)
    return str(found) if found else None


def fact_words(path: str, lang: str = "nb", own: Mapping[str, Any] = MappingProxyType({})) -> str | None:
    """A fact in a caseworker's words, None where there are none for it.

    ``own``: the texts of the rule, which may have words for facts that no other rule reads.
    """
    words = _common(lang)["facts"].get(path) or own.get("facts", {}).get(path)
    return str(words) if words else None


def fact_name(path: str, lang: str = "nb", own: Mapping[str, Any] = MappingProxyType({})) -> str:
    """A fact in a caseworker's words, its path behind it; the path alone where there are no words for it.

    ``own``: as of ``fact_words``.
    """
    words = fact_words(path, lang, own)
    return f"{words} ({path})" if words else path


def lacking(missing: tuple[str, ...], lang: str = "nb", own: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Which facts are missing, as a sentence. ``own``: the texts of the rule."""
    named = tuple(fact_name(path, lang, own) for path in missing)
    return fill(_common(lang)["missing"], (("facts", named),), lang)


def todo(texts: RuleTexts, code: str, lang: str = "nb") -> str:
    """What a rule's duty asks someone to do; the rule's title where its texts do not say."""
    words = rule_texts(texts, code, lang)
    return str(words.get("todo", words["title"]))


def sentences(
    texts: RuleTexts,
    code: str,
    message: Message,
    reasons: tuple[str, ...],
    missing: tuple[str, ...],
    outcome: Outcome,
    days_over: int,
    lang: str,
) -> str:
    """The whole text of a finding in a language."""
    common = _common(lang)
    if outcome is Outcome.ERROR:
        return fill(common["crashed"], message.args, lang)
    own = rule_texts(texts, code, lang)
    if outcome is Outcome.NOT_APPLICABLE:
        return " ".join(reason(id, lang, own) for id in reasons) or str(common["not-applicable"])
    over = common["over"]["breach" if outcome is Outcome.BREACH else "other"]
    over = fill(over, (("days", days_over),), lang) if days_over else ""
    try:
        sentence = common["undecided"] if message.id == UNDECIDED else own["messages"][message.id]
        parts = [fill(sentence, (*message.args, ("over", over)), lang)]
    except (LookupError, TypeError, ValueError):  # a rule from outside may lack the sentence, or a day in it
        parts = [fill(common["no-sentence"], (("id", message.id),), lang)]
    parts += [reason(id, lang, own) for id in reasons]
    if missing:
        parts.append(lacking(missing, lang, own))
    return " ".join(parts)


def outcome_name(outcome: Outcome, lang: str = "nb") -> str:
    """An outcome in words: ``mulig lovbrudd``."""
    return str(_common(lang)["outcomes"][outcome.value])


def severity_name(severity: str, lang: str = "nb") -> str:
    """How a control weighs its fault, in a word."""
    return str(_common(lang)["severities"][severity])


def strength_name(strength: str, lang: str = "nb") -> str:
    """What a rule's strength means, in words."""
    return str(_common(lang)["strengths"][strength])
