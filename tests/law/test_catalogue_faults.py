"""Faults in the library's own catalogues stop at the first look, naming the file and the row."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest

from barnevern_tilsyn.law import LawDataError
from barnevern_tilsyn.law.data import Table

LOV = {
    "id": "LOV-2000-01-01-1",
    "key": "abc",
    "short": {"nb": "a", "nn": "a", "en": "a"},
    "title": {"nb": "a", "nn": "a", "en": "a"},
}
ALDER = {"key": "a", "years": 18, "hjemler": [], "source": "s", "certainty": "T"}
ENTRY = {
    "from": date(2023, 1, 1),
    "start": "s",
    "steps": [{"days": 1}],
    "source": "s",
    "certainty": "T",
    "rollover": "none",
    "inner_rollover": "none",
    "start_point": "none",
}
PARAMETER = {"key": "p", "title": {"nb": "a", "nn": "a", "en": "a"}, "entry": [ENTRY]}
KRAV = {
    "key": "K-1",
    "demand": {"nb": "a", "nn": "b", "en": "c"},
    "provisions": [{"lov": "bvl2021", "paragraf": "2-1", "ledd": 1}],
    "strength": "hard",
    "level": "case",
    "certainty": "T",
    "facts": [],
    "register": "no",
}
VERSJON = {"lov": "bvl2021", "paragraf": "2-1", "from": date(2023, 1, 1), "certainty": "T"}


def read(monkeypatch: pytest.MonkeyPatch, module: str, cached: str, content: dict[str, Any], package: str = "") -> Any:
    home = import_module(f"barnevern_tilsyn.law.{module}")
    monkeypatch.setattr(home, "load", lambda _name, package="": Table("x.toml", content, package))
    catalogue = getattr(home, cached).__wrapped__
    return catalogue() if cached == "_catalogue" else catalogue(package)


CATALOGUES = [
    ("lover", "acts_of", "lov", LOV),
    ("alder", "limits_of", "alder", ALDER),
    ("krav", "_catalogue", "krav", KRAV),
]


@pytest.mark.parametrize(("module", "cached", "name", "row"), CATALOGUES)
def test_a_row_may_not_come_twice(
    monkeypatch: pytest.MonkeyPatch, module: str, cached: str, name: str, row: dict[str, Any]
) -> None:
    assert read(monkeypatch, module, cached, {name: [row]})
    with pytest.raises(LawDataError, match=r"^x\.toml: .*once"):
        read(monkeypatch, module, cached, {name: [row, row]})


@pytest.mark.parametrize(
    ("module", "cached", "name", "row"), [*CATALOGUES, ("versjoner", "versions_of", "versjon", VERSJON)]
)
def test_a_stray_key_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, cached: str, name: str, row: dict[str, Any]
) -> None:
    with pytest.raises(LawDataError, match=r"^x\.toml: .*: strai: expected no such key"):
        read(monkeypatch, module, cached, {name: [row | {"strai": 1}]})


def test_a_parameter_may_not_come_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    home = import_module("barnevern_tilsyn.law.parametre")
    monkeypatch.setattr(home, "names", lambda _folder, _package: ["one.toml", "two.toml"])
    with pytest.raises(LawDataError, match=r"^x\.toml: .*each key once"):
        read(monkeypatch, "parametre", "parameters_of", {"parameter": [PARAMETER]})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"strength": "very"}, "strength"),
        ({"level": "world"}, "level"),
        ({"register": "maybe"}, "register"),
        ({"kind": "wish"}, "kind"),
        ({"certainty": "?"}, "certainty"),
        ({"facts": [1]}, "facts"),
        ({"demand": {"nb": "a", "nn": "b"}}, "en"),
        ({"provisions": [{"lov": "bvl2021", "paragraf": "99-9"}]}, "a provision with a version"),
        ({"provisions": [{"lov": "nothing", "paragraf": "1"}]}, "lov"),
    ],
)
def test_a_faulty_duty_is_named(monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], named: str) -> None:
    with pytest.raises(LawDataError, match=rf"^x\.toml: .*K-1.*{named}"):
        read(monkeypatch, "krav", "_catalogue", {"krav": [KRAV | change]})


def test_a_duty_may_hold_for_less_than_its_provision(monkeypatch: pytest.MonkeyPatch) -> None:
    bounded = {"lov": "bvl2021", "paragraf": "2-1", "from": date(2024, 1, 1), "until": date(2024, 12, 31)}
    duty = read(monkeypatch, "krav", "_catalogue", {"krav": [KRAV | {"provisions": [bounded]}]})["K-1"]
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)]
    assert [bool(duty.hjemler_on(day)) for day in days] == [False, True, True, False]


def test_a_duty_ends_with_the_last_of_its_provision_only_where_all_versions_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    grounds = [{"lov": "bvl1992", "paragraf": "6-9", "ledd": 1}, {"lov": "bvl2021", "paragraf": "2-1", "ledd": 1}]
    duty = read(monkeypatch, "krav", "_catalogue", {"krav": [KRAV | {"provisions": grounds}]})["K-1"]
    assert [ground.until for ground in duty.provisions] == [date(2022, 12, 31), None]
