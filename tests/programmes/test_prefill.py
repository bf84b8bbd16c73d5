"""Forms filled in from the record: what dates and registrations decide, with the evidence; the rest stays open."""

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from barnevern_tilsyn.engine import Context, Outcome, Result, Run
from barnevern_tilsyn.engine.result import crashed
from barnevern_tilsyn.findings import Names, findings_of
from barnevern_tilsyn.model import NOT_REPORTED, Melder, Sak, Undersokelse
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.drawn import Drawn, drawn_investigation
from barnevern_tilsyn.programmes.form import Form, Subject
from barnevern_tilsyn.programmes.form_json import form_json, read_form_json
from barnevern_tilsyn.programmes.prefill import prefilled
from barnevern_tilsyn.programmes.programme import Counts, EvidenceKind
from barnevern_tilsyn.programmes.record_facts import facts_of
from barnevern_tilsyn.rules import builtin as rules
from barnevern_tilsyn.testing.rich import COURSES, broken_case, lawful_course, planted_codes
from barnevern_tilsyn.testing.thinning import thinned
from tests.records import melding, relasjon, sak, undersokelse, vedtak
from tests.rich import rich_cases
from tests.scale import scaled

PROGRAMME: Final = builtin()["egenkontroll-2024-1"]
KNOWN: Final = date(2025, 10, 1)
NAMES: Final = Names(b"k" * 32)
RECORD: Final = [one for one in PROGRAMME.questions if one.evidence and one.evidence.kind is EvidenceKind.RECORD]
PARTLY: Final = [one for one in PROGRAMME.questions if one.evidence and one.evidence.kind is EvidenceKind.PARTLY]
PERSON: Final = [one for one in PROGRAMME.questions if one.evidence and one.evidence.kind is EvidenceKind.PERSON]
_NAMED: Final = "investigation_measures investigation_dismissed investigation_board several_reports extension_granted"
ENDED: Final = tuple(course for course in COURSES if course.__name__ in _NAMED.split())


@cache
def run() -> Run:
    return Run(rules("lov"))


def subject_of(case: Sak, row: Undersokelse | None = None) -> Subject:
    """The case with one of its investigations, by default the first."""
    row = row or (case.undersokelser or ())[0]
    name = NAMES.case(case.id)
    assert name
    return Subject(case=name, element=NAMES.element(case.id, "Undersokelse", row.id))


def form_of(case: Sak, subject: Subject | None = None, results: list[Result] | None = None, lang: str = "nb") -> Form:
    ctx = Context(case)
    found = run().see(case) if results is None else results
    form = prefilled(PROGRAMME, subject or subject_of(case), ctx, found, sample="s1", lang=lang, names=NAMES)
    assert form
    return form


def lawful() -> Iterator[Sak]:
    for seed in range(scaled(30)):
        yield lawful_course(random.Random(seed), KNOWN, ENDED).sak()


def broken(code: str) -> Iterator[Sak]:
    """Cases with an investigation and one broken duty."""
    cases = (broken_case(random.Random(seed), KNOWN, code).sak() for seed in range(scaled(10)))
    return (case for case in cases if case.undersokelser)


def counts(form: Form, question: str) -> Counts | None:
    value = form.answer(question).value
    return PROGRAMME.answer_set(PROGRAMME.question(question)).value(value).counts if value else None


