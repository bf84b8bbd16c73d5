"""Access that was refused: what is missing to judge it is named."""

from datetime import date
from typing import Any

import pytest

from tests.records import judge, sak

REFUSED = date(2026, 7, 1)
GROUND = "Sak.tillegg.innsynsnektelser.grunn"


@pytest.mark.parametrize(
    ("refusal", "keys", "missing"),
    [
        ({"dato": REFUSED}, {}, (GROUND,)),
        ({"dato": REFUSED, "grunn": "undersokelse"}, {"undersokelser": None}, ()),
    ],
)
def test_the_fact_that_is_missing_is_named(
    refusal: dict[str, Any], keys: dict[str, Any], missing: tuple[str, ...]
) -> None:
    result = judge(sak(tillegg={"innsynsnektelser": [refusal]}, **keys))["PAR004", "sak"]
    assert result.missing == missing
    assert (result.outcome.value == "open") is bool(missing)


def test_beside_one_that_is_judged_another_without_its_ground_is_not_forgotten() -> None:
    during = {"dato": date(2026, 4, 1), "grunn": "undersokelse"}
    case = sak(tillegg={"innsynsnektelser": [during, {"dato": REFUSED}]})
    result = judge(case)["PAR004", "sak"]
    assert (result.outcome.value, result.missing) == ("open", (GROUND,))
