"""Facts of an element by their paths, as ``needs`` writes them: ``Tiltak.tilsyn.utforte.utfort_dato``."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["fact_at", "facts_at"]


def facts_at(element: Any, path: str) -> Iterator[tuple[Any, Any]]:
    """The values at a path, each with the part of the element it stands in. What is not reported gives none."""
    *parts, name = _names(path)
    for part in _parts(element, parts) if parts else (element,):
        yield part, getattr(part, name)


@cache
def _names(path: str) -> tuple[str, ...]:
    """The names below the kind of the element."""
    return tuple(path.split(".")[1:])


def _parts(element: Any, names: list[str]) -> Iterator[Any]:
    inner = getattr(element, names[0])
    for part in inner if isinstance(inner, tuple) else (inner,) if inner else ():
        if len(names) > 1:
            yield from _parts(part, names[1:])
        else:
            yield part


def fact_at(element: Any, path: str) -> Any:
    """The one value at a path: ``NOT_REPORTED`` or ``None`` where it, or what it stands in, is."""
    value = element
    for name in _names(path):
        value = getattr(value, name)
        if value is NOT_REPORTED or value is None:
            return value
    return value
