"""Every text of the reports is used by them."""

import re
from pathlib import Path

import pytest

import barnevern_tilsyn.reports
from tests.catalogues import all_texts

ROOM = Path(barnevern_tilsyn.reports.__file__).parent
SOURCES = "".join(path.read_text(encoding="utf-8") for path in ROOM.rglob("*.py"))


@pytest.mark.parametrize("place", sorted(place for place in all_texts()["nb"] if place.startswith("reports/")))
def test_no_text_is_left_over(place: str) -> None:
    names = [part for part in place.partition("*")[2].split("/") if part and not part.isdigit()]
    if names[-1].startswith("in-use-"):
        names = ["in-use"]  # what follows is told by which days there are
    assert re.search(rf"""["']{names[-1]}["']""", SOURCES)
