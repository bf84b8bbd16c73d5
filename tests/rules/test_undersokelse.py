"""The rulings on investigations, one by one."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from barnevern_tilsyn.model import NOT_REPORTED
from tests.records import judge, melding, outcomes, relasjon, sak, undersokelse, vedtak

DAY = timedelta(days=1)
I3 = date(2026, 6, 9)
I6 = date(2026, 9, 9)


def _und001(**keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    result = judge(sak(**keys), date(2027, 1, 1))["UND001", "u"]
    return result.outcome.value, result.reasons, result.missing


def _extended(registered: date, slutt: date | None, innvilget: str | None = "1") -> list[Any]:
    frist = {"start_dato": registered} | ({"innvilget": innvilget} if innvilget else {})
    return [undersokelse(slutt=slutt, utvidet_frist=frist)]


class TestExtension:
    def test_registered_on_the_ordinary_last_day_gives_six_months(self) -> None:
        assert _und001(undersokelser=_extended(I3, I6))[0] == "met"
        assert _und001(undersokelser=_extended(I3, I6 + DAY))[0] == "breach"

    @pytest.mark.parametrize(
        ("slutt", "expected"), [(I3, "met"), (I3 + DAY, "review"), (I6, "review"), (I6 + DAY, "breach")]
    )
    def test_registered_late_is_for_review_up_to_six_months(self, slutt: date, expected: str) -> None:
        assert _und001(undersokelser=_extended(I3 + DAY, slutt))[0] == expected

    @pytest.mark.parametrize(("slutt", "expected"), [(I3, "met"), (I3 + DAY, "review"), (I6 + DAY, "breach")])
    def test_undecided_is_for_review(self, slutt: date, expected: str) -> None:
        assert _und001(undersokelser=_extended(I3, slutt, None))[0] == expected

    @pytest.mark.parametrize(("slutt", "expected"), [(I3, "met"), (I3 + DAY, "breach")])
    def test_refused_leaves_three_months(self, slutt: date, expected: str) -> None:
        assert _und001(undersokelser=_extended(I3, slutt, "2"))[0] == expected

    @pytest.mark.parametrize(
        ("slutt", "expected"), [(I3, "met"), (I3 + DAY, "open"), (I6, "open"), (I6 + DAY, "breach")]
    )
    def test_not_reported_is_open_until_six_months(self, slutt: date, expected: str) -> None:
        bare = undersokelse(slutt=slutt)
        del bare["utvidet_frist"]
        outcome, _, missing = _und001(undersokelser=[bare])
        assert outcome == expected
        assert missing == (("Undersokelse.utvidet_frist",) if expected == "open" else ())

    def test_an_extension_after_the_day_of_judgement_is_not_seen(self) -> None:
        case = sak(undersokelser=_extended(I3 + 5 * DAY, None))
        assert outcomes(case, I3 + 2 * DAY)["UND001", "u"] == "breach"
        assert outcomes(case, I3 + 6 * DAY)["UND001", "u"] == "review"


class TestSeveralReports:
    FIRST, LAST = date(2026, 3, 2), date(2026, 3, 9)

    def _case(self, slutt: date, kode: str = "2", last: Any = LAST, links: tuple[str, ...] = ("m", "n")) -> Any:
        return _und001(
            meldinger=[melding(), melding("n", start=last, slutt=last + 7 * DAY, kode=kode)],
            undersokelser=[undersokelse(start=date(2026, 3, 16), slutt=slutt)],
            relasjoner=[relasjon("Melding", id, "Undersokelse", "u") for id in links],
        )

    def test_strict_from_the_first_lenient_from_the_last(self) -> None:
        assert self._case(I3)[0] == "met"
        assert self._case(I3 + DAY)[:2] == ("review", ("several-reports",))
        assert self._case(date(2026, 6, 16))[0] == "review"
        assert self._case(date(2026, 6, 17))[0] == "breach"

    @pytest.mark.parametrize("kode", ["1", "3", "4"])
    def test_a_report_that_led_elsewhere_does_not_move_the_limit(self, kode: str) -> None:
        assert self._case(I3 + DAY, kode)[0] == "breach"

    def test_a_report_after_the_start_does_not_move_the_limit(self) -> None:
        assert self._case(I3 + DAY, last=date(2026, 3, 17))[0] == "breach"

    def test_without_relations_candidates_by_date_must_agree(self) -> None:
        assert self._case(I3 + DAY, links=())[:2] == ("review", ("inferred-reports",))
        assert self._case(date(2026, 6, 17), links=())[0] == "breach"

    def test_only_reports_that_cannot_have_led_to_it_are_for_review(self) -> None:
        dropped, later = melding(kode="1"), melding(start=date(2026, 3, 10), slutt=date(2026, 3, 12))
        for row in (dropped, later):
            assert _und001(meldinger=[row])[:2] == ("review", ("reports-do-not-lead",))

    def test_a_relation_may_start_from_the_id_of_an_older_system(self) -> None:
        links = [relasjon("Melding", "123-Gammel", "Undersokelse", "u")]
        rows = [{**melding(), "migrert_id": "123-gammel"}]
        late = [undersokelse(slutt=I3 + DAY)]
        assert _und001(relasjoner=links, meldinger=rows, undersokelser=late)[:2] == ("review", ("migrated",))

    def test_a_relation_to_a_report_that_is_not_there_leaves_it_open(self) -> None:
        links = [relasjon("Melding", "borte", "Undersokelse", "u")]
        assert _und001(relasjoner=links)[0] == "open"

    def test_ids_match_whatever_their_case(self) -> None:
        links = [relasjon("Melding", "M", "Undersokelse", "U")]
        assert _und001(relasjoner=links, undersokelser=[undersokelse(slutt=I3 + DAY)])[0] == "breach"


class TestClosingDay:
    LINKS = [relasjon("Melding", "m", "Undersokelse", "u"), relasjon("Undersokelse", "u", "Vedtak", "v")]

    def _case(self, slutt: date, act: date, kode: str = "1", **keys: Any) -> Any:
        keys = {"relasjoner": self.LINKS, "vedtak": [vedtak(start=act)], **keys}
        return _und001(undersokelser=[undersokelse(slutt=slutt, kode=kode)], **keys)

    def test_act_in_time_end_late_is_for_review(self) -> None:
        assert self._case(I3 + DAY, I3)[:2] == ("review", ("act-before-end",))

    def test_both_late_is_a_breach(self) -> None:
        assert self._case(I3 + 9 * DAY, I3 + DAY)[0] == "breach"

    def test_end_in_time_act_late_goes_by_the_act(self) -> None:
        assert self._case(I3, I3 + DAY)[0] == "breach"

    def test_an_emergency_decision_does_not_close(self) -> None:
        assert self._case(I3 + DAY, I3, vedtak=[vedtak(start=I3, kapittel="4")])[0] == "breach"

    def test_an_act_that_no_relation_joins_speaks_for_the_service_only(self) -> None:
        links = self.LINKS[:1]
        assert self._case(I3 + DAY, I3, relasjoner=links)[0] == "review"
        assert self._case(I3, I3 + DAY, relasjoner=links)[0] == "met"

    def test_known_late_overall_assessment_is_a_breach(self) -> None:
        late = undersokelse(slutt=I3 + DAY, kode="1", tillegg={"samlet_vurdering": {"dato": I3 + DAY}})
        assert _und001(undersokelser=[late], relasjoner=self.LINKS, vedtak=[vedtak(start=I3)])[0] == "breach"
        timely = undersokelse(slutt=I3 + DAY, kode="1", tillegg={"samlet_vurdering": {"dato": I3}})
        assert _und001(undersokelser=[timely], relasjoner=self.LINKS, vedtak=[vedtak(start=I3)])[0] == "review"

    def test_a_later_dismissal_is_for_review(self) -> None:
        dismissed: dict[str, Any] = {"kode": "3", "vedtak": [vedtak(start=I3 + DAY, kapittel="2", paragraf="5")]}
        assert self._case(I3, I3, **dismissed)[:2] == ("review", ("dismissal-after-end",))
        assert self._case(I3 + DAY, I3, **dismissed)[0] == "breach"
        dismissed["vedtak"] = [vedtak(start=I3, kapittel="2", paragraf="5")]
        assert self._case(I3, I3, **dismissed)[0] == "met"
        assert self._case(I3 + DAY, I3, **dismissed)[:2] == ("review", ("act-before-end",))

    def test_another_decision_after_a_dismissal_says_nothing(self) -> None:
        assert self._case(I3, I3 + DAY, kode="3")[0] == "met"
        assert self._case(I3 + DAY, I3, kode="3")[0] == "breach"

    def test_a_late_joined_decision_and_a_free_one_in_time_are_for_review(self) -> None:
        both = [vedtak(start=I3 + DAY), vedtak("w", start=I3 - DAY)]
        assert self._case(I3, I3, vedtak=both)[:2] == ("review", ("act-not-linked",))

    def test_a_migrated_decision_is_for_review(self) -> None:
        assert self._case(I3, I3 + DAY, vedtak=[{**vedtak(start=I3 + DAY), "migrert_id": "x"}])[0] == "review"

    def test_what_is_not_reported_matters_only_where_it_could_change_the_answer(self) -> None:
        missing: dict[str, Any] = {"vedtak": NOT_REPORTED, "relasjoner": self.LINKS[:1]}
        for kode, slutt, expected in [("3", I3, "open"), ("3", I3 + DAY, "open"), ("1", I3, "open")]:
            assert self._case(slutt, I3, kode=kode, **missing)[0] == expected
        old = {**vedtak(start=date(2019, 1, 1))}
        del old["lovhjemmel"]
        assert self._case(I3 + DAY, I3, vedtak=[old], relasjoner=self.LINKS[:1])[0] == "breach"
        loose = {**vedtak(start=I3 - DAY)}
        del loose["lovhjemmel"]
        assert self._case(I3, I3, vedtak=[loose], relasjoner=self.LINKS[:1])[0] == "met"
        assert self._case(I3 + DAY, I3, vedtak=[loose], relasjoner=self.LINKS[:1])[0] == "open"

    @pytest.mark.parametrize("direct", [False, True])
    @pytest.mark.parametrize(("sent", "expected"), [(I3, "review"), (I3 + DAY, "breach"), (I3 + 9 * DAY, "breach")])
    def test_to_the_board_it_is_the_dispatch(self, sent: date, expected: str, direct: bool) -> None:
        links = (
            [relasjon("OversendelseFylkesnemnd", "o", "Undersokelse", "u")]
            if direct
            else [self.LINKS[1], relasjon("Vedtak", "v", "OversendelseFylkesnemnd", "o")]
        )
        outcome = self._case(
            I3 + DAY,
            I3,
            kode="2",
            relasjoner=[self.LINKS[0], *links],
            vedtak=[vedtak(start=I3, status="2")],
            oversendelser_fylkesnemnd=[{"id": "o", "start_dato": sent}],
        )[0]
        assert outcome == expected

    def test_to_the_board_without_dispatch_it_is_the_status(self) -> None:
        case: dict[str, Any] = {"kode": "2", "vedtak": [vedtak(start=I3, status="2")]}
        assert self._case(I3 + DAY, I3, **case)[0] == "review"
        assert self._case(I3, I3, **case)[0] == "met"


class TestSpecialSituations:
    LATE = [undersokelse(slutt=I3 + DAY)]

    @pytest.mark.parametrize(
        ("born", "expected"),
        [
            (date(2026, 3, 3), "review"),  # received the day before birth
            (date(2026, 3, 2), "breach"),  # on the day of birth
            (date(2008, 3, 3), "breach"),  # 17 on the day
            (date(2008, 3, 2), "review"),  # 18 on the day
            (date(2008, 2, 29), "review"),
        ],
    )
    def test_the_unborn_and_the_grown_are_for_review(self, born: date, expected: str) -> None:
        child = [{"id": "p", "start_dato": date(2026, 3, 2), "fodseldato": born}]
        assert _und001(undersokelser=self.LATE, personalia=child)[0] == expected
        assert _und001(personalia=child)[0] == "met"

    def test_while_registered_unborn_the_birth_is_not_known(self) -> None:
        due = [{"id": "p", "start_dato": date(2026, 2, 1), "fodseldato": date(2026, 3, 1), "kjonn": "0"}]
        outcome, _, missing = _und001(undersokelser=self.LATE, personalia=due)
        assert (outcome, missing) == ("open", ("Personalia.fodseldato",))
        due[0]["fodseldato"] = date(2026, 3, 3)
        assert _und001(undersokelser=self.LATE, personalia=due)[:2] == ("review", ("unborn",))

    def test_the_latest_identity_holds(self) -> None:
        rows = [
            {"id": "a", "start_dato": date(2026, 3, 2), "fodseldato": date(2026, 5, 1), "kjonn": "0"},
            {"id": "b", "start_dato": date(2026, 3, 3), "fodseldato": date(2015, 5, 1), "kjonn": "1"},
        ]
        assert _und001(undersokelser=self.LATE, personalia=rows)[0] == "breach"

    @pytest.mark.parametrize("rows", [[], [{"id": "p", "start_dato": date(2026, 3, 2)}]])
    def test_an_unknown_birth_date_opens_a_breach_and_only_a_breach(self, rows: Any) -> None:
        outcome, _, missing = _und001(undersokelser=self.LATE, personalia=rows)
        assert (outcome, missing) == ("open", ("Personalia.fodseldato",))
        assert _und001(personalia=rows)[0] == "met"

    def test_svalbard(self) -> None:
        place = {"dato_uttrekk": "2026-10-01T10:00:00Z", "avgiver": {"kommunenummer": "2100"}}
        assert _und001(undersokelser=self.LATE, leveranse=place)[:2] == ("not_applicable", ("svalbard",))
        unknown = {"dato_uttrekk": "2026-10-01T10:00:00Z"}
        outcome, _, missing = _und001(undersokelser=self.LATE, leveranse=unknown)
        assert (outcome, missing) == ("open", ("Sak.leveranse.avgiver.kommunenummer",))

    def test_a_migrated_report_or_investigation_is_for_review(self) -> None:
        assert _und001(undersokelser=[{**self.LATE[0], "migrert_id": "x"}])[:2] == ("review", ("migrated",))
        assert _und001(undersokelser=self.LATE, meldinger=[{**melding(), "migrert_id": "x"}])[0] == "review"

    def test_deleted_elements_are_not_judged(self) -> None:
        deleted = sak(undersokelser=[{**self.LATE[0], "er_slettet": True}])
        assert ("UND001", "u") not in judge(deleted)
        tombstone = sak(undersokelser=self.LATE, slettede=[{"id": "U", "type": "Undersokelse"}])
        assert ("UND001", "u") not in judge(tombstone)
        assert not judge(sak(undersokelser=self.LATE, er_slettet=True))

    def test_a_deleted_relation_is_none(self) -> None:
        link = {**relasjon("Melding", "n", "Undersokelse", "u"), "er_slettet": True}
        assert _und001(relasjoner=[link], undersokelser=self.LATE)[0] == "breach"

    @pytest.mark.parametrize(("slutt", "law"), [(date(2022, 12, 31), "6-9"), (date(2023, 1, 1), "2-2")])
    def test_the_law_of_the_nominal_last_day(self, slutt: date, law: str) -> None:
        received = slutt - timedelta(days=7 + 92) if law == "6-9" else date(2022, 9, 24)
        case = sak(
            meldinger=[melding(start=received, slutt=received + 7 * DAY)],
            undersokelser=[undersokelse(start=received + 7 * DAY, slutt=received + 200 * DAY)],
        )
        result = judge(case)["UND001", "u"]
        assert result.frist is not None
        assert result.provisions[0].hjemmel.paragraf == ("6-9" if result.frist.nominal < date(2023, 1, 1) else "2-2")
        assert result.provisions[0].hjemmel.paragraf == law

    def test_the_old_act_may_count_from_a_late_conclusion(self) -> None:
        reports = [melding(start=date(2022, 3, 7), slutt=date(2022, 3, 21))]
        for slutt, expected in [
            (date(2022, 6, 14), "met"),
            (date(2022, 6, 15), "review"),
            (date(2022, 6, 21), "review"),
            (date(2022, 6, 22), "breach"),
        ]:
            rows = [undersokelse(start=date(2022, 3, 21), slutt=slutt)]
            assert _und001(meldinger=reports, undersokelser=rows)[0] == expected


class TestClosedCase:
    def test_an_investigation_left_open_in_a_closed_case_contradicts_itself(self) -> None:
        rows = [undersokelse(slutt=None)]
        assert _und001(undersokelser=rows, slutt_dato=I3)[:2] == ("review", ("case-closed",))
        assert _und001(undersokelser=rows, slutt_dato=I3 + DAY)[0] == "breach"
        assert _und001(undersokelser=rows, slutt_dato=NOT_REPORTED)[2] == ("Sak.slutt_dato",)
        assert _und001(undersokelser=rows, slutt_dato=NOT_REPORTED, avsluttet=False)[0] == "breach"


class TestKnowledge:
    def test_not_known_after_the_extraction(self) -> None:
        early = {"dato_uttrekk": "2026-06-09T10:00:00Z", "avgiver": {"kommunenummer": "9901"}}
        case = sak(undersokelser=[undersokelse(slutt=None)], leveranse=early)
        assert outcomes(case, I3)["UND001", "u"] == "running"
        later = judge(case, I3 + DAY)["UND001", "u"]
        assert (later.outcome.value, later.missing) == ("open", ("Undersokelse.konklusjon",))
        assert judge(case, I3 + DAY, assume_unchanged=True)["UND001", "u"].outcome.value == "breach"

    def test_the_extraction_counts_by_its_day_in_norway(self) -> None:
        late_evening = {"dato_uttrekk": "2026-06-09T22:30:00Z", "avgiver": {"kommunenummer": "9901"}}
        case = sak(undersokelser=[undersokelse(slutt=None)], leveranse=late_evening)
        assert outcomes(case)["UND001", "u"] == "breach"  # half past midnight on 10 June in Norway

    def test_what_is_dated_after_the_extraction_is_planned_and_has_not_happened(self) -> None:
        early = {"dato_uttrekk": "2026-04-01T10:00:00Z", "avgiver": {"kommunenummer": "9901"}}
        case = sak(undersokelser=[undersokelse(slutt=I3)], leveranse=early)
        assert outcomes(case)["UND001", "u"] == "running"
        assert outcomes(case, date(2026, 12, 1))["UND001", "u"] == "open"

    def test_dates_that_contradict_each_other_are_for_review(self) -> None:
        assert _und001(undersokelser=[undersokelse(slutt=date(2026, 3, 1))])[:2] == ("review", ("date-before-start",))


class TestForgottenChild:
    def _outcome(self, as_of: date, **keys: Any) -> str:
        return outcomes(sak(**{"undersokelser": [], "relasjoner": [], **keys}), as_of)["UND002", "m"]

    def test_only_after_the_latest_day_and_only_for_review(self) -> None:
        assert self._outcome(I3) == "running"
        assert self._outcome(I3 + DAY) == "review"

    def test_with_roll_over_not_before_the_latest_day(self) -> None:
        reports = [melding(start=date(2026, 3, 26), slutt=date(2026, 4, 2))]
        assert self._outcome(date(2026, 7, 7), meldinger=reports) == "running"
        assert self._outcome(date(2026, 7, 8), meldinger=reports) == "review"

    def test_an_investigation_in_time_is_enough(self) -> None:
        assert self._outcome(date(2026, 9, 1), undersokelser=[undersokelse(start=I3, slutt=None)]) == "met"
        assert self._outcome(date(2026, 9, 1), undersokelser=[undersokelse(start=I3 + DAY, slutt=None)]) == "review"

    def test_other_conclusions_do_not_call_for_one(self) -> None:
        assert self._outcome(date(2026, 9, 1), meldinger=[melding(kode="10")]) == "not_applicable"
        assert self._outcome(date(2026, 9, 1), meldinger=[melding(slutt=None)]) == "not_applicable"


def test_an_extension_is_among_the_facts_with_its_day() -> None:
    result = judge(sak(undersokelser=_extended(I3, I6)), date(2027, 1, 1))["UND001", "u"]
    facts = {fact.path: fact.value for fact in result.facts}
    assert facts["Undersokelse.utvidet_frist.start_dato"] == I3
    assert facts["Undersokelse.utvidet_frist.innvilget"] == "1"


@pytest.mark.parametrize("reports", [[melding()], [melding(kode="1")], []])
def test_on_svalbard_the_time_limit_does_not_hold_whatever_led_to_the_investigation(reports: list[Any]) -> None:
    delivery = {"dato_uttrekk": datetime(2027, 1, 1, tzinfo=UTC), "avgiver": {"kommunenummer": "2100"}}
    outcome, reasons, _ = _und001(meldinger=reports, leveranse=delivery, relasjoner=[])
    assert (outcome, reasons) == ("not_applicable", ("svalbard",))
