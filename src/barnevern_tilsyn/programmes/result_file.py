"""The result of a service out of a file: of an audit, or of a self-check as it was collected."""

from collections.abc import Mapping

import msgspec

from barnevern_tilsyn.programmes.audit import DOCUMENT as AUDIT
from barnevern_tilsyn.programmes.audit import read_audit
from barnevern_tilsyn.programmes.collected_json import read_collected
from barnevern_tilsyn.programmes.programme import Programme
from barnevern_tilsyn.programmes.service_result import ServiceResult, of_audit, of_collected

__all__ = ["read_result"]


class _Head(msgspec.Struct):
    document: str = ""


def read_result(name: str, content: bytes, programmes: Mapping[str, Programme]) -> ServiceResult:
    """The result of a service, by one of these programmes where it is of an audit.

    Raises ``FileError`` with all that is wrong with the file; ``name`` is what it is called in it.
    """
    if _document(content) == AUDIT:
        audit = read_audit(name, content, programmes)
        return of_audit(audit, programmes[audit.programme.id])
    collected = read_collected(name, content)
    return of_collected(collected, programmes.get(collected.programme.id))


def _document(content: bytes) -> str:
    try:
        return msgspec.json.decode(content, type=_Head).document
    except (msgspec.DecodeError, RecursionError):
        return ""
