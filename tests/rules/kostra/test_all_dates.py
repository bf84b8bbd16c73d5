"""All dates of a child: what was not read is told of each list, not of the first one only."""

from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Individ
from barnevern_tilsyn.rules.kostra.all_dates import dates_of

LISTS = ("meldinger", "planer", "tiltak", "flyttinger")


def test_each_list_that_was_not_read_is_told_of() -> None:
    child = Individ(id="1", meldinger=NOT_REPORTED, planer=NOT_REPORTED, tiltak=NOT_REPORTED, flyttinger=NOT_REPORTED)
    found = {path for path, _, day in dates_of(child) if day is NOT_REPORTED}
    assert found >= {f"Individ.{name}" for name in LISTS}
