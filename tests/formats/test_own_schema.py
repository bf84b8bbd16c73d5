"""A schema of the caller's own: what it refuses is a reject in our words; nothing is read outside its folder."""

import copy
import os
import pickle
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.formats import Limits, documents, sentence
from barnevern_tilsyn.formats.own_schema import OwnSchema, SchemaFileError
from barnevern_tilsyn.model import Fault, Notice, Reject, Sak
from tests.formats.drafts import WHOLE
from tests.formats.mutations import mutated
from tests.formats.samples import VERSIONS, document
from tests.scale import scaled

SCHEMAS = os.environ.get("BVT_SCHEMA_DIR", "")
CANARY = "KANARIFUGL"
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'


def schema(folder: Path, body: str, name: str = "own.xsd", *, head: str = "") -> Path:
    file = folder / name
    file.write_text(f'{head}<xs:schema {XS} version="1">{body}</xs:schema>', encoding="utf-8")
    return file


def typed(facets: str, base: str = "xs:string") -> str:
    """A schema of a document with one value of a type in an attribute, and one in an element."""
    restriction = f'<xs:simpleType name="T"><xs:restriction base="{base}">{facets}</xs:restriction></xs:simpleType>'
    inner = '<xs:element name="Verdi" type="T" minOccurs="0"/>'
    attributes = '<xs:attribute name="Kode" type="T"/>'
    return (
        f'{restriction}<xs:element name="Rot"><xs:complexType><xs:sequence>{inner}</xs:sequence>{attributes}'
        "</xs:complexType></xs:element>"
    )


def told(file: Path, data: str, limits: Limits | None = None) -> list[tuple[int, str, str]]:
    faults = OwnSchema(file).faults(data.encode(), limits or Limits())
    assert CANARY not in str(faults) + "".join(sentence(fault.expected, lang) for fault in faults for lang in LANGUAGES)
    return [(fault.linje, fault.path, fault.expected.id) for fault in faults]


@pytest.mark.parametrize(
    ("facets", "base", "value", "reason"),
    [
        ('<xs:pattern value="[0-9]+"/>', "xs:string", CANARY, "xsd.pattern"),
        ('<xs:length value="3"/>', "xs:string", CANARY, "xsd.length"),
        ('<xs:minLength value="30"/>', "xs:string", CANARY, "xsd.too_short"),
        ('<xs:maxLength value="3"/>', "xs:string", CANARY, "xsd.too_long"),
        ('<xs:enumeration value="1"/>', "xs:string", CANARY, "xsd.enumeration"),
        ('<xs:minInclusive value="5"/>', "xs:integer", "1", "xsd.range"),
        ('<xs:maxInclusive value="5"/>', "xs:integer", "9", "xsd.range"),
        ('<xs:minExclusive value="5"/>', "xs:integer", "5", "xsd.range"),
        ('<xs:maxExclusive value="5"/>', "xs:integer", "5", "xsd.range"),
        ('<xs:totalDigits value="2"/>', "xs:decimal", "123", "xsd.digits"),
        ('<xs:fractionDigits value="1"/>', "xs:decimal", "1.25", "xsd.digits"),
        ("", "xs:date", CANARY, "xsd.value"),
    ],
)
def test_a_value_is_refused_by_its_facet(tmp_path: Path, facets: str, base: str, value: str, reason: str) -> None:
    file = schema(tmp_path, typed(facets, base))
    assert told(file, f'<Rot\nKode="{value}"/>') == [(2, "Rot/@Kode", reason)]
    assert told(file, f"<Rot>\n<Verdi>{value}</Verdi></Rot>") == [(2, "Rot/Verdi", reason)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (f"<{CANARY}/>", [(1, "*", "xsd.root")]),
        (f"<Rot><{CANARY}/></Rot>", [(1, "Rot/*", "xsd.element_not_expected")]),
        ("<Rot><Verdi/><Verdi/></Rot>", [(1, "Rot/Verdi", "xsd.element_not_allowed")]),
        (f'<Rot {CANARY}="1"/>', [(1, "Rot", "xsd.attribute_not_allowed")]),
        (f"<Rot>{CANARY}</Rot>", [(1, "Rot", "xsd.text")]),
        (f"<Rot><Verdi><{CANARY}/></Verdi></Rot>", [(1, "Rot/Verdi", "xsd.no_elements")]),
        (f'<Rot xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="{CANARY}"/>', [(1, "Rot", "xsd.type")]),
        ('<Rot xmlns="urn:x"/>', [(1, "*", "xsd.root")]),
    ],
)
def test_names_that_the_schema_does_not_have_are_not_shown(
    tmp_path: Path, data: str, expected: list[tuple[int, str, str]]
) -> None:
    assert told(schema(tmp_path, typed("")), data) == expected


