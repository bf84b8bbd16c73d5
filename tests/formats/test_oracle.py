"""Pinned to a version, the reader accepts exactly what the official schema accepts."""

import os
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.model import Reject, Sak, Unreadable
from tests.formats.mutations import mutated
from tests.formats.samples import VERSIONS, document
from tests.formats.schema_facts import structure_of
from tests.scale import scaled

SCHEMAS = os.environ.get("BVT_SCHEMA_DIR", "")
pytestmark = pytest.mark.skipif(not SCHEMAS, reason="BVT_SCHEMA_DIR does not name the folder of the official schemas")

COUNTS = dict.fromkeys(VERSIONS, scaled(1_000)) | {
    "2.2.3": scaled(2_500),
    "3.0.5": scaled(2_500),
    "4.0.1": scaled(10_000),
}


def schema_file(version: str) -> Path:
    return Path(SCHEMAS) / f"Barnevern_v{version}.xsd"


def official(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(schema_file(version)))


def held(result: Sak | Reject | Unreadable) -> bool | None:
    """Whether the reader finds the document valid; None where only the model cannot hold it."""
    if isinstance(result, Sak):
        return True
    if isinstance(result, Reject) and all(fault.expected.id.startswith("not_held.") for fault in result.faults):
        return None
    return False


def accepted(schema: etree.XMLSchema, data: bytes) -> bool:
    try:
        return schema.validate(etree.fromstring(data, etree.XMLParser(resolve_entities=False)))
    except etree.XMLSyntaxError:
        return False


def narrows_a_free_text(data: bytes, version: str) -> bool:
    """Whether ``xsi:type`` can name a narrower type than the text's own: in 1.x, and that is not read."""
    return version.startswith("1.") and b'type="IdType"' in data


@pytest.mark.parametrize("version", VERSIONS)
def test_the_packaged_structure_is_the_schemas_own(version: str) -> None:
    import json
    from importlib.resources import files

    packaged = files("barnevern_tilsyn.formats").joinpath(f"structure_data/{version}.json").read_text(encoding="utf-8")
    assert json.loads(packaged) == structure_of(schema_file(version))


@pytest.mark.parametrize("version", VERSIONS)
def test_the_samples_are_valid(version: str) -> None:
    schema = official(version)
    for full in (True, False):
        for copies in (1, 2, 3):
            data = document(version, full=full, copies=copies)
            assert accepted(schema, data), schema.error_log
            assert isinstance(read_document("a.xml", data, version, Limits()), Sak)


@pytest.mark.parametrize("version", VERSIONS)
def test_nearly_valid_documents_are_judged_as_the_schema_judges_them(version: str) -> None:
    schema, count = official(version), COUNTS[version]
    figures: Counter[str] = Counter()
    wrong: list[bytes] = []
    for data in mutated(version, count):
        expected = accepted(schema, data)
        found = held(read_document("a.xml", data, version, Limits()))
        kind = "not held" if found is None else "accepted" if found else "refused"
        figures[f"{kind}, schema {'accepts' if expected else 'refuses'}"] += 1
        if expected != (found is not False) and not (expected and narrows_a_free_text(data, version)):
            wrong.append(data)
    print(version, dict(figures))
    assert not wrong, (len(wrong), wrong[0].decode())
    assert figures["accepted, schema accepts"] > count / 10
    assert figures["refused, schema refuses"] > count / 3
    assert figures["not held, schema accepts"] > count / 200
    assert sum(figures.values()) == count
