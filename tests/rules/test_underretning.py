"""Notice of a decision: that it was left out for a reason matters only where it was."""

from datetime import date
from typing import Any

import pytest

from tests.records import judge, sak, vedtak

DECIDED = date(2026, 6, 9)
NOTICE = {"part": "sak", "dato": DECIDED, "klagerett": True}
LATE = {"part": "sak", "dato": date(2026, 9, 1), "klagerett": True}
UNDATED = {"part": "sak", "klagerett": True}


@pytest.mark.parametrize("code", ["VED003", "PAR002"])
@pytest.mark.parametrize(
    ("notices", "omitted", "expected"),
    [
        ([NOTICE], True, ("met", ())),
        ([NOTICE], False, ("met", ())),
        ([], True, ("not_applicable", ("notice-left-out",))),
        ([], False, ("breach", ())),
        ([UNDATED], True, ("open", ())),
        ([LATE], True, ("review", ("told-after-end",))),
        ([LATE], False, ("review", ("told-after-end",))),
    ],
)
def test_all_parties_and_a_child_of_fifteen(
    code: str, notices: list[Any], omitted: bool, expected: tuple[str, tuple[str, ...]]
) -> None:
    written = {"skriftlig": True, "begrunnelse_dato": DECIDED, "fattet_av": "tjenesten"}
    added = {**written, "underretning_unnlatt": omitted, "underretninger": notices}
    case = sak(
        slutt_dato=date(2026, 8, 31),
        personalia=[{"id": "p", "start_dato": date(2026, 3, 2), "fodseldato": date(2010, 5, 5)}],
        vedtak=[vedtak(start=DECIDED, konklusjon=None, tillegg=added)],
        tillegg={"medvirkning_i_stand": None},
    )
    result = judge(case)[code, "v"]
    assert (result.outcome.value, result.reasons) == expected
