"""The rulings on the plan for an investigation, one by one."""

from datetime import date, timedelta
from typing import Any

import pytest

from barnevern_tilsyn.model import Kilde
from tests.records import judged, melding, outcomes, relasjon, sak, undersokelse, vedtak

DAY = timedelta(days=1)
END = date(2026, 6, 9)
RECEIVED = date(2026, 3, 2)
TO_REPORT = relasjon("Melding", "m", "Undersokelse", "u")
TO_DECISION = relasjon("Undersokelse", "u", "Vedtak", "v")


def _plan(start: date, plantype: str = "7") -> list[Any]:
    return [{"id": "plan", "start_dato": start, "plantype": plantype}]


class TestPlan:
    @pytest.mark.parametrize(
        ("start", "expected"), [(RECEIVED - DAY, "breach"), (RECEIVED, "met"), (END, "met"), (END + DAY, "breach")]
    )
    def test_from_the_first_report_to_the_closing_day(self, start: date, expected: str) -> None:
        assert judged("UND003", planer=_plan(start))[0] == expected

    def test_other_plans_do_not_count(self) -> None:
        assert judged("UND003", planer=_plan(RECEIVED, "1"))[0] == "breach"

    def test_a_joined_plan_counts_by_its_date_too(self) -> None:
        links = [TO_REPORT, relasjon("Undersokelse", "u", "Plan", "plan")]
        assert judged("UND003", planer=_plan(END + DAY), relasjoner=links)[0] == "breach"

    @pytest.mark.parametrize(
        ("decided", "expected"), [(RECEIVED - DAY, "review"), (RECEIVED + DAY, "met"), (RECEIVED + 9 * DAY, "review")]
    )
    def test_after_an_emergency_decision_its_plan_counts(self, decided: date, expected: str) -> None:
        emergency = [vedtak(start=decided, kapittel="4")]
        assert judged("UND003", planer=_plan(RECEIVED + 2 * DAY, "8"), vedtak=emergency)[0] == expected

    def test_the_act_after_the_registered_end_prolongs_the_period(self) -> None:
        keys = {"undersokelser": [undersokelse(kode="1")], "relasjoner": [TO_REPORT, TO_DECISION]}
        assert judged("UND003", planer=_plan(END + DAY), vedtak=[vedtak(start=END + DAY)], **keys)[0] == "met"

    def test_before_the_register_had_a_code_for_it_the_plan_is_not_known(self) -> None:
        keys = {"meldinger": [melding(start=date(2022, 12, 31), slutt=date(2023, 1, 2))], "planer": []}
        rows = [undersokelse(start=date(2023, 1, 2), slutt=date(2023, 2, 1))]
        assert judged("UND003", undersokelser=rows, **keys) == ("open", (), ("Plan.plantype",))
        keys["meldinger"] = [melding(start=date(2023, 1, 1), slutt=date(2023, 1, 2))]
        assert judged("UND003", undersokelser=rows, **keys)[0] == "breach"

    def test_where_the_source_has_no_code_for_it_the_plan_is_not_known(self) -> None:
        case = sak(planer=_plan(RECEIVED, "1"))
        for ukodet, expected in {
            frozenset({("Plan", "7")}): "open",
            frozenset({("Plan", "6"), ("Melding/Konklusjon", "7")}): "breach",
            frozenset(): "breach",
        }.items():
            object.__setattr__(case, "_kilde", Kilde(ukodet=ukodet))
            assert outcomes(case)["UND003", "u"] == expected
        met = sak(planer=_plan(RECEIVED))
        object.__setattr__(met, "_kilde", Kilde(ukodet=frozenset({("Plan", "7")})))
        assert outcomes(met)["UND003", "u"] == "met"

    def test_a_migrated_plan_outside_the_period_is_for_review(self) -> None:
        plan = {"id": "plan", "start_dato": END + DAY, "plantype": "7", "migrert_id": "x"}
        assert judged("UND003", planer=[plan])[:2] == ("review", ("migrated",))

    def test_from_2023_only(self) -> None:
        keys = {"meldinger": [melding(start=date(2022, 12, 25), slutt=date(2022, 12, 31))], "planer": []}
        before = undersokelse(start=date(2022, 12, 31), slutt=date(2023, 2, 1))
        after = undersokelse(start=date(2023, 1, 1), slutt=date(2023, 2, 1))
        assert judged("UND003", undersokelser=[before], **keys)[0] == "not_applicable"
        keys["meldinger"] = [melding(start=date(2023, 1, 1), slutt=date(2023, 1, 1))]
        assert judged("UND003", undersokelser=[after], **keys)[0] == "breach"

    def test_open_without_a_plan_is_for_review(self) -> None:
        keys = {"undersokelser": [undersokelse(slutt=None)]}
        assert judged("UND003", planer=[], **keys)[:2] == ("review", ("still-open",))
        assert judged("UND003", **keys)[0] == "met"
