"""A rule's own texts: in a folder of its package, or given with the rule."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.engine.texts import LANGUAGES, catalogue

__all__ = ["RuleTexts", "languages_of", "rule_texts"]

RuleTexts: TypeAlias = tuple[str, str] | tuple[str, str, str] | Mapping[str, Mapping[str, Any]]
"""Package and folder, with a file ``{lang}/{code}.toml`` in it; with a third part ``{lang}/{file}.toml``, where each
rule has a table; or the content of such files by language."""


def languages_of(texts: RuleTexts, code: str) -> tuple[str, ...]:
    """The languages that a rule has texts in. Raises ``ModuleNotFoundError`` where there is no such package."""
    if isinstance(texts, Mapping):
        return tuple(lang for lang in LANGUAGES if lang in texts)
    package, folder, *file = texts
    home = files(package).joinpath(folder)
    name = f"{file[0] if file else code}.toml"
    found = tuple(lang for lang in LANGUAGES if home.joinpath(lang, name).is_file())
    return tuple(lang for lang in found if code in catalogue(package, f"{folder}/{lang}/{name}")) if file else found


def rule_texts(texts: RuleTexts, code: str, lang: str) -> Mapping[str, Any]:
    """All texts of a rule in a language, or in the first that it has: ``title``, ``messages``, ``page``.

    Raises ``FileNotFoundError`` where it has none.
    """
    if isinstance(texts, Mapping):
        if found := texts.get(lang) or next((texts[other] for other in LANGUAGES if other in texts), None):
            return found
        raise FileNotFoundError(code)
    try:
        return _stored(texts, code, lang)
    except (FileNotFoundError, KeyError):
        other = next(iter(languages_of(texts, code)), None)
        if other is None:
            raise FileNotFoundError(code) from None
        return _stored(texts, code, other)


def _stored(texts: tuple[str, ...], code: str, lang: str) -> Mapping[str, Any]:
    package, folder, *file = texts
    if not file:
        return catalogue(package, f"{folder}/{lang}/{code}.toml")
    rows: Mapping[str, Mapping[str, Any]] = catalogue(package, f"{folder}/{lang}/{file[0]}.toml")
    return rows[code]
