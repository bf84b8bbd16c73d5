"""What the absence of an element means, from the reader's table."""

from collections.abc import Iterator
from itertools import groupby

from barnevern_tilsyn.formats.absence import Row, rows
from docs.generate.markdown import table, whole

_HEAD = """# What absence means

Written from `formats/absence.toml`. *No*: it did not happen, for the document would have carried it. *Unknown*: its
absence says nothing. Of several rows that match, the first holds; a path without a row is unknown.
"""


def _condition(row: Row) -> str:
    parts = [f"codes {', '.join(row.codes)}"] if row.codes else []
    parts += [f"versions {', '.join(row.versions)}"] if row.versions else []
    parts += [f"before {whole(row.before)}"] if row.before else []
    return "; ".join(parts)


def pages() -> Iterator[tuple[str, str]]:
    """One page."""
    lines = []
    for (condition, meaning, reason), group in groupby(rows(), lambda row: (_condition(row), row.meaning, row.reason)):
        paths = "<br>".join(f"`{row.path.removeprefix('Barnevern/')}`" for row in group)
        lines.append((paths, condition, meaning, reason))
    yield "absence.md", f"{_HEAD}\n{table(('Path', 'Where', 'Absence means', 'Why'), lines)}"
