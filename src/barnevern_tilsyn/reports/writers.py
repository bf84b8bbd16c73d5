"""The formats of ``check`` by name. Each is a module with a function ``lines``, imported when it is asked for.

A new format is a new module and a row here. This module itself is as light as the command line that reads it.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from barnevern_tilsyn.engine import Registry
    from barnevern_tilsyn.runners import Report, Stream

__all__ = ["FORMATS", "Format", "Setting"]

_ACTED_ON: Final = ("breach", "review", "fault", "error")
_TOLD_OF: Final = (*_ACTED_ON, "open", "running")


class Setting(NamedTuple):
    """What a writer must know beside what the run finds.

    ``version`` is the tool's own, ``rules`` are those that ran, ``exit_code`` is what a run that has ended comes to.
    """

    version: str
    lang: str
    rules: "Registry"
    exit_code: "Callable[[Stream | Report], int]"


class Format(NamedTuple):
    """Where a format is written, which outcomes it shows unless it is asked for others, and the extra that it needs.

    ``file_only``: it is no text. Its module has a function ``content`` instead of ``lines``.
    """

    module: str
    shown: tuple[str, ...] = _ACTED_ON
    extra: str = ""
    file_only: bool = False

    def lines(self, run: "Stream | Report", setting: Setting) -> Iterator[str]:
        """The run in this format, line by line. A line may have ANSI styles where the format is for people."""
        written: Iterator[str] = import_module(self.module).lines(run, setting)
        return written

    def content(self, run: "Stream | Report", setting: Setting) -> bytes:
        """The run in a format that is no text, when it has ended."""
        written: bytes = import_module(self.module).content(run, setting)
        return written


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format("barnevern_tilsyn.reports.text"),
    "json": Format("barnevern_tilsyn.reports.json"),
    "jsonl": Format("barnevern_tilsyn.reports.jsonl"),
    "sarif": Format("barnevern_tilsyn.reports.sarif", shown=("breach", "fault", "error")),
    "html": Format("barnevern_tilsyn.reports.html.check", shown=_TOLD_OF, extra="html"),
    "xlsx": Format("barnevern_tilsyn.reports.check_xlsx", shown=_TOLD_OF, extra="xlsx", file_only=True),
}
