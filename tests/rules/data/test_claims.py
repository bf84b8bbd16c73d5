"""A running measure or investigation that a report claims: from the day it was received to the day it was concluded."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Severity
from barnevern_tilsyn.model import Kilde
from tests.rules.data.controls import case, found, situations

RECEIVED, CONCLUDED = date(2026, 3, 2), date(2026, 3, 9)
KINDS = [("DAT040", "3", "tiltak"), ("DAT041", "4", "undersokelser")]

around = st.dates(date(2026, 2, 20), date(2026, 3, 20))
spells = st.lists(st.tuples(around, st.one_of(st.none(), around)), max_size=3)


def record(name: str, kode: str, rows: list[tuple[date, date | None]], **keys: Any) -> Any:
    konklusjon = {"slutt_dato": CONCLUDED, "kode": kode}
    elements = [
        {"id": f"x{n}", "start_dato": start, "konklusjon": end and {"slutt_dato": end}}
        for n, (start, end) in enumerate(rows)
    ]
    report = {"id": "m", "start_dato": RECEIVED, "konklusjon": konklusjon}
    return case(**{name: elements}, meldinger=[report], **keys)


@pytest.mark.parametrize(("code", "kode", "name"), KINDS)
@given(rows=spells)
def test_a_fault_where_none_was_running_on_any_of_the_days(
    code: str, kode: str, name: str, rows: list[tuple[date, date | None]]
) -> None:
    days = [date(2026, 3, day) for day in range(RECEIVED.day, CONCLUDED.day + 1)]
    ran = any(start <= day and (end is None or day <= end) for start, end in rows for day in days)
    touched = any(start <= CONCLUDED and (end is None or end >= RECEIVED) for start, end in rows)
    said = situations(record(name, kode, rows), code)
    assert bool(said) != touched
    if all(end is None or start <= end for start, end in rows):
        assert bool(said) != ran


@pytest.mark.parametrize(("code", "kode", "name"), KINDS)
def test_it_says_what_there_is_instead(code: str, kode: str, name: str) -> None:
    before, after = (date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 3, 10), None)
    assert situations(record(name, kode, []), code) == ["none"]
    assert situations(record(name, kode, [after]), code) == ["later"]
    assert situations(record(name, kode, [after, before]), code) == ["ended"]
    for other in "12":
        assert found(record(name, other, []), code) == []


@pytest.mark.parametrize(("code", "kode", "name"), KINDS)
def test_what_is_not_reported_leaves_it_open(code: str, kode: str, name: str) -> None:
    kind = {"tiltak": "Tiltak", "undersokelser": "Undersokelse"}[name]
    report = {"id": "m", "start_dato": RECEIVED, "konklusjon": {"slutt_dato": CONCLUDED, "kode": kode}}

    def missing(**keys: Any) -> tuple[str, ...]:
        (result,) = found(case(**{"meldinger": [report], **keys}), code)
        assert result.outcome is Outcome.OPEN
        return result.missing

    assert missing() == (f"Sak.{name}",)
    assert missing(**{name: [{"id": "x"}]}) == (f"{kind}.start_dato",)
    assert missing(**{name: [{"id": "x", "start_dato": RECEIVED}]}) == (f"{kind}.konklusjon.slutt_dato",)
    assert missing(meldinger=[{**report, "konklusjon": {"kode": kode}}]) == ("Melding.konklusjon.slutt_dato",)
    later = {"id": "x", "start_dato": date(2026, 3, 10)}
    assert situations(case(**{"meldinger": [report], name: [later]}), code) == ["later"]


def test_deleted_ones_do_not_count_and_a_void_conclusion_claims_nothing() -> None:
    report = {"id": "m", "start_dato": RECEIVED, "konklusjon": {"slutt_dato": CONCLUDED, "kode": "3"}}
    measure = {"id": "t", "start_dato": date(2026, 1, 1), "konklusjon": None}
    assert situations(case(meldinger=[report], tiltak=[measure]), "DAT040") == []
    assert situations(case(meldinger=[report], tiltak=[{**measure, "er_slettet": True}]), "DAT040") == ["none"]
    void = {**report, "konklusjon": {**report["konklusjon"], "er_slettet": True}}  # type: ignore[dict-item]
    assert situations(case(meldinger=[void], tiltak=[]), "DAT040") == []


def test_a_moved_case_is_softened() -> None:
    (result,) = found(record("tiltak", "3", [], migrert_id="gammel"), "DAT040")
    assert result.severity is Severity.WARNING


def test_a_kostra_file_need_not_hold_what_ended_before_the_year() -> None:
    sak = attrs.evolve(record("tiltak", "3", []), kilde=Kilde(format="kostra"))
    assert situations(sak, "DAT040") == ["none"]
    old = {"id": "m", "start_dato": date(2025, 12, 30), "konklusjon": {"slutt_dato": date(2026, 1, 2), "kode": "3"}}
    (result,) = found(attrs.evolve(case(meldinger=[old], tiltak=[]), kilde=Kilde(format="kostra")), "DAT040")
    assert (result.outcome, result.missing) == (Outcome.OPEN, ("Sak.tiltak",))


@pytest.mark.parametrize(("code", "kode", "name"), KINDS)
def test_it_names_the_nearest_of_what_there_is(code: str, kode: str, name: str) -> None:
    def args(*rows: tuple[date, date | None]) -> dict[str, Any]:
        (result,) = found(record(name, kode, list(rows)), code)
        return dict(result.message.args)

    days = {"start": RECEIVED, "day": CONCLUDED}
    later = [(date(2026, 3, 12), None), (date(2026, 3, 10), None), (date(2026, 3, 11), None)]
    assert args(*later) == {**days, "first": date(2026, 3, 10)}
    ended = [(date(2026, 1, 1), date(2026, 2, day)) for day in (7, 20, 8)]
    assert args(*ended, *later) == {**days, "last": date(2026, 2, 20)}
    assert args() == days
