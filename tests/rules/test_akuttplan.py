"""The plan after an emergency decision: against a naive count on crowded days, and what the small cases leave out."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.engine import Outcome
from barnevern_tilsyn.findings import findings_of
from barnevern_tilsyn.model import Kilde, Sak
from barnevern_tilsyn.testing.oracle import aku001
from barnevern_tilsyn.testing.synthetic.spec import (
    Avgiver,
    CaseSpec,
    Hjemmel,
    Kode,
    Personalia,
    Plan,
    Relasjon,
    Tiltak,
    Vedtak,
)
from tests.records import judge, relasjon, sak, vedtak
from tests.scale import scaled

DECIDED = date(2026, 3, 2)
KNOWN = date(2026, 10, 1)
DAY = timedelta(days=1)
TO_MEASURE = relasjon("Vedtak", "v", "Tiltak", "t")
OFFSETS = st.sampled_from([-30, -1, 0, 1, 7, 8, 20, 41, 42, 43, 90, 212])


def _id(kind: str, number: int = 0) -> str:
    return f"00000000-0000-4000-8000-{ord(kind):04x}{number:08x}"


@st.composite
def emergencies(draw: st.DrawFn) -> CaseSpec:
    """A case of one decision, its measures and plans, around each other's days."""
    days = st.builds(lambda n: DECIDED + timedelta(days=n), OFFSETS)
    ends = st.one_of(st.none(), days)
    v = Vedtak(
        _id("v"),
        draw(st.sampled_from([DECIDED, DECIDED, date(2022, 12, 31), date(2023, 1, 1)])),
        Hjemmel("BVL2021", *draw(st.sampled_from([("4", "2"), ("4", "2"), ("4", "3"), ("4", "4"), ("3", "1")]))),
        ((_id("s"), draw(days), draw(st.sampled_from(["1", "1", "3", "4"]))),),
        slutt_dato=draw(ends),
        migrert_id=draw(st.sampled_from(["", "", "", "M1"])),
    )
    measures = []
    for n in range(draw(st.integers(0, 2))):
        begun, ended = draw(days), draw(ends)
        measures.append(Tiltak(_id("t", n), begun, v.hjemmel, Kode("2.5"), slutt_dato=ended and max(begun, ended)))
    plans = tuple(
        Plan(_id("p", n), draw(days), draw(st.sampled_from(["8", "8", "4", "1"])), (), draw(ends))
        for n in range(draw(st.integers(0, 2)))
    )
    return CaseSpec(
        _id("L"),
        f"{KNOWN}T10:00:00+02:00",
        "",
        Avgiver("310000019", "9901", "Testvik"),
        _id("S"),
        DECIDED - timedelta(days=60),
        "1",
        slutt_dato=draw(st.one_of(st.none(), st.none(), days)),
        personalia=(Personalia(_id("P"), DECIDED, "", date(2015, 5, 5), "1"),),
        vedtak=(v,),
        tiltak=tuple(measures),
        planer=plans,
        relasjoner=tuple(Relasjon(_id("R", n), "Vedtak", v.id, "Tiltak", t.id) for n, t in enumerate(measures)),
    )


@settings(max_examples=scaled(400))
@given(emergencies(), st.sampled_from([KNOWN, date(2027, 1, 1)]))
def test_against_a_naive_count(case: CaseSpec, as_of: date) -> None:
    result = judge(_as_read(case), as_of)["AKU001", _id("v")]
    assert result.outcome.value == aku001(case, case.vedtak[0], as_of)
    for finding in findings_of([result]):
        assert all(finding.message(lang).endswith(".") for lang in ("nb", "nn", "en"))


def _as_read(case: CaseSpec) -> Sak:
    """The case as register XML tells it: what it does not say of an end did not happen."""
    v = case.vedtak[0]

    def row(element: Any, **more: Any) -> Any:
        end = element.slutt_dato and {"slutt_dato": element.slutt_dato}
        return {"id": element.id, "start_dato": element.start_dato, "konklusjon": end, **more}

    basis = {"lov": v.hjemmel.lov, "kapittel": v.hjemmel.kapittel, "paragraf": v.hjemmel.paragraf}
    statuses = [{"id": id, "endret_dato": day, "kode": code} for id, day, code in v.statuser]
    return sak(
        slutt_dato=case.slutt_dato,
        vedtak=[row(v, lovhjemmel=basis, statuser=statuses, **({"migrert_id": v.migrert_id} if v.migrert_id else {}))],
        tiltak=[row(t) for t in case.tiltak],
        planer=[row(p, plantype=p.plantype) for p in case.planer],
        relasjoner=[relasjon("Vedtak", v.id, "Tiltak", t.id) for t in case.tiltak],
    )


