"""KOSTRA files: every child of a municipality, whatever is wrong with the others."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.formats.errors import RecordError
from barnevern_tilsyn.formats.structure import structure
from barnevern_tilsyn.model import NOT_REPORTED, Kilde, Reject, Unreadable, kostra
from barnevern_tilsyn.model.fakta import Element
from tests.formats.kostra_files import AVGIVER, DECLARATION, ROOT, child, in_pieces, municipality, read_all, told
from tests.formats.mutations import mutated
from tests.formats.schema_facts import structure_of
from tests.formats.test_oracle import accepted
from tests.scale import scaled

SCHEMAS = os.environ.get("BVT_KOSTRA_SCHEMA_DIR", "")
CHILDREN = [child(seed, copies=1 + seed % 3, full=seed % 4 > 0) for seed in range(1, 9)]
IDS = [f"Id {seed * 100_000 + 1}" for seed in range(1, 9)]
WHOLE = municipality(*CHILDREN)
BEGIN = WHOLE.index("  <Individ")
ENDS = [BEGIN + len("".join(CHILDREN[: at + 1]).rstrip()) for at in range(len(CHILDREN))]
"""Where each child ends in the whole file."""


def test_every_path_of_the_file_is_in_the_model() -> None:
    (individ,) = read_all(municipality(child(1)))
    assert isinstance(individ, kostra.Individ)
    assert individ.avgiver == kostra.Avgiver(
        organisasjonsnummer="999999999", versjon=2025, kommunenummer="9999", kommunenavn="By øst"
    )
    assert (individ._linje, individ._kilde) == (4, Kilde(fil="a.xml", format="kostra"))
    assert individ.fodselsnummer == "01821012345"
    assert individ.meldinger
    assert individ.meldinger[0]._linje == 5
    seen: set[type] = set()
    for element in _elements(individ):
        seen.add(type(element))
        lacking = [f.name for f in attrs.fields(type(element)) if getattr(element, f.name) in (None, (), NOT_REPORTED)]
        assert not lacking, element
    assert seen == {getattr(kostra, name) for name in kostra.__all__} - {kostra.Skjema}


def _elements(element: Any) -> Iterator[Any]:
    yield element
    for field in attrs.fields(type(element)):
        held = getattr(element, field.name)
        for inner in held if isinstance(held, tuple) else (held,):
            if isinstance(inner, Element):
                yield from _elements(inner)


def test_what_the_file_does_not_have_is_not_there() -> None:
    individ = read_all(municipality(child(1, full=False)))[0]
    assert isinstance(individ, kostra.Individ)
    assert (individ.slutt_dato, individ.fodselsnummer, individ.bydelsnavn) == (None, None, None)
    assert (individ.meldinger, individ.planer, individ.tiltak, individ.flyttinger) == ((), (), (), ())


@pytest.mark.parametrize("size", [1, 7, 64, 1_000, 1_000_000])
def test_where_the_pieces_are_cut_does_not_matter(size: int) -> None:
    found = read_all(WHOLE, size=size)
    assert [told(item) for item in found] == IDS
    assert [item._linje for item in found] == [item._linje for item in read_all(WHOLE)]  # type: ignore[union-attr]


ENCODINGS = ["utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding_with_any_line_ends_reads_the_same(encoding: str, newline: str) -> None:
    name = encoding.removesuffix("-sig") if "utf-16" not in encoding else "UTF-16"
    declaration = DECLARATION.replace("UTF-8", name)
    text = municipality(*(c.replace("tekst", "blåbær") for c in CHILDREN), declaration=declaration)
    found = read_all(text.replace("\n", newline).encode(encoding), size=999)
    assert found == read_all(municipality(*(c.replace("tekst", "blåbær") for c in CHILDREN)))
    assert [item._linje for item in found] == [item._linje for item in read_all(WHOLE)]  # type: ignore[union-attr]


def test_without_a_declaration_it_is_utf_8() -> None:
    assert [told(item) for item in read_all(municipality(*CHILDREN, declaration=""))] == IDS


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "utf-7", "unicode_escape", "UTF-16", "idna"])
def test_an_encoding_that_cannot_be_is_said_once(encoding: str) -> None:
    found = read_all(municipality(*CHILDREN, declaration=DECLARATION.replace("UTF-8", encoding)))
    assert [told(item) for item in found] == [[(0, "Barnevern", "xml.encoding")]]


@pytest.mark.parametrize(
    ("declared", "written"), [("UTF-8", "latin-1"), ("us-ascii", "utf-8"), ("windows-1252", "latin-1")]
)
def test_text_in_another_encoding_is_a_fault_of_its_child(declared: str, written: str) -> None:
    other = child(9).replace("tekst", "blåbær\x81").encode(written)
    data = municipality(CHILDREN[0], "ANDRE", CHILDREN[1], declaration=DECLARATION.replace("UTF-8", declared))
    first, broken, last = read_all(data.encode().replace(b"ANDRE", other), size=100)
    assert (told(first), told(last)) == (IDS[0], IDS[1])
    assert isinstance(broken, Reject)
    assert broken.faults[0].expected.id in {"xml.encoding", "xml.character"}
    assert broken.faults[0].linje > WHOLE[: WHOLE.index(IDS[1])].count("\n")


def line_of(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1


BROKEN = {
    "unknown attribute": ("StartDato=", 'Startdato="2025-01-01" StartDato=', "attribute.unknown"),
    "misspelt attribute": ("DUFnummer=", "Dufnummer=", "attribute.unknown"),
    "missing attribute": ("Journalnummer=", "journalnummer=", "attribute.unknown"),
    "not a date": ('StartDato="20', 'StartDato="2025-02-30" X="20', "value.date"),
    "not a code": ('<FlyttingTil Kode="', '<FlyttingTil Kode="1', "value.code"),
    "unknown element": ("<Melder ", "<Hemmelig/><Melder ", "element.unknown"),
    "wrong order": ("</Individ>", '<Melding Id="M" StartDato="2025-01-01"/></Individ>', "element.order"),
    "text": ("</Individ>", "Hemmelig</Individ>", "text.not_allowed"),
    "no end tag": ("</Melding>", "", "xml.tags_mismatch"),
    "no quote": ('Journalnummer="', "Journalnummer=", "xml.malformed"),
    "an ampersand": ("<Presisering>", "<Presisering>&", "xml.malformed"),
    "an entity": ("<Presisering>", "<Presisering>&hemmelig;", "xml.entity"),
    "a doctype": ("<Melding ", "<!DOCTYPE x><Melding ", "xml.malformed"),
    "an open comment": ("<Melding ", "<!-- <Melding ", "xml.tags_mismatch"),
    "no child's end": ("</Individ>", "", "xml.tags_mismatch"),
    "an attribute twice": ("StartDato=", 'StartDato="2025-01-01" StartDato=', "xml.attribute_twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_child_among_others_is_reported_and_the_others_are_read(name: str) -> None:
    old, new, id = BROKEN[name]
    broken = child(50).replace(old, new, 1)
    assert broken != child(50)
    text = municipality(*CHILDREN[:4], broken, *CHILDREN[4:])
    found = read_all(text)
    reject = found.pop(4)
    assert [told(item) for item in found] == IDS
    assert isinstance(reject, Reject)
    assert (reject.fil, reject.format) == ("a.xml", "kostra")
    assert id in [fault.expected.id for fault in reject.faults], told(reject)
    first, last = line_of(text, "Id 5000001"), line_of(text, IDS[4])
    assert all(first <= fault.linje <= last for fault in reject.faults), told(reject)
    assert all(fault.path.startswith("Barnevern/Individ") for fault in reject.faults)
    assert "Hemmelig" not in RecordError(reject).message()


def test_all_faults_of_a_child_are_told_at_once() -> None:
    broken = child(1).replace("StartDato", "Startdato").replace('Plantype="', 'Plantype="9')
    (reject,) = read_all(municipality(broken))
    assert isinstance(reject, Reject)
    ids = Counter(fault.expected.id for fault in reject.faults)
    assert ids == {"attribute.unknown": 5, "attribute.missing": 5, "value.code": 1}


def test_one_broken_child_among_thousands() -> None:
    count = scaled(2_000)
    plain = child(1, full=False)
    kids = [plain.replace("Id 100001", f"Id {number}") for number in range(count)]
    kids[count // 2] = kids[count // 2].replace("Saksbehandler=", "saksbehandler=")
    found = read_all(municipality(*kids), size=65_536)
    assert [told(item) for item in found if isinstance(item, kostra.Individ)] == [
        f"Id {number}" for number in range(count) if number != count // 2
    ]
    (reject,) = [item for item in found if isinstance(item, Reject)]
    assert {fault.linje for fault in reject.faults} == {4 + count // 2}


def test_two_equal_ids_of_a_kind_in_a_child() -> None:
    two = child(1, copies=2)
    ids = [part.split('"')[1] for part in two.split("<Tiltak ")[1:]]
    (reject,) = read_all(municipality(two.replace(ids[1], ids[0])))
    assert [fault[1:] for fault in told(reject)] == [("Individ/Tiltak/@Id", "id.twice")]  # type: ignore[attr-defined]


def test_comments_and_the_like_hide_no_end_and_make_none() -> None:
    odd = child(1).replace(
        "<Melding ", "<!-- </Individ> <Individ> --><?x </Individ> ?><Melding ", 1
    ).replace("<Presisering>", "<Presisering><![CDATA[</Individ><Individ>]]>", 1)  # fmt: skip
    text = municipality(
        "<!-- <Individ Id='0'> -->\n", odd, CHILDREN[1].replace("</Individ>", "</Individ\n>"), CHILDREN[2]
    )
    first, second, third = read_all(text, size=50)
    assert (told(first), told(second), told(third)) == (IDS[0], IDS[1], IDS[2])
    assert first.meldinger[0].meldere[0].presisering.startswith("</Individ><Individ>tekst")  # type: ignore[union-attr,index]
    assert third._linje == line_of(text, IDS[2])  # type: ignore[union-attr]


def test_a_child_on_one_line_and_one_without_anything_in_it() -> None:
    empty = child(2, full=False)
    assert "/>" in empty
    text = municipality(empty, "".join(CHILDREN[0].split("\n")), empty.replace("Id 2", "Id 3")).replace("\n", "")
    assert [told(item) for item in read_all(text)] == ["Id 200001", IDS[0], "Id 300001"]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("Hemmelig", (4, "Barnevern", "text.not_allowed")),
        ("<Hemmelig/>", (4, "Barnevern", "element.unknown")),
        ("<Sak Id='x'/>", (4, "Barnevern", "element.unknown")),
        (AVGIVER, (4, "Avgiver", "element.order")),
    ],
)
def test_what_does_not_belong_between_children_is_reported(between: str, expected: tuple[int, str, str]) -> None:
    found = read_all(municipality(child(1, full=False), between, CHILDREN[1]))
    rejects = [item for item in found if isinstance(item, Reject)]
    assert [told(item) for item in found if item not in rejects] == ["Id 100001", IDS[1]]
    line, path, id = expected
    assert [told(item) for item in rejects] == [[(line + 1 - (between == "Hemmelig"), path, id)]]


@pytest.mark.parametrize(
    ("avgiver", "ids"),
    [
        ("", ["element.missing"]),
        (AVGIVER * 2, ["element.too_many"]),
        (AVGIVER.replace("Versjon", "versjon"), ["attribute.unknown", "attribute.missing"]),
        (AVGIVER.replace("2025", "25"), ["value.gYear"]),
        (AVGIVER.replace('r="9999"', 'r="99"'), ["value.digits"]),
        (AVGIVER.replace('"2025"', "2025"), ["xml.malformed"]),
        ("<Hemmelig/>" + AVGIVER, ["element.unknown"]),
    ],
)  # fmt: skip
def test_a_fault_in_front_of_the_children_is_reported_and_they_are_read(avgiver: str, ids: list[str]) -> None:
    reject, *children = read_all(municipality(*CHILDREN, avgiver=avgiver))
    assert isinstance(reject, Reject)
    assert [fault.expected.id for fault in reject.faults] == ids
    assert [told(item) for item in children] == IDS
    known = {item.avgiver for item in children}  # type: ignore[union-attr]
    whole = "element.too_many" in ids or avgiver.startswith("<Hemmelig")
    assert (known == {None}) is not whole


@pytest.mark.parametrize("cut", [60, 200, 500, 2_000, -30, -8, -2])
def test_of_a_file_that_breaks_off_all_whole_children_are_read(cut: int) -> None:
    text = municipality(*CHILDREN[:3]).rstrip()[:cut]
    found = read_all(text)
    whole = text.count("</Individ>")
    assert [told(item) for item in found][:whole] == IDS[:whole]
    (reject,) = found[whole:]
    assert isinstance(reject, Reject)
    assert [fault.expected.id for fault in reject.faults] == ["xml.truncated"]


def test_after_the_end_nothing_may_stand() -> None:
    *children, reject = read_all(WHOLE + "<Hemmelig/>")
    assert [told(item) for item in children] == IDS
    assert told(reject) == [(WHOLE.count("\n") + 1, "Barnevern", "xml.junk_after_end")]


def test_two_files_in_one() -> None:
    found = read_all(municipality(CHILDREN[0]) + municipality(CHILDREN[1], declaration=""))
    assert told(found[0]) == IDS[0]
    assert IDS[1] in [told(item) for item in found]
    assert any(isinstance(item, Reject) for item in found)


def test_a_file_without_children() -> None:
    (reject,) = read_all(municipality())
    assert told(reject) == [(2, "Individ", "element.missing")]


@pytest.mark.parametrize(
    "prolog", ['<!DOCTYPE Barnevern SYSTEM "file:///etc/passwd">', "<!DOCTYPE x [<!ENTITY a 'b'>]>"]
)
def test_a_doctype_is_refused_before_anything_is_read(prolog: str) -> None:
    found = read_all(WHOLE.replace(ROOT, prolog + ROOT))
    assert [told(item) for item in found] == [[(0, "Barnevern", "xml.doctype")]]


def test_another_namespace_is_another_document() -> None:
    (reject,) = read_all(WHOLE.replace("<Barnevern ", '<Barnevern xmlns="urn:x" '))
    assert told(reject) == [(2, "Barnevern", "element.root")]


def test_the_namespaces_of_the_root_hold_in_every_child() -> None:
    typed = CHILDREN[0].replace("<Plan ", '<Plan xsi:type="PlanType" ')
    assert [told(item) for item in read_all(municipality(typed))] == [IDS[0]]
    (reject,) = read_all(municipality(typed).replace(ROOT, "<Barnevern>\n"))
    assert "xml.namespace" in [fault.expected.id for fault in reject.faults]  # type: ignore[union-attr]


def test_limits_are_of_each_child() -> None:
    long = child(9).replace("tekst", "x" * 20_000)
    for size in (100, 5_000, 1_000_000):
        found = read_all(municipality(*CHILDREN[:2], long, CHILDREN[2]), size=size, limits=Limits(child_bytes=10_000))
        assert [told(item) for item in found] == [
            *(IDS[0], IDS[1]),
            [(WHOLE[: WHOLE.index(IDS[2])].count("\n"), "Individ", "limit.child_bytes")],
            IDS[2],
        ]
    deep = child(9).replace("<Melder ", "<x>" * 40 + "</x>" * 40 + "<Melder ", 1)
    wide = child(9, copies=30)
    limits = Limits(depth=20, elements=200, attributes=500)
    found = read_all(municipality(deep, CHILDREN[1], wide, CHILDREN[2]), limits=limits)
    ids = [told(item) if isinstance(item, kostra.Individ) else item.faults[0].expected.id for item in found]  # type: ignore[union-attr]
    assert ids == ["limit.depth", IDS[1], "limit.elements", IDS[2]]


def test_what_stands_before_the_first_child_is_limited() -> None:
    found = read_all(municipality("<!--" + "x" * 20_000 + "-->", *CHILDREN), limits=Limits(child_bytes=10_000))
    assert [told(item) for item in found] == [[(0, "Barnevern", "limit.child_bytes")]]


def test_a_source_that_breaks_keeps_what_came_before() -> None:
    from barnevern_tilsyn.formats.kostra import read_kostra
    from barnevern_tilsyn.model import Message

    trouble = Unreadable(fil="a.xml", reason=Message("file.io"))
    data = WHOLE.encode()
    for cut in (10, 100, 3_000, len(data) - 3):
        found = list(read_kostra("a.xml", [*in_pieces(data[:cut]), trouble], Limits()))
        assert found[-1] == trouble
        assert [told(item) for item in found[:-1]] == [id for id, end in zip(IDS, ENDS, strict=True) if end <= cut]


@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=30), st.integers(1, 5_000))
def test_no_bytes_stop_the_reader_and_no_fault_reaches_another_child(
    at: int, cut: int, noise: bytes, size: int
) -> None:
    """What stands before the noise is read as without it, and what stands after the child that it is in."""
    data = WHOLE.encode()
    found = read_all(data[:at] + noise + data[at + cut :], size=size)
    assert found
    if at >= BEGIN:
        before = sum(end <= at for end in ENDS)
        assert found[:before] == read_all(data)[:before]
    if not any(mark in noise for mark in (b"<", b"-", b"?", b"]")) and at >= BEGIN and at + cut < len(data):
        after = sum(end <= at + cut for end in ENDS) + 1
        assert [told(item) for item in found][after - len(IDS) :] == IDS[after:] or after == len(IDS)


@given(st.binary(max_size=400), st.integers(1, 100))
def test_no_bytes_at_all_stop_the_reader(noise: bytes, size: int) -> None:
    for data in (noise, b"<Barnevern>" + noise, (ROOT + AVGIVER + "<Individ ").encode() + noise):
        assert read_all(data, size=size)


HEAVY = {
    "attributes": "<Individ " + " ".join(f'a{n}="1"' for n in range(30_000)) + "></Individ>",
    "comments": "<!--" * 200_000,
    "comments with ends in them": "<!--</Individ>" * 5_000,
    "CDATA": "<![CDATA[" * 100_000,
    "instructions": "<?" * 400_000,
    "starts": "<Individ>" * 5_000,
    "ends": "</Individ>" * 5_000,
    "what looks like ends": "<Individ>" + "</IndividX>" * 100_000,
    "quotes": '<Individ "' + "'\"" * 300_000,
    "depth": "<Individ>" + "<Melding>" * 30_000 + "</Individ>",
}


@pytest.mark.parametrize("name", HEAVY)
def test_the_time_grows_with_the_size_only(name: str) -> None:
    """Each of these took minutes with one search too many from the beginning."""
    first, *rest = read_all(municipality(CHILDREN[0], HEAVY[name]), size=65_536)
    assert told(first) == IDS[0]
    assert rest
    assert all(isinstance(item, Reject) for item in rest)


def test_equal_files_give_equal_children_in_the_same_order() -> None:
    order = list(range(len(CHILDREN)))
    Random(1).shuffle(order)
    assert [told(item) for item in read_all(municipality(*(CHILDREN[at] for at in order)))] == [IDS[at] for at in order]


def official(test: Callable[[], None]) -> Callable[[], None] | None:
    """A test against KOSTRA's schemas, which is there only where BVT_KOSTRA_SCHEMA_DIR names their folder."""
    return test if SCHEMAS else None


