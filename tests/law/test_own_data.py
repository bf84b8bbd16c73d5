"""Law data of another package: found by its name, and never a part of ours."""

from datetime import date
from pathlib import Path

import pytest

from barnevern_tilsyn.law import (
    BVL2021,
    Hjemmel,
    LawDataError,
    Provisions,
    all_lover,
    all_parameters,
    all_versions,
    check_data,
    deadline,
    lov,
    parameter,
    version_on,
    versions,
    versions_over_time,
)
from barnevern_tilsyn.law.alder import age_limit
from tests.own_rules import write

LOVER = """
    [[lov]]
    id = "LOV-2021-06-18-97"
    key = "bvl2021"
    short = { nb = "vår bvl.", nn = "vår bvl.", en = "our Act" }
    title = { nb = "vår lov", nn = "vår lov", en = "our Act" }
    in_force = 2023-01-01
"""
VERSJONER = """
    versjon = [
      { lov = "bvl2021", paragraf = "2-1", from = 2023-01-01, until = 2024-12-31, certainty = "I" },
      { lov = "bvl2021", paragraf = "2-1", from = 2025-01-01, certainty = "T" },
    ]
"""
PARAMETER = """
    [[parameter]]
    key = "bvl.2-1.melding"
    title = { nb = "a", nn = "a", en = "a" }
    [[parameter.entry]]
    from = 2023-01-01
    start = "s"
    steps = [{ days = 2 }]
    hjemler = [{ lov = "bvl2021", paragraf = "2-1" }, { lov = "fvl1967", paragraf = "29" }]
    source = "s"
    certainty = "T"
    rollover = "none"
    inner_rollover = "none"
    start_point = "none"
"""
ALDER = """
    [[alder]]
    key = "bvl.1-2.barn"
    years = 3
    hjemler = []
    source = "s"
    certainty = "T"
"""


def _package(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str, **files: str) -> None:
    write(folder, {f"{name}/__init__.py": ""})
    write(folder / name / "law", {f"{file.replace('__', '/')}.toml": text for file, text in files.items()})
    monkeypatch.syspath_prepend(str(folder))
    __import__(name)


def test_the_same_names_are_others_and_ours_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = (all_lover(), all_versions(), all_parameters(), BVL2021("2-1").cite(), age_limit("bvl.1-2.barn"))
    files = {"lover": LOVER, "versjoner": VERSJONER, "parameters__a": PARAMETER, "parameters__alder": ALDER}
    _package(monkeypatch, tmp_path, "own_law_same", **files)
    check_data("own_law_same")
    theirs = Provisions("own_law_same:LOV-2021-06-18-97")("2-1")
    assert theirs.cite("en") == "our Act § 2-1"
    assert lov("own_law_same:bvl2021") is lov("own_law_same:LOV-2021-06-18-97")
    assert [version.in_force.year for version in versions_over_time(theirs)] == [2023, 2025]
    assert version_on(theirs, date(2022, 1, 1)) is None
    assert age_limit("own_law_same:bvl.1-2.barn") == 3
    frist = deadline("own_law_same:bvl.2-1.melding", date(2026, 3, 2))
    assert (frist.nominal, frist.key) == (date(2026, 3, 4), "own_law_same:bvl.2-1.melding")
    assert [hjemmel.lov for hjemmel in frist.hjemler] == ["own_law_same:LOV-2021-06-18-97", "LOV-1967-02-10"]
    after = (all_lover(), all_versions(), all_parameters(), BVL2021("2-1").cite(), age_limit("bvl.1-2.barn"))
    assert after == before
    assert deadline("bvl.2-1.melding", date(2026, 3, 2)).nominal == date(2026, 3, 9)


def test_a_version_is_of_the_packages_own_act(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _package(monkeypatch, tmp_path, "own_law_theft", versjoner=VERSJONER)
    with pytest.raises(LawDataError, match=r"^own_law_theft:versjoner\.toml: .*lov: expected an id of the same"):
        check_data("own_law_theft")


@pytest.mark.parametrize(
    ("name", "files"),
    [("own_law_colon", {"lover": LOVER.replace("LOV-2021", "a:b")}), ("own_law_toml", {"lover": "lov = ["})],
)
def test_faults_name_package_and_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, files: dict[str, str]
) -> None:
    _package(monkeypatch, tmp_path, name, **files)
    with pytest.raises(LawDataError, match=rf"^{name}:lover\.toml: "):
        check_data(name)


def test_a_package_without_data_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _package(monkeypatch, tmp_path, "own_law_none")
    check_data("own_law_none")
    assert versions(Hjemmel("own_law_none:X", "1")) == ()
    with pytest.raises(KeyError):
        lov("own_law_none:X")


@pytest.mark.parametrize("name", ["antigravity:X", "no_such_package:X", "sys:X", ":X", "a:b:X"])
def test_a_name_imports_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(__import__("sys").modules, "antigravity", raising=False)
    with pytest.raises(KeyError):
        lov(name)
    with pytest.raises(KeyError):
        parameter(name)
    assert "antigravity" not in __import__("sys").modules
