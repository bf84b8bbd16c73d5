"""The JSON of ``check``, line by line while the run goes on: what a line holds is forgotten when it is written."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from barnevern_tilsyn.reports import wire
from barnevern_tilsyn.reports.rows import rows_of, summary_row, tool_row
from barnevern_tilsyn.reports.writers import Setting
from barnevern_tilsyn.runners import Report, Stream

__all__ = ["lines"]

_LINES: Final[Mapping[type[msgspec.Struct], type[msgspec.Struct]]] = {
    wire.Finding: wire.FindingLine,
    wire.Reject: wire.RejectLine,
    wire.Unreadable: wire.UnreadableLine,
    wire.Notice: wire.NoticeLine,
    wire.Summary: wire.SummaryLine,
}


def lines(run: Stream | Report, setting: Setting) -> Iterator[str]:
    """An object a line, in the order of the run; the summary is the last."""
    for found in run:
        for row in rows_of(found, setting.lang):
            yield _line(row)
    yield _line(summary_row(run.summary), tool=tool_row(setting.version))


def _line(row: msgspec.Struct, **more: Any) -> str:
    line = _LINES[type(row)](**msgspec.structs.asdict(row), **more, format=wire.FORMAT)
    return msgspec.json.encode(line).decode()