def _judged(as_of: date = KNOWN, **keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    base: dict[str, Any] = {"planer": [], "vedtak": [_emergency()]}
    result = judge(sak(**base | keys), as_of)["AKU001", "v"]
    return result.outcome.value, result.reasons, result.missing


def _emergency(paragraf: str = "2", **keys: Any) -> Any:
    return vedtak(start=DECIDED, kapittel="4", paragraf=paragraf, **{"konklusjon": None, **keys})


def _lapsed(day: date) -> Any:
    return [_emergency(konklusjon={"slutt_dato": day})]


def _measure(start: date, end: date | None, id: str = "t") -> Any:
    return {"id": id, "start_dato": start, "konklusjon": end and {"slutt_dato": end}}


class TestTheEnd:
    def test_the_first_of_lapse_measure_and_closing_counts(self) -> None:
        plan = [{"id": "plan", "start_dato": DECIDED + 30 * DAY, "plantype": "8"}]
        for day, expected in ((DECIDED + 29 * DAY, "breach"), (DECIDED + 30 * DAY, "met")):
            late = DECIDED + 60 * DAY
            for ended in (
                {"vedtak": _lapsed(day), "tiltak": [_measure(DECIDED, late)], "slutt_dato": late},
                {"vedtak": _lapsed(late), "tiltak": [_measure(DECIDED, day)], "slutt_dato": late},
                {"vedtak": _lapsed(late), "tiltak": [_measure(DECIDED, late)], "slutt_dato": day},
            ):
                assert _judged(planer=plan, relasjoner=[TO_MEASURE], **ended)[0] == expected

    def test_a_measure_that_no_relation_joins_says_nothing(self) -> None:
        assert _judged(tiltak=[_measure(DECIDED, DECIDED + 30 * DAY)])[:2] == ("review", ("practice",))

    def test_the_last_of_several_measures_counts_and_one_that_began_later_is_another(self) -> None:
        links = [TO_MEASURE, relasjon("Vedtak", "v", "Tiltak", "t2")]
        first = _measure(DECIDED, DECIDED + 20 * DAY)
        plan = [{"id": "plan", "start_dato": DECIDED + 21 * DAY, "plantype": "8"}]
        together = [first, _measure(DECIDED + 20 * DAY, DECIDED + 30 * DAY, "t2")]
        assert _judged(planer=plan, tiltak=together, relasjoner=links)[0] == "met"
        apart = [first, _measure(DECIDED + 21 * DAY, None, "t2")]
        assert _judged(planer=plan, tiltak=apart, relasjoner=links)[0] == "breach"

    @pytest.mark.parametrize(
        ("measure", "missing"),
        [
            ({"id": "t", "start_dato": DECIDED}, "Tiltak.konklusjon"),
            ({"id": "t", "start_dato": DECIDED, "konklusjon": {}}, "Tiltak.konklusjon.slutt_dato"),
            ({"id": "t", "konklusjon": None}, "Tiltak.start_dato"),
        ],
    )
    def test_a_measure_of_which_too_little_is_told(self, measure: Any, missing: str) -> None:
        assert _judged(tiltak=[measure], relasjoner=[TO_MEASURE]) == ("open", (), (missing,))

    def test_a_measure_that_is_not_in_the_case_may_have_ended(self) -> None:
        assert _judged(relasjoner=[TO_MEASURE]) == ("open", (), ("Tiltak.konklusjon",))

    def test_what_is_only_planned_has_not_ended(self) -> None:
        assert _judged(vedtak=_lapsed(KNOWN + DAY))[:2] == ("review", ("practice",))


class TestThePlan:
    def test_where_the_source_has_no_code_for_it_the_plan_is_not_known(self) -> None:
        case = sak(planer=[], vedtak=_lapsed(DECIDED + 30 * DAY))
        for ukodet, expected in {frozenset({("Plan", "8")}): "open", frozenset({("Plan", "7")}): "breach"}.items():
            object.__setattr__(case, "_kilde", Kilde(ukodet=ukodet))
            assert judge(case)["AKU001", "v"].outcome.value == expected

    @pytest.mark.parametrize(
        ("konklusjon", "expected"),
        [
            ({"konklusjon": None}, ("review", ("earlier-plan",), ())),
            ({}, ("open", (), ("Plan.konklusjon",))),
            ({"konklusjon": {}}, ("open", (), ("Plan.konklusjon.slutt_dato",))),
        ],
    )
    def test_an_earlier_plan_matters_only_where_it_may_go_on(self, konklusjon: Any, expected: object) -> None:
        plan = {"id": "plan", "start_dato": DECIDED - DAY, "plantype": "8", **konklusjon}
        assert _judged(planer=[plan], vedtak=_lapsed(DECIDED + 30 * DAY)) == expected

    def test_an_earlier_plan_without_a_type_matters_only_where_it_may_go_on(self) -> None:
        plan = {"id": "plan", "start_dato": DECIDED - 9 * DAY}
        for end, expected in ((DECIDED - DAY, "breach"), (DECIDED, "open")):
            row = {**plan, "konklusjon": {"slutt_dato": end}}
            assert _judged(planer=[row], vedtak=_lapsed(DECIDED + 30 * DAY))[0] == expected

    def test_a_plan_without_a_day(self) -> None:
        for plantype in ("8", "4"):
            row = {"id": "plan", "plantype": plantype}
            assert _judged(planer=[row], vedtak=_lapsed(DECIDED + 30 * DAY)) == ("open", (), ("Plan.start_dato",))

    def test_after_the_extraction_it_is_not_known_whether_there_is_one(self) -> None:
        extracted = {"dato_uttrekk": "2026-04-01T10:00:00Z"}
        assert _judged(DECIDED + 42 * DAY, leveranse=extracted)[0] == "running"
        assert _judged(DECIDED + 43 * DAY, leveranse=extracted) == ("open", (), ("Plan.start_dato",))

    def test_before_its_day_a_care_plan_or_an_earlier_one_asks_nobody_to_judge(self) -> None:
        rows = [
            {"id": "plan", "start_dato": DECIDED + DAY, "plantype": "4"},
            {"id": "plan2", "start_dato": DECIDED - DAY, "plantype": "8", "konklusjon": None},
        ]
        for row in rows:
            assert _judged(as_of=DECIDED + 42 * DAY, planer=[row])[0] == "running"
            assert _judged(as_of=DECIDED + 43 * DAY, planer=[row])[0] == "review"


class TestTheStatus:
    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            ({"id": "s", "endret_dato": DECIDED + 30 * DAY, "kode": "4"}, ("review", ("turned-down",), ())),
            ({"id": "s", "endret_dato": DECIDED + 31 * DAY, "kode": "4"}, ("breach", (), ())),
            ({"id": "s", "endret_dato": DECIDED + 30 * DAY, "kode": "3"}, ("breach", (), ())),
            ({"id": "s", "endret_dato": DECIDED}, ("open", (), ("Vedtak.statuser.kode",))),
            ({"id": "s", "kode": "4"}, ("open", (), ("Vedtak.statuser.endret_dato",))),
            ({"id": "s", "kode": "1"}, ("breach", (), ())),
        ],
    )
    def test_refused_or_ended_by_the_day_it_ended_is_for_a_person(self, status: Any, expected: object) -> None:
        row = _emergency(konklusjon={"slutt_dato": DECIDED + 30 * DAY}, statuser=[status])
        assert _judged(vedtak=[row]) == expected

    def test_which_are_not_reported_are_missing(self) -> None:
        row = {**_emergency(konklusjon={"slutt_dato": DECIDED + 30 * DAY})}
        del row["statuser"]
        assert _judged(vedtak=[row]) == ("open", (), ("Vedtak.statuser",))


@pytest.mark.parametrize(("paragraf", "expected"), [("1", "review"), ("2", "breach"), ("3", "review"), ("6", "breach")])
def test_only_what_the_act_calls_an_emergency_order_is_a_breach(paragraf: str, expected: str) -> None:
    row = _emergency(paragraf=paragraf, konklusjon={"slutt_dato": DECIDED + 30 * DAY})
    assert _judged(vedtak=[row])[0] == expected


def test_whether_it_fell_away_within_days_must_be_known() -> None:
    """A day on which it surely was over is not enough where an earlier one may be recorded."""
    row = _emergency()
    del row["konklusjon"]
    found = _judged(vedtak=[row], slutt_dato=DECIDED + 60 * DAY)
    assert found == ("open", (), ("Vedtak.konklusjon.slutt_dato",))


def test_neither_the_basis_nor_the_day() -> None:
    case = sak(vedtak=[{"id": "v"}])
    result = judge(case)["AKU001", "v"]
    assert (result.outcome, result.missing) == (Outcome.OPEN, ("Vedtak.lovhjemmel", "Vedtak.start_dato"))
