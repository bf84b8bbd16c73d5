"""xsdata and xmlschema on the same documents.

xsdata reads into dataclasses that it generates from the official schema, here into a temporary folder, and does not
validate. xmlschema validates and decodes into dictionaries. Both are set up once, as their own pages advise.
"""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import xmlschema
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser

import barnevern_tilsyn as bt
from bench.clock import Candidate
from bench.documents import Delivery
from bench.readers import MEMORY

__all__ = ["candidates", "generated"]

XSDATA = "xsdata, into dataclasses, not validated"
XMLSCHEMA = "xmlschema, into dictionaries, validated"

_SAMPLE = 60
"""They take so much longer that a part of the documents will do."""


def generated(schema: Path, folder: Path) -> type:
    """The class of a whole document among the dataclasses that xsdata generates into ``folder``."""
    package = "bench_generated"
    command = [sys.executable, "-m", "xsdata", "generate", str(schema), "--package", package, "--slots"]
    beside = str(Path(sys.executable).parent)  # xsdata formats what it made with ruff, looked for on the path
    path = os.pathsep.join((beside, os.environ.get("PATH", "")))
    subprocess.run(
        [*command, "--structure-style", "single-package"],
        cwd=folder,
        env=os.environ | {"PATH": path},
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(folder))
    try:
        found: type = importlib.import_module(package).Barnevern
    finally:
        sys.path.remove(str(folder))
    return found


def candidates(delivery: Delivery, schema: Path, document_class: type) -> Iterator[Candidate]:
    """The two, after a look at whether they read the same cases as we do. Raises ``RuntimeError`` if not."""
    documents = delivery.documents[:_SAMPLE]
    parser = XmlParser(context=XmlContext())
    decoder = xmlschema.XMLSchema(str(schema))

    def in_dataclasses() -> list[Any]:
        return [parser.from_bytes(document, document_class) for document in documents]

    def in_dictionaries() -> list[Any]:
        return [decoder.to_dict(ET.fromstring(document)) for document in documents]

    ours = [_reports([row.id for row in sak.meldinger or ()]) for document in documents for sak in bt.read(document)]
    dataclasses = [_reports([row.id for row in found.sak.melding]) for found in in_dataclasses()]
    dictionaries = [_reports([row["@Id"] for row in found["Sak"].get("Melding", ())]) for found in in_dictionaries()]
    if not ours == dataclasses == dictionaries:
        raise RuntimeError("xsdata, xmlschema and our own reader do not read the same")
    yield Candidate(XSDATA, MEMORY, lambda: len(in_dataclasses()), len(documents))
    yield Candidate(XMLSCHEMA, MEMORY, lambda: len(in_dictionaries()), len(documents))


def _reports(ids: Sequence[object]) -> list[str]:
    return [str(id).lower() for id in ids]
