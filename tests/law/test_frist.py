from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.law import BVL1992, BVL2021, FVL1967, Certainty, Frist, NotInForceError, all_parameters, deadline
from barnevern_tilsyn.law.frist import conclusion_matters
from barnevern_tilsyn.law.kalender import is_working_day, next_working_day
from barnevern_tilsyn.law.parametre import parameter

WEEK, INVESTIGATION = "bvl.2-1.melding", "bvl.2-2.undersokelse"
KEYS = [parameter.key for parameter in all_parameters()]
NO_ROLLOVER = {parameter.key for parameter in all_parameters() if parameter.entries[-1].rollover == "none"}
DAYS = st.dates(date(2010, 2, 1), date(2099, 12, 31))
NEW_DAYS = st.dates(date(2023, 1, 1), date(2099, 12, 31))
OLD_DAYS = st.dates(date(2010, 2, 1), date(2022, 5, 1))

ROLL, INNER = ("rollover",), ("inner-rollover",)
BOTH = ("inner-rollover", "rollover")


def day(text: str) -> date:
    return date.fromisoformat(text)


# Received; then nominal, latest and reasons of the week, the three months and the six months.
VECTORS = [
    (
        "2026-03-02",
        ("2026-03-09", "2026-03-09", ()),
        ("2026-06-09", "2026-06-09", ()),
        ("2026-09-09", "2026-09-09", ()),
    ),
    (
        "2026-03-26",
        ("2026-04-02", "2026-04-07", ROLL),
        ("2026-07-02", "2026-07-07", INNER),
        ("2026-10-02", "2026-10-07", INNER),
    ),
    (
        "2026-01-31",
        ("2026-02-07", "2026-02-09", ROLL),
        ("2026-05-07", "2026-05-11", BOTH),
        ("2026-08-07", "2026-08-10", BOTH),
    ),
    (
        "2025-11-24",
        ("2025-12-01", "2025-12-01", ()),
        ("2026-03-01", "2026-03-02", ROLL),
        ("2026-06-01", "2026-06-01", ()),
    ),
    (
        "2026-05-07",
        ("2026-05-14", "2026-05-15", ROLL),
        ("2026-08-14", "2026-08-17", BOTH),
        ("2026-11-14", "2026-11-16", BOTH),
    ),
    (
        "2023-11-23",
        ("2023-11-30", "2023-11-30", ()),
        ("2024-02-29", "2024-02-29", ()),
        ("2024-05-30", "2024-05-30", ()),
    ),
    (
        "2022-10-03",
        ("2022-10-10", "2022-10-10", ()),
        ("2023-01-10", "2023-01-10", ()),
        ("2023-04-10", "2023-04-11", ROLL),
    ),
]


@pytest.mark.parametrize(("received", "week", "three", "six"), VECTORS, ids=[row[0] for row in VECTORS])
def test_vectors(
    received: str,
    week: tuple[str, str, tuple[str, ...]],
    three: tuple[str, str, tuple[str, ...]],
    six: tuple[str, str, tuple[str, ...]],
) -> None:
    found = [
        deadline(WEEK, day(received)),
        deadline(INVESTIGATION, day(received)),
        deadline(INVESTIGATION, day(received), extended=True),
    ]
    expected = [(day(nominal), day(latest), reasons) for nominal, latest, reasons in (week, three, six)]
    assert [(frist.nominal, frist.latest, frist.reasons) for frist in found] == expected
    assert {frist.start for frist in found} == {day(received)}


@given(NEW_DAYS, st.sampled_from(KEYS))
def test_latest_is_never_before_nominal_and_reasons_tell_why(start: date, key: str) -> None:
    frist = deadline(key, start)
    assert start < frist.nominal <= frist.latest
    assert (frist.reasons == ()) == (frist.latest == frist.nominal)
    assert list(frist.reasons) == sorted(set(frist.reasons))
    assert is_working_day(frist.latest) or key in NO_ROLLOVER
    assert (frist.latest - frist.nominal).days <= 12
    assert frist.key == key
    assert frist.hjemler


