"""Cases with some of their facts left out."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import attrs

from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.testing.blanking import facts_of, lists_of_case

__all__ = ["facts_in", "thinned"]

E = TypeVar("E")
Drop = Callable[[str], bool]

_KEPT: Final = ("Sak.leveranse",)
"""It has the day of the extraction, which is where a record is from and no fact of the case."""


def facts_in(sak: Sak) -> list[str]:
    """Each fact that a case tells, in its place, by its path in the notation of ``needs``; once for each row."""
    found: list[str] = []

    def keep(path: str) -> bool:
        found.append(path)
        return False

    thinned(sak, keep)
    return found


def thinned(sak: Sak, drop: Drop) -> Sak:
    """The case without the facts of which ``drop`` says so, asked of each in turn, in the order of ``facts_in``."""
    return _thinned(sak, "Sak", drop)


def _thinned(element: E, path: str, drop: Drop) -> E:
    changes = {}
    for name, value in facts_of(element):
        here = f"{path}.{name}"
        dropped = here not in _KEPT and drop(here)
        kept = _inside(value, lists_of_case().get(name, here) if path == "Sak" else here, drop)
        if dropped or kept is not value:
            changes[name] = NOT_REPORTED if dropped else kept
    return attrs.evolve(element, **changes) if changes else element  # type: ignore[misc]


def _inside(value: Any, path: str, drop: Drop) -> Any:
    if isinstance(value, tuple):
        rows = tuple(_inside(row, path, drop) for row in value)
        return rows if any(new is not old for new, old in zip(rows, value, strict=True)) else value
    return _thinned(value, path, drop) if attrs.has(type(value)) else value
