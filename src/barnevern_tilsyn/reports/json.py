"""The JSON of ``check``, as one document: stable and versioned. Field by field in docs/json.md."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.rows import Row, rows_of, summary_row, tool_row
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Report, Stream

__all__ = ["as_json", "lines"]

Kind = TypeVar("Kind", bound=msgspec.Struct)


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """The JSON of a run, when it has ended."""
    yield from as_json(run, version=setting.version, lang=setting.lang).decode().split("\n")[:-1]


def as_json(run: Stream | Report, *, version: str, lang: str = "nb") -> bytes:
    """The whole run as indented JSON in UTF-8. ``version`` is the tool's own."""
    rows = [row for found in run for row in rows_of(found, lang)]
    report = wire.Report(
        format=wire.FORMAT,
        tool=tool_row(version),
        summary=summary_row(run.summary),
        rejects=_only(wire.Reject, rows),
        unreadable=_only(wire.Unreadable, rows),
        notices=_only(wire.Notice, rows),
        findings=_only(wire.Finding, rows),
    )
    return msgspec.json.format(msgspec.json.encode(report), indent=2) + b"\n"


def _only(kind: type[Kind], rows: list[Row]) -> tuple[Kind, ...]:
    return tuple(row for row in rows if isinstance(row, kind))
