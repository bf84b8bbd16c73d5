"""The facts of a schema, read off the official XSD: the oracle for ``formats/structure_data/*.json``.

Run as a program (``python schema_facts.py SCHEMA_DIR OUT_DIR``) it writes the package data anew, of each schema in the
folder: the register's by version, and that of KOSTRA 15F in its three parts.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
VERSIONS = ("1.1.0", "1.2.0", "2.0.0", "2.1.1", "2.2.3", "3.0.5", "4.0.1")
SIMPLE = {
    "xs:date": "date",
    "xs:dateTime": "dateTime",
    "xs:gYear": "gYear",
    "xs:boolean": "boolean",
    "xs:string": "string",
}
ANY = "any"
"""The base of what the schema gives no type: any text."""


def structure_of(schema: Path) -> dict[str, Any]:
    """Types, values and uniqueness of one schema, as the package data states them."""
    root = etree.parse(schema).getroot()
    for part in root.findall(f"{XS}include"):
        root.extend(list(etree.parse(schema.parent / part.get("schemaLocation", "")).getroot()))
    return _Reader(root).read()


class _Reader:
    def __init__(self, root: Any) -> None:
        self.root = root
        self.types: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.unique: dict[str, list[str]] = {}

    def read(self) -> dict[str, Any]:
        tops = self.root.findall(f"{XS}element")
        (top,) = [node for node in tops if node.get("name") == "Barnevern"]
        for node in tops:
            self.uniqueness(node)
        self.complex_type(top.get("type"), self.named("complexType", top.get("type")), named=True)
        return {
            "version": self.root.get("version", "kostra"),
            "root": [top.get("name"), top.get("type")],
            "types": self.types,
            "values": self.values,
            "unique": self.unique,
        }

    def named(self, kind: str, name: str) -> Any:
        (found,) = [node for node in self.root.findall(f"{XS}{kind}") if node.get("name") == name]
        return found

    def complex_type(self, name: str, node: Any, *, named: bool) -> str:
        if name in self.types:
            return name
        entry: dict[str, Any] = {"named": named, "attributes": {}, "children": []}
        self.types[name] = entry
        for child in node.findall(f"{XS}sequence/{XS}element"):
            entry["children"].append(self.element(name, child))
        for attribute in node.findall(f"{XS}attribute"):
            label, value, required = self.attribute(name, attribute)
            entry["attributes"][label] = [value, required]
        return name

    def uniqueness(self, node: Any) -> None:
        for unique in node.findall(f"{XS}unique"):
            fields = [field.get("xpath") for field in unique.findall(f"{XS}field")]
            self.unique[unique.find(f"{XS}selector").get("xpath")] = fields

    def element(self, owner: str, node: Any) -> list[Any]:
        definition = node
        if node.get("ref") is not None:
            owner, definition = "", self.named("element", node.get("ref"))
        name = definition.get("name")
        least = int(node.get("minOccurs", "1"))
        most = node.get("maxOccurs", "1")
        inner = f"{owner}/{name}" if owner else name
        kind = node.get("type")
        if definition.find(f"{XS}simpleType") is not None:
            target = self.value(inner, definition.find(f"{XS}simpleType"))
        elif node.find(f"{XS}complexType") is not None:
            target = self.complex_type(inner, node.find(f"{XS}complexType"), named=False)
        elif kind in SIMPLE:
            target = self.plain(SIMPLE[kind])
        else:
            target = self.complex_type(kind, self.named("complexType", kind), named=True)
        self.uniqueness(node)
        return [name, target, least, None if most == "unbounded" else int(most)]

    def attribute(self, owner: str, node: Any) -> tuple[str, str, bool]:
        required = node.get("use") == "required"
        if node.get("ref") is not None:
            definition = self.named("attribute", node.get("ref"))
            owner = ""
        else:
            definition = node
        name = definition.get("name")
        kind = definition.get("type")
        if kind in SIMPLE:
            return name, self.plain(SIMPLE[kind]), required
        if kind is not None:
            return name, self.value(kind, self.named("simpleType", kind)), required
        inline = definition.find(f"{XS}simpleType")
        if inline is None:
            return name, self.plain(ANY), required
        return name, self.value(f"{owner}/@{name}" if owner else f"@{name}", inline), required

    def plain(self, base: str) -> str:
        self.values[base] = {"base": base}
        return base

    def value(self, name: str, node: Any) -> str:
        listed = node.find(f"{XS}list/{XS}simpleType")
        restriction = (node if listed is None else listed).find(f"{XS}restriction")
        base = restriction.get("base").removeprefix("xs:")
        facets: dict[str, Any] = {"base": base}
        if listed is not None:
            facets["list"] = True
        least = most = None
        for facet in restriction:
            kind = facet.tag.removeprefix(XS)
            if kind == "length":
                least = most = int(facet.get("value"))
            elif kind == "minLength":
                least = int(facet.get("value"))
            elif kind == "maxLength":
                most = int(facet.get("value"))
            elif kind == "pattern":
                facets["pattern"] = facet.get("value")
            elif kind == "enumeration":
                facets.setdefault("codes", []).append(facet.get("value"))
            elif kind != "annotation":
                raise NotImplementedError(kind)
        if "codes" in facets:
            assert all((least or 0) <= len(code) <= (most or 99) for code in facets["codes"])
        elif (least, most) != (None, None) and (least, most) != _width(facets.get("pattern")):
            facets["length"] = [least, most]
        self.values[name] = facets
        return name


def _width(pattern: str | None) -> tuple[int, int] | None:
    """The length of all strings that fit a pattern, where it is one and the same."""
    if pattern is None or "*" in pattern or "+" in pattern:
        return None
    pieces = re.findall(r"(?:\\[d]|\[[^]]*\]|[-a-zA-Z0-9])(?:\{(\d+)\})?", pattern)
    total = sum(int(count or "1") for count in pieces)
    return total, total


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    schemas = {version: source / f"Barnevern_v{version}.xsd" for version in VERSIONS}
    schemas["kostra"] = source / "KostraBarnevern.xsd"
    for label, schema in schemas.items():
        if schema.is_file():
            lines = json.dumps(structure_of(schema), ensure_ascii=False, indent=1)
            (target / f"{label}.json").write_text(lines + "\n", encoding="utf-8")
