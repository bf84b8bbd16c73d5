"""Every text of the reports is used by them."""

import re
import tomllib
from collections.abc import Iterator
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
ASKING = [path for kind in ("py", "html", "js") for path in sorted(ROOM.rglob(f"*.{kind}"))]
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (*ASKING, WHY))
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
    assert any(re.search(pattern, SOURCES) for pattern in asked_as(names))


def asked_as(names: list[str]) -> Iterator[str]:
    """How a text is asked for: by its name or its place, else by a value after the name of its group or of its kind."""
    *groups, last = names
    quote, value = "[\"'`]", r"(?:\$?\{|[\"'`])"
    path = rf"{quote}(?:[\w-]+\.)*"
    yield rf"{path}{re.escape(last)}{quote}"
    yield rf"[(,]\s*{re.escape(last)}="
    yield rf"{path}{re.escape(last.rpartition('-')[0] or last)}-{value}"
    if groups:
        yield rf"{path}{re.escape(groups[-1])}\.(?:[\w-]+-)?{value}"
        yield rf"{quote}{re.escape(groups[-1])}{quote}\]\[[a-z]"


@pytest.mark.parametrize("names", [["nowhere"], ["collected", "nowhere"], ["tiles", "nowhere-note"]])
def test_a_text_that_nothing_asks_for_is_seen(names: list[str]) -> None:
    assert not any(re.search(pattern, SOURCES) for pattern in asked_as(names))
