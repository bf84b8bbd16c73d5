"""The statuses of a decision: the first day on which it was over, and the last on which it was not."""

from datetime import date
from itertools import permutations

import pytest

from tests.rules.data.controls import case, found

FIRST, NEXT, LAST = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)


@pytest.mark.parametrize(
    ("statuses", "days"),
    [
        ([(FIRST, "1"), (NEXT, "4")], None),
        ([(NEXT, "1"), (NEXT, "4")], None),
        ([(FIRST, "4"), (NEXT, "1")], (FIRST, NEXT)),
        ([(FIRST, "1"), (NEXT, "4"), (LAST, "1")], (NEXT, LAST)),
        ([(FIRST, "4"), (NEXT, "1"), (LAST, "4")], (FIRST, NEXT)),
        ([(FIRST, "4"), (NEXT, "4"), (LAST, "2")], (FIRST, LAST)),
        ([(FIRST, "1"), (LAST, "1")], None),
        ([(FIRST, "4"), (LAST, "4")], None),
    ],
)
def test_approved_after_it_was_over(statuses: list[tuple[date, str]], days: tuple[date, date] | None) -> None:
    for some in permutations(statuses):
        rows = [{"id": f"s{n}", "endret_dato": day, "kode": kode} for n, (day, kode) in enumerate(some)]
        results = found(case(vedtak=[{"id": "v", "statuser": rows}]), "DAT072")
        told = [dict(result.message.args) for result in results]
        assert told == ([{"first": days[0], "day": days[1]}] if days else [])
