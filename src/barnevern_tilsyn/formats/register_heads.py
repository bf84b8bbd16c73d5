"""The heads of register documents, cut off and parsed by themselves."""

import re
from typing import Final

from lxml import etree

from barnevern_tilsyn.formats.heads import Head, head_from
from barnevern_tilsyn.formats.parse import hardened, starts_plainly
from barnevern_tilsyn.formats.prolog import ROOT, prolog

__all__ = ["head_of"]

_Element = etree._Element  # noqa: SLF001 - lxml gives the class no public name
_PARSER: Final = hardened(etree.XMLParser)
_SAK: Final = re.compile(rb"<Sak[ \t\r\n][^<>]*?(/?)>")
_PIECE: Final = 4096


def head_of(data: bytes) -> Head | None:
    """The head, or None where not even the case can be read."""
    if not starts_plainly(data) and prolog(data).root != ROOT:
        return None
    try:
        found = _by_cutting(data) or _by_pulling(data)
        if found is None:
            return None
        root, sak = found
        return head_from(
            sak.get("Id", ""), root.get("DatoUttrekk", ""), root.get("Id", ""), root.get("ForrigeId", ""), data
        )
    except (etree.XMLSyntaxError, ValueError):
        etree.clear_error_log()
        return None


def _by_cutting(data: bytes) -> tuple[_Element, _Element] | None:
    """Root and ``Sak`` of a document cut off after the first ``<Sak ...>``, if that is a document."""
    opened = _SAK.search(data)
    if opened is None:
        return None
    closing = b"</Barnevern>" if opened[1] else b"</Sak></Barnevern>"
    try:
        root = etree.fromstring(data[: opened.end()] + closing, _PARSER)
    except etree.XMLSyntaxError:
        etree.clear_error_log()
        return None
    sak = root[-1] if len(root) else root
    return (root, sak) if sak.tag == "Sak" else None


def _by_pulling(data: bytes) -> tuple[_Element, _Element] | None:
    """Root and ``Sak`` of any document, parsed up to there."""
    parser = hardened(etree.XMLPullParser, events=("start",))
    root: _Element | None = None
    for at in range(0, len(data), _PIECE):
        parser.feed(data[at : at + _PIECE])
        for _, node in parser.read_events():
            if not isinstance(node, _Element):
                continue
            if root is None:
                root = node
            elif node.tag == "Sak" and node.getparent() is root:
                return root, node
    return None
