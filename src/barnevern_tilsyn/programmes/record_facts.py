"""What a record holds of a fact behind a question: days, numbers and codes, and whether it tells at all."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.findings.shown import shown
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.programmes.drawn import Drawn
from barnevern_tilsyn.programmes.form import RecordFact

__all__ = ["facts_of"]

_DAYS: Final = ("start_dato", "slutt_dato", "dato", "utfort_dato", "mottatt")
"""The day of a part of a case: one that lies after what is seen has not happened."""
_NEVER: Final = frozenset({"id", "migrert_id", "presisering", "part", "forelder", "tillegg"})
"""Keys whose values are ids or somebody's words, and the room for more."""


def facts_of(path: str, drawn: Drawn) -> tuple[RecordFact, ...]:
    """What the record holds of a fact, by its path in the model; of a fact with parts, one for each part that is told.

    What was found by date alone is not known to be all.
    """
    head, *names = path.split(".")
    rows = drawn.of(head)
    things, known = list(rows.elements), not rows.missing and not rows.inferred
    for name in names:
        things, known = _next(things, name, known, drawn.ctx)
    parts = [thing for thing in things if attrs.has(type(thing))]
    if parts:
        found = tuple(_parts(path, parts, known=known, ctx=drawn.ctx))
        return found or (RecordFact(path=path, known=known),)
    return (RecordFact(path=path, known=known, values=tuple(map(shown, things))),)


def _next(things: Iterable[Any], name: str, known: bool, ctx: Context) -> tuple[list[Any], bool]:
    found: list[Any] = []
    for thing in things:
        value = getattr(thing, name)
        if value is NOT_REPORTED:
            known = False
        elif isinstance(value, tuple):
            found += value
        elif value is not None:
            found.append(value)
    return [value for value in found if _is_seen(value, ctx)], known


def _is_seen(value: Any, ctx: Context) -> bool:
    if isinstance(value, date):
        return ctx.seen(value) is not None
    days = (getattr(value, name, None) for name in _DAYS) if attrs.has(type(value)) else ()
    return getattr(value, "er_slettet", None) is not True and all(not day or ctx.seen(day) for day in days)


def _parts(path: str, parts: list[Any], *, known: bool, ctx: Context) -> Iterator[RecordFact]:
    for field in attrs.fields(type(parts[0])):
        if field.name.startswith("_") or field.name in _NEVER:
            continue
        things, told = _next(parts, field.name, known, ctx)
        if things and not any(attrs.has(type(thing)) for thing in things):
            yield RecordFact(path=f"{path}.{field.name}", known=told, values=tuple(map(shown, things)))
