"""Every date that a case carries in the register, with the path of its field."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple, get_args, get_type_hints

import attrs

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.engine.needs import element_type
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Ettervern,
    Fact,
    Flytting,
    Melding,
    OversendelseFylkesnemnd,
    Personalia,
    Plan,
    Sak,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
)
from barnevern_tilsyn.model.fakta import register_name
from barnevern_tilsyn.rules.register.lists import LISTS
from barnevern_tilsyn.rules.register.specification import written

__all__ = ["DATE_PATHS", "CaseDate", "dates_of"]


class CaseDate(NamedTuple):
    """A date, where it stands, and whether it tells who somebody is and so must not be shown.

    ``day`` and ``path`` may also stand for a fact that is not reported, a date or something that would hold dates.
    """

    day: Fact[date]
    path: str
    element: Any
    personal: bool = False


class _Shape(NamedTuple):
    """The fields of a class that hold dates (name, whether personal), and those that hold parts with more."""

    dates: tuple[tuple[str, bool], ...]
    parts: tuple[tuple[str, type], ...]


@cache
def _shape(kind: type) -> _Shape:
    hints = get_type_hints(kind)
    dates, parts = [], []
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    for field in fields:
        if not register_name(field):
            continue
        inner = element_type(hints[field.name])
        if inner is not None:
            if kind is not Sak and any(_paths(inner, "")):
                parts.append((field.name, inner))
        elif date in get_args(hints[field.name]):
            dates.append((field.name, not field.repr))
    return _Shape(tuple(dates), tuple(parts))


def _paths(kind: type, path: str) -> Iterator[str]:
    shape = _shape(kind)
    yield from (f"{path}.{name}" for name, _ in shape.dates)
    for name, inner in shape.parts:
        yield from _paths(inner, f"{path}.{name}")


_LISTS: Final = (*(name for name in LISTS.values() if name != "relasjoner"), "slettede")

_KINDS: Final = (
    *(Sak, Personalia, Melding, Undersokelse, Plan, Tiltak, Vedtak),
    *(Ettervern, OversendelseFylkesnemnd, Flytting, Slettet),
)

DATE_PATHS: Final = (
    *(f"Sak.{name}" for name in _LISTS),
    *(path for kind in _KINDS for path in _paths(kind, kind.__name__)),
)
"""The paths of all dates that a case can carry, and of the lists that hold them."""


def dates_of(ctx: Context) -> Iterator[CaseDate]:
    """The dates of the case and of its elements that are not deleted, and those that are not reported."""
    whole = ctx.whole
    rows = (
        *((ctx.sak,), whole.all_personalia, whole.meldinger, whole.undersokelser, whole.planer, whole.tiltak),
        *(whole.vedtak, whole.ettervern, whole.oversendelser, whole.flyttinger, whole.slettede),
    )
    for element in (element for elements in rows for element in elements):
        yield from _dates(element, type(element).__name__, ctx)
    for name in _LISTS:
        if getattr(ctx.sak, name) is NOT_REPORTED:
            yield CaseDate(NOT_REPORTED, f"Sak.{name}", ctx.sak)


def _dates(element: Any, path: str, ctx: Context) -> Iterator[CaseDate]:
    kind: Any = type(element)
    shape = _shape(kind)
    for name, personal in shape.dates:
        day = written(getattr(element, name), ctx)
        if day is not None:
            yield CaseDate(day, f"{path}.{name}", element, personal)
    for name, _ in shape.parts:
        value = written(getattr(element, name), ctx)
        if value is NOT_REPORTED:
            yield CaseDate(NOT_REPORTED, f"{path}.{name}", element)
        for part in value if isinstance(value, tuple) else (value,):
            if part and getattr(part, "er_slettet", None) is not True:
                yield from _dates(part, f"{path}.{name}", ctx)
