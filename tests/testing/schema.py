"""The register's published schema, read from the folder that ``BVT_SCHEMA_DIR`` names."""

import os
from pathlib import Path

import pytest
from lxml import etree


def official_schema(version: str = "4.0.1") -> etree.XMLSchema:
    folder = os.environ.get("BVT_SCHEMA_DIR")
    if not folder:
        pytest.skip("BVT_SCHEMA_DIR is not set: the official schema is not at hand")
    return etree.XMLSchema(etree.parse(str(Path(folder) / f"Barnevern_v{version}.xsd")))
