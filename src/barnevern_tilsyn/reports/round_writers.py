"""The formats of what a self-check comes to, by name: each a function of a module, imported when it is asked for.

This module itself is as light as the command line that reads it.
"""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme

__all__ = ["COLLECTED", "COMPARISON", "NATIONAL", "PUBLISHED", "RoundFormat"]

_WORDS: Final = ("programmes", "lang")


class RoundFormat(NamedTuple):
    """A format: the function that writes it and what that takes, the extra it needs, whether it is for files only."""

    module: str
    function: str
    takes: tuple[str, ...] = _WORDS
    extra: str = ""
    file_only: bool = False

    def write(
        self, found: Any, *, programmes: "Mapping[str, Programme]", lang: str, version: str
    ) -> Iterable[str] | bytes:
        """Lines, with ANSI styles where they are for people, or the bytes of a file.

        ``programmes``: where texts are, by id. ``version``: the tool's own.
        """
        known = {"programmes": programmes, "lang": lang, "version": version}
        function = getattr(import_module(f"barnevern_tilsyn.{self.module}"), self.function)
        written: Iterable[str] | bytes = function(found, **{name: known[name] for name in self.takes})
        return written


def _page(module: str, function: str = "lines") -> RoundFormat:
    return RoundFormat(f"reports.html.{module}", function, (*_WORDS, "version"), extra="html")


def _workbook(module: str, function: str = "as_xlsx") -> RoundFormat:
    return RoundFormat(f"reports.{module}", function, extra="xlsx", file_only=True)


COLLECTED: Final[Mapping[str, RoundFormat]] = {
    "text": RoundFormat("reports.collected_text", "as_text"),
    "json": RoundFormat("programmes.collected_json", "collected_json", ()),
    "html": _page("collected"),
    "xlsx": _workbook("collected_xlsx"),
}
"""Of ``selfcheck collect``."""
COMPARISON: Final[Mapping[str, RoundFormat]] = {
    "text": RoundFormat("reports.comparison_text", "as_text"),
    "json": RoundFormat("reports.comparison_json", "as_json", ("version",)),
    "html": _page("comparison"),
    "xlsx": _workbook("comparison_xlsx"),
}
"""Of ``selfcheck compare``."""
NATIONAL: Final[Mapping[str, RoundFormat]] = {
    "text": RoundFormat("reports.national_text", "as_text"),
    "json": RoundFormat("reports.national_json", "as_json", ("version",)),
    "html": _page("national"),
    "xlsx": _workbook("national_xlsx"),
}
"""Of ``selfcheck national``."""
PUBLISHED: Final[Mapping[str, RoundFormat]] = {
    "text": RoundFormat("reports.national_text", "published_text"),
    "json": RoundFormat("reports.national_json", "published_json", ("version",)),
    "html": _page("national", "published_lines"),
    "xlsx": _workbook("national_xlsx", "published_xlsx"),
}
"""Of ``selfcheck national`` where only what was published is asked for."""
