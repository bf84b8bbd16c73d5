"""Identity numbers beside what is registered of the child. All numbers are synthetic (month + 80), or made here."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome, Result, Severity
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.law.identity import check_digits, read_fodselsnummer
from tests.rules.data.controls import EXTRACTED, case, found, situations

FROM_2032 = date(2032, 1, 1)

born_days = st.dates(date(1990, 1, 1), date(2026, 9, 30))


def number(born: date, individual: int, day: int = 0) -> str:
    nine = f"{born.day + day:02d}{born.month + 80}{born.year % 100:02d}{individual:03d}"
    return f"{nine}{check_digits(nine)}"


@st.composite
def children(draw: st.DrawFn, *, day: int = 0) -> dict[str, Any]:
    """A row of identity that agrees with itself, from the day the child was born."""
    born = draw(born_days)
    individual = draw(st.integers(0, 499) if born.year < 2000 else st.integers(500, 998))
    made = number(born, individual, day)
    assume(len(made) == 11)
    kjonn = "1" if individual % 2 else "2"
    return {"id": "p", "start_dato": born, "fodselsnummer": made, "fodseldato": born, "kjonn": kjonn}


def faults(row: dict[str, Any], extracted: date = EXTRACTED) -> dict[str, str]:
    results = found(case(extracted, personalia=[row], start_dato=row["start_dato"]))
    return {
        r.rule.code: r.message.id for r in results if r.outcome is Outcome.FAULT and r.severity is not Severity.INFO
    }


@given(children(), st.sampled_from((EXTRACTED, FROM_2032)))
def test_a_child_that_agrees_with_its_number_has_no_fault(row: dict[str, Any], extracted: date) -> None:
    assert faults(row, extracted) == {}


@given(children(), st.integers(0, 10), st.integers(1, 9))
def test_one_changed_digit_is_a_fault(row: dict[str, Any], place: int, by: int) -> None:
    old = row["fodselsnummer"]
    changed = f"{old[:place]}{(int(old[place]) + by) % 10}{old[place + 1 :]}"
    assume(changed[6:] not in ("00100", "00200", "99999"))
    assert set(faults({**row, "fodselsnummer": changed})) == {"DAT050"}


@given(children(), born_days)
def test_another_date_of_birth_is_a_fault(row: dict[str, Any], other: date) -> None:
    said = faults({**row, "fodseldato": other, "start_dato": other})
    assert said == ({} if other == row["fodseldato"] else {"DAT051": "other"})


def test_another_century_is_a_fault_of_its_own() -> None:
    row = {"id": "p", "fodselsnummer": number(date(2015, 5, 5), 999), "kjonn": "1"}
    for born, expected in ((date(2015, 5, 5), []), (date(1915, 5, 5), ["century"]), (date(1915, 5, 6), ["other"])):
        assert situations(case(personalia=[{**row, "fodseldato": born}]), "DAT051") == expected


@given(children())
def test_the_other_sex_is_a_fault_until_2032(row: dict[str, Any]) -> None:
    other = {**row, "kjonn": "2" if row["kjonn"] == "1" else "1"}
    assert faults(other, date(2031, 12, 31)) == {"DAT052": "other"}
    assert faults(other, FROM_2032) == {}


@pytest.mark.parametrize(("day", "expected"), [(date(2031, 12, 31), ["check-digits"]), (FROM_2032, [])])
def test_the_new_check_digits_are_right_from_2032(day: date, expected: list[str]) -> None:
    nine = "05811599" + "8"
    made = next(
        f"{nine}{first}{second}"
        for first in range(10)
        for second in range(10)
        if read_fodselsnummer(f"{nine}{first}{second}", FROM_2032).fault is None
        and read_fodselsnummer(f"{nine}{first}{second}", EXTRACTED).fault is not None
    )
    assert situations(case(day, personalia=[{"id": "p", "fodselsnummer": made}]), "DAT050") == expected


@given(children(), st.sampled_from(("00100", "00200", "99999")))
def test_a_provisional_number_is_noted_and_no_fault(row: dict[str, Any], ending: str) -> None:
    kjonn = {"00100": "1", "00200": "2", "99999": "0"}[ending]
    made = f"{row['fodselsnummer'][:6]}{ending}"
    whole = {**row, "fodselsnummer": made, "kjonn": kjonn, "fodseldato": row["fodseldato"]}
    assert faults(whole) == {}
    noted = {r.rule.code for r in found(case(personalia=[whole])) if r.severity is Severity.INFO}
    assert ("DAT053" in noted) == (not read_fodselsnummer(made, EXTRACTED).maybe_real)


@given(children(day=40))
def test_a_d_number_is_noted_and_no_fault(row: dict[str, Any]) -> None:
    assert faults(row) == {}
    assert situations(case(personalia=[row]), "DAT054") == ["d-number"]


def everything(results: list[Result]) -> str:
    findings = list(findings_of(results))
    said = [finding.message(lang) for finding in findings for lang in ("nb", "nn", "en")]
    return f"{findings}{said}{[(r.facts, r.message) for r in results]}"


@given(children(), st.sampled_from(("kjonn", "fodseldato", "fodselsnummer")))
def test_nothing_of_a_number_or_a_birth_date_is_said(row: dict[str, Any], wrong: str) -> None:
    other = row["fodseldato"] - timedelta(days=17)
    values = {"kjonn": "0", "fodseldato": other, "fodselsnummer": row["fodselsnummer"][:10]}
    whole = {**row, "start_dato": date(2026, 9, 30), wrong: values[wrong], "dufnummer": "202600000199"}
    second = {**whole, "id": "q", "fodseldato": other, "kjonn": "1"}
    results = found(case(personalia=[whole, second], start_dato=date(1980, 1, 1)))
    text = everything(results)
    assert len(results) >= 4
    for secret in (row["fodselsnummer"][:6], "202600000199", *map(str, (row["fodseldato"], other))):
        assert secret not in text


def test_only_the_row_that_holds_is_noted() -> None:
    provisional = {"id": "p", "start_dato": date(2015, 5, 5), "fodselsnummer": "05811500100"}
    later = {"id": "q", "start_dato": date(2015, 6, 5), "fodselsnummer": number(date(2015, 5, 5), 999)}
    assert situations(case(personalia=[provisional]), "DAT053") == ["provisional"]
    assert situations(case(personalia=[provisional, later]), "DAT053") == []
    assert [r.element.id for r in found(case(personalia=[provisional, later]), "DAT055")] == ["q"]


def test_a_child_of_the_end_of_time_is_no_crash() -> None:
    rows = [{"id": "p", "start_dato": date.max, "fodseldato": day, "kjonn": "1"} for day in (date.min, date.max)]
    for row in rows:
        for start in (date.min, date.max):
            results = found(case(personalia=[row], start_dato=start))
            assert not [r for r in results if r.outcome is Outcome.ERROR]
