"""Two elements of a kind that say the same under different ids."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import attrs

from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.model.fakta import register_name
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr, written

__all__ = ["no_duplicates"]

_NO_CONTENT: Final = {"id", "migrert_id", "er_slettet"}
"""What names an element or removes it: an id of the older system is an id."""


class _Twin(NamedTuple):
    """How many elements say the same as one with a lower id, and what is not reported of them."""

    twins: int
    missing: tuple[str, ...]


def no_duplicates(
    *,
    code: str,
    name: str,
    applies_to: type,
    rows: Callable[[Context], Sequence[Any]],
    file: str,
    severity: Severity,
    given: str = "",
    valid_from: Any = SINCE_2013,
) -> Rule:
    """The control that fires on each of the ``rows`` that says the same as one of a lower id, ids aside."""
    kind = applies_to.__name__
    fields = tuple(field.name for field in _content_fields(applies_to))

    def twins(ctx: Context, _sak: Sak) -> dict[int, _Twin]:
        """The elements with a twin of a lower id. Only those of one day are compared."""
        groups: dict[Any, list[Any]] = {}
        for row in sorted(rows(ctx), key=lambda row: row.id.lower()):
            groups.setdefault(row.start_dato, []).append(row)
        same: dict[Any, list[Any]] = {}
        for row in (row for group in groups.values() if len(group) > 1 for row in group):
            same.setdefault(tuple(_content(getattr(row, name)) for name in fields), []).append(row)
        found = {}
        for content, group in same.items():
            unknown = [f for f, value in zip(fields, content, strict=True) if not _is_written(value, ctx)]
            missing = tuple(f"{kind}.{name}" for name in unknown)
            found.update({id(row): _Twin(len(group), missing) for row in group[1:]})
        return found

    def judge(element: Any, ctx: Context) -> Assessment | None:
        twin = ctx.once(twins, ctx.sak).get(id(element))
        if twin is None:
            return None
        if twin.missing:
            return undecided(*twin.missing)
        facts = ((f"{kind}.start_dato", element.start_dato),)
        return fires("duplicate", facts=facts, args=(("count", twin.twins), ("day", element.start_dato)))

    which = f"two or more elements of type {kind}{given}"
    judge.__doc__ = f"""Given {which}, when they say the same under different ids, then the control fires."""
    return nbr(
        code=code,
        name=name,
        theme="duplicate",
        applies_to=applies_to,
        severity=severity,
        needs=tuple(f"{kind}.{name}" for name in fields),
        file=file,
        valid_from=valid_from,
    )(judge)


@cache
def _content_fields(kind: type) -> tuple["attrs.Attribute[Any]", ...]:
    """The fields of a class that the register carries, without those that only name the element."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return tuple(field for field in fields if register_name(field) and field.name not in _NO_CONTENT)


def _content(value: Any) -> Any:
    """What an element says, as a value that can be compared."""
    if isinstance(value, tuple):
        return tuple(map(_content, value))
    kind: Any = type(value)
    if attrs.has(kind):
        return tuple(_content(getattr(value, field.name)) for field in _content_fields(kind))
    return value


def _is_written(content: Any, ctx: Context) -> bool:
    """Whether all of a content is reported, as it always is in a register document."""
    if isinstance(content, tuple):
        return all(_is_written(part, ctx) for part in content)
    return written(content, ctx) is not NOT_REPORTED