class TestWhatIsProposed:
    def test_of_a_lawful_case_yes_or_not_applicable_to_all_that_the_record_decides(self) -> None:
        for case in lawful():
            form = form_of(case)
            for question in RECORD:
                assert counts(form, question.id) in (Counts.YES, Counts.APART)

    @pytest.mark.parametrize(
        ("code", "question"),
        [("MEL001", "M1"), ("UND001", "U5"), ("UND003", "P1"), ("TBK001", "M3"), ("UND004", "K2"), ("TBK003", "K4")],
    )
    def test_a_breach_is_a_no_to_its_question(self, code: str, question: str) -> None:
        assert code in planted_codes()
        found = 0
        for case in broken(code):
            for row in case.undersokelser or ():
                form = form_of(case, subject_of(case, row))
                if any(hint.outcome is Outcome.BREACH for hint in form.answer(question).evidence):
                    found += 1
                    assert counts(form, question) is Counts.NO
        assert found

    def test_what_is_entered_stands_beside_what_was_proposed(self) -> None:
        for case in lawful():
            assert all(answer.value == answer.proposed and not answer.comment for answer in form_of(case).answers)

    def test_nothing_is_proposed_where_a_person_must_answer(self) -> None:
        for case in (*lawful(), *broken("MED003"), *broken("MEL002")):
            form = form_of(case)
            assert all(form.answer(one.id).value is None for one in (*PARTLY, *PERSON))
            assert not any(form.answer(one.id).evidence or form.answer(one.id).facts for one in PERSON)

    def test_each_duty_must_have_been_judged(self) -> None:
        case = lawful_course(random.Random(1), KNOWN, ENDED).sak()
        results = run().see(case)
        without = [one for one in results if "C-2" not in one.rule.duties]
        assert (counts(form_of(case), "K2"), counts(form_of(case, results=without), "K2")) == (Counts.YES, None)
        assert all(form_of(case, results=[]).answer(one.id).value is None for one in PROGRAMME.questions)

    def test_a_rule_that_failed_decides_nothing(self) -> None:
        case = sak()
        results = [crashed(one.rule, one.sak, one.element, one.as_of, ValueError()) for one in run().see(case)]
        answers = form_of(case, results=results).answers
        assert all(answer.value is None for answer in answers)
        assert {hint.outcome for answer in answers for hint in answer.evidence} == {Outcome.ERROR}

    @pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.OPEN, Outcome.RUNNING])
    def test_what_is_not_settled_stays_open(self, outcome: Outcome) -> None:
        case = sak()
        results = [_with(one, outcome) for one in run().see(case)]
        assert all(answer.value is None for answer in form_of(case, results=results).answers)

    def test_a_breach_decides_whatever_else_is_open(self) -> None:
        case = sak()
        results = [_with(one, Outcome.OPEN) for one in run().see(case)]
        at = next(at for at, one in enumerate(results) if one.rule.code == "UND001")
        results[at] = _with(results[at], Outcome.BREACH)
        assert form_of(case, results=results).answer("U5").value == "nei"

    def test_a_breach_on_one_of_several_reports_that_only_dates_point_to_stays_open(self) -> None:
        two = [{"id": f"m{n}", "start_dato": date(2026, 3, 2 + n), "konklusjon": _to_investigate(n)} for n in (0, 1)]
        case = sak(meldinger=two, relasjoner=[])
        results = [_with(one, Outcome.MET) for one in run().see(case)]
        of_reports = [at for at, one in enumerate(results) if one.rule.code == "MEL001"]
        assert len(of_reports) == 2
        results[of_reports[0]] = _with(results[of_reports[0]], Outcome.BREACH)
        assert form_of(case, results=results).answer("M1").value is None
        results[of_reports[1]] = _with(results[of_reports[1]], Outcome.BREACH)
        assert form_of(case, results=results).answer("M1").value == "nei"

    def test_a_programme_that_proposes_nothing(self) -> None:
        silent = attrs.evolve(
            PROGRAMME, answer_sets=tuple(attrs.evolve(one, proposed=None) for one in PROGRAMME.answer_sets)
        )
        case = sak()
        form = prefilled(silent, subject_of(case), Context(case), run().see(case), sample="s1", lang="nb", names=NAMES)
        assert form
        assert not any(answer.value for answer in form.answers)
        assert any(answer.evidence for answer in form.answers)

    def test_controls_of_the_record_are_no_evidence(self) -> None:
        case = sak()
        results = Run(rules("data")).see(case)
        assert not any(answer.evidence for answer in form_of(case, results=results).answers)


def _with(result: Result, outcome: Outcome) -> Result:
    return replace(result, outcome=outcome)


def _to_investigate(n: int) -> dict[str, Any]:
    return {"slutt_dato": date(2026, 3, 4 + n), "kode": "2"}


