"""How identity numbers are made, out of the data: the newest way that was in force, and no key that nobody reads."""

from datetime import date
from typing import Any

import pytest

from barnevern_tilsyn.law import LawDataError
from barnevern_tilsyn.law.data import Table
from barnevern_tilsyn.law.identity import numbering

WAY = {
    "from": date(2000, 1, 1),
    "remainders": [0],
    "centuries": [1900],
    "sex": True,
    "series": [],
    "source": "s",
    "certainty": "T",
}
ENDING = {"ending": "00100", "kjonn": "1", "source": "s"}


def read(monkeypatch: pytest.MonkeyPatch, cached: str, **rows: Any) -> Any:
    monkeypatch.setattr(numbering, "_data", lambda: Table("x.toml", rows))
    return getattr(numbering, cached).__wrapped__()


def test_the_newest_way_comes_first_whatever_the_order_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    years = (2010, 2032, 2000)
    found = read(monkeypatch, "_numberings", numbering=[WAY | {"from": date(year, 1, 1)} for year in years])
    assert [row.in_force.year for row in found] == [2032, 2010, 2000]
    monkeypatch.setattr(numbering, "_numberings", lambda: found)
    days = (date(1990, 1, 1), date(2009, 12, 31), date(2010, 1, 1), date(2032, 1, 1))
    assert [numbering.numbering_on(day).in_force.year for day in days] == [2000, 2000, 2010, 2032]


def test_an_ending_tells_what_stands_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    unborn = {"ending": "99999", "unborn": True, "source": "s"}
    found = read(monkeypatch, "provisional_endings", provisional=[ENDING, unborn])
    told = [(key, row.ending, row.kjonn, row.unborn, row.source) for key, row in found.items()]
    assert told == [("00100", "00100", "1", False, "s"), ("99999", "99999", None, True, "s")]


@pytest.mark.parametrize(
    ("cached", "name", "row"), [("_numberings", "numbering", WAY), ("provisional_endings", "provisional", ENDING)]
)
def test_a_stray_key_is_named(monkeypatch: pytest.MonkeyPatch, cached: str, name: str, row: dict[str, Any]) -> None:
    assert read(monkeypatch, cached, **{name: [row]})
    with pytest.raises(LawDataError, match=r"^x\.toml: .*: strai: expected no such key"):
        read(monkeypatch, cached, **{name: [row | {"strai": 1}]})
