"""Which cases can be drawn: closed within the period, how they ended as far as records tell, and why others cannot."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import MissingAsOfError
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.candidates import Candidate, NamelessCasesError, PassedOver, Pool, Population
from tests.records import EXTRACTED, cases, sak, undersokelse

KEY = b"0123456789abcdef0123456789abcdef"
FOUND = builtin()["egenkontroll-2024-1"].sampling
assert FOUND is not None
SAMPLING = FOUND


def population(*cases: Sak, as_of: date | None = None) -> Population:
    pool = Pool(SAMPLING, Names(KEY), as_of)
    for one in cases:
        pool.see(one)
    return pool.population()


def only(case: Sak, as_of: date | None = None) -> Candidate | PassedOver:
    found = population(case, as_of=as_of)
    return found.candidates[0] if found.candidates else PassedOver(*found.passed_over)


def told(fixed: Any) -> dict[str, Any]:
    return {"tillegg": {"ny_undersokelse": fixed}}


class TestPeriod:
    @given(st.lists(cases(), max_size=3), st.dates(date(2023, 1, 1), date(2028, 1, 1)))
    def test_no_case_from_outside_the_period(self, cases: list[Sak], as_of: date) -> None:
        found = population(*cases, as_of=as_of)
        assert found.since == add_months(as_of, -12)
        assert all(found.since <= one.closed <= as_of for one in found.candidates)
        assert len(found.candidates) + sum(found.passed_over.values()) == len(cases)

    @pytest.mark.parametrize(
        ("as_of", "drawn"), [(EXTRACTED, True), (date(2027, 6, 9), True), (date(2027, 6, 10), False)]
    )
    def test_the_last_day_of_the_year_counts(self, as_of: date, drawn: bool) -> None:
        assert isinstance(only(sak(), as_of), Candidate) is drawn

    def test_a_day_of_draw_in_the_first_year_is_no_fault(self) -> None:
        assert population(as_of=date(1, 6, 1)).since == date.min

    def test_what_came_later_is_not_seen(self) -> None:
        assert only(sak(), date(2026, 6, 8)) is PassedOver.OPEN
        assert only(sak(), date(2026, 3, 8)) is PassedOver.NO_INVESTIGATION

    def test_the_latest_investigation_that_was_closed_counts(self) -> None:
        several = [
            undersokelse("first", date(2025, 1, 9), date(2025, 4, 1), "1"),
            undersokelse("third", date(2026, 6, 9), None),
            undersokelse("second", date(2026, 3, 9), date(2026, 6, 9), "2"),
        ]
        found = only(sak(undersokelser=several))
        assert isinstance(found, Candidate)
        assert (found.closed, found.outcomes, found.measures) == (date(2026, 6, 9), ("nemnd",), True)
        earlier = only(sak(undersokelser=several), date(2025, 12, 1))
        assert isinstance(earlier, Candidate)
        assert (earlier.closed, earlier.outcomes) == (date(2025, 4, 1), ("tiltak",))

    def test_without_a_day_the_latest_extraction_counts(self) -> None:
        later = datetime.combine(EXTRACTED + timedelta(days=40), datetime.min.time(), UTC)
        assert population(sak(), sak(leveranse={"dato_uttrekk": later})).as_of == EXTRACTED + timedelta(days=40)
        with pytest.raises(MissingAsOfError):
            population(sak(leveranse=NOT_REPORTED))
        assert population(sak(leveranse=NOT_REPORTED), as_of=EXTRACTED).candidates
        with pytest.raises(MissingAsOfError):
            population()


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (sak(er_slettet=True), PassedOver.DELETED),
        (sak(undersokelser=[]), PassedOver.NO_INVESTIGATION),
        (sak(undersokelser=[undersokelse(er_slettet=True)]), PassedOver.NO_INVESTIGATION),
        (sak(slettede=[{"id": "u", "type": "Undersokelse"}]), PassedOver.NO_INVESTIGATION),
        (sak(undersokelser=[undersokelse(slutt=None)]), PassedOver.OPEN),
        (sak(undersokelser=[undersokelse(slutt=date(2025, 9, 30))]), PassedOver.TOO_OLD),
        (sak(undersokelser=NOT_REPORTED), PassedOver.END_UNKNOWN),
        (sak(undersokelser=[{"id": "u"}]), PassedOver.END_UNKNOWN),
        (sak(undersokelser=[{"id": "u", "konklusjon": {"kode": "1"}}]), PassedOver.END_UNKNOWN),
        (sak(undersokelser=[{"id": "u", "konklusjon": {"slutt_dato": date(2026, 6, 9)}}]), PassedOver.OUTCOME_UNKNOWN),
        (sak(undersokelser=[undersokelse(kode="99")]), PassedOver.OUTCOME_UNKNOWN),
        (sak(undersokelser=[undersokelse(kode="3", **told({"fastsatt": True}))]), PassedOver.OUTCOME_UNKNOWN),
    ],
)
def test_why_a_case_cannot_be_drawn(case: Sak, reason: PassedOver) -> None:
    assert only(case) is reason


@pytest.mark.parametrize(
    ("code", "facts", "outcomes", "measures"),
    [
        ("1", {}, ("tiltak",), True),
        ("2", {}, ("nemnd",), True),
        ("3", {}, ("henlagt",), False),
        ("6", told({"fastsatt": False}), ("henlagt",), False),
        ("4", {}, ("henlagt", "henlagt-ny-undersokelse"), True),
        ("4", {"tillegg": {}}, ("henlagt", "henlagt-ny-undersokelse"), True),
        ("4", told({}), ("henlagt", "henlagt-ny-undersokelse"), True),
        ("4", told({"fastsatt": True}), ("henlagt-ny-undersokelse",), True),
        ("4", told({"fastsatt": False}), ("henlagt",), True),
        ("4", told({"fastsatt": None}), ("henlagt",), True),
        ("4", told(None), ("henlagt",), True),
    ],
)
def test_how_an_investigation_ended(
    code: str, facts: dict[str, Any], outcomes: tuple[str, ...], measures: bool
) -> None:
    found = only(sak(undersokelser=[undersokelse(kode=code, **facts)]))
    assert isinstance(found, Candidate)
    assert (found.outcomes, found.measures) == (outcomes, measures)


def test_the_number_of_a_municipality_and_nothing_else() -> None:
    numbers = ["9901", "KANARIFUGL", NOT_REPORTED, None]
    cases = [sak(id=f"{at}", leveranse={"avgiver": {"kommunenummer": number}}) for at, number in enumerate(numbers[:2])]
    cases += [sak(id="2", leveranse=None), sak(id="3", leveranse={"avgiver": None})]
    found = population(*cases, as_of=EXTRACTED)
    assert sorted(str(one.municipality) for one in found.candidates) == ["9901", "None", "None", "None"]
    assert found.municipalities == ("9901",)


def test_of_cases_with_the_same_name_the_one_closed_last_counts() -> None:
    rows = [undersokelse("u1", slutt=date(2026, 5, 9)), undersokelse("u2"), undersokelse("u3", slutt=date(2026, 4, 9))]
    found = population(*(sak(undersokelser=[row]) for row in rows))
    assert [one.closed for one in found.candidates] == [date(2026, 6, 9)]
    assert found.passed_over == {"twice": 2}


def test_a_case_without_a_name_cannot_be_drawn() -> None:
    pool = Pool(SAMPLING, Names())
    pool.see(sak(id="KANARIFUGL", undersokelser=[undersokelse(slutt=date(2024, 6, 9))]))
    assert pool.population().passed_over == {"too-old": 1}
    pool.see(sak(id="KANARIFUGL"))
    with pytest.raises(NamelessCasesError, match=r"^1 cases") as caught:
        pool.population()
    assert caught.value.count == 1
