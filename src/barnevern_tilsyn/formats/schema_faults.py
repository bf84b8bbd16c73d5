"""What a validation against a schema found, in our own words: the kind of each error and where, never a value."""

import re
from collections.abc import Iterable
from typing import Any, Final

from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.lines import counted, has_many_lines, line_of
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import Fault, Message

__all__ = ["faults_of"]

_PREFIX: Final = "SCHEMAV_"
_SENTENCES: Final = {
    "CVC_ATTRIBUTE_1": "xsd.attribute_not_allowed",
    "CVC_AU": "xsd.fixed",
    "CVC_COMPLEX_TYPE_2_1": "xsd.empty",
    "CVC_COMPLEX_TYPE_2_2": "xsd.no_elements",
    "CVC_COMPLEX_TYPE_2_3": "xsd.text",
    "CVC_COMPLEX_TYPE_3_2_1": "xsd.attribute_not_allowed",
    "CVC_COMPLEX_TYPE_3_2_2": "xsd.attribute_not_allowed",
    "CVC_COMPLEX_TYPE_4": "xsd.attribute_missing",
    "CVC_ELT_1": "xsd.root",
    "CVC_ELT_3_1": "xsd.type",
    "CVC_ELT_3_2_1": "xsd.type",
    "CVC_ELT_4_1": "xsd.type",
    "CVC_ELT_4_2": "xsd.type",
    "CVC_ELT_4_3": "xsd.type",
    "CVC_ELT_5_2_2_2_2": "xsd.fixed",
    "CVC_ENUMERATION_VALID": "xsd.enumeration",
    "CVC_FRACTIONDIGITS_VALID": "xsd.digits",
    "CVC_IDC": "xsd.unique",
    "CVC_LENGTH_VALID": "xsd.length",
    "CVC_MAXEXCLUSIVE_VALID": "xsd.range",
    "CVC_MAXINCLUSIVE_VALID": "xsd.range",
    "CVC_MAXLENGTH_VALID": "xsd.too_long",
    "CVC_MINEXCLUSIVE_VALID": "xsd.range",
    "CVC_MININCLUSIVE_VALID": "xsd.range",
    "CVC_MINLENGTH_VALID": "xsd.too_short",
    "CVC_PATTERN_VALID": "xsd.pattern",
    "CVC_TOTALDIGITS_VALID": "xsd.digits",
    "CVC_TYPE_3_1_1": "xsd.attribute_not_allowed",
    "CVC_TYPE_3_1_2": "xsd.no_elements",
}
"""By libxml2's name of the error: the clause of the specification of XML Schema that is not kept."""
_VALUE: Final = "xsd.value"
_FACETS: Final = frozenset(
    {"xsd.enumeration", "xsd.digits", "xsd.length", "xsd.range", "xsd.too_long", "xsd.too_short", "xsd.pattern"}
)
_ATTRIBUTE: Final = re.compile(r"Element '[^']*', attribute '([^']*)': ")
_REQUIRED: Final = re.compile(r"The attribute '([^']*)' is required")
_EXPECTED: Final = re.compile(r"Expected is (?:one of )?\( ([^()]*) \)\.$")
_MISSING: Final = "Missing child element(s)."
_KEYS: Final = "key-sequence"
_STEP: Final = re.compile(r"(?:[^:/]*:)?([^\[/]*)(?:\[\d+\])?")


def faults_of(log: Iterable[Any], root: Any, data: bytes, names: frozenset[str], limits: Limits) -> tuple[Fault, ...]:
    """The errors of a validation, each once, in the order of the document. ``names`` are those of the schema."""
    if has_many_lines(data):
        with counted(root, data):
            found = [_fault(entry, names, _line(entry, root)) for entry in log]
    else:
        found = [_fault(entry, names, entry.line) for entry in log]
    told = list(dict.fromkeys(fault for fault in found if fault is not None))
    # A facet that is not kept is told twice: by its name, and as a value that is not of its type.
    better = {(fault.linje, fault.path) for fault in told if fault.expected.id in _FACETS}
    told = [fault for fault in told if fault.expected.id != _VALUE or (fault.linje, fault.path) not in better]
    told = told or [Fault(linje=0, path=_named(root.tag, names), expected=shared_message("xsd.other"))]
    if len(told) > limits.faults:
        more = Fault(
            linje=0, path=told[0].path.partition("/")[0], expected=shared_message("faults.more", limit=limits.faults)
        )
        told = [*told[: limits.faults], more]
    return tuple(told)


def _fault(entry: Any, names: frozenset[str], line: int) -> Fault | None:
    kind = entry.type_name.removeprefix(_PREFIX)
    if kind == "CVC_IDC" and _KEYS not in entry.message:
        return None  # it says only that a value could not be compared, for a reason told of already
    return Fault(linje=line, path=_path(entry, names), expected=_expected(kind, entry.message, names))


def _line(entry: Any, root: Any) -> int:
    """The line of an element beyond what libxml2 counts."""
    nodes = root.getroottree().xpath(entry.path) if entry.path and ":" not in entry.path else []
    return line_of(nodes[0]) if nodes else entry.line


def _path(entry: Any, names: frozenset[str]) -> str:
    steps = [_named(match[1], names) for match in map(_STEP.fullmatch, (entry.path or "").split("/")[1:]) if match]
    attribute = _ATTRIBUTE.match(entry.message)
    if attribute is not None and attribute[1] in names:
        steps.append(f"@{attribute[1]}")
    return "/".join(steps)


def _named(name: Any, names: frozenset[str]) -> str:
    """A name that the schema has. Another one is the document's own text, and not shown."""
    return name if isinstance(name, str) and name in names else "*"


def _expected(kind: str, message: str, names: frozenset[str]) -> Message:
    if kind == "ELEMENT_CONTENT":
        allowed = _EXPECTED.search(message)
        known = tuple(name for name in allowed[1].split(", ") if name in names) if allowed else ()
        missing = _MISSING in message
        if not known:
            return shared_message("xsd.element_missing_here" if missing else "xsd.element_not_allowed")
        return shared_message("xsd.element_missing" if missing else "xsd.element_not_expected", allowed=known)
    id = _SENTENCES.get(kind, _VALUE if kind.startswith(("CVC_DATATYPE", "CVC_FACET")) else "xsd.other")
    if id == "xsd.attribute_missing":
        name = _REQUIRED.search(message)
        return shared_message(id, name=_named(name[1], names) if name else "*")
    return shared_message(id)
