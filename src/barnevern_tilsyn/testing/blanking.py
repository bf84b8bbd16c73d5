"""Records with a fact left out, to see what a rule then says."""

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import attrs

from barnevern_tilsyn.engine.needs import element_type, root
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.model.kostra import Individ

__all__ = ["facts_of", "holds", "lists_of_case", "reported", "without"]

R = TypeVar("R", bound=Sak | Individ)

_NO_FACTS = {"id", "er_slettet", "migrert_id", "relasjoner", "slettede", "dato_uttrekk", "ukodet", "linje", "kilde"}
"""Names of elements, what counts as *no* when it is absent, links between elements, and where a record is from."""


@cache
def lists_of_case() -> dict[str, str]:
    """The lists of a case by name, and what they are lists of: ``meldinger`` of ``Melding``."""
    found = {}
    for name, hint in get_type_hints(Sak).items():
        kind = element_type(hint)
        if kind is not None and any(get_origin(one) is tuple for one in get_args(hint)):
            found[name] = kind.__name__
    return found


def reported(record: Sak | Individ) -> dict[str, str]:
    """The facts that a record tells, also those known not to have happened, and how ``needs`` names each.

    They are named alike but for a list of the case: ``Sak.meldinger`` is in ``needs`` with any fact of a ``Melding``.
    """
    found = dict.fromkeys(_paths(record, type(record).__name__))
    return {path: lists_of_case().get(path.removeprefix("Sak."), path) for path in sorted(found)}


def _paths(value: Any, path: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for row in value:
            yield from _paths(row, path)
    elif attrs.has(type(value)):
        for name, inner in facts_of(value):
            below = f"{path}.{name}"
            yield below
            yield from _paths(inner, lists_of_case().get(name, below) if path == "Sak" else below)


def facts_of(element: Any) -> Iterator[tuple[str, Any]]:
    """The facts that an element tells, by name."""
    for field in attrs.fields(type(element)):
        value = getattr(element, field.name)
        if field.alias not in _NO_FACTS and value is not NOT_REPORTED:
            yield field.name, value


def without(record: R, path: str) -> R:
    """The record where this fact is not reported, wherever it stands."""
    head, *names = path.split(".")
    if head == type(record).__name__:
        return attrs.evolve(record, **_blanked(record, names))
    lists = (name for name, kind in lists_of_case().items() if kind == head)
    return attrs.evolve(record, **{name: _blank(getattr(record, name), names) for name in lists})


@cache
def holds(path: str, kind: type) -> bool:
    """Whether elements of a kind are what a path names, or a part of it: without it, there are none."""
    head, *names = path.split(".")
    current = root(head)
    for name in names:
        current = element_type(get_type_hints(current)[name]) if current else None
    return current is not None and _holds(current, kind)


def _holds(current: type, kind: type) -> bool:
    parts = (element_type(hint) for hint in get_type_hints(current).values())
    return current is kind or any(part is not None and _holds(part, kind) for part in parts)


def _blank(value: Any, names: list[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_blank(row, names) for row in value)
    return attrs.evolve(value, **_blanked(value, names)) if value else value


def _blanked(element: Any, names: list[str]) -> dict[str, Any]:
    name, *below = names
    return {name: _blank(getattr(element, name), below) if below else NOT_REPORTED}
