"""Where something stands, in words: the case and its file, the element and its line."""

from collections.abc import Mapping
from typing import Any, Final

from barnevern_tilsyn.engine.texts import catalogue, fill
from barnevern_tilsyn.findings import Finding
from barnevern_tilsyn.formats import printable

__all__ = ["case_words", "element_words", "heading_words", "report_texts"]

_NO_CASE: Final = ("Dokument", "Avgiver")
"""Elements that stand in no case: a document that could not be read, and whose file it is."""


def report_texts(lang: str) -> Mapping[str, Any]:
    """The texts that the reports have in common."""
    return catalogue("barnevern_tilsyn.reports", f"texts/{lang}.toml")


def case_words(case: str | None, file: str, lang: str, line: int | None = None) -> tuple[str, str]:
    """The case by its name, else by the line where it begins, and its file."""
    texts = report_texts(lang)
    name = "case" if case else "case-at-line" if line else "case-without-id"
    return fill(texts[name], (("id", case), ("line", str(line))), lang), printable(file)


def heading_words(finding: Finding, lang: str) -> tuple[str, str]:
    """What a finding is about as a whole, and its file: the case, or a document that is none."""
    if finding.case is None and finding.element_type in _NO_CASE:
        return report_texts(lang)["document"], printable(finding.source.file)
    return case_words(finding.case, finding.source.file, lang, finding.case_line)


def element_words(kind: str, id: str | None, line: int | None, lang: str) -> str:
    """The element by its kind and name, and its line where it has one."""
    texts = report_texts(lang)
    args = (("type", kind), ("id", id), ("line", str(line)))
    words = fill(texts["element" if id else "element-at-line" if line else "element-without-id"], args, lang)
    return f"{words}, {fill(texts['line'], args, lang)}" if line else words
