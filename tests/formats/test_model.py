"""Every path of the register goes to one field of the model and is read back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.formats.builder import write_builder
from barnevern_tilsyn.formats.fields import ElementFields, root_fields
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.rows import rows_of
from barnevern_tilsyn.formats.structure import structure
from barnevern_tilsyn.model import Sak
from tests.formats.samples import VERSIONS, document, tree

OSLO = ZoneInfo("Europe/Oslo")


def fields_by_path(version: str) -> dict[str, str]:
    """By path: the model class and field."""
    found: dict[str, str] = {}

    def walk(fields: ElementFields) -> None:
        for part in fields.attributes.values():
            assert part.path not in found
            found[part.path] = f"{fields.path} {fields.model.__name__}.{part.field}"
        if fields.identity is not None:
            for name, part in fields.identity.attributes.items():
                found.setdefault(part.path, f"{fields.path} {fields.identity.model.__name__}.{part.field}")
                assert name == "Id" or name not in fields.attributes
        for child in fields.children:
            assert child.path not in found
            found[child.path] = f"{fields.path} {fields.model.__name__}.{child.field}"
            if child.inner is not None:
                walk(child.inner)

    for fields in root_fields(structure(version)):
        walk(fields)
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_every_path_has_exactly_one_field(version: str) -> None:
    found = fields_by_path(version)
    paths = set(structure(version).paths()) - {"Barnevern/Sak"}
    assert set(found) == paths
    assert len(set(found.values())) == len(found)


def test_the_paths_are_as_many_as_the_schemas() -> None:
    assert [len(structure(version).paths()) for version in VERSIONS] == [166, 172, 175, 180, 183, 200, 203]


def written(thing: Any, text: str) -> bool:
    """Whether a value of the model is what the text says."""
    if isinstance(thing, bool):
        return text == str(thing).lower()
    if isinstance(thing, datetime):
        moment = datetime.fromisoformat(text)
        return thing == (moment if moment.tzinfo else moment.replace(tzinfo=OSLO))
    if isinstance(thing, date):
        return text == thing.isoformat()
    return bool(thing == text)


def compare(node: Any, thing: Any, fields: ElementFields) -> int:
    """Hold an element against the object made of it; the number of values compared."""
    assert type(thing) is fields.model
    count = 0
    for label, text in node.items():
        owner, known = thing, fields.attributes
        if fields.identity is not None and label not in known:
            (owner,), known = thing.personalia, fields.identity.attributes
        assert written(getattr(owner, known[label].field), text), known[label].path
        count += 1
    for child in fields.children:
        held = getattr(thing, child.field)
        if child.flat_visits:
            held = held.utforte
        things = held if child.many or child.flat_visits else (held,)
        nodes = node.findall(child.child.name)
        assert len(nodes) == len(things)
        for inner, value in zip(nodes, things, strict=True):
            if child.inner is None:
                assert written(value, inner.text)
                count += 1
            else:
                count += compare(inner, value, child.inner)
    return count


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("copies", [1, 3])
def test_a_document_with_everything_is_read_back(version: str, copies: int) -> None:
    sak = read_document("a.xml", document(version, copies=copies), version, Limits())
    assert isinstance(sak, Sak)
    root = tree(version, copies=copies)
    delivery, case = root_fields(structure(version))
    values = sum(len(node.attrib) + bool(node.text and node.text.strip()) for node in root.iter())
    assert compare(root, sak.leveranse, delivery) + compare(root.find("Sak"), sak, case) == values


def test_source_and_lines_are_not_compared() -> None:
    pretty = read_document("a.xml", document(pretty=True), None, Limits())
    plain = read_document("b.xml", document(pretty=False), None, Limits())
    assert pretty == plain
    assert isinstance(pretty, Sak)
    assert isinstance(plain, Sak)
    assert pretty._kilde.fil == "a.xml"
    assert (pretty._kilde.format, pretty._kilde.versjoner) == ("register", ("4.0.1",))
    assert {element._linje for element in elements(plain)} == {2}
    lines = [element._linje for element in elements(pretty)]
    assert len(set(lines)) == len(lines)
    text = document(pretty=True).decode().split("\n")
    assert isinstance(pretty.tiltak, tuple)
    assert "<Tiltak " in text[pretty.tiltak[0]._linje - 1]


def elements(thing: Any) -> list[Any]:
    if isinstance(thing, tuple):
        return [found for part in thing for found in elements(part)]
    if not attrs.has(type(thing)) or not hasattr(thing, "_linje"):
        return []
    inner = [found for field in attrs.fields(type(thing)) for found in elements(getattr(thing, field.name))]
    return [thing, *inner]


def test_lines_are_right_far_down() -> None:
    data = document().replace(b"<Tiltak ", b"\n" * 70_000 + b"<Tiltak ", 1)
    data = data.replace(b"<Relasjon ", b"\n" * 70_000 + b"<Relasjon ", 1)
    sak = read_document("a.xml", data, None, Limits())
    assert isinstance(sak, Sak)
    assert isinstance(sak.tiltak, tuple)
    assert isinstance(sak.relasjoner, tuple)
    lines = data.decode().split("\n")
    assert "<Tiltak " in lines[sak.tiltak[0]._linje - 1]
    assert "<Relasjon " in lines[sak.relasjoner[0]._linje - 1]
    assert sak.relasjoner[0]._linje > 140_000


def test_a_builder_may_be_written_by_several_threads_at_once() -> None:
    trees = [tree("4.0.1", full=full, copies=copies) for full, copies in product((True, False), (1, 2, 3))]
    rows = [rows_of(made) for made in trees]
    expected = [write_builder(structure("4.0.1"), lambda path: True)(made) for made in rows]
    for _ in range(5):
        build = write_builder(structure("4.0.1"), lambda path: True)
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(build, rows)) == expected
