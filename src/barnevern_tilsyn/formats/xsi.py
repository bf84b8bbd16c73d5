"""Attributes of XML Schema itself, which any element may have."""

from typing import Any, Final

__all__ = ["XSI_IGNORED", "XSI_NIL", "XSI_TYPE", "own_type", "type_fits"]

_XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
_XS: Final = "http://www.w3.org/2001/XMLSchema"

XSI_IGNORED: Final = frozenset({f"{_XSI}schemaLocation", f"{_XSI}noNamespaceSchemaLocation"})
"""Say where a schema may be found; any element may have them, and they are never followed."""
XSI_TYPE: Final = f"{_XSI}type"
XSI_NIL: Final = f"{_XSI}nil"
"""Never allowed: no element of the register is nillable."""


def type_fits(element: Any, name: str, type_name: str) -> bool:
    """Whether ``xsi:type`` merely repeats the element's own type: the schema derives no types.

    ``type_name`` is the schema's name of the type, ``xs:date`` for a date, empty for one without a name.
    """
    if type_name.startswith("xs:"):
        prefix, colon, local = name.partition(":")
        return bool(colon) and local == type_name.removeprefix("xs:") and element.nsmap.get(prefix) == _XS
    return bool(type_name) and name == type_name


def own_type(element: Any, name: str) -> str:
    """The name of a type as ``type_fits`` knows it, whatever prefix the document gives the types of XML Schema."""
    prefix, colon, local = name.partition(":")
    if not colon:
        return name
    return f"xs:{local}" if element.nsmap.get(prefix) == _XS else ""
