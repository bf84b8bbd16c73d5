"""Where something stands, in words: the case and its file, the element and its line."""

from collections.abc import Mapping
from typing import Any

from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.formats import printable

__all__ = ["case_words", "element_words", "report_texts"]


def report_texts(lang: str) -> Mapping[str, Any]:
    """The texts that the reports have in common."""
    return catalogue("barnevern_tilsyn.reports", f"texts/{lang}.toml")


def case_words(case: str | None, file: str, lang: str) -> tuple[str, str]:
    """The case by its name, and its file."""
    texts = report_texts(lang)
    return fill(texts["case"], (("id", case),), lang) if case else texts["case-without-id"], printable(file)


def element_words(kind: str, id: str | None, line: int | None, lang: str) -> str:
    """The element by its kind and name, and its line where it has one."""
    texts = report_texts(lang)
    args = (("type", kind), ("id", id), ("line", str(line)))
    words = fill(texts["element" if id else "element-without-id"], args, lang)
    return f"{words}, {fill(texts['line'], args, lang)}" if line else words
