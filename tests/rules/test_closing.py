"""The acts that finished an investigation, where the reports that led to it are not known."""

from datetime import date
from typing import Any

import pytest

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.closing import Course
from tests.records import EXTRACTED, relasjon, sak, undersokelse, vedtak

BEGUN = date(2026, 3, 9)


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize(("decided", "older"), [(date(2026, 3, 8), True), (BEGUN, False), (date(2026, 6, 9), False)])
def test_an_act_from_before_the_investigation_may_be_older_than_the_reports(
    decided: date, older: bool, joined: bool
) -> None:
    links: Any = [relasjon("Undersokelse", "u", "Vedtak", "v")] if joined else []
    case = sak(
        meldinger=NOT_REPORTED,
        undersokelser=[undersokelse(start=BEGUN, kode="1")],
        vedtak=[vedtak(start=decided)],
        relasjoner=links,
    )
    ctx = Context(case, EXTRACTED)
    (row,) = ctx.sammenheng.undersokelser
    assert Course(ctx, row).acts.missing == (("Sak.meldinger",) if older else ())
