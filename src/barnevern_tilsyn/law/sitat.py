"""Citations in bokmaal, nynorsk and English."""

from functools import cache
from typing import Final, NamedTuple

from barnevern_tilsyn.law.data import load
from barnevern_tilsyn.law.lover import Lov

__all__ = ["LANGUAGES", "citation"]

LANGUAGES: Final = ("nb", "nn", "en")
"""Bokmaal, nynorsk, English."""


class _Words(NamedTuple):
    ordinals: tuple[str, ...]
    ledd: str
    punktum: str
    bokstav: str

    def ordinal(self, number: int) -> str:
        return self.ordinals[number - 1] if 1 <= number <= len(self.ordinals) else f"{number}."


@cache
def _words() -> dict[str, _Words]:
    catalogue = load("sitat.toml")
    catalogue.only(*LANGUAGES)
    tables = {lang: catalogue.table(lang) for lang in LANGUAGES}
    return {
        lang: _Words(words.texts("ordinals"), words.text("ledd"), words.text("punktum"), words.text("bokstav"))
        for lang, words in tables.items()
    }


def citation(
    act: Lov, paragraf: str, ledd: int | None, punktum: int | None, bokstav: str | None, lang: str = "nb"
) -> str:
    """The provision as a lawyer would cite it in that language. Raises ``KeyError`` for an unknown language."""
    words = _words()[lang]
    parts = [{"nb": act.short_nb, "nn": act.short_nn, "en": act.short_en}[lang], f"§ {paragraf}"]
    if ledd is not None:
        parts.append(f"{words.ordinal(ledd)} {words.ledd}")
    if bokstav is not None:
        parts.append(f"{words.bokstav} {bokstav}")
    if punktum is not None:
        parts.append(f"{words.ordinal(punktum)} {words.punktum}")
    return " ".join(parts)
