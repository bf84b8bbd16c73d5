"""The page of the documentation, from a template and the tables."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from bench.table import Table

__all__ = ["page"]

_TEMPLATE = Path(__file__).with_name("performance.md")


def page(day: date, parts: Mapping[str, list[Table]]) -> str:
    """The whole page. ``parts``: the tables by their place in the template."""
    texts = {
        name: "\n\n".join(_text(table, alone=len(tables) == 1) for table in tables) for name, tables in parts.items()
    }
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(texts, date=day.isoformat())


def _text(table: Table, *, alone: bool) -> str:
    """Where a table is alone, the heading of the section is title enough."""
    return str(table) if alone else f"**{table.title}**\n\n{table}"