@given(DAYS, DAYS, st.sampled_from([WEEK, INVESTIGATION, "bvl.13-3.bekreftelse", "fvl.29.klage"]))
def test_a_later_start_never_gives_an_earlier_last_day(one: date, other: date, key: str) -> None:
    first, second = (deadline(key, start) for start in sorted((one, other)))
    assert first.nominal <= second.nominal
    assert first.latest <= second.latest


@given(DAYS)
def test_nominal_is_the_strict_count(received: date) -> None:
    week = received + timedelta(days=7)
    assert deadline(WEEK, received).nominal == week
    assert deadline(INVESTIGATION, received).nominal == week + relativedelta(months=3)
    assert deadline(INVESTIGATION, received, extended=True).nominal == week + relativedelta(months=6)
    assert deadline("bvl.13-3.bekreftelse", received).nominal == received + timedelta(days=21)


@given(DAYS)
def test_the_extended_time_is_longer(received: date) -> None:
    ordinary, extended = (deadline(INVESTIGATION, received, extended=wide) for wide in (False, True))
    assert ordinary.nominal < extended.nominal
    assert ordinary.latest < extended.latest


@given(DAYS)
def test_roll_over_alone_moves_to_the_next_working_day_within_five_days(received: date) -> None:
    frist = deadline(WEEK, received)
    assert (frist.latest - frist.nominal).days <= 5
    assert frist.reasons == (() if is_working_day(frist.nominal) else ROLL)


def test_two_readings_that_lead_to_the_same_day_are_both_told() -> None:
    frist = deadline(INVESTIGATION, day("2026-08-29"))
    # the week ends on Saturday 5 September, the months on Saturday 5 December: either roll-over leads to Monday
    assert (frist.nominal, frist.latest, frist.reasons) == (day("2026-12-05"), day("2026-12-07"), BOTH)


@given(DAYS)
def test_reasons_tell_each_reading_that_leads_past_the_nominal_day(received: date) -> None:
    frist = deadline(INVESTIGATION, received)
    week = received + timedelta(days=7)
    inner = next_working_day(week) + relativedelta(months=3)
    if not is_working_day(frist.nominal):
        assert "rollover" in frist.reasons
    if frist.nominal.year > 2022:
        assert ("inner-rollover" in frist.reasons) == (inner > frist.nominal)
        assert frist.latest == max(next_working_day(frist.nominal), next_working_day(inner))


@given(OLD_DAYS, st.integers(0, 400))
def test_old_act_months_may_count_from_a_late_conclusion(received: date, days_later: int) -> None:
    concluded = received + timedelta(days=days_later)
    plain, frist = deadline(INVESTIGATION, received), deadline(INVESTIGATION, received, concluded=concluded)
    assert frist.nominal == plain.nominal
    assert frist.latest >= max(plain.latest, concluded + relativedelta(months=3))
    if days_later <= 7:
        assert frist == plain
    assert ("start-point" in frist.reasons) <= (days_later > 7)


def test_old_act_start_point_is_a_reason_of_its_own() -> None:
    frist = deadline(INVESTIGATION, day("2021-03-01"), concluded=day("2021-03-17"))
    assert (frist.nominal, frist.latest) == (day("2021-06-08"), day("2021-06-17"))
    assert frist.reasons == ("start-point",)


def test_new_act_knows_no_other_start_point() -> None:
    received, concluded = day("2026-03-02"), day("2026-03-20")
    assert deadline(INVESTIGATION, received, concluded=concluded) == deadline(INVESTIGATION, received)


def test_complaint_rolls_over_for_certain() -> None:
    frist = deadline("fvl.29.klage", day("2026-12-04"))
    assert (frist.nominal, frist.latest, frist.reasons) == (day("2026-12-28"), day("2026-12-28"), ())
    assert FVL1967("29", ledd=1) in frist.hjemler


