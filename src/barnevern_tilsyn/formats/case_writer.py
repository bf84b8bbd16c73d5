"""Cases to case JSON, one line each."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import attrs
import msgspec

from barnevern_tilsyn.formats.case_faults import expected
from barnevern_tilsyn.formats.case_kinds import Kind, kind_of
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.formats.written import Loss, WriteError
from barnevern_tilsyn.model import NOT_REPORTED, Leveranse, Message, Sak, Ukodet

__all__ = ["write_json"]

_encode: Final = msgspec.json.Encoder().encode
_MINUTE: Final = timedelta(minutes=1)


def write_json(sak: Sak) -> bytes:
    """Write a case as one line of JSON, in UTF-8 and without the line's end. A case gives the same bytes each time.

    It is read back as the same case, and what its source had no code for is told in ``leveranse.ukodet``, so that it
    stays unknown. Raises ``WriteError`` for one that no reader would take: with a value of another type than the model
    has, an empty id, or an id twice among elements of a kind.
    """
    sak = _with_uncoded(sak)
    reasons = tuple(_wrong(kind_of(Sak), sak, "", sak._linje))
    if reasons:
        raise WriteError(reasons, sak._kilde.fil)
    return _encode(_with_whole_minutes(sak))


def _with_uncoded(sak: Sak) -> Sak:
    """The case with what its source had no code for in it: without that, a reader would take it for not there."""
    codes: dict[str, list[str]] = {}
    for element, code in sorted(sak._kilde.ukodet):
        codes.setdefault(element, []).append(code)
    if not codes:
        return sak
    rows = tuple(Ukodet(element=element, koder=tuple(of_it)) for element, of_it in codes.items())
    return attrs.evolve(sak, leveranse=attrs.evolve(sak.leveranse or Leveranse(), ukodet=rows))


def _with_whole_minutes(sak: Sak) -> Sak:
    """The case with its moment of extraction told in a zone that JSON can write."""
    moment = sak.leveranse.dato_uttrekk if sak.leveranse else None
    offset = moment.utcoffset() if moment else None
    if not (sak.leveranse and moment and offset and offset % _MINUTE):
        return sak
    return attrs.evolve(sak, leveranse=attrs.evolve(sak.leveranse, dato_uttrekk=moment.astimezone(UTC)))


def _wrong(kind: Kind, value: Any, place: str, line: int) -> Iterator[Loss]:
    """Where a value is none of its kind."""
    if value is None and kind.nullable:
        return
    if kind.name == "object" and kind.model is not None and type(value) is kind.model:
        own = getattr(value, "_linje", 0) or line
        for field, inner in kind.fields.items():
            below = getattr(value, field)
            if below is not NOT_REPORTED or field in kind.required:
                yield from _wrong(inner, below, f"{place}.{field}" if place else field, own)
    elif kind.name == "list" and kind.item is not None and isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _wrong(kind.item, one, f"{place}[{at}]", line)
        if "." not in place and "id" in kind.item.required:
            yield from _twins(value, place, line)
    else:
        message = _fault(kind, value)
        if message is not None:
            yield Loss(path=place, linje=line, reason=message)


def _twins(rows: tuple[Any, ...], place: str, line: int) -> Iterator[Loss]:
    seen = set()
    for at, row in enumerate(rows):
        name = (getattr(row, "id", None), getattr(row, "type", None) or "")
        if name in seen:
            yield Loss(path=f"{place}[{at}].id", linje=line, reason=shared_message("id.twice", names="id"))
        seen.add(name)


def _fault(kind: Kind, value: Any) -> Message | None:
    """What was expected where a plain value is not of its kind."""
    match kind.name, value:
        case "boolean", bool():
            return None
        case "dateTime", datetime() if value.utcoffset() is not None:
            try:
                text = value.astimezone(UTC).isoformat().replace("+00:00", "Z")
            except OverflowError:
                text = ""
        case "date", date() if type(value) is date:
            text = value.isoformat()
        case "text" | "code", str():
            text = value
            if not text.isascii() and _has_half_pairs(text):
                return shared_message("json.string")
        case _:
            return shared_message("write.type")
    return None if kind.holds(text) else expected(kind)


def _has_half_pairs(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
