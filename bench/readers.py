"""Reading and checking a delivery against bare lxml: from memory, and from files in a folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

import barnevern_tilsyn as bt
from barnevern_tilsyn import formats
from barnevern_tilsyn.model import Sak
from bench.clock import Candidate
from bench.documents import VERSION, Delivery

__all__ = ["CHECK", "FOLDER", "MEMORY", "PARSE", "SCHEMA", "from_folder", "from_memory", "schema_path"]

PARSE = "lxml parse"
SCHEMA = "lxml parse + official schema"
READ = "read, validated"
CHECK = "read + all rules"
MEMORY, FOLDER = "memory", "folder"


def schema_path() -> Path | None:
    """The register's official schema, in the folder that ``BVT_SCHEMA_DIR`` names; ``None`` where it names none."""
    folder = os.environ.get("BVT_SCHEMA_DIR")
    return Path(folder) / f"Barnevern_v{VERSION}.xsd" if folder else None


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def from_memory(delivery: Delivery) -> Iterator[Candidate]:
    """Documents in memory, one by one: what each candidate costs a document and nothing else."""
    documents, parser, schema = delivery.documents, _parser(), schema_path()

    def candidate(name: str, count: Callable[[], int]) -> Candidate:
        return Candidate(name, MEMORY, count, len(documents))

    yield candidate(PARSE, lambda: sum(etree.fromstring(d, parser) is not None for d in documents))
    if schema is not None:
        valid = etree.XMLSchema(etree.parse(schema)).validate
        yield candidate(SCHEMA, lambda: sum(valid(etree.fromstring(d, parser)) for d in documents))
    yield candidate(READ, lambda: sum(1 for d in documents for _ in bt.read(d, version=VERSION)))
    yield candidate(f"{READ}, version not told", lambda: sum(1 for d in documents for _ in bt.read(d)))
    yield candidate(CHECK, lambda: sum(map(_check, documents)))


def _check(document: bytes) -> int:
    """As an integration does it: a case comes, its findings go out."""
    count = 0
    for sak in bt.read(document, version=VERSION):
        count += 1
        for _ in bt.check(sak):
            pass
    return count


def from_folder(delivery: Delivery) -> Iterator[Candidate]:
    """A folder of files. Our own reader goes through it twice: the first time to find the latest of each case."""
    folder, parser, schema = delivery.folder, _parser(), schema_path()
    files = sorted(folder.iterdir())

    def candidate(name: str, count: Callable[[], int]) -> Candidate:
        return Candidate(name, FOLDER, count, len(files))

    yield candidate(PARSE, lambda: sum(etree.parse(file, parser) is not None for file in files))
    if schema is not None:
        valid = etree.XMLSchema(etree.parse(schema)).validate
        yield candidate(SCHEMA, lambda: sum(valid(etree.parse(file, parser)) for file in files))
    yield candidate(READ, lambda: sum(isinstance(f, Sak) for f in formats.documents(folder, version=VERSION)))
    yield candidate(CHECK, lambda: bt.check_files([folder], version=VERSION).summary.cases_checked)
