"""A document cut into rows gives the case that the parsed one gives, or none: whatever was done to its text."""

import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import attrs
import pytest
from lxml import etree

from barnevern_tilsyn.formats import Limits, kostra
from barnevern_tilsyn.formats.misfit import Misfit
from barnevern_tilsyn.formats.parse import parse, parse_part
from barnevern_tilsyn.formats.register import _Reading, read_document
from barnevern_tilsyn.formats.rows import Endings, cut, cut_part, rows_of
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.testing.generator import generate
from tests.formats.kostra_files import child
from tests.formats.samples import VERSIONS, document
from tests.scale import scaled

XSI = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
PIECES = (
    '"', "'", "<", ">", "/", "&", "&amp;", "&lt;", "&#10;", "&#49;", "&quot;",
    "&AMP;", "&#xD;", "&#x1F600;", "&#0;", "&#xFFFE;", "&#x110000;", "&#xD800;", "&#;", "&;", "&#x;", "&apos;",
    " ", "\n", "\r", "\r\n", "\t",
    "=", "x", "1", "\0", "\1", "\x0b", "\x7f", "\x85", "\xa0", "\xad", "\u2028", "\ufffe", "\uffff", "\U0001f600", "å",
    "<!--c-->", "<![CDATA[x]]>", "<![CDATA[]]>", "<?p i?>", "]]>", '""', "/>", "</", "<x/>", ' xsi:type="Melding"', XSI,
    ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"', ' xsi:noNamespaceSchemaLocation="a.xsd"', ' xmlns="x"', ' Id="a"',
    "{", "?", ' Kode="1"', ' ErSlettet="1"', ' ErSlettet=" true "', ' ErSlettet="\n1"', "></Melder>", "\u0663",
    ' <type="Melding"', '"xs:date', '"xs:string', '"&lt;type', '"<type',
)  # fmt: skip


def changed(whole: Mapping[bytes, str], count: int) -> Iterator[tuple[bytes, str]]:
    """Documents with pieces put in and characters taken out, mostly where markup is; each with what its own is."""
    random = Random("rows")
    originals = list(whole.items())
    for _ in range(count):
        original, kind = random.choice(originals)
        text = original.decode()
        if random.random() < 0.2:
            text = text.replace(">\n", ">\r\n")
        if random.random() < 0.15:
            text = text.replace('encoding="UTF-8"', 'encoding="iso-8859-1"')
        for _ in range(random.choice((1, 1, 2, 3))):
            marks = [at for at, character in enumerate(text) if character in '"<>/= \n']
            at = random.choice(marks) + random.choice((0, 1)) if random.random() < 0.6 else random.randrange(len(text))
            if random.random() < 0.3:
                text = text[:at] + text[at + random.choice((1, 1, 2, 5)) :]
            else:
                text = text[:at] + random.choice(PIECES) + text[at + (random.random() < 0.3) :]
        encoding = "latin-1" if "iso-8859" in text and random.random() < 0.8 else "utf-8"
        mark = b"\xef\xbb\xbf" if random.random() < 0.1 else b""
        yield mark + text.encode(encoding, "replace"), kind


def lines(thing: Any) -> list[int]:
    """The lines of all elements in an element."""
    if isinstance(thing, tuple):
        return [line for one in thing for line in lines(one)]
    if not attrs.has(type(thing)):
        return []
    own = [thing._linje] if hasattr(thing, "_linje") else []
    return own + [line for field in attrs.fields(type(thing)) for line in lines(getattr(thing, field.name))]


