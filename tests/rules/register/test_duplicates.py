"""Two elements that say the same: all that they hold is compared, whatever their ids are."""

from datetime import date
from typing import Any

import pytest

from tests.records import melding, sak
from tests.register import fired, opened

WHOLE = {
    **melding(),
    "meldere": [{"kode": "1", "presisering": None}, {"kode": "2", "presisering": None}],
    "saksinnhold": [{"kode": "1.1.01", "presisering": None}],
}
CODE = "NBR-MELDING-19"


def twice(**changes: Any) -> Any:
    return sak(meldinger=[{**WHOLE, **changes, "id": "n"}, {**WHOLE, "id": "M"}])


def test_the_one_of_the_higher_id_is_the_twin() -> None:
    assert fired(twice(), CODE) == {(CODE, "n", "info")}
    assert fired(twice(migrert_id="gammel"), CODE) == {(CODE, "n", "info")}
    assert not fired(twice(er_slettet=True), CODE)


@pytest.mark.parametrize(
    "changes",
    [
        {"start_dato": date(2026, 3, 3)},
        {"konklusjon": {"slutt_dato": date(2026, 3, 8), "kode": "2"}},
        {"konklusjon": {"slutt_dato": date(2026, 3, 9), "kode": "1"}},
        {"meldere": [{"kode": "1", "presisering": None}, {"kode": "3", "presisering": None}]},
        {"meldere": [{"kode": "1", "presisering": None}]},
        {"meldere": [{"kode": "1", "presisering": "a"}, {"kode": "2", "presisering": None}]},
        {"saksinnhold": []},
    ],
)
def test_anything_else_in_it_makes_it_another(changes: dict[str, Any]) -> None:
    assert not fired(twice(**changes), CODE)
    assert opened(twice(**changes), CODE) == set()