def test_what_is_missing_fixed_or_not_unique_is_told(tmp_path: Path) -> None:
    body = (
        '<xs:element name="Rot"><xs:complexType><xs:sequence><xs:element name="Del" maxOccurs="9"><xs:complexType>'
        '<xs:attribute name="Id" use="required"/><xs:attribute name="Fast" fixed="1"/></xs:complexType></xs:element>'
        '<xs:element name="Slutt"/></xs:sequence></xs:complexType>'
        '<xs:unique name="U"><xs:selector xpath="Del"/><xs:field xpath="@Id"/></xs:unique></xs:element>'
    )
    file = schema(tmp_path, body)
    assert told(file, "<Rot>\n<Del Id='1'/></Rot>") == [(1, "Rot", "xsd.element_missing")]
    assert told(file, "<Rot>\n<Del/><Slutt/></Rot>") == [(2, "Rot/Del", "xsd.attribute_missing")]
    assert told(file, f"<Rot><Del Id='1' Fast='{CANARY}'/><Slutt/></Rot>") == [(1, "Rot/Del/@Fast", "xsd.fixed")]
    twice = f"<Rot>\n<Del Id='{CANARY}'/>\n<Del Id='{CANARY}'/><Slutt/></Rot>"
    assert told(file, twice) == [(3, "Rot/Del", "xsd.unique")]
    (fault,) = OwnSchema(file).faults(b"<Rot><Del/><Slutt/></Rot>", Limits())
    assert sentence(fault.expected, "en") == "By your schema the attribute Id is missing."


def test_faults_are_bounded_and_each_told_once(tmp_path: Path) -> None:
    file = schema(tmp_path, '<xs:element name="Rot"><xs:complexType/></xs:element>')
    many = "<Rot " + " ".join(f'a{number}="1"' for number in range(500)) + "/>"
    assert told(file, many) == [(1, "Rot", "xsd.attribute_not_allowed")]
    days = '<xs:element name="D" type="xs:date" maxOccurs="unbounded"/>'
    body = f'<xs:element name="Rot"><xs:complexType><xs:sequence>{days}</xs:sequence></xs:complexType></xs:element>'
    rows = "<Rot>\n" + "<D>x</D>\n" * 50 + "</Rot>"
    found = told(schema(tmp_path, body), rows, Limits(faults=5))
    assert [id for _, _, id in found] == ["xsd.value"] * 5 + ["faults.more"]


def test_lines_are_right_far_down(tmp_path: Path) -> None:
    file = schema(tmp_path, typed('<xs:maxLength value="3"/>'))
    found = told(file, "<Rot>" + "\n" * 70_000 + "<Verdi>for lang</Verdi></Rot>")
    assert found == [(70_001, "Rot/Verdi", "xsd.too_long")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "schema.no_xml"),
        (b"ikke xml", "schema.no_xml"),
        (b"<a><b></a>", "schema.no_xml"),
        (b"<Barnevern/>", "schema.invalid"),
        (f"<!DOCTYPE x><xs:schema {XS}/>".encode(), "schema.invalid"),
        (f'<xs:schema {XS}><xs:element name="a" type="mangler"/></xs:schema>'.encode(), "schema.invalid"),
        (f'<xs:schema {XS}><xs:include schemaLocation="mangler.xsd"/></xs:schema>'.encode(), "schema.io"),
        (f'<xs:schema {XS}><xs:include schemaLocation="tom.xml"/></xs:schema>'.encode(), "schema.no_xml"),
        (f'<xs:schema {XS}><xs:include schemaLocation="../x.xsd"/></xs:schema>'.encode(), "schema.outside"),
        (f'<xs:schema {XS}><xs:include schemaLocation="%2e%2e/x.xsd"/></xs:schema>'.encode(), "schema.outside"),
        (f'<xs:schema {XS}><xs:import namespace="urn:x" schemaLocation="http://example.org/x.xsd"/></xs:schema>'.encode(),
         "schema.outside"),
        (f'<xs:schema {XS}><xs:redefine schemaLocation="file:///etc/passwd"/></xs:schema>'.encode(), "schema.outside"),
        (f'<xs:schema {XS}><xs:include schemaLocation="//example.org/x.xsd"/></xs:schema>'.encode(), "schema.outside"),
        (f'<xs:schema {XS}><xs:include schemaLocation="lenke.xsd"/></xs:schema>'.encode(), "schema.outside"),
        (f'<xs:schema {XS} xml:base="http://example.org/"><xs:include schemaLocation="x.xsd"/></xs:schema>'.encode(),
         "schema.outside"),
    ],
)  # fmt: skip
def test_a_schema_that_cannot_be_used(tmp_path: Path, content: bytes, reason: str) -> None:
    folder = tmp_path / "inne"
    folder.mkdir()
    outside = schema(tmp_path, typed(""), "ute.xsd")
    (folder / "lenke.xsd").symlink_to(outside)
    (folder / "tom.xml").write_bytes(b"")
    file = folder / "own.xsd"
    file.write_bytes(content)
    with pytest.raises(SchemaFileError) as caught:
        OwnSchema(file)
    error = caught.value
    assert (error.reason.id, error.fil) == (reason, str(file))
    assert error.__cause__ is None
    for lang in LANGUAGES:
        assert error.message(lang).startswith(f"{file}: ")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(twin), twin.reason) == (str(error), error.reason)


