"""The oracle on cases written by hand. R is received, W the week, I3 and I6 three and six months after it.

The base case: received Monday 2 March 2026, W 9 March, I3 9 June, I6 9 September; no day of them is red.
"""

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

from barnevern_tilsyn.testing.oracle import judge
from barnevern_tilsyn.testing.synthetic.spec import (
    Avgiver,
    CaseSpec,
    Hjemmel,
    Kode,
    Melding,
    Oversendelse,
    Personalia,
    Plan,
    Relasjon,
    Slettet,
    Undersokelse,
    UtvidetFrist,
    Vedtak,
)

AS_OF = date(2026, 10, 1)
HELP = Hjemmel("BVL2021", "3", "1")
EMERGENCY = Hjemmel("BVL2021", "4", "2")
CARE = Hjemmel("BVL2021", "5", "1")
DISMISSAL = Hjemmel("BVL2021", "2", "5")


def d(text: str) -> date:
    return date.fromisoformat(text)


def case(**parts: Any) -> CaseSpec:
    base = CaseSpec(
        leveranse_id="L",
        dato_uttrekk="2026-10-01T10:00:00+02:00",
        forrige_id="",
        avgiver=Avgiver("310000019", "9901", "Testvik"),
        id="S",
        start_dato=d("2019-01-01"),
        journalnummer="1",
        personalia=(Personalia("P", d("2019-01-01"), "", d("2015-01-01"), "1"),),
    )
    return attrs.evolve(base, **parts)


def melding(received: str = "2026-03-02", slutt: str = "", kode: str = "", **more: Any) -> Melding:
    return Melding(more.pop("id", "M"), d(received), slutt_dato=d(slutt) if slutt else None, kode=kode, **more)


def investigated(
    slutt: str = "",
    kode: str = "3",
    *,
    received: str = "2026-03-02",
    concluded: str = "2026-03-09",
    start: str = "",
    frist: UtvidetFrist | None = None,
    plan: str = "2026-03-12",
    **more: Any,
) -> CaseSpec:
    """One report that led to one investigation with a plan."""
    u = Undersokelse(
        "U",
        d(start or concluded),
        utvidet_frist=frist,
        slutt_dato=d(slutt) if slutt else None,
        kode=Kode(kode) if slutt else None,
        migrert_id=more.pop("migrert_id", ""),
    )
    relasjoner = (rel("Melding", "M", "Undersokelse", "U"), *more.pop("relasjoner", ()))
    planer = (Plan("L7", d(plan), "7"),) if plan else ()
    return case(
        meldinger=(melding(received, concluded, "2"), *more.pop("meldinger", ())),
        undersokelser=(u,),
        planer=more.pop("planer", planer),
        relasjoner=relasjoner,
        **more,
    )


def rel(fra_type: str, fra_id: str, til_type: str, til_id: str, **more: Any) -> Relasjon:
    return Relasjon(f"R-{fra_id}-{til_id}", fra_type, fra_id, til_type, til_id, **more)


def vedtak(day: str, hjemmel: Hjemmel = HELP, status: str = "1", id: str = "V", **more: Any) -> Vedtak:
    return Vedtak(id, d(day), hjemmel, (("s", d(day), status),), **more)


def outcome(spec: CaseSpec, rule: str, element: str = "", as_of: date = AS_OF) -> str:
    element = element or ("M" if rule in ("MEL001", "UND002") else "U")
    (found,) = [t.outcome for t in judge(spec, as_of) if (t.rule, t.element_id) == (rule, element)]
    return found


