"""Reading and checking against bare lxml: from memory, and from files in a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn import formats
from barnevern_tilsyn.model import Sak
from bench.clock import Candidate
from bench.documents import VERSION, Delivery

__all__ = ["CHECK", "PARSE", "SCHEMA", "candidates", "schema_path"]

PARSE = "lxml parse"
SCHEMA = "lxml parse + official schema"
CHECK = "read + all rules"


def schema_path() -> Path | None:
    """The register's official schema, in the folder that ``BVT_SCHEMA_DIR`` names."""
    folder = os.environ.get("BVT_SCHEMA_DIR")
    return Path(folder) / f"Barnevern_v{VERSION}.xsd" if folder else None


def candidates(delivery: Delivery) -> Iterator[Candidate]:
    """What is measured on a delivery; bare parsing comes first."""
    documents, files = delivery.documents, sorted(delivery.folder.iterdir())
    count, folder = len(documents), delivery.folder
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

    yield Candidate(PARSE, lambda: sum(etree.fromstring(d, parser) is not None for d in documents), count)
    path = schema_path()
    if path is not None:
        schema = etree.XMLSchema(etree.parse(path))
        yield Candidate(SCHEMA, lambda: sum(schema.validate(etree.fromstring(d, parser)) for d in documents), count)
        yield Candidate(f"{SCHEMA}, folder", lambda: sum(schema.validate(etree.parse(f, parser)) for f in files), count)
    yield Candidate("read, validated", lambda: sum(1 for d in documents for _ in bt.read(d, version=VERSION)), count)
    yield Candidate("read, validated, any version", lambda: sum(1 for d in documents for _ in bt.read(d)), count)
    yield Candidate("read, validated, folder", lambda: _read_folder(folder), count)
    yield Candidate(CHECK, lambda: sum(_checked(d) for d in documents), count)
    yield Candidate(f"{CHECK}, folder", lambda: _check_folder(folder), count)


def _checked(document: bytes) -> int:
    """As an integration does it: a case comes, its findings go out."""
    count = 0
    for sak in bt.read(document, version=VERSION):
        count += 1
        for _ in bt.check(sak):
            pass
    return count


def _read_folder(folder: Path) -> int:
    """Also finds the latest delivery of each case, and so goes through the folder twice."""
    return sum(isinstance(found, Sak) for found in formats.documents(folder, version=VERSION))


def _check_folder(folder: Path) -> int:
    return bt.check_files([folder], version=VERSION).summary.cases_checked
