"""Feedback to the reporter: the days against a naive count, and the rulings one by one."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.testing.synthetic.oracle_days import Limits, working_day
from tests.records import EXTRACTED, judge, melding, relasjon, sak, undersokelse, vedtak
from tests.scale import scaled

DAY = timedelta(days=1)
RECEIVED = date(2026, 3, 2)
CLOSED = date(2026, 6, 9)
NOTHING_EXCUSES = {"apenbart_grunnlos": False, "tilbakemelding_unnlatt": None}


def _report(*feedback: dict[str, Any], kode: str = "11", **keys: Any) -> Any:
    told = {**NOTHING_EXCUSES, "tilbakemeldinger": list(feedback), **keys.pop("tillegg", {})}
    meldere = keys.pop("meldere", [{"kode": kode}])
    return {**melding(**keys), "meldere": meldere, "tillegg": told}


def _given(dato: date | None, trinn: str = "mottatt", **more: Any) -> dict[str, Any]:
    return {"dato": dato, "trinn": trinn, **more}


def _said(code: str, **keys: Any) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    as_of = keys.pop("as_of", EXTRACTED)
    result = judge(sak(**keys), as_of)[code, "m"]
    return result.outcome.value, result.reasons, result.missing


# The days, counted naively ----------------------------------------------------------------------------------------

IN_FORCE = date(2009, 7, 1)
TEXT_READ = date(2010, 1, 1)


def _oracle(start: date, feedback: date | None, as_of: date, extracted: date) -> str:
    """Three weeks; a last day off a working day may move; what is not done is judged on the last day known."""
    nominal = start + timedelta(weeks=3)
    limits = Limits(nominal, working_day(nominal))
    if nominal < IN_FORCE:
        return "not_applicable"
    seen = feedback if feedback and feedback <= min(as_of, extracted) else None
    if seen:
        outcome = "review" if seen < start else limits.judge(seen)
    elif extracted <= nominal < as_of:
        return "open"
    else:
        outcome = {"met": "running"}.get(limits.judge(min(as_of, extracted)), limits.judge(min(as_of, extracted)))
    return "review" if outcome == "breach" and nominal < TEXT_READ else outcome


STARTS = st.one_of(
    st.dates(date(2009, 5, 1), date(2010, 3, 1)),
    st.dates(date(2022, 11, 1), date(2023, 2, 1)),
    st.dates(date(2026, 2, 1), date(2026, 5, 30)),
)
AFTER = st.one_of(st.sampled_from([-1, 0, 20, 21, 22, 23, 24, 25, 26, 27]), st.integers(-3, 60))


@settings(max_examples=scaled(300))
@given(STARTS, st.none() | AFTER, AFTER, AFTER)
def test_the_confirmation_against_a_naive_count(start: date, done: int | None, judged: int, known: int) -> None:
    feedback = None if done is None else start + done * DAY
    as_of, extracted = start + (judged + 5) * DAY, start + (known + 5) * DAY
    case = sak(
        leveranse={"dato_uttrekk": datetime.combine(extracted, datetime.min.time(), UTC) + timedelta(hours=10)},
        personalia=[{"id": "p", "fodseldato": start - timedelta(days=3_000)}],
        meldinger=[_report(*([_given(feedback)] if feedback else []), start=start, slutt=None, kode="4")],
        undersokelser=[],
        relasjoner=[],
    )
    found = judge(case, as_of)["TBK001", "m"] if as_of >= start and extracted >= start else None
    assert found is None or found.outcome.value == _oracle(start, feedback, as_of, extracted)


@settings(max_examples=scaled(300))
@given(STARTS, st.none() | AFTER, AFTER, AFTER)
def test_the_second_feedback_against_a_naive_count(start: date, done: int | None, judged: int, known: int) -> None:
    feedback = None if done is None else start + done * DAY
    as_of, extracted = start + max(judged, 0) * DAY, start + max(known, 0) * DAY
    received = start - timedelta(days=60)
    case = sak(
        leveranse={"dato_uttrekk": datetime.combine(extracted, datetime.min.time(), UTC) + timedelta(hours=10)},
        personalia=[{"id": "p", "fodseldato": start - timedelta(days=3_000)}],
        meldinger=[
            _report(*([_given(feedback, "avsluttet")] if feedback else []), start=received, slutt=received + 3 * DAY)
        ],
        undersokelser=[undersokelse(start=received + 3 * DAY, slutt=start)],
    )
    assert judge(case, as_of)["TBK003", "m"].outcome.value == _oracle(start, feedback, as_of, extracted)


def test_the_naive_count_meets_every_outcome() -> None:
    seen = Counter(
        _oracle(start, feedback, start + 30 * DAY, start + known * DAY)
        for start in (RECEIVED, date(2026, 3, 12), date(2009, 6, 1))
        for known in (5, 30)
        for feedback in (None, start + 21 * DAY, start + 26 * DAY)
    )
    assert seen.keys() == {"met", "breach", "review", "open", "not_applicable"}


# The rulings ------------------------------------------------------------------------------------------------------


class TestWhoIsOwed:
    @pytest.mark.parametrize(
        ("kode", "confirmation", "second"),
        [
            ("1", "breach", "not_applicable"),
            ("4", "breach", "not_applicable"),
            ("11", "breach", "breach"),
            ("15", "breach", "breach"),
            ("25", "breach", "breach"),
            *((kode, "review", "review") for kode in ("9", "18", "20", "21")),
            ("23", "not_applicable", "not_applicable"),
            ("99", "open", "open"),
        ],
    )
    def test_by_the_code(self, kode: str, confirmation: str, second: str) -> None:
        keys = {"meldinger": [_report(kode=kode)]}
        assert (_said("TBK001", **keys)[0], _said("TBK003", **keys)[0]) == (confirmation, second)

    def test_of_several_reporters_one_who_is_certainly_owed_is_enough(self) -> None:
        both = [_report(meldere=[{"kode": "23"}, {"kode": "9"}, {"kode": "8"}])]
        assert (_said("TBK001", meldinger=both)[0], _said("TBK003", meldinger=both)[0]) == ("breach", "breach")
        private = [_report(meldere=[{"kode": "23"}, {"kode": "4"}])]
        assert (_said("TBK001", meldinger=private)[0], _said("TBK003", meldinger=private)[0]) == (
            "breach",
            "not_applicable",
        )

    def test_a_reporter_of_no_known_kind_may_be_owed(self) -> None:
        rows = [_report(meldere=[{"kode": "23"}, {}])]
        assert _said("TBK001", meldinger=rows) == ("open", (), ("Melding.meldere.kode",))


class TestExcuses:
    def test_they_matter_only_where_feedback_is_not_given(self) -> None:
        unknown = {"apenbart_grunnlos": None, "tilbakemeldinger": [_given(RECEIVED)]}
        row = {**melding(), "meldere": [{"kode": "4"}], "tillegg": {"tilbakemeldinger": [_given(RECEIVED)]}}
        assert _said("TBK001", meldinger=[row])[0] == "met"
        assert _said("TBK001", meldinger=[_report(_given(RECEIVED), tillegg=unknown)])[0] == "met"

    def test_while_the_time_runs_it_must_be_known_that_there_are_none(self) -> None:
        row = {**melding(slutt=None), "meldere": [{"kode": "4"}], "tillegg": {"tilbakemeldinger": []}}
        assert _said("TBK001", as_of=RECEIVED, meldinger=[row])[0] == "open"
        assert _said("TBK001", as_of=RECEIVED, meldinger=[_report(slutt=None)])[0] == "running"


class TestConfirmation:
    def test_any_feedback_confirms_the_receipt(self) -> None:
        assert _said("TBK001", meldinger=[_report(_given(RECEIVED + 3 * DAY, "avsluttet"))])[0] == "met"

    def test_the_first_in_time_counts_whatever_the_others_are(self) -> None:
        rows = [_given(RECEIVED - DAY), _given(RECEIVED + 30 * DAY), _given(RECEIVED + 2 * DAY)]
        assert _said("TBK001", meldinger=[_report(*rows)])[0] == "met"

    def test_an_undated_one_may_have_been_in_time(self) -> None:
        rows = [_given(RECEIVED + 30 * DAY), {"trinn": "mottatt"}]
        missing = ("Melding.tillegg.tilbakemeldinger.dato",)
        assert _said("TBK001", meldinger=[_report(*rows)]) == ("open", (), missing)

    def test_one_that_did_not_happen_is_none(self) -> None:
        assert _said("TBK001", meldinger=[_report(_given(None))])[0] == "breach"


class TestAfterTheInvestigation:
    def test_a_decision_after_the_registered_end_moves_the_time(self) -> None:
        links = [relasjon("Melding", "m", "Undersokelse", "u"), relasjon("Undersokelse", "u", "Vedtak", "v")]
        keys = {"undersokelser": [undersokelse(kode="1")], "vedtak": [vedtak(start=CLOSED + 10 * DAY)]}
        rows = [_report(_given(CLOSED + 31 * DAY, "avsluttet"))]
        assert _said("TBK003", meldinger=rows, relasjoner=links, **keys)[:2] == ("review", ("closing-day",))
        rows = [_report(_given(CLOSED + 32 * DAY, "avsluttet"))]
        assert _said("TBK003", meldinger=rows, relasjoner=links, **keys)[0] == "breach"

    def test_an_act_that_is_not_known_leaves_it_open(self) -> None:
        keys = {"undersokelser": [undersokelse(kode="1")], "meldinger": [_report()], "vedtak": NOT_REPORTED}
        assert _said("TBK003", **keys) == ("open", (), ("Sak.vedtak",))

    def test_a_report_that_led_to_no_investigation_is_owed_none(self) -> None:
        row = _report(slutt=date(2026, 3, 9))
        row["konklusjon"]["kode"] = "10"
        assert _said("TBK003", meldinger=[row])[:2] == ("not_applicable", ("no-investigation",))


def test_investigations_that_are_not_reported_are_not_known_not_to_be_there() -> None:
    """Also for a report that came during one: it has a relation to what is not told."""
    joined = _report(_given(RECEIVED), start=RECEIVED, slutt=RECEIVED + 7 * DAY, kode="11")
    joined["konklusjon"]["kode"] = "4"
    for code in ("TBK003", "TBK004"):
        assert _said(code, meldinger=[joined])[0] != "open"
        assert _said(code, meldinger=[joined], undersokelser=NOT_REPORTED) == ("open", (), ("Sak.undersokelser",))