class TestReviewedWithinAWeek:
    @pytest.mark.parametrize(
        ("received", "slutt", "expected"),
        [
            ("2026-03-02", "2026-03-02", "met"),
            ("2026-03-02", "2026-03-09", "met"),
            ("2026-03-02", "2026-03-10", "breach"),
            ("2026-03-26", "2026-04-02", "met"),
            ("2026-03-26", "2026-04-03", "review"),
            ("2026-03-26", "2026-04-07", "review"),
            ("2026-03-26", "2026-04-08", "breach"),
            ("2019-03-04", "2019-03-12", "breach"),
        ],
    )
    def test_by_the_day_of_conclusion(self, received: str, slutt: str, expected: str) -> None:
        assert outcome(case(meldinger=(melding(received, slutt, "10"),)), "MEL001") == expected

    @pytest.mark.parametrize(
        ("uttrekk", "as_of", "expected"),
        [
            ("2026-04-02T10:00:00Z", "2026-04-02", "running"),
            ("2026-04-03T10:00:00Z", "2026-04-03", "review"),
            ("2026-04-07T10:00:00Z", "2026-04-07", "review"),
            ("2026-04-08T10:00:00Z", "2026-04-08", "breach"),
            ("2026-04-07T22:30:00Z", "2026-04-08", "breach"),
            ("2026-05-01T10:00:00Z", "2026-04-02", "running"),
            ("2026-04-02T10:00:00Z", "2026-04-03", "open"),
            ("2026-04-02T10:00:00Z", "2026-09-01", "open"),
            ("2026-04-03T10:00:00Z", "2026-09-01", "review"),
        ],
    )
    def test_unconcluded_by_what_is_known(self, uttrekk: str, as_of: str, expected: str) -> None:
        spec = case(meldinger=(melding("2026-03-26"),), dato_uttrekk=uttrekk)
        assert outcome(spec, "MEL001", as_of=d(as_of)) == expected

    def test_a_void_conclusion_is_none(self) -> None:
        spec = case(meldinger=(melding("2026-03-02", "2026-03-03", "10", konklusjon_slettet=True),))
        assert outcome(spec, "MEL001") == "breach"


class TestCaps:
    @pytest.mark.parametrize(
        ("born", "expected"),
        [
            ("2026-03-03", "review"),
            ("2026-03-02", "breach"),
            ("2008-03-03", "breach"),
            ("2008-03-02", "review"),
            ("2000-01-01", "review"),
        ],
    )
    def test_unborn_or_grown_up_at_receipt(self, born: str, expected: str) -> None:
        personalia = (Personalia("P", d("2019-01-01"), "", d(born), "1"),)
        assert outcome(case(meldinger=(melding(),), personalia=personalia), "MEL001") == expected
        assert outcome(investigated("2026-06-10", personalia=personalia), "UND001") == expected

    def test_the_latest_row_of_personalia_holds(self) -> None:
        rows = (
            Personalia("P2", d("2026-05-01"), "", d("2026-05-01"), "2"),
            Personalia("P1", d("2026-03-02"), "", d("2026-02-01"), "0"),
        )
        assert outcome(case(meldinger=(melding(),), personalia=rows), "MEL001") == "review"

    def test_migrated(self) -> None:
        assert outcome(case(meldinger=(melding(migrert_id="1"),)), "MEL001") == "review"
        assert outcome(investigated("2026-06-10", migrert_id="1"), "UND001") == "review"

    def test_svalbard(self) -> None:
        spec = investigated("2026-08-10", avgiver=Avgiver("310000051", "2199", "Teststranda"))
        assert outcome(spec, "UND001") == outcome(spec, "UND002") == "not_applicable"
        assert outcome(spec, "MEL001") == outcome(spec, "UND003") == "met"