@official
def test_the_packaged_structure_is_the_schemas_own() -> None:
    import json
    from importlib.resources import files

    packaged = files("barnevern_tilsyn.formats").joinpath("structure_data/kostra.json").read_text(encoding="utf-8")
    assert json.loads(packaged) == structure_of(Path(SCHEMAS) / "KostraBarnevern.xsd")


@official
def test_nearly_valid_files_are_judged_as_the_schema_judges_them() -> None:
    whole = etree.XMLSchema(etree.parse(Path(SCHEMAS) / "KostraBarnevern.xsd"))
    one = etree.XMLSchema(etree.parse(Path(SCHEMAS) / "Individ.xsd"))

    def valid(data: bytes) -> bool:
        if not accepted(whole, data):
            return False
        return all(
            one.validate(etree.fromstring(etree.tostring(node, with_tail=False)))
            for node in etree.fromstring(data).iter("Individ")
        )

    count = scaled(4_000)
    figures: Counter[str] = Counter()
    for data in mutated("kostra", count):
        found = read_all(data)
        rejects = [item for item in found if not isinstance(item, kostra.Individ)]
        not_held = all(
            isinstance(item, Reject) and all(fault.expected.id.startswith("not_held.") for fault in item.faults)
            for item in rejects
        )
        expected = valid(data)
        kind = "not held" if rejects and not_held else "refused" if rejects else "accepted"
        figures[f"{kind}, schema {'accepts' if expected else 'refuses'}"] += 1
        assert expected == (not rejects or not_held), (data.decode(), [told(item) for item in rejects])
    assert figures["accepted, schema accepts"] > count / 10
    assert figures["refused, schema refuses"] > count / 3
    assert figures["not held, schema accepts"] > 0


def test_the_structure_has_the_paths_that_are_known_of_it() -> None:
    paths = structure("kostra").paths()
    assert len(paths) == 79
    assert [path for path in paths if "Utvidet" in path] == []
