"""The authority's numbers and lists: each says where it is from, and holds no key that nobody reads."""

from typing import Any

import pytest

from barnevern_tilsyn.law import LawDataError
from barnevern_tilsyn.law.data import Table
from barnevern_tilsyn.rules.register import parametre

NUMBER = {"key": "a", "value": 3, "source": "s"}
MUNICIPALITY = {"organisasjonsnummer": "999999999", "name": "n", "source": "s"}
LISTS = [("_numbers", "number", NUMBER), ("district_municipalities", "bydelskommune", MUNICIPALITY)]


def read(monkeypatch: pytest.MonkeyPatch, cached: str, **rows: Any) -> Any:
    monkeypatch.setattr(parametre, "_data", lambda: Table("x.toml", rows))
    return getattr(parametre, cached).__wrapped__()


def test_what_stands_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, "_numbers", number=[NUMBER, NUMBER | {"key": "b", "value": 4}]) == {"a": 3, "b": 4}
    assert read(monkeypatch, "district_municipalities", bydelskommune=[MUNICIPALITY]) == {"999999999"}


@pytest.mark.parametrize(("cached", "name", "row"), LISTS)
def test_a_stray_key_is_named(monkeypatch: pytest.MonkeyPatch, cached: str, name: str, row: dict[str, Any]) -> None:
    with pytest.raises(LawDataError, match="strai: expected no such key"):
        read(monkeypatch, cached, **{name: [row | {"strai": 1}]})


def test_a_number_says_where_it_is_from(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LawDataError, match="source: expected a text"):
        read(monkeypatch, "_numbers", number=[{"key": "a", "value": 3}])
