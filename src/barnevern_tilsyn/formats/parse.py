"""Bytes to a parsed root element, or the one reason that stopped the parser.

The parser is hardened: no entities, no DTD, no network, no huge trees. A DOCTYPE is refused before the parser
sees it where the prolog shows it, and afterwards where a strange encoding hid it. libxml2's own messages can
hold values out of the document: only its codes and positions are used.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from lxml import etree

from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.prolog import DRAFT_ROOT, ROOT, Prolog, prolog
from barnevern_tilsyn.formats.versions import DRAFT
from barnevern_tilsyn.model import Fault, Message, Reject, Unreadable
from barnevern_tilsyn.model.kilde import Argument

__all__ = ["hardened", "has_doctype", "parse", "parse_part", "starts_plainly", "syntax_fault"]

_Parser = TypeVar("_Parser")


def hardened(kind: Callable[..., _Parser], **options: object) -> _Parser:
    """A parser of lxml that follows no entity, no DTD, no address, and builds no huge tree."""
    return kind(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False, **options)


_PARSER: Final = hardened(etree.XMLParser, remove_comments=True, remove_pis=True)
_PLAIN_START: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?"""
    rb"""(?:<\?xml(?: [a-z]+=["'](?i:1.0|utf-8|us-ascii|iso-8859-1|windows-1252|yes|no)["'])+ ?\?>)?"""
    rb"""[ \t\r\n]*<Barnevern[ \t\r\n>]"""
)

_CODES: Final = etree.ErrorTypes
_ENCODING: Final = frozenset(
    {_CODES.ERR_INVALID_ENCODING, _CODES.ERR_UNKNOWN_ENCODING, _CODES.ERR_UNSUPPORTED_ENCODING}
)
_MESSAGES: Final = {
    _CODES.ERR_INVALID_CHAR: "xml.character",
    _CODES.ERR_UNDECLARED_ENTITY: "xml.entity",
    _CODES.ERR_DOCUMENT_END: "xml.junk_after_end",
    _CODES.ERR_TAG_NAME_MISMATCH: "xml.tags_mismatch",
    _CODES.ERR_ATTRIBUTE_REDEFINED: "xml.attribute_twice",
    _CODES.NS_ERR_ATTRIBUTE_REDEFINED: "xml.attribute_twice",
    _CODES.NS_ERR_UNDEFINED_NAMESPACE: "xml.namespace",
    _CODES.NS_ERR_XML_NAMESPACE: "xml.namespace",
    _CODES.ERR_NAME_TOO_LONG: "xml.too_large",
    **dict.fromkeys(_ENCODING, "xml.encoding"),
}
_RESOURCE_LIMIT: Final = 114
_TRUNCATION: Final = frozenset(
    {
        _CODES.ERR_DOCUMENT_EMPTY,
        _CODES.ERR_ATTRIBUTE_NOT_FINISHED,
        _CODES.ERR_ATTRIBUTE_NOT_STARTED,
        _CODES.ERR_ATTRIBUTE_WITHOUT_VALUE,
        _CODES.ERR_CDATA_NOT_FINISHED,
        _CODES.ERR_COMMENT_NOT_FINISHED,
        _CODES.ERR_ENTITYREF_SEMICOL_MISSING,
        _CODES.ERR_GT_REQUIRED,
        _CODES.ERR_INVALID_CHARREF,
        _CODES.ERR_LT_IN_ATTRIBUTE,
        _CODES.ERR_NAME_REQUIRED,
        _CODES.ERR_PI_NOT_FINISHED,
        _CODES.ERR_SPACE_REQUIRED,
        _CODES.ERR_TAG_NAME_MISMATCH,
        _CODES.ERR_TAG_NOT_FINISHED,
    }
)


def parse(fil: str, data: bytes, limits: Limits, wanted: str = ROOT) -> Any:
    """The root element of a document that has the ``wanted`` one, or the ``Reject`` or ``Unreadable`` that it is."""
    if len(data) > limits.document_bytes:
        return _too_large(fil, data, limits, wanted)
    found = prolog(data)
    refused = _refused(fil, data, found, limits, wanted)
    if refused is not None:
        return refused
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        fault = syntax_fault(error, data, limits)
    else:
        if not has_doctype(root):
            return root
        fault = _fault(0, "xml.doctype")
    if found.root != wanted:
        return Unreadable(fil=fil, reason=Message("file.no_xml"))
    return Reject(fil=fil, faults=(fault,))


