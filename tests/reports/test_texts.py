"""Every text of the reports is used by them."""

import re
import tomllib
from pathlib import Path

import pytest

import barnevern_tilsyn.findings.why
import barnevern_tilsyn.reports
from barnevern_tilsyn.engine import Outcome, Standing
from barnevern_tilsyn.engine.truth import Joined
from barnevern_tilsyn.law import all_krav
from tests.catalogues import all_texts

ROOM = Path(barnevern_tilsyn.reports.__file__).parent
WHY = Path(barnevern_tilsyn.findings.why.__file__)
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (*ROOM.rglob("*.py"), WHY))
BALANCE = {row["key"] for row in tomllib.loads((ROOM / "balance.toml").read_text(encoding="utf-8"))["row"]}
ASKED_BY_VALUE = {row.value for kind in (Outcome, Standing, Joined) for row in kind}


@pytest.mark.parametrize("place", sorted(place for place in all_texts()["nb"] if place.startswith("reports/")))
def test_no_text_is_left_over(place: str) -> None:
    names = [part for part in place.partition("*")[2].split("/") if part and not part.isdigit()]
    if names[-1].startswith("in-use-"):
        names = ["in-use"]  # what follows is told by which days there are
    if place.startswith("reports/texts/*/balance/") and names[-1] in BALANCE:
        return
    if names[-1] in {krav.no_rule for krav in all_krav()} | {"not-in-force"}:
        return
    if place.startswith("reports/texts/why/") and names[-1].removeprefix("joined-") in ASKED_BY_VALUE:
        return
    assert re.search(rf"""["']{names[-1]}["']""", SOURCES)
