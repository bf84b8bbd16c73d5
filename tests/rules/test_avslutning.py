"""The rulings on the closing act, one by one."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.records import judged, melding, relasjon, undersokelse, vedtak

DAY = timedelta(days=1)
END = date(2026, 6, 9)
RECEIVED = date(2026, 3, 2)
TO_REPORT = relasjon("Melding", "m", "Undersokelse", "u")
TO_DECISION = relasjon("Undersokelse", "u", "Vedtak", "v")


class TestMeasures:
    def _act(self, **keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        keys = {"undersokelser": [undersokelse(kode="1")], "relasjoner": [TO_REPORT, TO_DECISION], **keys}
        return judged("UND004", **keys)

    @pytest.mark.parametrize(("day", "expected"), [(END - DAY, "met"), (END, "met"), (END + DAY, "review")])
    def test_a_joined_decision(self, day: date, expected: str) -> None:
        assert self._act(vedtak=[vedtak(start=day)])[0] == expected

    def test_none_at_all_is_a_breach_where_relations_are_exported(self) -> None:
        assert self._act(relasjoner=[TO_REPORT])[0] == "breach"
        assert self._act(relasjoner=[])[:2] == ("review", ("relations-not-exported",))

    def test_a_decision_before_the_first_report_does_not_count(self) -> None:
        assert self._act(vedtak=[vedtak(start=RECEIVED - DAY)], relasjoner=[TO_REPORT])[0] == "breach"

    def test_a_decision_that_no_relation_joins_is_for_review(self) -> None:
        loose = self._act(vedtak=[vedtak(start=END + 30 * DAY)], relasjoner=[TO_REPORT])
        assert loose[:2] == ("review", ("act-not-linked",))

    def test_a_relation_to_a_decision_that_is_not_there_leaves_it_open(self) -> None:
        assert self._act() == ("open", (), ("Vedtak.start_dato",))

    def test_a_relation_to_a_decision_that_was_removed_says_nothing(self) -> None:
        tombstone = [{"id": "v", "type": "Vedtak", "slutt_dato": END}]
        assert self._act(slettede=tombstone)[0] == "breach"
        assert self._act(vedtak=[{**vedtak(), "er_slettet": True}])[0] == "breach"

    def test_a_decision_before_the_first_report_or_within_the_investigation_does_not_close_it(self) -> None:
        assert self._act(vedtak=[vedtak(start=RECEIVED - DAY)])[:2] == ("review", ("not-a-closing-act",))
        step = vedtak(start=RECEIVED + DAY, kapittel="2", paragraf="3")
        assert self._act(vedtak=[step])[:2] == ("review", ("not-a-closing-act",))

    @pytest.mark.parametrize("paragraf", ["6", "9", "25", "29"])
    def test_emergency_decisions_of_the_old_act(self, paragraf: str) -> None:
        end = date(2022, 6, 1)
        keys: dict[str, Any] = {
            "meldinger": [melding(start=date(2022, 3, 1), slutt=date(2022, 3, 8))],
            "undersokelser": [undersokelse(start=date(2022, 3, 8), slutt=end, kode="1")],
        }
        basis = {"lov": "BVL", "kapittel": "4", "paragraf": paragraf}
        assert self._act(vedtak=[vedtak(start=end, lovhjemmel=basis)], **keys)[:2] == ("review", ("not-a-closing-act",))
        measure = {**basis, "paragraf": "4"}
        assert self._act(vedtak=[vedtak(start=end, lovhjemmel=measure)], **keys)[0] == "met"

    def test_on_svalbard_the_old_act_did_not_ask_for_it(self) -> None:
        place = {"dato_uttrekk": "2026-10-01T10:00:00Z", "avgiver": {"kommunenummer": "2100"}}
        for year, expected in [(2022, "not_applicable"), (2026, "breach")]:
            received = date(year, 3, 1)
            outcome = self._act(
                leveranse=place,
                relasjoner=[TO_REPORT],
                meldinger=[melding(start=received, slutt=date(year, 3, 8))],
                undersokelser=[undersokelse(start=date(year, 3, 8), slutt=date(year, 6, 1), kode="1")],
            )
            assert outcome[0] == expected

    def test_only_an_emergency_decision_is_for_review(self) -> None:
        assert self._act(vedtak=[vedtak(kapittel="4")])[:2] == ("review", ("not-a-closing-act",))

    def test_unborn_and_migrated_are_for_review(self) -> None:
        child = [{"id": "p", "start_dato": RECEIVED, "fodseldato": RECEIVED + DAY}]
        none = {"relasjoner": [TO_REPORT]}
        assert self._act(personalia=child, **none)[:2] == ("review", ("unborn",))
        assert self._act(undersokelser=[{**undersokelse(kode="1"), "migrert_id": "x"}], **none)[0] == "review"


class TestBoard:
    TRANSFER = [{"id": "o", "start_dato": END}]

    def _act(self, **keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        keys = {"undersokelser": [undersokelse(kode="2")], "vedtak": [vedtak(status="2")], **keys}
        return judged("UND004", **keys)

    @pytest.mark.parametrize("over_decision", [True, False])
    @pytest.mark.parametrize(("day", "expected"), [(END, "met"), (END + DAY, "review")])
    def test_a_dispatch_over_the_decision_or_direct(self, day: date, expected: str, over_decision: bool) -> None:
        over = [TO_DECISION, relasjon("OversendelseFylkesnemnd", "o", "Vedtak", "v")]
        direct = [relasjon("Undersokelse", "u", "OversendelseFylkesnemnd", "o")]
        links = [TO_REPORT, *(over if over_decision else direct)]
        transfer = [{"id": "o", "start_dato": day}]
        assert self._act(oversendelser_fylkesnemnd=transfer, relasjoner=links)[0] == expected

    def test_the_status_alone_is_for_review(self) -> None:
        assert self._act(relasjoner=[TO_REPORT, TO_DECISION])[:2] == ("review", ("status-without-transfer",))

    def test_a_missing_relation_alone_is_for_review(self) -> None:
        assert self._act(oversendelser_fylkesnemnd=self.TRANSFER)[:2] == ("review", ("act-not-linked",))

    def test_the_status_counts_by_its_own_day(self) -> None:
        early = {**vedtak(start=RECEIVED - DAY, status="2")}
        early["statuser"] = [{"id": "s", "endret_dato": END, "kode": "2"}]
        assert self._act(vedtak=[early], relasjoner=[TO_REPORT, TO_DECISION])[:2] == (
            "review",
            ("status-without-transfer",),
        )

    def test_the_dispatch_of_another_decision_is_for_review(self) -> None:
        links = [TO_REPORT, TO_DECISION, relasjon("Vedtak", "v", "OversendelseFylkesnemnd", "o")]
        emergency = vedtak(start=RECEIVED + DAY, kapittel="4")
        sent = [{"id": "o", "start_dato": RECEIVED + 2 * DAY}]
        found = self._act(vedtak=[emergency], relasjoner=links, oversendelser_fylkesnemnd=sent)
        assert found[:2] == ("review", ("not-a-closing-act",))

    def test_a_relation_to_a_dispatch_that_is_not_there_leaves_it_open(self) -> None:
        links = [TO_REPORT, relasjon("Undersokelse", "u", "OversendelseFylkesnemnd", "o")]
        assert self._act(vedtak=[], relasjoner=links)[0] == "open"

    def test_neither_dispatch_nor_decision_is_a_breach(self) -> None:
        assert self._act(vedtak=[])[0] == "breach"
        assert self._act(vedtak=[], relasjoner=[])[0] == "review"


class TestDismissed:
    @pytest.mark.parametrize("kode", list("3456789"))
    def test_open_unless_the_record_tells(self, kode: str) -> None:
        rows = [undersokelse(kode=kode)]
        assert judged("UND004", undersokelser=rows) == ("open", (), ("Vedtak.start_dato",))
        told = {
            "vedtak": [vedtak(kapittel="2", paragraf="5")],
            "relasjoner": [TO_REPORT, TO_DECISION],
            "undersokelser": rows,
        }
        assert judged("UND004", **told)[0] == "met"
        other = {**told, "vedtak": [vedtak()]}
        assert judged("UND004", **other)[0] == "open"
        late = {**told, "vedtak": [vedtak(start=END + DAY, kapittel="2", paragraf="5")]}
        assert judged("UND004", **late)[:2] == ("review", ("act-after-end",))

    def test_not_closed_is_not_applicable(self) -> None:
        assert judged("UND004", undersokelser=[undersokelse(slutt=None)])[0] == "not_applicable"
