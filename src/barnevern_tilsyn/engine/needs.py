"""Paths of facts (``Melding.start_dato``) in the model, and which of them a format can carry at all.

Those of a KOSTRA file begin with its child or its form: ``Individ.meldinger.start_dato``.
"""

from collections.abc import Iterable
from functools import cache
from itertools import chain
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

import attrs

from barnevern_tilsyn import model
from barnevern_tilsyn.model import NOT_REPORTED, Sak, kostra
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["carried", "check_path", "element_type", "format_of", "registered_as", "root"]

_REGISTER: Final = "register"
_KOSTRA: Final = "kostra"
_NOT_IN_KOSTRA: Final = frozenset(
    {
        *("Leveranse.id", "Leveranse.forrige_id", "Leveranse.fagsystem"),
        *("Sak.vedtak", "Sak.ettervern", "Sak.oversendelser_fylkesnemnd", "Sak.slettede"),
        *("Undersokelse.barnets_medvirkning", "Undersokelse.utvidet_frist", "Tiltak.oppfolging", "Tiltak.tilsyn"),
        *("Evaluering.utfort_dato",),
    }
)
"""What the register has a place for and a KOSTRA file has not, by class and field."""
_KINDS_NOT_IN_KOSTRA: Final = frozenset(
    {"Vedtak", "Ettervern", "OversendelseFylkesnemnd", "Slettet", "BarnetsMedvirkning", "UtvidetFrist"}
)
_NOWHERE_IN_KOSTRA: Final = frozenset({"er_slettet", "migrert_id"})

_ROOTS_OF_KOSTRA: Final[dict[str, type]] = {"Individ": kostra.Individ, "Skjema": kostra.Skjema}


def element_type(annotation: Any) -> type | None:
    """The model class inside ``Fact[X]`` or ``Fact[tuple[X, ...]]``, if it is one."""
    if get_origin(annotation) in (Union, UnionType, tuple):
        return next((found for arg in get_args(annotation) if (found := element_type(arg))), None)
    return annotation if isinstance(annotation, type) and attrs.has(annotation) else None


def root(name: str) -> type | None:
    """The class of the model that a path begins with."""
    found: type | None = getattr(model, name, None) or _ROOTS_OF_KOSTRA.get(name)
    return found


@cache
def _fields(path: str) -> tuple[tuple[type, "attrs.Attribute[Any]"], ...]:
    head, *names = path.split(".")
    current = root(head)
    fields = []
    for name in names:
        if current is None or not attrs.has(current) or name not in attrs.fields_dict(current):
            raise ValueError(f"the model has no fact {path!r}")
        field = attrs.fields_dict(current)[name]
        fields.append((current, field))
        current = element_type(field.type)
    if not fields:
        raise ValueError(f"the model has no fact {path!r}")
    return tuple(fields)


def check_path(path: str) -> None:
    """Raise ``ValueError`` unless the model has this fact."""
    _fields(path)


def registered_as(path: str) -> str:
    """Where a fact stands in register XML: ``/Barnevern/Sak/Melding/@StartDato``; empty where it has no place there.

    Raises ``ValueError`` where the model has no such fact.
    """
    head = path.partition(".")[0]
    names = [register_name(field) for _, field in _fields(path)]
    return "/".join(("/Barnevern/Sak", *(() if head == "Sak" else (head,)), *names)) if all(names) else ""


def format_of(sak: Sak) -> str:
    """The format that a record has its facts from: its own, or none where more than the register's were added to it."""
    format = sak._kilde.format
    return "" if format in (_REGISTER, _KOSTRA) and _is_enriched(sak) else format


def _is_enriched(sak: Sak) -> bool:
    if sak.tillegg is not NOT_REPORTED:
        return True
    plans, measures = sak.planer or (), sak.tiltak or ()
    rows: Iterable[Any] = chain(
        sak.meldinger or (), sak.undersokelser or (), sak.vedtak or (), sak.ettervern or (), plans, measures
    )
    if plans:
        rows = chain(rows, *(plan.evalueringer or () for plan in plans))
    if measures:
        rows = chain(rows, *(part.utforte or () for row in measures for part in (row.tilsyn, row.oppfolging) if part))
    for row in rows:  # noqa: SIM110 - each case pays for it
        if row.tillegg is not NOT_REPORTED:
            return True
    return False


@cache
def carried(path: str, format: str) -> bool:
    """Whether records of this format (``Kilde.format``) have a place for this fact.

    The register's have for what its schema names, a KOSTRA file's for some of that, all others have for everything.
    """
    if format not in (_REGISTER, _KOSTRA):
        return True
    fields = _fields(path)
    in_register = all(register_name(field) or field.name == "leveranse" for _, field in fields)
    return in_register and (format == _REGISTER or _in_kostra(path, fields))


def _in_kostra(path: str, fields: "tuple[tuple[type, attrs.Attribute[Any]], ...]") -> bool:
    return path.partition(".")[0] not in _KINDS_NOT_IN_KOSTRA and not any(
        field.name in _NOWHERE_IN_KOSTRA or f"{owner.__name__}.{field.name}" in _NOT_IN_KOSTRA
        for owner, field in fields
    )
