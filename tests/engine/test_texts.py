"""Texts: typed arguments in the language's own way."""

from datetime import date

import pytest

from barnevern_tilsyn.engine.texts import Days, fill, format_date
from barnevern_tilsyn.model import Message


@pytest.mark.parametrize(("lang", "text"), [("nb", "9. juni 2026"), ("nn", "9. juni 2026"), ("en", "9 June 2026")])
def test_dates(lang: str, text: str) -> None:
    assert format_date(date(2026, 6, 9), lang) == text


@pytest.mark.parametrize(
    ("lang", "days", "text"),
    [("nb", 1, "1 dag"), ("nb", 12, "12 dager"), ("nn", 2, "2 dagar"), ("en", 1, "1 day"), ("en", 0, "0 days")],
)
def test_days_and_numbers(lang: str, days: int, text: str) -> None:
    assert fill("{over}, {number}", (("over", Days(days)), ("number", 3)), lang) == f"{text}, 3"


def test_a_message_is_a_value() -> None:
    assert Message("x", (("a", 1),)) == Message("x", (("a", 1),))
    assert hash(Message("x")) == hash(Message("x"))