class TestFinishedInThreeMonths:
    @pytest.mark.parametrize(
        ("received", "concluded", "slutt", "expected"),
        [
            ("2026-03-02", "2026-03-09", "2026-06-09", "met"),
            ("2026-03-02", "2026-03-03", "2026-06-09", "met"),
            ("2026-03-02", "2026-03-09", "2026-06-10", "breach"),
            ("2026-03-26", "2026-04-02", "2026-07-02", "met"),
            ("2026-03-26", "2026-04-02", "2026-07-03", "review"),
            ("2026-03-26", "2026-04-02", "2026-07-07", "review"),
            ("2026-03-26", "2026-04-02", "2026-07-08", "breach"),
            ("2025-11-24", "2025-12-01", "2026-03-02", "review"),
            ("2025-11-24", "2025-12-01", "2026-03-03", "breach"),
            ("2023-11-23", "2023-11-30", "2024-02-29", "met"),
            ("2023-11-23", "2023-11-30", "2024-03-01", "breach"),
        ],
    )
    def test_by_the_registered_end(self, received: str, concluded: str, slutt: str, expected: str) -> None:
        assert outcome(investigated(slutt, received=received, concluded=concluded), "UND001") == expected

    @pytest.mark.parametrize(
        ("uttrekk", "expected"),
        [("2026-06-09", "running"), ("2026-06-10", "breach"), ("2026-07-01", "breach")],
    )
    def test_still_open(self, uttrekk: str, expected: str) -> None:
        spec = investigated(dato_uttrekk=f"{uttrekk}T12:00:00+02:00")
        assert outcome(spec, "UND001", as_of=d(uttrekk)) == expected

    @pytest.mark.parametrize(
        ("registered", "innvilget", "slutt", "expected"),
        [
            ("2026-06-09", "1", "2026-09-09", "met"),
            ("2026-06-09", "1", "2026-09-10", "breach"),
            ("2026-06-10", "1", "2026-06-09", "met"),
            ("2026-06-10", "1", "2026-06-10", "review"),
            ("2026-06-10", "1", "2026-09-09", "review"),
            ("2026-06-10", "1", "2026-09-10", "breach"),
            ("2026-05-01", "", "2026-06-09", "met"),
            ("2026-05-01", "", "2026-06-10", "review"),
            ("2026-05-01", "", "2026-09-10", "breach"),
            ("2026-05-01", "2", "2026-06-09", "met"),
            ("2026-05-01", "2", "2026-06-10", "breach"),
        ],
    )
    def test_extension(self, registered: str, innvilget: str, slutt: str, expected: str) -> None:
        assert outcome(investigated(slutt, frist=UtvidetFrist(d(registered), innvilget)), "UND001") == expected

    def test_an_extension_registered_between_the_two_last_days_is_late(self) -> None:
        frist = UtvidetFrist(d("2026-07-06"), "1")
        spec = investigated("2026-10-01", received="2026-03-26", concluded="2026-04-02", frist=frist)
        assert outcome(spec, "UND001") == "review"

    def test_the_act_is_that_of_the_nominal_day_where_reports_differ(self) -> None:
        late = melding("2022-09-25", "2022-10-20", "2", id="M2")
        spec = investigated(
            "2023-01-15",
            received="2022-09-23",
            concluded="2022-09-30",
            meldinger=(late,),
            relasjoner=(rel("Melding", "M2", "Undersokelse", "U"),),
        )
        assert outcome(spec, "UND001") == "review"

    @pytest.mark.parametrize(
        ("second", "kode", "slutt", "expected"),
        [
            ("2026-03-05", "2", "2026-06-09", "met"),
            ("2026-03-05", "2", "2026-06-12", "review"),
            ("2026-03-05", "2", "2026-06-13", "breach"),
            ("2026-03-05", "", "2026-06-12", "review"),
            ("2026-03-05", "10", "2026-06-12", "breach"),
            ("2026-03-05", "4", "2026-06-12", "breach"),
            ("2026-03-10", "2", "2026-06-12", "breach"),
        ],
    )
    def test_several_reports(self, second: str, kode: str, slutt: str, expected: str) -> None:
        other = melding(second, second if kode else "", kode, id="M2")
        link = rel("Melding", "M2", "Undersokelse", "U")
        assert outcome(investigated(slutt, meldinger=(other,), relasjoner=(link,)), "UND001") == expected

    @pytest.mark.parametrize(
        ("received", "concluded", "slutt", "expected"),
        [
            # Old Act: W 10 January 2022, I3 10 April (Palm Sunday), moved to 11 April.
            ("2022-01-03", "2022-01-10", "2022-04-11", "review"),
            ("2022-01-03", "2022-01-10", "2022-04-12", "breach"),
            ("2022-01-03", "2022-01-20", "2022-04-10", "met"),
            ("2022-01-03", "2022-01-20", "2022-04-20", "review"),
            ("2022-01-03", "2022-01-20", "2022-04-21", "breach"),
            # The nominal last day is one of the new Act's: 1 January 2023 is not 31 December 2022.
            ("2022-09-24", "2022-10-12", "2023-01-03", "review"),
            ("2022-09-24", "2022-10-12", "2023-01-04", "breach"),
            ("2022-09-23", "2022-10-12", "2023-01-12", "review"),
        ],
    )
    def test_the_old_act(self, received: str, concluded: str, slutt: str, expected: str) -> None:
        assert outcome(investigated(slutt, received=received, concluded=concluded), "UND001") == expected


