"""Records written in TOML as those that rules look at: a case, or children of a KOSTRA file."""

from typing import Any, get_args, get_origin, get_type_hints

import attrs
import msgspec

from barnevern_tilsyn.engine.needs import element_type
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.model.kostra import Individ, Skjema

__all__ = ["sak_facts", "to_children", "to_sak", "to_skjema"]


def to_sak(record: dict[str, Any]) -> Sak:
    """A case. Raises ``ValueError``, ``TypeError`` and ``MsgspecError`` for what the model cannot hold."""
    return msgspec.convert(sak_facts(record), Sak)


def sak_facts(record: dict[str, Any]) -> dict[str, Any]:
    """The facts of a case as case JSON has them. Raises ``ValueError`` for a key that the model does not have."""
    facts: dict[str, Any] = _facts(record, Sak, "sak")
    return facts


def to_skjema(record: dict[str, Any]) -> Skjema:
    """The form that a KOSTRA file is delivered with. Raises as ``to_sak``."""
    return msgspec.convert(_facts(record, Skjema, "skjema"), Skjema)


def to_children(records: list[dict[str, Any]]) -> tuple[Individ, ...]:
    """The children of a KOSTRA file, a line each. What a record leaves out is not in the file. Raises as ``to_sak``."""
    children: list[Individ] = []
    for line, record in enumerate(records, start=1):
        child = msgspec.convert(_whole(_facts(record, Individ, "individ"), Individ), Individ)
        first = children[0] if children else child
        children.append(attrs.evolve(child, avgiver=first.avgiver, kilde=first._kilde, linje=line))
    return tuple(children)


def _facts(record: Any, kind: type, path: str) -> Any:
    """The record as the model takes it: ``None`` for a ``false`` that stands for no yes or no.

    Refuses a key that the model does not have: it would be dropped in silence, and the case be another one.
    """
    if isinstance(record, list):
        return [_facts(row, kind, path) for row in record]
    return {key: _fact(value, kind, path, key) for key, value in record.items()} if isinstance(record, dict) else record


def _fact(value: Any, kind: type, path: str, key: str) -> Any:
    if key not in attrs.fields_dict(kind):
        raise ValueError(f"{path}.{key}: the model has no such fact")
    hint = get_type_hints(kind)[key]
    if value is False and bool not in get_args(hint):
        return None
    inner = element_type(hint)
    return value if inner is None else _facts(value, inner, f"{path}.{key}")


def _whole(record: Any, kind: type) -> Any:
    """A record with all that it leaves out said not to be there."""
    if isinstance(record, list):
        return [_whole(row, kind) for row in record]
    if not isinstance(record, dict):
        return record
    found = dict(record)
    for name, hint in get_type_hints(kind).items():
        if name.startswith("_") or name == "id":
            continue
        inner = element_type(hint)
        if name not in found:
            found[name] = [] if any(get_origin(one) is tuple for one in get_args(hint)) else None
        elif inner is not None:
            found[name] = _whole(found[name], inner)
    return found