def test_a_cut_document_gives_the_case_that_the_parsed_one_gives() -> None:
    taken = 0
    whole = {document(version, full=full): version for version in VERSIONS for full in (True, False)}
    whole |= {data.replace(b'"Lev', b'"&amp;&#10;Lev'): version for data, version in whole.items()}
    whole |= {case.xml: "4.0.1" for case in generate(30, seed=7) if len(case.xml) < 5000}
    for data, own in changed(whole, scaled(8_000)):
        rows = cut(data)
        for version in (None, own):
            case = _Reading("a.xml", rows).judged(version) if rows else None
            if not isinstance(case, Sak):
                continue
            taken += 1
            root = parse("a.xml", data, Limits())
            assert isinstance(root, etree._Element), data
            parsed = _Reading("a.xml", rows_of(root)).judged(version)
            assert parsed == case, data
            assert isinstance(parsed, Sak)
            assert parsed._kilde == case._kilde, data
            assert lines(parsed) == lines(case), data
    assert taken > scaled(300)


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [
        ("4.0.1", rb"(<StartDato>[-0-9]+)<", rb'\1"xs:date<'),
        ("4.0.1", rb"(<StartDato>[-0-9]+)<", rb'\1"&lt;type"xs:date<'),
        ("1.1.0", rb"(<Lov>BVL2021)<", rb'\1"xs:string<'),
        ("1.1.0", rb"<Lov>BVL2021<", rb"<Lov<"),
        ("1.1.0", rb"<Lov>BVL2021<", rb'<Lov"xs:string<'),
        ("1.1.0", rb"<Lov>BVL2021<", b"<Lov>BVL\x012021<"),
        ("1.1.0", rb"<Lov>BVL2021<", "<Lov>BVL2021\ufffe<".encode()),
        ("1.1.0", rb"<Lov>BVL2021<", b"<Lov>BVL\n2021<"),
        ("1.1.0", rb"<Lov>BVL2021<", b"<Lov>\r\n<"),
    ],
    ids=[
        "type",
        "type-escaped",
        "type-of-text",
        "unclosed",
        "unclosed-type",
        "control",
        "no-character",
        "line",
        "only-a-line",
    ],
)
@pytest.mark.parametrize("leverandor", [b"Leverandoren", b"A &amp; B"])
def test_a_text_is_taken_only_as_it_is_read(version: str, old: bytes, new: bytes, leverandor: bytes) -> None:
    data, count = re.subn(old, new, document(version).replace(b"Leverandoren", leverandor), count=1)
    assert count
    rows = cut(data)
    assert rows is None or not isinstance(_Reading("a.xml", rows).judged(version), Sak)


def _child(number: int) -> bytes:
    return child(number).replace(' Id="', ' Id="&amp;', number % 2).encode()


def test_a_cut_child_of_a_kostra_file_is_the_one_that_the_parsed_one_is() -> None:
    build, taken = kostra._builders()[1], 0
    for data, _ in changed({_child(number): "kostra" for number in range(6)}, scaled(5_000)):
        rows = cut_part(data, 7)
        try:
            individ = build(rows) if rows else None
        except LookupError:
            continue
        if individ is None:
            continue
        taken += 1
        element = parse_part(b"<Barnevern>\n" + data + b"</Barnevern>")[0]
        assert build(rows_of(element, 6)) == individ, data
        assert lines(build(rows_of(element, 6))) == lines(individ), data
    assert taken > scaled(200)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("full", [True, False])
def test_plain_documents_are_cut(version: str, full: bool) -> None:
    data = document(version, full=full)
    rows = cut(data)
    assert rows is not None
    assert isinstance(_Reading("a.xml", rows).judged(version), Sak)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<Barnevern ", b"<Barnevern" + XSI.encode() + b' xsi:noNamespaceSchemaLocation="a.xsd" '),
        (b"<Barnevern ", b'<Barnevern xmlns:xsd="http://www.w3.org/2001/XMLSchema"' + XSI.encode() + b" "),
        (b">\n", b">\r\n"),
        (b"/>", b" />"),
        (b"Leverandoren", "Leverandør og Sønn &amp; Co\N{NO-BREAK SPACE}A/S".encode()),
        (b"Leverandoren", b"Two lines:&#xA;&#13;&#10;the &quot;second&#34;"),
        (b"<?xml", b"\xef\xbb\xbf<?xml"),
    ],
    ids=["schema", "namespaces", "crlf", "space", "text", "references", "mark"],
)
def test_what_other_systems_write_is_cut_too(old: bytes, new: bytes) -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>\n' + document("4.0.1").split(b"?>\n", 1)[-1]
    rows = cut(data.replace(old, new))
    assert data.count(old)
    assert rows is not None
    assert isinstance(_Reading("a.xml", rows).judged("4.0.1"), Sak)


def test_what_is_not_plain_is_read_all_the_same() -> None:
    data = document("4.0.1")
    expected = read_document("a.xml", data, "4.0.1", Limits())
    assert isinstance(expected, Sak)
    for other in (
        data.replace(b"<Sak ", b"<!-- a comment --><Sak "),
        data.replace(b"<Sak ", b"<Sak\n  "),
        data.replace(b' Versjon="', b'  Versjon = "').replace(b'Navn="', b'Navn="'),
        data.decode().encode("utf-16"),
    ):
        rows = cut(other)
        assert rows is None or not isinstance(_Reading("a.xml", rows).judged("4.0.1"), Sak)
        assert read_document("a.xml", other.replace(b'encoding="UTF-8"', b""), "4.0.1", Limits()) == expected


def test_what_is_kept_of_rows_does_not_grow_without_end() -> None:
    endings = Endings()
    for width in range(3_000):
        assert endings[">" + " " * width] == 0
    assert len(endings) < 3_000
    with pytest.raises(Misfit):
        endings["x>"]
