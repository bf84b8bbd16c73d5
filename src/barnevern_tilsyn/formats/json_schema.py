"""JSON Schema (2020-12) of types, as strict as the readers: no unknown key, dates as ISO 8601 writes them."""

from typing import Any, Final

import msgspec

from barnevern_tilsyn.formats.case_kinds import DAY, MOMENT

__all__ = ["schema_of"]

_PATTERNS: Final = {"date": f"^{DAY}$", "date-time": f"^{MOMENT}$"}
"""Besides ``format``, which a validator may leave unchecked, or check more loosely."""


def schema_of(kind: Any, *, name: str, description: str) -> dict[str, Any]:
    """The schema of what ``kind`` is as JSON. ``name`` goes into its ``$id``; private attributes are no keys."""
    schema = msgspec.json.schema(kind)
    schema.pop("discriminator", None)
    types = schema.pop("$defs")
    used: dict[str, Any] = {}
    waiting = [_strict(schema)]
    while waiting:
        for type_name in _references(waiting.pop()):
            if type_name not in used:
                used[type_name] = _strict(types[type_name])
                waiting.append(used[type_name])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:barnevern-tilsyn:schema:{name}",
        "title": f"barnevern-tilsyn {name}",
        "description": description,
        **schema,
        "$defs": dict(sorted(used.items())),
    }


def _strict(node: Any) -> Any:
    """A node and all below it, changed in place."""
    if isinstance(node, list):
        for below in node:
            _strict(below)
    elif isinstance(node, dict):
        if "properties" in node:
            node["properties"] = {key: _strict(of) for key, of in node["properties"].items() if key[:1] != "_"}
            node["additionalProperties"] = False
            node.pop("title", None)
        if "description" in node:
            node["description"] = " ".join(node["description"].replace("``", "").split())
        if node.get("format") in _PATTERNS:
            node["pattern"] = _PATTERNS[node["format"]]
        for key in ("anyOf", "items", "additionalProperties"):
            _strict(node.get(key))
    return node


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for below in node for name in _references(below)]
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if "$ref" in node else []
        return own + [name for below in node.values() for name in _references(below)]
    return []
