"""How a vendor tests an export. ``export`` stands for your own code; here it writes case JSON."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.testing import (
    FileCase,
    assert_no_breach,
    assert_no_breach_in_files,
    cases_in,
    cases_with,
    lawful_cases,
    partial_cases,
    planted_codes,
)

settings.register_profile("cases", deadline=None)  # the first case loads the rules
settings.load_profile("cases")

HERE = Path(__file__).parent


def export(sak: bt.Sak) -> bytes:
    """Your system takes in the case as its own objects, and exports it."""
    return bt.write_json(sak)


def read_back(sak: bt.Sak) -> bt.Sak:
    (again,) = bt.read(export(sak))
    return again


@given(lawful_cases())
def test_what_is_lawful_stays_so(sak: bt.Sak) -> None:
    assert_no_breach(read_back(sak))


@given(st.sampled_from(planted_codes()), st.data())
def test_the_export_hides_nothing(code: str, data: st.DataObject) -> None:
    sak = data.draw(cases_with(code))
    assert [finding.rule for finding in bt.check(read_back(sak))] == [code]


@given(partial_cases())
def test_what_is_not_known_is_never_a_breach(sak: bt.Sak) -> None:
    assert_no_breach(read_back(sak))


@pytest.mark.parametrize("case", cases_in(HERE / "cases"), ids=str)
def test_cases_of_our_own(case: FileCase) -> None:
    case.check()


def test_the_last_delivery() -> None:
    assert_no_breach_in_files(HERE.parent / "demo" / "00001.xml", rulesets=["lov", "data"], fail_on="breach")
