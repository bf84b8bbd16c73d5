"""What is read out of a decision's statuses."""

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine import sent_to_board, statuses_known
from barnevern_tilsyn.model import Vedtak

SENT, OTHER = "2", "1"


def _decision(*statuses: dict[str, Any]) -> Vedtak:
    rows = [{"id": str(place), **status} for place, status in enumerate(statuses)]
    return msgspec.convert({"id": "v", "statuser": rows}, Vedtak)


@given(st.lists(st.tuples(st.dates(), st.sampled_from([SENT, OTHER]))))
def test_a_decision_was_sent_on_the_first_day_it_got_that_status(rows: list[tuple[date, str]]) -> None:
    found = sent_to_board(_decision(*({"endret_dato": day, "kode": code} for day, code in rows)))
    assert found == min((day for day, code in rows if code == SENT), default=None)


@pytest.mark.parametrize("status", [{}, {"kode": SENT}, {"endret_dato": date(2026, 3, 2)}])
def test_a_status_without_its_code_or_its_day_is_not_known(status: dict[str, Any]) -> None:
    assert not statuses_known(_decision({"kode": OTHER, "endret_dato": date(2026, 3, 2)}, status))
    assert sent_to_board(_decision(status)) is None


def test_all_known_or_none() -> None:
    assert statuses_known(_decision())
    assert not statuses_known(msgspec.convert({"id": "v"}, Vedtak))
