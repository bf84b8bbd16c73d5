"""The test vectors of the law notes, day by day through the law and through the rules."""

from datetime import date, timedelta
from typing import Any

import pytest

from barnevern_tilsyn.law import deadline
from tests.records import melding, outcomes, sak, undersokelse

# received; the week's nominal and latest day; three months' nominal and latest; six months' nominal and latest
VECTORS = [
    ("2026-03-02", "2026-03-09", "2026-03-09", "2026-06-09", "2026-06-09", "2026-09-09", "2026-09-09"),
    ("2026-03-26", "2026-04-02", "2026-04-07", "2026-07-02", "2026-07-07", "2026-10-02", "2026-10-07"),
    ("2026-01-31", "2026-02-07", "2026-02-09", "2026-05-07", "2026-05-11", "2026-08-07", "2026-08-10"),
    ("2025-11-24", "2025-12-01", "2025-12-01", "2026-03-01", "2026-03-02", "2026-06-01", "2026-06-01"),
    ("2026-05-07", "2026-05-14", "2026-05-15", "2026-08-14", "2026-08-17", "2026-11-14", "2026-11-16"),
    ("2023-11-23", "2023-11-30", "2023-11-30", "2024-02-29", "2024-02-29", "2024-05-30", "2024-05-30"),
    ("2022-10-03", "2022-10-10", "2022-10-10", "2023-01-10", "2023-01-10", "2023-04-10", "2023-04-11"),
]
DAYS = [tuple(date.fromisoformat(day) for day in row) for row in VECTORS]
IDS = [row[0] for row in VECTORS]
DAY = timedelta(days=1)


def _expected(nominal: date, latest: date) -> dict[date, str]:
    """What an act on each day from the day before the nominal to the day after the latest must give."""
    days = [nominal + DAY * n for n in range(-1, (latest - nominal).days + 2)]
    return {day: "met" if day <= nominal else "review" if day <= latest else "breach" for day in days}


def _extraction(day: date) -> dict[str, Any]:
    return {"dato_uttrekk": f"{day}T10:00:00Z", "avgiver": {"kommunenummer": "9901"}}


@pytest.mark.parametrize("row", DAYS, ids=IDS)
def test_the_law_gives_the_vectors(row: tuple[date, ...]) -> None:
    received, week, week_latest, three, three_latest, six, six_latest = row
    review = deadline("bvl.2-1.melding", received)
    ordinary = deadline("bvl.2-2.undersokelse", received)
    extended = deadline("bvl.2-2.undersokelse", received, extended=True)
    assert (review.nominal, review.latest) == (week, week_latest)
    assert (ordinary.nominal, ordinary.latest) == (three, three_latest)
    assert (extended.nominal, extended.latest) == (six, six_latest)


@pytest.mark.parametrize("row", DAYS, ids=IDS)
def test_a_report_concluded_on_each_day(row: tuple[date, ...]) -> None:
    received, week, latest = row[:3]
    for day, expected in _expected(week, latest).items():
        case = sak(meldinger=[melding(start=received, slutt=day)], undersokelser=[])
        assert outcomes(case, date(2027, 1, 1))["MEL001", "m"] == expected, day


@pytest.mark.parametrize("row", DAYS, ids=IDS)
@pytest.mark.parametrize("extended", [False, True])
def test_an_investigation_closed_on_each_day(row: tuple[date, ...], extended: bool) -> None:
    received, week, _, three, three_latest, six, six_latest = row
    nominal, latest = (six, six_latest) if extended else (three, three_latest)
    for day, expected in _expected(nominal, latest).items():
        frist = {"start_dato": three, "innvilget": "1" if extended else "2"}
        case = sak(
            leveranse=_extraction(date(2027, 1, 1)),
            meldinger=[melding(start=received, slutt=week)],
            undersokelser=[undersokelse(start=week, slutt=day, utvidet_frist=frist)],
        )
        assert outcomes(case)["UND001", "u"] == expected, day


@pytest.mark.parametrize("row", DAYS, ids=IDS)
@pytest.mark.parametrize("extended", [False, True])
def test_an_investigation_still_open_on_each_day(row: tuple[date, ...], extended: bool) -> None:
    received, week, _, three, three_latest, six, six_latest = row
    nominal, latest = (six, six_latest) if extended else (three, three_latest)
    for day, closed in _expected(nominal, latest).items():
        expected = "running" if closed == "met" else closed
        frist = {"start_dato": three, "innvilget": "1"} if extended else None
        case = sak(
            leveranse=_extraction(day),
            meldinger=[melding(start=received, slutt=week)],
            undersokelser=[undersokelse(start=week, slutt=None, utvidet_frist=frist)],
        )
        assert outcomes(case)["UND001", "u"] == expected, day


@pytest.mark.parametrize("row", DAYS, ids=IDS)
def test_a_report_still_unreviewed_on_each_day(row: tuple[date, ...]) -> None:
    received, week, latest = row[:3]
    for day, closed in _expected(week, latest).items():
        expected = "running" if closed == "met" else closed
        case = sak(
            leveranse=_extraction(day), meldinger=[melding(start=received, slutt=None)], undersokelser=[], relasjoner=[]
        )
        assert outcomes(case)["MEL001", "m"] == expected, day
