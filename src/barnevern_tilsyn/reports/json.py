"""The JSON of ``check``, as one document: stable and versioned. Field by field in docs/json.md."""

from collections.abc import Iterator
from itertools import chain

import msgspec

from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.rows import Row, rows_of, summary_row, tool_row
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Report, Stream

__all__ = ["as_json", "lines"]


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """The JSON of a run, when it has ended."""
    yield from as_json(run, version=setting.version, lang=setting.lang).decode().split("\n")[:-1]


def as_json(run: Stream | Report, *, version: str, lang: str = "nb") -> bytes:
    """The whole run as indented JSON in UTF-8. ``version`` is the tool's own."""
    rows: dict[type[Row], list[Row]] = {}
    for row in chain.from_iterable(rows_of(found, lang) for found in run):
        rows.setdefault(type(row), []).append(row)
    data = {
        "format": wire.FORMAT,
        "tool": tool_row(version),
        "summary": summary_row(run.summary),
        "rejects": rows.get(wire.Reject, []),
        "unreadable": rows.get(wire.Unreadable, []),
        "notices": rows.get(wire.Notice, []),
        "findings": rows.get(wire.Finding, []),
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
