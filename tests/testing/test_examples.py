"""The checked-in examples: made by the generator, synthetic, small, and as their README says."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from barnevern_tilsyn.testing.generator import generate, write
from tests.testing.schema import official_schema

EXAMPLES = Path(__file__).parents[2] / "examples"
DEMO = EXAMPLES / "demo"
BY_HAND = {"00005-superseded.xml", "broken.xml"}
TOO_LONG = 200_000


def test_the_generator_makes_them_again(tmp_path: Path) -> None:
    write(generate(12, seed=7, plant=["MEL001", "UND001"], as_of=date(2026, 10, 1)), tmp_path)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*")}
    shipped = {path.relative_to(DEMO): path.read_bytes() for path in DEMO.rglob("*.*") if path.name not in BY_HAND}
    assert made.keys() == shipped.keys()
    assert [str(path) for path in made if made[path] != shipped[path]] == []


def test_the_readme_names_every_file_and_the_findings() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert {path.name for path in DEMO.rglob("*.*")} <= set(re.findall(r"[\w-]+\.(?:xml|json)", readme))
    table = [line.split("|") for line in readme.splitlines() if line.startswith("|")]
    truth = json.loads((DEMO / "truth" / "truth.json").read_text(encoding="utf-8"))
    for case in truth["cases"]:
        for found in case["truths"]:
            if found["outcome"] in ("breach", "review"):
                rows = [row for row in table if f"`{case['file']}`" in row[1]]
                assert found["rule"] in rows[0][2]


def test_all_but_the_broken_one_are_valid() -> None:
    schema = official_schema()
    valid = {path.name: schema.validate(etree.parse(str(path))) for path in DEMO.glob("*.xml")}
    assert [name for name, ok in valid.items() if not ok] == ["broken.xml"]


def test_the_superseded_delivery_comes_before_the_other() -> None:
    old, new = (etree.parse(str(DEMO / name)).getroot() for name in ("00005-superseded.xml", "00005.xml"))
    assert old.get("Id") == new.get("ForrigeId")
    assert str(old.get("DatoUttrekk")) < str(new.get("DatoUttrekk"))
    assert old.xpath("string(Sak/@Id)") == new.xpath("string(Sak/@Id)") != ""


def test_they_are_small_and_their_numbers_synthetic() -> None:
    assert sum(path.stat().st_size for path in EXAMPLES.rglob("*.*") if path.is_file()) < TOO_LONG
    for path in DEMO.glob("*.xml"):
        numbers = re.findall(r'Fodselsnummer="(\d{11})"', path.read_text(encoding="utf-8"))
        assert numbers
        assert all(81 <= int(number[2:4]) <= 92 for number in numbers)


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_those_made_by_hand_are_well_formed(name: str) -> None:
    assert etree.parse(str(DEMO / name)).getroot().tag == "Barnevern"
