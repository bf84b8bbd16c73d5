"""The heads of documents of the coming version 5: which case, and where among its deliveries."""

from typing import Any, Final

from lxml import etree

from barnevern_tilsyn.formats.heads import Head, head_from
from barnevern_tilsyn.formats.parse import hardened
from barnevern_tilsyn.formats.prolog import DRAFT_ROOT, prolog

__all__ = ["draft_head_of"]

_PIECE: Final = 4096
_ABOVE: Final = frozenset({"Id", "DatoUttrekk", "ForrigeId"})
_CASE_ID: Final = frozenset({"Id", "id"})


def draft_head_of(data: bytes) -> Head | None:
    """The head, or None where not even the case can be read."""
    if prolog(data).root != DRAFT_ROOT:
        return None
    try:
        found = _found(data)
        if "Sak" not in found:
            return None
        return head_from(
            found["Sak"], found.get("DatoUttrekk", ""), found.get("Id", ""), found.get("ForrigeId", ""), data
        )
    except (etree.XMLSyntaxError, ValueError):
        etree.clear_error_log()
        return None


def _found(data: bytes) -> dict[str, str]:
    """The delivery's own values by name, and the case's id under ``Sak``, parsed up to there."""
    parser: Any = hardened(etree.XMLPullParser, events=("end",))
    found: dict[str, str] = {}
    for at in range(0, len(data), _PIECE):
        parser.feed(data[at : at + _PIECE])
        for _, node in parser.read_events():
            parent = node.getparent()
            if parent is None:
                return found
            if parent.getparent() is None and node.tag in _ABOVE:
                found.setdefault(node.tag, (node.text or "").strip())
            elif parent.tag == "Sak" and node.tag in _CASE_ID and parent.getparent().getparent() is None:
                found["Sak"] = (node.text or "").strip()
                return found
    return found
