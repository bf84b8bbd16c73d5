"""Lines of facts to be laid over cases: which element of which case, and what its ``tillegg`` is to tell."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final, Literal

import attrs
import msgspec

from barnevern_tilsyn.formats.case_faults import ROOT, faults_of
from barnevern_tilsyn.formats.case_lane import Lane
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import (
    BesokTillegg,
    EttervernTillegg,
    EvalueringTillegg,
    Fault,
    MeldingTillegg,
    PlanTillegg,
    SakTillegg,
    TiltakTillegg,
    UndersokelseTillegg,
    VedtakTillegg,
)
from barnevern_tilsyn.model.fakta import Id

__all__ = ["EVALUERING", "Facts", "facts_or_faults"]

EVALUERING: Final = "Evaluering"
"""Has no id of its own: it goes by its plan's, and by its day."""

_TILLEGG: Final[Mapping[str, type[Any]]] = {
    "Sak": SakTillegg,
    "Melding": MeldingTillegg,
    "Undersokelse": UndersokelseTillegg,
    "Plan": PlanTillegg,
    EVALUERING: EvalueringTillegg,
    "Tiltak": TiltakTillegg,
    "TilsynUtfort": BesokTillegg,
    "OppfolgingUtfort": BesokTillegg,
    "Vedtak": VedtakTillegg,
    "Ettervern": EttervernTillegg,
}


@attrs.frozen(weakref_slot=False)
class Facts:
    """What a line tells of an element."""

    sak: str
    type: str
    id: str
    utfort_dato: date | None
    tillegg: Any


class _Peek(msgspec.Struct):
    """As much of a line as tells what the rest has to be."""

    type: Any = None
    utfort_dato: Any = msgspec.UNSET


_peek: Final = msgspec.json.Decoder(_Peek).decode


def facts_or_faults(data: bytes, limits: Limits, line: int, *, lenient: bool) -> Facts | tuple[Fault, ...]:
    """What a line tells, or all that is wrong with it. Who is ``lenient`` goes on past unknown and repeated keys."""
    if len(data) > limits.document_bytes:
        return (_fault(line, ROOT, "limit.document_bytes", limit=limits.document_bytes),)
    try:
        peek = _peek(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return faults_of(data, None, limits, line=line).listed(limits) or (_fault(line, ROOT, "json.object"),)
    kind = EVALUERING if peek.type == "Plan" and peek.utfort_dato is not msgspec.UNSET else peek.type
    if not isinstance(kind, str) or kind not in _TILLEGG:
        return (_fault(line, f"{ROOT}.type", "value.code", codes=tuple(_TILLEGG)),)
    row_class = _row_class(kind)
    row = _lane(row_class).read(data)
    if row is None:
        found = faults_of(data, row_class, limits, line=line)
        row = None if found.faults or (found.keys and not lenient) else _lane(row_class).leniently(data)
        if row is None:
            return found.listed(limits) or (_fault(line, ROOT, "json.refused"),)
    return Facts(row.sak, kind, row.id, getattr(row, "utfort_dato", None), row.tillegg)


@cache
def _row_class(kind: str) -> Any:
    """The class of the lines on elements of a type."""
    keys: dict[str, Any] = {"sak": Id, "type": Literal[kind], "id": Id}
    if kind == EVALUERING:
        keys |= {"type": Literal["Plan", EVALUERING], "utfort_dato": date}
    fields = {name: attrs.field(type=hint) for name, hint in (keys | {"tillegg": _TILLEGG[kind]}).items()}
    return attrs.make_class(f"{kind}Linje", fields, frozen=True, slots=True, weakref_slot=False)


@cache
def _lane(row_class: Any) -> Lane[Any]:
    return Lane(row_class)


def _fault(line: int, path: str, id: str, **args: Any) -> Fault:
    return Fault(linje=line, path=path, expected=shared_message(id, **args))