class TestTheActThatFinishes:
    LINK = rel("Undersokelse", "U", "Vedtak", "V")

    @pytest.mark.parametrize(
        ("slutt", "decided", "time_limit", "chain"),
        [
            ("2026-06-09", "2026-06-09", "met", "met"),
            ("2026-06-01", "2026-06-09", "met", "review"),
            ("2026-06-01", "2026-06-10", "breach", "review"),
            ("2026-06-20", "2026-06-09", "review", "met"),
            ("2026-06-20", "2026-06-10", "breach", "met"),
        ],
    )
    def test_a_decision(self, slutt: str, decided: str, time_limit: str, chain: str) -> None:
        spec = investigated(slutt, "1", vedtak=(vedtak(decided),), relasjoner=(self.LINK,))
        assert (outcome(spec, "UND001"), outcome(spec, "UND004")) == (time_limit, chain)

    def test_an_emergency_decision_finishes_nothing(self) -> None:
        spec = investigated("2026-06-10", "1", vedtak=(vedtak("2026-03-03", EMERGENCY),), relasjoner=(self.LINK,))
        assert (outcome(spec, "UND001"), outcome(spec, "UND004")) == ("breach", "review")

    def test_chapter_four_of_the_old_act_is_not_the_emergency_chapter(self) -> None:
        decision = vedtak("2022-04-08", Hjemmel("BVL", "4", "4"))
        spec = investigated(
            "2022-04-20",
            "1",
            received="2022-01-03",
            concluded="2022-01-10",
            vedtak=(decision,),
            relasjoner=(self.LINK,),
        )
        assert (outcome(spec, "UND001"), outcome(spec, "UND004")) == ("review", "met")

    @pytest.mark.parametrize(
        "links",
        [
            (LINK, rel("Vedtak", "V", "OversendelseFylkesnemnd", "O")),
            (LINK, rel("OversendelseFylkesnemnd", "O", "Vedtak", "V")),
            (rel("Undersokelse", "U", "OversendelseFylkesnemnd", "O"),),
        ],
    )
    def test_a_request_to_the_board(self, links: tuple[Relasjon, ...]) -> None:
        parts: dict[str, Any] = {
            "vedtak": (vedtak("2026-06-01", CARE, "2"),),
            "oversendelser": (Oversendelse("O", d("2026-06-05"), CARE),),
            "relasjoner": links,
        }
        assert outcome(investigated("2026-06-05", "2", **parts), "UND004") == "met"
        assert outcome(investigated("2026-06-04", "2", **parts), "UND004") == "review"
        assert outcome(investigated("2026-06-15", "2", **parts), "UND001") == "review"

    @pytest.mark.parametrize("kode", ["1", "2"])
    def test_nothing_in_the_period(self, kode: str) -> None:
        assert outcome(investigated("2026-06-01", kode), "UND004") == "breach"
        before = investigated("2026-06-01", kode, vedtak=(vedtak("2026-03-01"),))
        assert outcome(before, "UND004") == "breach"
        void = investigated(
            "2026-06-01", kode, vedtak=(vedtak("2026-06-01", er_slettet=True),), relasjoner=(self.LINK,)
        )
        assert outcome(void, "UND004") == "breach"

    @pytest.mark.parametrize("kode", ["1", "2"])
    def test_nothing_linked_but_something_there(self, kode: str) -> None:
        spec = investigated("2026-06-01", kode, vedtak=(vedtak("2026-06-01", CARE, "2"),))
        assert outcome(spec, "UND004") == "review"

    def test_no_relations_in_the_export(self) -> None:
        spec = attrs.evolve(investigated("2026-06-01", "1"), relasjoner=())
        assert outcome(spec, "UND004") == "review"

    def test_dismissed(self) -> None:
        assert outcome(investigated("2026-06-01"), "UND004") == "open"
        decided = investigated("2026-06-01", vedtak=(vedtak("2026-06-01", DISMISSAL),), relasjoner=(self.LINK,))
        assert (outcome(decided, "UND001"), outcome(decided, "UND004")) == ("met", "met")
        later = investigated("2026-06-01", vedtak=(vedtak("2026-06-15", DISMISSAL),), relasjoner=(self.LINK,))
        assert (outcome(later, "UND001"), outcome(later, "UND004")) == ("review", "review")

    def test_not_closed(self) -> None:
        assert outcome(investigated(), "UND004") == "not_applicable"


