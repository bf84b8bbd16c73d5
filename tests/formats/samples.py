"""Valid register documents made from the structure tables, for every version: all that may stand, and the least."""

from uuid import UUID

from lxml import etree

from barnevern_tilsyn.formats.structure import Child, Element, Structure, Value, structure

VERSIONS = ("1.1.0", "1.2.0", "2.0.0", "2.1.1", "2.2.3", "3.0.5", "4.0.1")
MOMENTS = {
    "1.1.0": "2022-05-01T02:00:00",
    "1.2.0": "2022-07-01T02:00:00",
    "2.0.0": "2022-09-01T02:00:00+02:00",
    "2.1.1": "2022-12-20T02:00:00+01:00",
    "2.2.3": "2023-06-01T02:00:00+02:00",
    "3.0.5": "2025-05-01T02:00:00.1234567+02:00",
    "4.0.1": "2026-10-01T00:30:00Z",
}
STRINGS = {
    "FagsystemType/@Leverandor": "Leverandoren",
    "LovhjemmelType/Lov": "BVL2021",
    "LovhjemmelType/Kapittel": "5",
    "LovhjemmelType/Paragraf": "1",
    "LovhjemmelType/Ledd": "2",
    "LovhjemmelType/Bokstav": "a",
    "LovhjemmelType/Punktum": "1",
    "SakType/Personalia/@Fodselsnummer": "01821012345",
    "SakType/@Fodselsnummer": "01821012345",
    "IndividType/@Fodselsnummer": "01821012345",
    "LovhjemmelType/@Lov": "BVL2021",
    "LovhjemmelType/@Kapittel": "5",
    "LovhjemmelType/@Paragraf": "1",
    "LovhjemmelType/@Ledd": "2",
    "LovhjemmelType/@Bokstav": "a",
    "LovhjemmelType/@Punktum": "1",
}
FREE = {name.rpartition("/")[2]: text for name, text in STRINGS.items() if name.startswith("LovhjemmelType/")}
FREE["Kommunenummer"] = "0301"
"""By name, where an older schema leaves the text free."""


class _Maker:
    def __init__(self, facts: Structure, *, full: bool, copies: int, seed: int) -> None:
        self.facts, self.full, self.copies = facts, full, copies
        self.number = seed * 100_000
        self.day = 0

    def uuid(self) -> str:
        self.number += 1
        return str(UUID(int=self.number * 0x9E3779B97F4A7C15F39CC0605CEDC834 % 2**128, version=4))

    def value(self, value: Value, name: str) -> str:
        if value.name in STRINGS:
            return STRINGS[value.name]
        if value.name in {"any", "string"} and name in FREE:
            return FREE[name]
        if "[0-9a-fA-F]{8}" in value.pattern or name == "TilId":
            return self.uuid()
        if value.base == "date" or (value.name == "any" and name.endswith("Dato")):
            self.day += 1
            return f"20{22 + self.day // 336 % 8:02}-{self.day // 28 % 12 + 1:02}-{self.day % 28 + 1:02}"
        if value.base == "dateTime":
            return MOMENTS[self.facts.version]
        if value.base == "boolean":
            return "false"
        if value.base == "gYear":
            return "2025"
        if value.name == "@Id" and value.length:
            self.number += 1
            return f"Id {self.number}"
        if value.codes:
            self.day += 1
            return value.codes[self.day % len(value.codes)]
        if value.pattern:
            return "1234567890123"[: int(value.pattern[3:-1].partition(",")[0])]
        return f"tekst {self.number}"[: (value.length or (None, None))[1]]

    def element(self, name: str, kind: Element) -> etree._Element:
        node = etree.Element(name)
        for attribute in kind.attributes.values():
            if self.full or attribute.required:
                node.set(attribute.name, self.value(attribute.value, attribute.name))
        for child in kind.children:
            for _ in range(self.count(child)):
                if isinstance(child.kind, Element):
                    node.append(self.element(child.name, child.kind))
                else:
                    etree.SubElement(node, child.name).text = self.value(child.kind, child.name)
        return node

    def count(self, child: Child) -> int:
        if not self.full:
            return child.least
        return min(self.copies, child.most or self.copies)


def tree(version: str, *, full: bool = True, copies: int = 1, seed: int = 1) -> etree._Element:
    """A valid document: every path of the version (``full``), or the required ones only."""
    facts = structure(version)
    return _Maker(facts, full=full, copies=copies, seed=seed).element(facts.root_name, facts.root)


def document(
    version: str = "4.0.1", *, full: bool = True, copies: int = 1, seed: int = 1, pretty: bool = True
) -> bytes:
    """The same as bytes."""
    made = tree(version, full=full, copies=copies, seed=seed)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", pretty_print=pretty)