@pytest.mark.parametrize(
    ("received", "hjemmel"),
    [("2022-12-24", BVL1992("4-2", ledd=1)), ("2022-12-25", BVL2021("2-1", ledd=1, punktum=1))],
)
def test_the_act_is_the_one_in_force_on_the_nominal_last_day(received: str, hjemmel: object) -> None:
    assert deadline(WEEK, day(received)).hjemler == (hjemmel,)


@pytest.mark.parametrize(
    ("received", "act"), [("2022-09-23", BVL1992("6-9", ledd=1)), ("2022-09-25", BVL2021("2-2", ledd=2))]
)
def test_an_investigation_across_the_change_follows_its_last_day(received: str, act: object) -> None:
    assert deadline(INVESTIGATION, day(received)).hjemler == (act,)


def test_a_limit_to_a_measure_does_not_roll_over() -> None:
    frist = deadline("bvl.2-3.utredning", day("2026-02-17"))
    assert (frist.nominal, frist.latest) == (day("2026-05-17"), day("2026-05-17"))
    assert {"bvl.2-3.utredning", "bvl.8-2.plan", "bvl.8-2.kortvarig"} == NO_ROLLOVER


@pytest.mark.parametrize(("key", "last"), [("bvl.8-2.plan", "2026-04-05"), ("bvl.8-2.kortvarig", "2026-03-01")])
def test_what_practice_sets_is_counted_in_days_and_certain_of_nothing(key: str, last: str) -> None:
    frist = deadline(key, day("2026-02-22"))
    assert (frist.nominal, frist.latest) == (day(last), day(last))
    assert {entry.certainty for entry in parameter(key).entries} == {Certainty.INFERRED}


def test_before_the_duty_existed_there_is_no_deadline() -> None:
    with pytest.raises(NotInForceError):
        deadline("bvl.13-3.bekreftelse", date(2005, 1, 1))
    with pytest.raises(NotInForceError):
        deadline("bvl.2-5.ny_undersokelse", date(2022, 1, 1))


def test_faulty_questions() -> None:
    with pytest.raises(KeyError):
        deadline("bvl.0-0.ukjent", date(2026, 1, 1))
    with pytest.raises(ValueError, match="no extension"):
        deadline(WEEK, date(2026, 1, 1), extended=True)
    with pytest.raises(ValueError, match="at least one"):
        Frist.span(reason="several-reports")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("start", [date(9999, 12, 31), date(9999, 12, 20), date(9999, 6, 30)])
def test_the_end_of_the_calendar_is_no_fault(key: str, start: date) -> None:
    frist = deadline(key, start)
    assert start <= frist.nominal <= frist.latest <= date.max


@given(st.lists(DAYS, min_size=1, max_size=4), st.booleans())
def test_span_reaches_from_the_earliest_to_the_latest(received: list[date], extended: bool) -> None:
    frister = [deadline(INVESTIGATION, start, extended=extended) for start in received]
    span = Frist.span(*frister, reason="several-reports")
    assert span.nominal == min(frist.nominal for frist in frister)
    assert span.latest == max(frist.latest for frist in frister)
    assert set(span.reasons) >= {reason for frist in frister for reason in frist.reasons}
    assert ("several-reports" in span.reasons) == (len({(f.nominal, f.latest) for f in frister}) > 1)


def test_span_of_one_is_itself() -> None:
    frist = deadline(INVESTIGATION, date(2026, 3, 26))
    assert Frist.span(frist, frist, reason="undecided-extension") == frist


@pytest.mark.parametrize(
    ("key", "start", "expected"),
    [
        (INVESTIGATION, day("2022-12-31"), True),
        (INVESTIGATION, day("2023-01-01"), False),
        (WEEK, day("2022-12-31"), False),
    ],
)
def test_when_the_report_was_concluded_matters_under_the_old_act_only(key: str, start: date, expected: bool) -> None:
    assert conclusion_matters(key, start) is expected
