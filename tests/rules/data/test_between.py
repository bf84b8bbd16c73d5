"""Days of elements that belong together: the first of those that are joined counts, in whatever order they stand."""

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from barnevern_tilsyn.engine import Outcome, Severity
from tests.rules.data.controls import case, found, situations

DAY, BEFORE, AFTER, LATER = date(2026, 3, 9), date(2026, 3, 8), date(2026, 3, 10), date(2026, 4, 1)

JOINED = [
    ("DAT080", "Undersokelse", "undersokelser", "Melding", "meldinger"),
    ("DAT082", "Vedtak", "vedtak", "Undersokelse", "undersokelser"),
    ("DAT083", "Tiltak", "tiltak", "Vedtak", "vedtak"),
]
UNKNOWN = "not reported"


def dated(id: str, day: Any) -> dict[str, Any]:
    return {"id": id} if day == UNKNOWN else {"id": id, "start_dato": day}


def joined(kind: str, rows: str, other: str, others: str, day: Any, days: tuple[Any, ...]) -> Any:
    links = [
        {"id": f"r{n}", "fra_type": other, "fra_id": f"o{n}", "til_type": kind, "til_id": "x"}
        for n, _ in enumerate(days)
    ]
    elements = [dated(f"o{n}", one) for n, one in enumerate(days)]
    return case(**{rows: [dated("x", day)], others: elements}, relasjoner=links)


@pytest.mark.parametrize(("code", "kind", "rows", "other", "others"), JOINED)
@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((), None),
        ((DAY,), None),
        ((BEFORE, LATER), None),
        ((AFTER,), AFTER),
        ((LATER, AFTER), AFTER),
        ((None, LATER), LATER),
        ((DAY, UNKNOWN), None),
        ((BEFORE, UNKNOWN), None),
        ((AFTER, UNKNOWN), UNKNOWN),
        ((None, UNKNOWN), UNKNOWN),
    ],
)
def test_the_first_of_all_that_it_is_joined_to(
    code: str, kind: str, rows: str, other: str, others: str, days: tuple[Any, ...], first: Any
) -> None:
    for some in permutations(days):
        said = found(joined(kind, rows, other, others, DAY, some), code)
        if first is None:
            assert said == []
            continue
        (result,) = said
        if first == UNKNOWN:
            assert (result.outcome, result.missing) == (Outcome.OPEN, (f"{other}.start_dato",))
        else:
            assert (result.outcome, result.message.id) == (Outcome.FAULT, "before")
            assert dict(result.message.args) == {"day": DAY, "first": first}
            assert [(fact.path, fact.value) for fact in result.facts] == [
                (f"{kind}.start_dato", DAY),
                (f"{other}.start_dato", first),
            ]


@pytest.mark.parametrize(("code", "kind", "rows", "other", "others"), JOINED)
def test_its_own_day(code: str, kind: str, rows: str, other: str, others: str) -> None:
    assert found(joined(kind, rows, other, others, None, (AFTER,)), code) == []
    (result,) = found(joined(kind, rows, other, others, UNKNOWN, (AFTER,)), code)
    assert (result.outcome, result.missing) == (Outcome.OPEN, (f"{kind}.start_dato",))
    assert found(joined(kind, rows, other, others, UNKNOWN, ()), code) == []


PLACEMENT, OTHER = "1.1", "4.1"
CATEGORY = "Tiltak.kategori.kode"


def measure(day: Any, kode: Any) -> dict[str, Any]:
    return dated("t", day) | ({} if kode == UNKNOWN else {"kategori": kode and {"kode": kode}})


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([], "none"),
        ([(BEFORE, PLACEMENT)], None),
        ([(DAY, PLACEMENT)], None),
        ([(BEFORE, OTHER)], "none"),
        ([(BEFORE, OTHER), (BEFORE, PLACEMENT)], None),
        ([(AFTER, PLACEMENT)], AFTER),
        ([(LATER, PLACEMENT), (AFTER, PLACEMENT)], AFTER),
        ([(LATER, PLACEMENT), (AFTER, OTHER)], LATER),
        ([(LATER, PLACEMENT), (AFTER, UNKNOWN)], LATER),
        ([(BEFORE, UNKNOWN), (AFTER, PLACEMENT)], (CATEGORY,)),
        ([(UNKNOWN, PLACEMENT), (AFTER, PLACEMENT)], ("Tiltak.start_dato",)),
        ([(BEFORE, UNKNOWN), (BEFORE, PLACEMENT)], None),
    ],
)
def test_a_move_out_of_a_placement_that_had_begun(measures: list[tuple[Any, Any]], expected: Any) -> None:
    for some in permutations(measures):
        rows = [measure(day, kode) | {"id": f"t{n}"} for n, (day, kode) in enumerate(some)]
        said = found(case(flyttinger=[{"id": "f", "slutt_dato": DAY}], tiltak=rows), "DAT084")
        if expected is None:
            assert said == []
            continue
        (result,) = said
        if isinstance(expected, tuple):
            assert (result.outcome, result.missing) == (Outcome.OPEN, expected)
        elif expected == "none":
            assert (result.message.id, result.severity) == ("none", Severity.WARNING)
        else:
            assert (result.message.id, result.severity) == ("before", Severity.ERROR)
            assert dict(result.message.args) == {"day": DAY, "first": expected}


@pytest.mark.parametrize(
    ("begun", "concluded", "expected"),
    [
        (DAY, [DAY], []),
        (DAY, [date(2026, 3, 4)], []),  # received on 2 March, its week ends on 9 March
        (AFTER, [DAY], ["differs"]),
        (DAY, [LATER, DAY], []),
        (DAY, [DAY, LATER], []),
    ],
)
def test_an_investigation_begins_when_a_report_is_concluded_or_its_week_is_over(
    begun: date, concluded: list[date], expected: list[str]
) -> None:
    reports = [
        dated(f"m{n}", date(2026, 3, 2)) | {"konklusjon": {"slutt_dato": day, "kode": "2"}}
        for n, day in enumerate(concluded)
    ]
    links = [
        {"id": f"r{n}", "fra_type": "Melding", "fra_id": row["id"], "til_type": "Undersokelse", "til_id": "x"}
        for n, row in enumerate(reports)
    ]
    sak = case(meldinger=reports, undersokelser=[dated("x", begun)], relasjoner=links)
    assert situations(sak, "DAT081") == expected


@pytest.mark.parametrize("concluded", [None, {"slutt_dato": DAY, "kode": "1"}, {"slutt_dato": None, "kode": "2"}])
def test_a_report_that_did_not_lead_to_it_tells_no_day(concluded: Any) -> None:
    report = dated("m", date(2026, 3, 2)) | {"konklusjon": concluded}
    links = [{"id": "r", "fra_type": "Melding", "fra_id": "m", "til_type": "Undersokelse", "til_id": "x"}]
    assert found(case(meldinger=[report], undersokelser=[dated("x", AFTER)], relasjoner=links), "DAT081") == []
