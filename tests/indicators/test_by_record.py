"""Plans, evaluations, aftercare, children and reporters: cases counted by hand."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from barnevern_tilsyn.indicators import Period, Seen, Span, Step, Tally, builtin, indicators_of
from barnevern_tilsyn.indicators.figure import Catalogue
from barnevern_tilsyn.indicators.reading import Counted, Kinds, Number, Spread
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from tests.records import melding, sak, undersokelse

HALF = Period.half(2026, 1)
HELP = {"lov": "BVL2021", "kapittel": "3", "paragraf": "1"}
CARE = {"lov": "BVL2021", "kapittel": "5", "paragraf": "1"}


def only(*ids: str) -> Catalogue:
    return Catalogue(id="x", version="1", figures=tuple(one for one in builtin().figures if one.id in ids))


def counted(id: str, *cases: Sak, period: Period = HALF) -> dict[str, int]:
    whole = of(id, *cases, period=period)
    assert isinstance(whole, Counted)
    names = ("yes", "no", "review", "unknown", "running", "unplaced")
    return {name: count for name in names if (count := getattr(whole, name))}


def of(id: str, *cases: Sak, period: Period = HALF) -> Any:
    tally = Tally(only(id), period)
    for case in cases:
        tally.see(Seen(case, ()))
    return indicators_of(tally).value(id).whole


def measure(start: date = date(2025, 1, 1), ended: Any = None, basis: Any = HELP, **keys: Any) -> Any:
    row = {
        "id": "t",
        "start_dato": start,
        "konklusjon": ended and {"slutt_dato": ended},
        "lovhjemmel": basis,
        "kategori": {"kode": "4.6"},
        **keys,
    }
    return {key: value for key, value in row.items() if value is not NOT_REPORTED}


def plan(kind: str = "4", start: date = date(2025, 2, 1), ended: Any = None, *evaluated: date, **keys: Any) -> Any:
    return {
        "id": "plan",
        "start_dato": start,
        "plantype": kind,
        "konklusjon": ended and {"slutt_dato": ended},
        "evalueringer": [{"utfort_dato": day} for day in evaluated],
        **keys,
    }


class TestPlans:
    @pytest.mark.parametrize(
        ("measures", "plans", "found"),
        [
            ([measure(basis=CARE)], [plan()], {"yes": 1}),
            ([measure(basis=CARE)], [], {"no": 1}),
            ([measure(basis=CARE)], [plan("6")], {"no": 1}),
            ([measure(basis=CARE)], [plan(ended=date(2026, 6, 30))], {"no": 1}),
            ([measure(basis=CARE)], [plan(ended=date(2026, 7, 1))], {"yes": 1}),
            ([measure(basis=CARE)], NOT_REPORTED, {"unknown": 1}),
            (
                [measure(basis=CARE)],
                [{"id": "plan", "start_dato": date(2025, 1, 1), "konklusjon": None}],
                {"unknown": 1},
            ),
            ([measure(basis=CARE, ended=date(2026, 6, 30))], [], {}),
            ([measure(basis=CARE, ended=date(2026, 7, 1))], [], {"no": 1}),
            ([measure(basis=CARE, start=date(2026, 7, 1))], [], {}),
            ([measure(basis=CARE, konklusjon=NOT_REPORTED)], [], {"unplaced": 1}),
            ([measure(basis=NOT_REPORTED)], [], {"unplaced": 1}),
            ([measure(basis=HELP)], [], {}),
            (NOT_REPORTED, [], {"unplaced": 1}),
            ([measure(basis=CARE), measure(basis=CARE, id="t2")], [plan()], {"yes": 2}),
            ([measure(basis={"lov": "BVL", "kapittel": "4", "paragraf": "8", "ledd": ["2"]})], [], {"no": 1}),
            ([measure(basis={"lov": "BVL", "kapittel": "4", "paragraf": "8", "ledd": ["1"]})], [], {}),
            ([measure(basis={"lov": "BVL", "kapittel": "4", "paragraf": "8"})], [], {"unplaced": 1}),
        ],
    )
    def test_a_care_order_has_a_care_plan_in_force(self, measures: Any, plans: Any, found: dict[str, int]) -> None:
        assert counted("care-plan-coverage", sak(tiltak=measures, planer=plans)) == found

    def test_a_child_is_counted_once(self) -> None:
        two = [measure(), measure(id="t2")]
        assert counted("children-with-plan", sak(tiltak=two, planer=[plan("1")])) == {"yes": 1}
        assert counted("children-with-plan", sak(tiltak=[measure(konklusjon=NOT_REPORTED)])) == {"unplaced": 1}

    def test_after_the_extraction_nothing_is_known(self) -> None:
        late = Period.year(2026)
        assert counted("care-plan-coverage", sak(tiltak=[measure(basis=CARE)]), period=late) == {"unplaced": 1}
        ended = measure(basis=CARE, ended=date(2026, 9, 1))
        assert counted("care-plan-coverage", sak(tiltak=[ended]), period=late) == {}


@pytest.mark.parametrize(
    ("start", "plans", "found"),
    [
        (date(2025, 12, 30), [plan("1", date(2025, 1, 1), None, date(2026, 1, 1))], {"yes": 1}),
        (date(2025, 12, 30), [plan("1", date(2025, 1, 1), None, date(2025, 12, 30))], {"no": 1}),
        (date(2025, 12, 30), [plan("1", date(2025, 1, 1), None, date(2026, 7, 1))], {"no": 1}),
        (date(2025, 12, 30), [plan("1", evalueringer=[{}])], {"unknown": 1}),
        (date(2025, 12, 30), NOT_REPORTED, {"unknown": 1}),
        (date(2025, 12, 31), [], {}),
    ],
)
def test_a_plan_is_evaluated_while_the_measure_has_run(start: date, plans: Any, found: dict[str, int]) -> None:
    assert counted("measures-evaluated", sak(tiltak=[measure(start)], planer=plans)) == found


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ({"ettervern": [{"id": "e", "tilbud_sendt_dato": date(2026, 5, 4)}]}, {"yes": 1}),
        ({"ettervern": [{"id": "e", "tilbud_sendt_dato": date(2026, 5, 5)}]}, {"no": 1}),
        ({"ettervern": []}, {"no": 1}),
        ({}, {"unknown": 1}),
        ({"ettervern": [{"id": "e"}]}, {"unknown": 1}),
        ({"ettervern": [], "tiltak": []}, {}),
        ({"ettervern": [], "tiltak": [measure(ended=date(2025, 5, 4))]}, {}),
        ({"ettervern": [], "tiltak": [measure(ended=date(2025, 5, 5))]}, {"no": 1}),
        ({"ettervern": [], "tiltak": [measure(start=date(2026, 5, 5))]}, {}),
        ({"ettervern": [], "tiltak": NOT_REPORTED}, {"unplaced": 1}),
        ({"ettervern": [], "personalia": NOT_REPORTED}, {"unplaced": 1}),
    ],
)
def test_aftercare_is_offered_before_the_birthday(keys: Any, found: dict[str, int]) -> None:
    born = [{"id": "p", "start_dato": date(2020, 1, 1), "fodseldato": date(2008, 5, 5)}]
    assert counted("aftercare-offered", sak(**{"personalia": born, "tiltak": [measure()], **keys})) == found


def test_a_birthday_to_come_is_early() -> None:
    born = [{"id": "p", "start_dato": date(2020, 1, 1), "fodseldato": date(2008, 11, 5)}]
    case = sak(personalia=born, tiltak=[measure()], ettervern=[])
    assert counted("aftercare-offered", case, period=Period.year(2026)) == {"running": 1}


def test_children_with_something() -> None:
    cases = [
        sak(tiltak=[measure()], undersokelser=[]),
        sak(tiltak=[measure(ended=date(2026, 6, 30))], undersokelser=[undersokelse(slutt=date(2026, 1, 1))]),
        sak(tiltak=NOT_REPORTED, undersokelser=NOT_REPORTED),
        sak(tiltak=[], undersokelser=[undersokelse(start=date(2025, 5, 1), slutt=date(2025, 12, 31))]),
        sak(tiltak=[], undersokelser=[undersokelse(start=date(2025, 5, 1), slutt=None)]),
    ]
    assert of("children-with-measures", *cases) == Number(count=1, unknown=1)
    assert of("children-investigated", *cases) == Number(count=2, unknown=1)


def test_reporters_and_who_never_reports() -> None:
    received = date(2026, 3, 2)
    rows = [
        {**melding("a", received), "meldere": [{"kode": "11"}, {"kode": "8"}]},
        {**melding("b", received), "meldere": [{"kode": "11"}]},
        {**melding("c", date(2025, 12, 31)), "meldere": [{"kode": "9"}]},
    ]
    found = of("reporters", sak(meldinger=rows))
    assert isinstance(found, Kinds)
    assert (found.of, dict(found.by_code), found.unknown) == (2, {"8": 1, "11": 2}, 0)
    assert "9" in found.never
    assert not {"8", "11", "15", "1", "23"} & set(found.never)
    assert {"24", "25", "6"} <= set(found.never)
    unknown = of("reporters", sak(meldinger=[melding("a", received), {**melding("b", received), "meldere": []}]))
    assert (unknown.of, dict(unknown.by_code), unknown.unknown) == (2, {}, 1)


def test_ages_and_days_of_rules() -> None:
    from barnevern_tilsyn.engine import Run
    from barnevern_tilsyn.reports.indicators import rules_of

    catalogue = only("report-days", "open-reports", "investigation-days", "investigations-on-last-days")
    run = Run(rules_of(catalogue))
    tally = Tally(catalogue, Period(Span(date(2026, 3, 1), date(2026, 3, 31)), Step.MONTH))
    cases = [
        sak(id="a"),
        sak(id="b", meldinger=[melding(slutt=date(2026, 3, 4))]),
        sak(id="c", meldinger=[melding(slutt=None)]),
        sak(id="d", meldinger=[melding(slutt=date(2026, 4, 1))]),
    ]
    for case in cases:
        tally.see(Seen(case, run.see(case)))
    found = indicators_of(tally)
    days, ages = found.value("report-days").whole, found.value("open-reports").whole
    assert isinstance(days, Spread)
    assert isinstance(ages, Spread)
    assert dict(days.days) == {2: 1, 7: 1}
    assert dict(ages.days) == {29: 2}


def test_the_last_days_of_the_time_limit() -> None:
    """Received 2 March 2026: the last day is 9 June. 7 to 9 June are the last three."""
    from barnevern_tilsyn.engine import Run
    from barnevern_tilsyn.indicators.reading import Clustering
    from barnevern_tilsyn.reports.indicators import rules_of

    catalogue = only("investigations-on-last-days")
    run = Run(rules_of(catalogue))
    tally = Tally(catalogue, Period.year(2026))
    for day in (date(2026, 5, 6), date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 9), date(2026, 6, 20)):
        case = sak(undersokelser=[undersokelse(slutt=day)])
        tally.see(Seen(case, run.see(case)))
    found = indicators_of(tally).value("investigations-on-last-days").whole
    assert isinstance(found, Clustering)
    assert (found.last, found.of, Counter(found.lengths)) == (2, 4, Counter({99: 4}))
    assert found.expected == pytest.approx(4 * 3 / 100)
