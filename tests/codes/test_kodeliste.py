import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from barnevern_tilsyn import codes

XS = "{http://www.w3.org/2001/XMLSchema}"
COUNTS = {
    "barnets-medvirkning": 6,
    "begrepstype": 10,
    "ettervern-konklusjon": 3,
    "flytting-arsakfra": 18,
    "flytting-flyttingtil": 9,
    "kjonn": 3,
    "lov": 3,
    "melder": 25,
    "melding-konklusjon": 10,
    "oppfolging-hyppighet": 2,
    "plantype": 8,
    "saksinnhold": 93,
    "tiltak-kategori": 51,
    "tiltak-opphevelse": 4,
    "tilsyn-hyppighet": 2,
    "undersokelse-konklusjon": 9,
    "utvidet-frist-innvilget": 2,
    "vedtak-krav-konklusjon": 3,
    "vedtak-status": 4,
}
ALL = [(name, kode) for name in codes.kodelister() for kode in codes.kodeliste(name).codes.values()]


def test_nineteen_lists_with_265_codes() -> None:
    assert {name: len(codes.kodeliste(name).codes) for name in codes.kodelister()} == COUNTS
    assert len(ALL) == 265


def test_lists_say_where_they_are_used() -> None:
    assert codes.kodeliste("melder").paths == ("/Barnevern/Sak/Melding/Melder/@Kode",)
    assert len(codes.kodeliste("saksinnhold").paths) == 3
    assert {codes.kodeliste(name).schema_version for name in codes.kodelister()} == {"4.0.1"}


def test_lookup() -> None:
    kode = codes.lookup("melding-konklusjon", "2")
    assert kode is not None
    assert kode.label_nb.startswith("Ikke henlagt")
    assert codes.lookup("melding-konklusjon", "99") is None
    assert "2" in codes.kodeliste("melding-konklusjon")
    assert "99" not in codes.kodeliste("melding-konklusjon")
    with pytest.raises(KeyError):
        codes.lookup("no-such-list", "1")


@pytest.mark.parametrize(
    ("name", "code", "last"),
    [("melding-konklusjon", "1", date(2025, 12, 31)), ("melder", "15", date(2024, 12, 31))],
)
def test_a_code_ends_and_its_last_day_counts(name: str, code: str, last: date) -> None:
    kode = codes.lookup(name, code)
    assert kode is not None
    assert (kode.valid_to, kode.valid_on(last), kode.valid_on(date(2026, 1, 1))) == (last, True, False)
    assert kode.change_nb


def test_the_impossible_date_is_noted() -> None:
    kode = codes.lookup("melding-konklusjon", "1")
    assert kode is not None
    assert any("2025-31-12" in note for note in kode.source_notes)


def test_notes_are_required_where_the_lists_say_so() -> None:
    required = {kode.code for name, kode in ALL if name == "tiltak-kategori" and kode.requires_presisering}
    assert required == {"1.99", "2.99", "3.7", "3.99", "4.99", "5.99", "6.99", "7.99", "8.99"}


@given(st.sampled_from(ALL), st.dates(date(1980, 1, 1), date(2040, 1, 1)))
def test_validity_is_one_interval(pair: tuple[str, codes.Kode], day: date) -> None:
    name, kode = pair
    assert kode.valid_from is None or kode.valid_to is None or kode.valid_from <= kode.valid_to
    assert kode.valid_on(day) == (kode in set(codes.kodeliste(name).on(day)))
    assert kode.valid_on(kode.valid_from or day)


def test_importing_is_light_and_reads_nothing() -> None:
    script = """
import sys
import barnevern_tilsyn.codes as codes
print(sorted({name.split(".")[0] for name in sys.modules} & {"attrs", "attr", "msgspec", "lxml", "click", "cattrs"}))
print(codes.kodeliste.cache_info().currsize)
"""
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.splitlines()
    assert out == ["[]", "0"]


def _enumerations(schema: Path) -> dict[str, set[str]]:
    """The enumerated values of each attribute and text element of a schema, by its path."""
    root = etree.parse(schema).getroot()
    types = {node.get("name"): node for node in root.iterchildren(f"{XS}complexType", f"{XS}simpleType")}
    found: dict[str, set[str]] = {}

    def walk(node: etree._Element, path: str) -> None:
        for child in node.iterchildren(tag=etree.Element):
            here = path
            if child.tag in {f"{XS}element", f"{XS}attribute"} and child.get("name"):
                here = f"{path}/{'@' if child.tag == f'{XS}attribute' else ''}{child.get('name')}"
                if child.get("type") in types:
                    walk(types[child.get("type")], here)
            if child.tag == f"{XS}enumeration":
                found.setdefault(path, set()).add(str(child.get("value")))
            walk(child, here)

    walk_root = root.find(f"{XS}element")
    assert walk_root is not None
    walk(types[walk_root.get("type")], "/Barnevern")
    return found


@pytest.mark.skipif("BVT_SCHEMA_DIR" not in os.environ, reason="BVT_SCHEMA_DIR is not set: no official schemas here")
@pytest.mark.parametrize("name", sorted(COUNTS))
def test_codes_are_those_of_the_official_schema(name: str) -> None:
    enumerations = _enumerations(Path(os.environ["BVT_SCHEMA_DIR"]) / "Barnevern_v4.0.1.xsd")
    known = set(codes.kodeliste(name).codes)
    for pattern in codes.kodeliste(name).paths:
        matching = [path for path in enumerations if re.fullmatch(pattern, path)]
        assert matching, pattern
        for path in matching:
            assert enumerations[path] == known, path