class TestForgottenReport:
    @pytest.mark.parametrize(
        ("uttrekk", "expected"),
        [("2026-06-09", "running"), ("2026-06-10", "review")],
    )
    def test_without_investigation(self, uttrekk: str, expected: str) -> None:
        spec = case(meldinger=(melding(slutt="2026-03-09", kode="2"),), dato_uttrekk=f"{uttrekk}T12:00:00+02:00")
        assert outcome(spec, "UND002", as_of=d(uttrekk)) == expected

    def test_with_one_linked_or_by_date(self) -> None:
        linked = investigated("2026-06-01")
        assert outcome(linked, "UND002") == "met"
        assert outcome(attrs.evolve(linked, relasjoner=()), "UND002") == "met"

    def test_another_reports_investigation_does_not_count(self) -> None:
        other = melding("2026-03-03", "2026-03-04", "2", id="M2")
        assert outcome(investigated("2026-06-01", meldinger=(other,)), "UND002", "M2") == "review"

    def test_a_deleted_investigation_does_not_count(self) -> None:
        spec = investigated("2026-06-01")
        spec = attrs.evolve(spec, slettede=(Slettet("U", "Undersokelse", AS_OF),))
        assert outcome(spec, "UND002") == "review"

    @pytest.mark.parametrize("kode", ["", "3", "4", "10"])
    def test_other_conclusions(self, kode: str) -> None:
        spec = case(meldinger=(melding(slutt="2026-03-09" if kode else "", kode=kode),))
        assert outcome(spec, "UND002") == "not_applicable"


class TestPlan:
    @pytest.mark.parametrize(
        ("plan", "slutt", "expected"),
        [
            ("2026-03-02", "2026-06-01", "met"),
            ("2026-06-01", "2026-06-01", "met"),
            ("2026-03-01", "2026-06-01", "breach"),
            ("2026-06-02", "2026-06-01", "breach"),
            ("", "2026-06-01", "breach"),
            ("", "", "review"),
            ("2026-03-12", "", "met"),
        ],
    )
    def test_dated_from_report_to_closing(self, plan: str, slutt: str, expected: str) -> None:
        assert outcome(investigated(slutt, plan=plan), "UND003") == expected

    def test_a_plan_of_another_kind_is_none(self) -> None:
        assert outcome(investigated("2026-06-01", planer=(Plan("p", d("2026-03-12"), "1"),)), "UND003") == "breach"

    def test_a_plan_after_an_emergency_decision(self) -> None:
        planer = (Plan("p", d("2026-03-12"), "8"),)
        assert outcome(investigated("2026-06-01", planer=planer), "UND003") == "breach"
        urgent = (vedtak("2026-03-03", EMERGENCY),)
        assert outcome(investigated("2026-06-01", planer=planer, vedtak=urgent), "UND003") == "met"

    def test_a_deleted_plan_is_none(self) -> None:
        planer = (Plan("p", d("2026-03-12"), "7", er_slettet=True),)
        assert outcome(investigated("2026-06-01", planer=planer), "UND003") == "breach"

    def test_before_the_act_of_2021(self) -> None:
        spec = investigated("2023-03-01", received="2022-12-24", concluded="2022-12-31", plan="")
        assert outcome(spec, "UND003") == "not_applicable"
        spec = investigated("2023-03-01", received="2022-12-25", concluded="2023-01-01", plan="")
        assert outcome(spec, "UND003") == "breach"


class TestVoid:
    def test_void_elements_have_no_truth(self) -> None:
        assert judge(case(meldinger=(melding(er_slettet=True),)), AS_OF) == ()
        assert judge(case(meldinger=(melding(),), slettede=(Slettet("M", "Melding", AS_OF),)), AS_OF) == ()
        assert judge(case(meldinger=(melding(),), er_slettet=True), AS_OF) == ()

    def test_a_tombstone_of_another_type_voids_nothing(self) -> None:
        assert outcome(case(meldinger=(melding(),), slettede=(Slettet("M", "Vedtak", AS_OF),)), "MEL001") == "breach"

    def test_a_deleted_relation_moves_no_time_limit(self) -> None:
        early = melding("2026-01-05", "2026-01-12", "2", id="M0")
        link = rel("Melding", "M0", "Undersokelse", "U", er_slettet=True)
        assert outcome(investigated("2026-06-09", meldinger=(early,), relasjoner=(link,)), "UND001") == "met"


def test_a_day_more_never_helps() -> None:
    severity = ["met", "review", "breach"]
    for shift in range(400):
        received = d("2025-01-01") + timedelta(days=shift)
        days = [received + timedelta(days=n) for n in (7, 8, 9, 10, 11, 12, 13)]
        seen = [outcome(case(meldinger=(melding(str(received), str(day), "10"),)), "MEL001") for day in days]
        assert [severity.index(one) for one in seen] == sorted(severity.index(one) for one in seen)
        assert seen[0] == "met"
        assert seen[-1] == "breach"
