"""Placements at the same time: many of them, in any order, against each pair compared."""

from datetime import date, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.individ import IndividContext, Reporting
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Avgiver, Individ, Kategori, Skjema, Tiltak
from barnevern_tilsyn.rules.kostra.placements import overlaps

LAST = date(2025, 12, 31)
DAYS = st.integers(0, 400).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
PLACEMENTS = st.lists(
    st.builds(
        lambda start, end, code: Tiltak(id="t", start_dato=start, slutt_dato=end, kategori=Kategori(kode=code)),
        DAYS,
        st.none() | DAYS,
        st.sampled_from(["1.1", "2.5", "8.2", "8.1", "11.1"]),
    ),
    max_size=12,
)


def child_of(rows: list[Tiltak]) -> IndividContext:
    individ = Individ(id="i", tiltak=tuple(rows))
    return IndividContext(individ, Reporting.of(Avgiver(versjon=2025), Skjema()))


@given(PLACEMENTS)
def test_each_that_overlaps_with_one_after_it(rows: list[Tiltak]) -> None:
    expected = set()
    placed = [row for row in rows if row.kategori and row.kategori.kode in ("1.1", "2.5", "8.2")]
    for one, other in combinations(placed, 2):
        assert one.start_dato
        assert other.start_dato
        first = max(one.start_dato, other.start_dato)
        last = min(one.slutt_dato or LAST, other.slutt_dato or LAST)
        if (last - first).days >= 90:
            expected.add(id(one))
    ctx = child_of(rows)
    found = overlaps(ctx, ctx.individ)
    assert found.too_long == expected
    assert not found.missing


def test_ten_thousand_placements_take_no_time_to_speak_of() -> None:
    row = Tiltak(id="t", start_dato=date(2025, 1, 1), slutt_dato=None, kategori=Kategori(kode="1.1"))
    ctx = child_of([row] * 10_000)
    assert overlaps(ctx, ctx.individ).too_long == {id(row)}


def test_what_was_not_read_is_named() -> None:
    whole: dict[str, Any] = {
        "id": "t",
        "start_dato": date(2025, 1, 1),
        "slutt_dato": None,
        "kategori": Kategori(kode="1.1"),
    }
    for field, path in (
        ("start_dato", "Individ.tiltak.start_dato"),
        ("slutt_dato", "Individ.tiltak.slutt_dato"),
        ("kategori", "Individ.tiltak.kategori.kode"),
    ):
        ctx = child_of([Tiltak(**whole), Tiltak(**{**whole, field: NOT_REPORTED})])
        assert overlaps(ctx, ctx.individ).missing == (path,)