@settings(max_examples=scaled(50))
@given(st.integers(0, 10_000), st.data())
def test_facts_less_never_make_another_answer(seed: int, data: st.DataObject) -> None:
    """Unknown is never yes or no: without facts an answer stays as it was, or is open."""
    case = lawful_course(random.Random(seed), KNOWN, ENDED).sak()
    whole = form_of(case)
    dropped = iter(data.draw(st.randoms(use_true_random=False)).random, None)
    share = data.draw(st.sampled_from([0.02, 0.2, 0.6]))
    thin = thinned(case, lambda path: path != "Sak.undersokelser" and next(dropped) < share)
    form = form_of(thin, subject_of(case))
    for question in RECORD:
        assert form.answer(question.id).value in (whole.answer(question.id).value, None)


def test_of_a_record_that_tells_nothing_every_answer_is_open_and_every_fact_unknown() -> None:
    case = lawful_course(random.Random(3), KNOWN, ENDED).sak()
    form = form_of(thinned(case, lambda path: path != "Sak.undersokelser"), subject_of(case))
    for answer in form.answers:
        assert (answer.value, answer.proposed) == (None, None)
        assert not any(fact.known or fact.values for fact in answer.facts)
        assert {hint.outcome for hint in answer.evidence} <= {Outcome.OPEN}


class TestFacts:
    def facts(self, question: str, **keys: Any) -> dict[str, tuple[bool, tuple[str, ...]]]:
        form = form_of(sak(**keys))
        return {fact.path: (fact.known, fact.values) for fact in form.answer(question).facts}

    def test_a_day_of_the_report_and_of_the_investigation(self) -> None:
        assert self.facts("U5") == {
            "Melding.start_dato": (True, ("2026-03-02",)),
            "Undersokelse.konklusjon.slutt_dato": (True, ("2026-06-09",)),
            "Undersokelse.utvidet_frist": (True, ()),
        }

    def test_known_not_to_have_happened_is_not_unknown(self) -> None:
        row = undersokelse()
        assert self.facts("U5")["Undersokelse.utvidet_frist"] == (True, ())
        del row["utvidet_frist"]
        assert self.facts("U5", undersokelser=[row])["Undersokelse.utvidet_frist"] == (False, ())

    def test_the_parts_of_a_fact_come_one_by_one_without_ids_and_words(self) -> None:
        talks = [{"dato": date(2026, 4, 1), "alene": True}, {"dato": date(2026, 5, 1)}, {"dato": date(2027, 5, 1)}]
        row = undersokelse(tillegg={"samtaler": talks})
        told = self.facts("B2", undersokelser=[row])
        assert told["Undersokelse.tillegg.samtaler.dato"] == (True, ("2026-04-01", "2026-05-01"))
        assert told["Undersokelse.tillegg.samtaler.alene"] == (False, ("true",))
        assert "Undersokelse.tillegg.samtaler.informert" not in told
        reporters = [{"kode": "22", "presisering": "Naboen Kari"}]
        told = self.facts("M3", meldinger=[{**melding(), "meldere": reporters}])
        assert told["Melding.meldere.kode"] == (True, ("22",))
        assert "Kari" not in str(told)

    def test_what_has_not_happened_by_the_day_of_judgement_is_not_shown(self) -> None:
        case = sak()
        ctx = Context(case, date(2026, 6, 1))
        subject = subject_of(case)
        form = prefilled(PROGRAMME, subject, ctx, [], sample="s1", lang="nb", names=NAMES)
        assert form
        assert form.answer("U5").facts[1].values == ()

    def test_of_reports_found_by_date_it_is_not_known_that_they_are_all(self) -> None:
        assert self.facts("M1", relasjoner=[])["Melding.start_dato"] == (False, ("2026-03-02",))

    def test_plans_and_decisions_of_another_time_are_left_out(self) -> None:
        plans = [{"id": f"p{n}", "start_dato": date(2020 + n, 4, 1), "plantype": "7"} for n in (5, 6)]
        assert self.facts("P1", planer=plans)["Plan.start_dato"] == (True, ("2026-04-01",))
        later = vedtak("v1", date(2026, 6, 9)), vedtak("v2", date(2026, 7, 9))
        assert self.facts("K2", vedtak=list(later))["Vedtak.start_dato"] == (False, ("2026-06-09",))
        joined = [relasjon("Melding", "m", "Undersokelse", "u"), relasjon("Undersokelse", "u", "Vedtak", "v2")]
        assert self.facts("K2", vedtak=list(later), relasjoner=joined)["Vedtak.start_dato"] == (True, ("2026-07-09",))

    def test_lists_that_are_not_reported_tell_nothing(self) -> None:
        assert self.facts("P1", planer=NOT_REPORTED)["Plan.start_dato"] == (False, ())
        assert self.facts("K2", vedtak=NOT_REPORTED)["Vedtak.start_dato"] == (False, ())
        assert self.facts("M1", meldinger=NOT_REPORTED)["Melding.start_dato"] == (False, ())

    def test_every_fact_of_ours_can_be_read(self) -> None:
        ctx = Context(sak())
        row = (ctx.sak.undersokelser or ())[0]
        for programme in builtin().values():
            for question in programme.questions:
                for path in question.evidence.facts if question.evidence else ():
                    assert facts_of(path, Drawn(ctx, row))


