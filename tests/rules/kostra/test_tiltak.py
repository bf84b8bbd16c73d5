"""The Acts that a measure in a KOSTRA file rests on, by the day it began."""

from datetime import date
from typing import Any

import pytest

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Lovhjemmel, Tiltak
from barnevern_tilsyn.rules.kostra.tiltak import of_wrong_act

OLD, NEW, OTHER = "BVL", "BVL2021", "BL1981"
BEFORE, FROM = date(2022, 12, 31), date(2023, 1, 1)
JUDGE: Any = of_wrong_act.judge


def basis(act: Any) -> Lovhjemmel:
    return Lovhjemmel(lov=act, kapittel="4", paragraf="4", ledd=None, bokstav=None, punktum=None)


@pytest.mark.parametrize(
    ("start", "act", "read_with", "situation"),
    [
        (BEFORE, OLD, (), None),
        (BEFORE, OLD, (OLD,), None),
        (BEFORE, NEW, (), "before-2023"),
        (BEFORE, OLD, (NEW,), "before-2023"),
        (BEFORE, OLD, (OLD, NEW), "before-2023"),
        (BEFORE, NEW, (OLD,), "before-2023"),
        (FROM, OLD, (OLD,), None),
        (FROM, NEW, (NEW, OTHER), None),
        (FROM, NEW, (OTHER,), "from-2023"),
        (FROM, NEW, (OTHER, OTHER), "from-2023"),
        (FROM, OTHER, (NEW,), "from-2023"),
    ],
)
def test_what_it_rests_on_and_what_is_read_with_it(
    start: date, act: str, read_with: tuple[str, ...], situation: str | None
) -> None:
    found = JUDGE(
        Tiltak(id="t", start_dato=start, lovhjemmel=basis(act), jmfr_lovhjemler=tuple(map(basis, read_with))), None
    )
    assert (found and found.situation) == situation
    assert found is None or dict(found.args) == {"start": start}


@pytest.mark.parametrize(
    ("keys", "missing"),
    [
        ({"start_dato": NOT_REPORTED}, ("Individ.tiltak.start_dato",)),
        ({"lovhjemmel": NOT_REPORTED}, ("Individ.tiltak.lovhjemmel",)),
        ({"jmfr_lovhjemler": NOT_REPORTED}, ("Individ.tiltak.jmfr_lovhjemler",)),
        ({"jmfr_lovhjemler": (basis(NOT_REPORTED),)}, ("Individ.tiltak.jmfr_lovhjemler",)),
    ],
)
def test_what_is_not_read_leaves_it_open(keys: dict[str, Any], missing: tuple[str, ...]) -> None:
    whole = {"id": "t", "start_dato": BEFORE, "lovhjemmel": basis(OLD), "jmfr_lovhjemler": (), **keys}
    assert JUDGE(Tiltak(**whole), None).missing == missing
