"""The formats of what a self-check comes to, by name, each imported when it is asked for."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme

__all__ = ["COLLECTED", "COMPARISON", "NATIONAL", "PUBLISHED", "RoundFormat"]


class RoundFormat(NamedTuple):
    """A format: how something is written in it, the extra that it needs, and whether it is for a file only.

    ``write`` gets what is written, the programmes with its texts by their ids, a language and the tool's own version.
    It gives lines, with ANSI styles where they are for people, or the bytes of a file.
    """

    write: "Callable[[Any, Mapping[str, Programme], str, str], Iterable[str] | bytes]"
    extra: str = ""
    file_only: bool = False


def _module(name: str) -> Any:
    from importlib import import_module  # noqa: PLC0415 - this module is as light as the command line that reads it

    return import_module(f"barnevern_tilsyn.{name}")


def _words(module: str, function: str, *, extra: str = "", file_only: bool = False) -> RoundFormat:
    def write(found: Any, programmes: "Mapping[str, Programme]", lang: str, _version: str) -> Any:
        return getattr(_module(module), function)(found, programmes, lang=lang)

    return RoundFormat(write, extra, file_only)


def _text(module: str, function: str = "as_text") -> RoundFormat:
    return _words(module, function)


def _xlsx(module: str, function: str = "as_xlsx") -> RoundFormat:
    return _words(module, function, extra="xlsx", file_only=True)


def _json(module: str, function: str = "as_json") -> RoundFormat:
    def write(found: Any, _programmes: "Mapping[str, Programme]", _lang: str, version: str) -> Any:
        return getattr(_module(module), function)(found, version=version)

    return RoundFormat(write)


def _collected(found: Any, _programmes: "Mapping[str, Programme]", _lang: str, _version: str) -> Any:
    return _module("programmes.collected_json").collected_json(found)


COLLECTED: Final[Mapping[str, RoundFormat]] = {
    "text": _text("reports.collected_text"),
    "json": RoundFormat(_collected),
    "xlsx": _xlsx("reports.collected_xlsx"),
}
"""Of ``selfcheck collect``."""
COMPARISON: Final[Mapping[str, RoundFormat]] = {
    "text": _text("reports.comparison_text"),
    "json": _json("reports.comparison_json"),
    "xlsx": _xlsx("reports.comparison_xlsx"),
}
"""Of ``selfcheck compare``."""
NATIONAL: Final[Mapping[str, RoundFormat]] = {
    "text": _text("reports.national_text"),
    "json": _json("reports.national_json"),
    "xlsx": _xlsx("reports.national_xlsx"),
}
"""Of ``selfcheck national``."""
PUBLISHED: Final[Mapping[str, RoundFormat]] = {
    "text": _text("reports.national_text", "published_text"),
    "json": _json("reports.national_json", "published_json"),
    "xlsx": _xlsx("reports.national_xlsx", "published_xlsx"),
}
"""Of ``selfcheck national`` where only what was published is asked for."""