class TestWhichInvestigation:
    def test_by_its_name(self) -> None:
        case = sak(undersokelser=[undersokelse("u"), undersokelse("w", date(2026, 7, 1), date(2026, 8, 1))])
        ctx = Context(case)
        for row in case.undersokelser or ():
            assert drawn_investigation(ctx, subject_of(case, row), NAMES) is row

    def test_without_a_name_by_its_last_day_if_one_alone_has_it(self) -> None:
        twice = [undersokelse("u"), undersokelse("w")]
        subject = Subject(case="0" * 32, closed=date(2026, 6, 9))
        case = sak()
        assert drawn_investigation(Context(case), subject, Names()) is (case.undersokelser or ())[0]
        assert drawn_investigation(Context(sak(undersokelser=twice)), subject, Names()) is None
        assert drawn_investigation(Context(case), attrs.evolve(subject, closed=None), Names()) is None

    def test_none_where_the_case_has_none_such(self) -> None:
        case = sak()
        stranger = Subject(case="0" * 32, element="1" * 32)
        found = prefilled(PROGRAMME, stranger, Context(case), [], sample="s1", lang="nb", names=NAMES)
        assert found is None


@pytest.mark.parametrize("lang", ["nb", "nn", "en"])
def test_the_evidence_is_what_the_findings_say_in_the_form_s_language(lang: str) -> None:
    case = sak()
    said = {finding.rule: finding.message(lang) for finding in findings_of(run().see(case))}
    for answer in form_of(case, lang=lang).answers:
        for hint in answer.evidence:
            assert hint.text == said[hint.rule]


@settings(max_examples=scaled(30))
@given(st.integers(0, 10_000))
def test_what_is_prefilled_can_be_written_and_read_and_is_the_same_every_time(seed: int) -> None:
    case = lawful_course(random.Random(seed), KNOWN).sak()
    for row in Context(case).sammenheng.undersokelser:
        form = form_of(case, subject_of(case, row), lang="nn")
        assert read_form_json("x", form_json(form), builtin()) == form
        assert form_of(case, subject_of(case, row), lang="nn") == form


@settings(max_examples=scaled(50))
@given(rich_cases(untold=2))
def test_nothing_personal_of_a_record_is_in_a_form(case: Sak) -> None:
    secret = "Hemmelig"
    marked = attrs.evolve(
        case,
        journalnummer=secret,
        meldinger=tuple(
            attrs.evolve(row, meldere=(Melder(kode=secret, presisering=secret),)) for row in case.meldinger or ()
        ),
    )
    for row in Context(marked).sammenheng.undersokelser:
        assert secret.encode() not in form_json(form_of(marked, subject_of(marked, row)))