def has_doctype(root: Any) -> bool:
    """Whether the parser met one, wherever it hid."""
    return root.getroottree().docinfo.internalDTD is not None


def parse_part(data: bytes) -> Any:
    """The root element of a part of a document, in UTF-8, that is one by itself. Raises ``XMLSyntaxError``."""
    return etree.fromstring(data, _PARSER)


def starts_plainly(data: bytes) -> bool:
    """Whether a document begins with nothing but a declaration before ``<Barnevern``, in a plain encoding."""
    return _PLAIN_START.match(data) is not None


def _fault(line: int, id: str, *args: tuple[str, Argument]) -> Fault:
    return Fault(linje=line, path=ROOT, expected=Message(id, args))


def _too_large(fil: str, data: bytes, limits: Limits, wanted: str) -> Reject | Unreadable:
    reason = Message("limit.document_bytes", (("limit", limits.document_bytes),))
    if prolog(data[: limits.document_bytes]).root == wanted:
        return Reject(fil=fil, faults=(Fault(linje=0, path=ROOT, expected=reason),))
    return Unreadable(fil=fil, reason=reason)


def _refused(fil: str, data: bytes, found: Prolog, limits: Limits, wanted: str) -> Reject | Unreadable | None:
    """What can be told from the bytes alone."""
    if found.doctype is not None and found.doctype.lower() != "html":
        return Reject(fil=fil, faults=(_fault(0, "xml.doctype"),))
    if found.root != wanted:
        if found.root == DRAFT_ROOT:
            return Reject(fil=fil, faults=(_fault(0, "document.draft", ("version", DRAFT)),))
        if found.root == ROOT:
            return Reject(fil=fil, faults=(_fault(0, "element.root", ("name", wanted)),))
        return Unreadable(fil=fil, reason=Message(_other_kind(data, found)))
    if len(data) > limits.line_bytes:
        for number, line in enumerate(data.split(b"\n"), 1):
            if len(line) > limits.line_bytes:
                return Reject(fil=fil, faults=(_fault(number, "limit.line_bytes", ("limit", limits.line_bytes)),))
    return None


def _other_kind(data: bytes, found: Prolog) -> str:
    """The message id for a file that is no register document."""
    if not data.strip():
        return "file.empty"
    if data.lstrip()[:5] == b"%PDF-":
        return "file.pdf"
    if found.doctype is not None or found.root.lower() == "html":
        return "file.html"
    return "file.other_root" if found.root else "file.no_xml"


def syntax_fault(error: etree.XMLSyntaxError, data: bytes, limits: Limits) -> Fault:
    """What stopped the parser in ``data``, without its own words."""
    etree.clear_error_log()
    code: int = getattr(error, "code", 0)
    line, column = (place or 0 for place in error.position)
    if code == _RESOURCE_LIMIT:
        # libxml2 has one code for all its limits: too deep stands far from the ten million of the others.
        deep = column < limits.line_bytes and not _has_long_text(data)
        return _fault(line, "limit.depth", ("limit", limits.depth)) if deep else _fault(line, "xml.too_large")
    if code in _TRUNCATION and _at_end(line, column, data):
        return _fault(line, "xml.truncated")
    return _fault(line, _MESSAGES.get(code, "xml.malformed"))


def _has_long_text(data: bytes) -> bool:
    longest = 10_000_000
    return len(data) > longest and any(len(part) >= longest for part in data.split(b"<"))


def _at_end(line: int, column: int, data: bytes) -> bool:
    """Whether an error stands where the document ends."""
    body = data.rstrip()
    last = body.count(b"\n") + 1
    tail = body[body.rfind(b"\n") + 1 :]
    return line > last or (line == last and column >= len(tail.decode("utf-8", "replace")))
