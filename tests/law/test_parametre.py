from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.law import LawDataError, all_parameters, all_versions, parameter, version_on
from barnevern_tilsyn.law.data import Table
from barnevern_tilsyn.law.frist import deadline_of
from barnevern_tilsyn.law.parametre import read_parameter

WINDOW = {
    "from": date(2026, 5, 1),
    "until": date(2026, 8, 31),
    "steps": [{"weeks": 2}, {"months": 5}],
    "hjemmel": {"lov": "bvl2021", "paragraf": "2-7"},
    "source": "synthetic",
}


def table(**changes: Any) -> Table:
    entry = {
        "from": date(2023, 1, 1),
        "start": "the report was received",
        "steps": [{"weeks": 1}, {"months": 3}],
        "hjemler": [{"lov": "bvl2021", "paragraf": "2-2", "ledd": 2}],
        "source": "synthetic",
        "certainty": "T",
        "rollover": "none",
        "inner_rollover": "none",
        "start_point": "none",
        "derogations": [],
    } | changes
    entry = {key: value for key, value in entry.items() if value is not None}
    return Table("test.toml", {"key": "test", "title": {"nb": "a", "nn": "b", "en": "c"}, "entry": [entry]})


@pytest.mark.parametrize("one", all_parameters(), ids=lambda one: one.key)
def test_every_entry_rests_on_provisions_in_force_in_its_time(one: Any) -> None:
    assert parameter(one.key) is one
    for entry in one.entries:
        assert entry.source
        for hjemmel in entry.hjemler:
            assert version_on(hjemmel, entry.in_force) is not None
            assert version_on(hjemmel, entry.until or date(2026, 7, 2)) is not None
            if entry.until is not None:
                assert version_on(hjemmel, date(2026, 7, 2)) is None


def test_the_two_acts_give_way_to_each_other() -> None:
    for key in ("bvl.2-1.melding", "bvl.2-2.undersokelse", "bvl.13-3.bekreftelse", "bvl.13-3.tilbakemelding"):
        old, new = parameter(key).entries
        assert (old.until, new.in_force, new.until) == (date(2022, 12, 31), date(2023, 1, 1), None)
        assert old.steps == new.steps


def test_no_derogation_is_known() -> None:
    assert not any(entry.derogations for one in all_parameters() for entry in one.entries)
    assert any(versjon.hjemmel.paragraf == "2-7" for versjon in all_versions())


@given(st.dates(date(2023, 1, 1), date(2030, 1, 1)))
def test_a_derogation_widens_the_deadlines_of_its_window_and_no_others(received: date) -> None:
    plain, wide = (
        deadline_of(read_parameter(table()), received),
        deadline_of(read_parameter(table(derogations=[WINDOW])), received),
    )
    assert wide.nominal == plain.nominal
    inside = date(2026, 5, 1) <= plain.nominal <= date(2026, 8, 31)
    assert wide.reasons == (("derogation",) if inside else ())
    assert (wide.latest > plain.latest) == inside


@pytest.mark.parametrize(
    ("received", "nominal", "widened"),
    [
        (date(2026, 1, 23), date(2026, 4, 30), False),
        (date(2026, 1, 25), date(2026, 5, 1), True),
        (date(2026, 5, 24), date(2026, 8, 31), True),
        (date(2026, 5, 25), date(2026, 9, 1), False),
    ],
)
def test_the_first_and_the_last_day_of_a_window_belong_to_it(received: date, nominal: date, widened: bool) -> None:
    frist = deadline_of(read_parameter(table(derogations=[WINDOW])), received)
    assert (frist.nominal, frist.latest > nominal) == (nominal, widened)


def test_a_derogation_goes_with_roll_over() -> None:
    rule = read_parameter(table(derogations=[WINDOW], rollover="unsettled", inner_rollover="unsettled"))
    frist = deadline_of(rule, date(2026, 4, 17))
    # two weeks end on 1 May, which may move to 4 May; five months later is Sunday 4 October
    assert (frist.nominal, frist.latest) == (date(2026, 7, 24), date(2026, 10, 5))
    assert frist.reasons == ("derogation", "inner-rollover", "rollover")


def test_certain_readings_move_the_nominal_day() -> None:
    rule = read_parameter(table(rollover="certain", inner_rollover="certain"))
    frist = deadline_of(rule, date(2026, 5, 7))
    assert (frist.nominal, frist.latest, frist.reasons) == (date(2026, 8, 17), date(2026, 8, 17), ())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"steps": []}, "steps"),
        ({"steps": [{"weeks": 1, "months": 3}]}, "one unit"),
        ({"steps": [{"years": 1}]}, "years"),
        ({"steps": [{"weeks": "1"}]}, "weeks"),
        ({"certainty": "Q"}, "certainty"),
        ({"rollover": "perhaps"}, "rollover"),
        ({"source": None}, "source"),
        ({"from": "2023-01-01"}, "from"),
        ({"hjemler": [{"lov": "abc", "paragraf": "1"}]}, "lov"),
        ({"unti": date(2024, 1, 1)}, "unti"),
        ({"derogations": [{**WINDOW, "source": ""}]}, "source"),
    ],
)
def test_a_fault_in_the_data_is_named(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(LawDataError, match=rf"^test\.toml.*{named}"):
        read_parameter(table(**changes))


def test_entries_must_not_overlap() -> None:
    rows = table().values
    rows["entry"] = [*rows["entry"], *table().values["entry"]]
    with pytest.raises(LawDataError, match="not overlapping"):
        read_parameter(Table("test.toml", rows))
    with pytest.raises(LawDataError, match="at least one entry"):
        read_parameter(Table("test.toml", {**rows, "entry": []}))
