from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn import codes
from barnevern_tilsyn.codes import Gruppe
from barnevern_tilsyn.codes.gruppe import read_gruppe

PARTITIONS = {
    "melder": ("melder.privat", "melder.offentlig", "melder.tvilsom", "melder.anonym"),
    "melding-konklusjon": (
        "melding-konklusjon.undersokelse",
        "melding-konklusjon.henlagt",
        "melding-konklusjon.henlagt_skjonn",
        "melding-konklusjon.overfort",
        "melding-konklusjon.pagaende_undersokelse",
    ),
    "undersokelse-konklusjon": (
        "undersokelse-konklusjon.tiltak",
        "undersokelse-konklusjon.nemnd",
        "undersokelse-konklusjon.henlagt",
    ),
    "barnets-medvirkning": ("medvirkning.gitt", "medvirkning.ikke_anledning", "medvirkning.onsket_ikke"),
}


@pytest.mark.parametrize(("name", "groups"), PARTITIONS.items(), ids=list(PARTITIONS))
def test_every_code_is_in_exactly_one_group(name: str, groups: tuple[str, ...]) -> None:
    members = [code for group in groups for code in codes.gruppe(group).codes]
    assert sorted(members) == sorted(codes.kodeliste(name).codes)


@pytest.mark.parametrize("group", codes.grupper(), ids=lambda group: group.name)
def test_codes_exist_and_dates_follow_the_list(group: Gruppe) -> None:
    assert codes.gruppe(group.name) is group
    assert group.source
    if not group.list:
        return
    for code in group.codes:
        kode = codes.lookup(group.list, code)
        assert kode is not None
        first, last = group.periods.get(code, (None, None))
        assert last == kode.valid_to
        assert first is None or first == kode.valid_from


@given(st.sampled_from(codes.grupper()), st.dates(date(2010, 1, 1), date(2035, 1, 1)))
def test_a_group_on_a_day_is_part_of_the_group(group: Gruppe, day: date) -> None:
    assert group.on(day) <= group.codes
    assert all(code in group for code in group.on(day))


def test_rulings() -> None:
    assert codes.gruppe("melder.tvilsom").codes == {"9", "18", "20", "21"}
    assert codes.gruppe("melding-konklusjon.henlagt").codes == {"1", "3", "10"}
    assert codes.gruppe("melding-konklusjon.henlagt_skjonn").codes == {"5", "6", "9"}
    assert codes.gruppe("melding-konklusjon.overfort").codes == {"7", "8"}
    assert "23" in codes.gruppe("melder.anonym")
    assert "23" not in codes.gruppe("melder.privat")


def test_housing_changed_codes_in_2026() -> None:
    group = codes.gruppe("tiltak.plassering")
    assert group.on(date(2025, 12, 31)) & {"8.2", "8.4", "8.5"} == {"8.2"}
    assert group.on(date(2026, 1, 1)) & {"8.2", "8.4", "8.5"} == {"8.4", "8.5"}
    assert {"8.2", "8.4"} <= group.codes


def test_care_orders_of_both_acts() -> None:
    group = codes.gruppe("lovhjemmel.omsorgsovertakelse")
    assert "BVL2021 5-1" in group
    assert "BVL 4-12" in group.on(date(2026, 1, 1))
    assert "BVL2021 4-1" not in group


def test_an_unknown_group() -> None:
    with pytest.raises(KeyError):
        codes.gruppe("melder.ukjent")


@pytest.mark.parametrize(
    "change",
    [
        {"certainty": "perhaps"},
        {"source": ""},
        {"codes": []},
        {"dated": [{"code": "2", "until": date(2026, 1, 1)}]},
        {"extra": 1},
    ],
)
def test_a_fault_in_the_data_is_named(change: dict[str, object]) -> None:
    row = {"name": "g", "list": "melder", "codes": ["1"], "source": "s", "certainty": "text"} | change
    with pytest.raises(ValueError, match=r"^grupper\.toml: g:"):
        read_gruppe(row)


def test_a_name_comes_once(monkeypatch: pytest.MonkeyPatch) -> None:
    home = import_module("barnevern_tilsyn.codes.gruppe")
    row = {"name": "g", "list": "melder", "codes": ["1"], "source": "s", "certainty": "text"}
    monkeypatch.setattr(home, "tomllib", SimpleNamespace(loads=lambda _text: {"gruppe": [row, row]}))
    with pytest.raises(ValueError, match=r"^grupper\.toml: each name once"):
        home._groups.__wrapped__()