def test_a_schema_that_is_not_there_or_no_file(tmp_path: Path) -> None:
    for file in (tmp_path / "mangler.xsd", tmp_path, tmp_path / "\0"):
        with pytest.raises(SchemaFileError) as caught:
            OwnSchema(file)
        assert caught.value.reason.id == "schema.io"


def test_a_schema_in_several_files_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "deler").mkdir()
    facet = '<xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction>'
    inner = f'<xs:simpleType name="T">{facet}</xs:simpleType>'
    schema(tmp_path, f'<xs:include schemaLocation="../own.xsd"/>{inner}', "deler/type.xsd")
    file = schema(tmp_path, '<xs:include schemaLocation="deler/type.xsd"/><xs:element name="Rot" type="T"/>')
    assert told(file, "<Rot>abc</Rot>") == []
    assert told(file, f"<Rot>{CANARY}</Rot>") == [(1, "Rot", "xsd.too_long")]


def own(tmp_path: Path, root: str = "Barnevern") -> Path:
    """A schema that takes any document with a root, but for one with an empty case."""
    any_attribute = '<xs:anyAttribute processContents="skip"/>'
    sak = (
        '<xs:element name="Sak"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/>'
        f"</xs:sequence>{any_attribute}</xs:complexType></xs:element>"
    )
    top = (
        f'<xs:element name="{root}"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="lax"/>'
        f"</xs:sequence>{any_attribute}</xs:complexType></xs:element>"
    )
    return schema(tmp_path, sak + top)


def read(source: Any, xsd: Path, **more: Any) -> list[Any]:
    return list(documents(source, xsd=xsd, **more))


def test_what_it_refuses_is_a_reject_beside_ours(tmp_path: Path) -> None:
    file = own(tmp_path)
    assert isinstance(read(document(), file)[0], Sak)
    (refused,) = read(document(full=False), file)
    assert refused == Reject(
        fil="<bytes>", faults=(Fault(linje=5, path="Barnevern/Sak", expected=refused.faults[0].expected),)
    )
    assert refused.faults[0].expected.id == "xsd.element_missing_here"
    (ours,) = read(document().replace(b"<Plan ", b"<Plan Feil='1' ", 1), file)
    assert [fault.expected.id for fault in ours.faults] == ["attribute.unknown"]
    report = bt.check_files([document(), document(full=False)], xsd=file)
    assert (report.summary.cases_checked, report.summary.cases_rejected) == (1, 1)
    with pytest.raises(bt.RecordError):
        list(bt.read(document(full=False), xsd=file))


def test_a_draft_is_held_against_it_and_json_is_not(tmp_path: Path) -> None:
    assert isinstance(read(WHOLE.encode(), own(tmp_path), version="5.1.0")[0], Reject)
    file = own(tmp_path, "BarnevernregisterInnrapportering")
    assert isinstance(read(WHOLE.encode(), file, version="5.1.0")[0], Sak)
    (sak,) = bt.read(document())
    assert isinstance(read(bt.write_json(sak), file)[0], Sak)


def test_of_a_kostra_file_it_is_told_that_it_was_not(tmp_path: Path) -> None:
    from barnevern_tilsyn.testing.kostra import kostra_file

    data = "".join(kostra_file(3, seed=1)).encode()
    found = read(data, own(tmp_path))
    notices = [item.reason.id for item in found if isinstance(item, Notice)]
    assert "xsd.not_for_kostra" in notices
    assert not [item for item in found if isinstance(item, Reject)]


def test_a_bad_schema_is_told_before_anything_is_read(tmp_path: Path) -> None:
    for ask in (bt.read, documents, lambda *sources, **more: bt.check_files(list(sources), **more)):
        with pytest.raises(bt.SchemaFileError):
            ask(document(), xsd=tmp_path / "mangler.xsd")


@pytest.mark.skipif(not SCHEMAS, reason="BVT_SCHEMA_DIR does not name the folder of the official schemas")
@pytest.mark.parametrize("version", VERSIONS)
def test_the_official_schema_refuses_what_lxml_says_and_all_is_told(version: str) -> None:
    file = Path(SCHEMAS) / f"Barnevern_v{version}.xsd"
    official, mine = etree.XMLSchema(etree.parse(file)), OwnSchema(file)
    refused, count = 0, scaled(150)
    for data in mutated(version, count, seed=3):
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError:
            continue
        faults = mine.faults(data, Limits())
        assert (not faults) == official.validate(root)
        refused += bool(faults)
        assert "xsd.other" not in {fault.expected.id for fault in faults}
        assert all(fault.path.startswith(("Barnevern", "*")) for fault in faults)
    assert refused > count / 3
