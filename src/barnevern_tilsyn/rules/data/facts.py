"""Facts of an element by their paths, as ``needs`` writes them: ``Tiltak.tilsyn.utforte.utfort_dato``."""

from collections.abc import Iterator
from typing import Any

from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["fact_at", "facts_at"]


def facts_at(element: Any, path: str) -> Iterator[tuple[Any, Any]]:
    """The values at a path, each with the part of the element it stands in. What is not reported gives none."""
    *parts, name = path.split(".")[1:]
    for part in _parts(element, parts):
        yield part, getattr(part, name)


def _parts(element: Any, names: list[str]) -> Iterator[Any]:
    if not names:
        yield element
        return
    inner = getattr(element, names[0])
    for part in inner if isinstance(inner, tuple) else (inner,) if inner else ():
        yield from _parts(part, names[1:])


def fact_at(element: Any, path: str) -> Any:
    """The one value at a path: ``NOT_REPORTED`` or ``None`` where it, or what it stands in, is."""
    value = element
    for name in path.split(".")[1:]:
        value = getattr(value, name)
        if value is NOT_REPORTED or value is None:
            return value
    return value
