"""Notice of a decision: that it was left out for a reason matters only where it was."""

from datetime import date
from typing import Any

import pytest

from tests.records import judge, sak, vedtak

DECIDED = date(2026, 6, 9)
NOTICE = {"part": "sak", "dato": DECIDED, "klagerett": True}
UNDATED = {"part": "sak", "klagerett": True}


@pytest.mark.parametrize(
    ("notices", "omitted", "expected"),
    [
        ([NOTICE], True, ("met", ())),
        ([NOTICE], False, ("met", ())),
        ([], True, ("not_applicable", ("notice-left-out",))),
        ([], False, ("breach", ())),
        ([UNDATED], True, ("open", ())),
    ],
)
def test_a_child_of_fifteen(notices: list[Any], omitted: bool, expected: tuple[str, tuple[str, ...]]) -> None:
    added = {"underretning_unnlatt": omitted, "fattet_av": "tjenesten", "underretninger": notices}
    case = sak(
        slutt_dato=date(2026, 8, 31),
        personalia=[{"id": "p", "start_dato": date(2026, 3, 2), "fodseldato": date(2010, 5, 5)}],
        vedtak=[vedtak(start=DECIDED, konklusjon=None, tillegg=added)],
        tillegg={"medvirkning_i_stand": None},
    )
    result = judge(case)["PAR002", "v"]
    assert (result.outcome.value, result.reasons) == expected
