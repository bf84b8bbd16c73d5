"""Small helpers for Markdown text."""

from collections.abc import Iterable, Sequence

__all__ = ["cell", "table", "whole"]


def cell(text: object) -> str:
    """``text`` so that it stays within one cell of a table."""
    return str(text).replace("|", "\\|").replace("\n", " ").strip() or "–"


def whole(text: object) -> str:
    """``text`` that is not broken over two lines in a table (``_static/tables.css``): a date has hyphens."""
    return f'<span class="nowrap">{text}</span>'


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(cell(value) for value in row) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)
