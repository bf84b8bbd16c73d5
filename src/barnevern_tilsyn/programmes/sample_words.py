"""A sample in words: its rules, the outcomes of its cases, and why other cases were passed over."""

from collections.abc import Mapping
from typing import Any

from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.programmes.form import Subject
from barnevern_tilsyn.programmes.programme import Sampling
from barnevern_tilsyn.programmes.sample import RuleHeld

__all__ = ["group_words", "outcome_words", "reason_words", "sample_texts"]


def sample_texts(lang: str) -> Mapping[str, Any]:
    """The names of rules and reasons, in a language."""
    return catalogue("barnevern_tilsyn.programmes", f"texts/sample/{lang}.toml")


def group_words(id: str, sampling: Sampling, lang: str) -> str:
    """The name of an outcome group; its id where the programme has none of it."""
    return next((group.name.say(lang) for group in sampling.outcomes if group.id == id), id)


def outcome_words(subject: Subject, sampling: Sampling, lang: str) -> str:
    """How the investigation of a case ended, or what it may be that the record does not tell of; else nothing."""
    if subject.outcome is not None:
        return group_words(subject.outcome, sampling, lang)
    names = [group_words(id, sampling, lang) for id in subject.may_be]
    if len(names) < 2:
        return "".join(names)
    texts = sample_texts(lang)
    groups = fill(texts["or"], (("most", ", ".join(names[:-1])), ("last", names[-1])), lang)
    return fill(texts["not-known-which"], (("groups", groups),), lang)


def reason_words(row: RuleHeld, sampling: Sampling, lang: str) -> str:
    """Why a rule holds or not."""
    args = ((name, _named(name, value, sampling, lang)) for name, value in row.reason.args)
    return fill(sample_texts(lang)["reasons"][row.reason.id], args, lang)


def _named(name: str, value: Any, sampling: Sampling, lang: str) -> Any:
    return tuple(group_words(id, sampling, lang) for id in value) if name == "groups" else value
