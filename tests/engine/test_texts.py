"""Texts: typed arguments in the language's own way."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.texts import LANGUAGES, fill, format_date, format_list, format_number
from barnevern_tilsyn.model import Message


@pytest.mark.parametrize(("lang", "text"), [("nb", "9. juni 2026"), ("nn", "9. juni 2026"), ("en", "9 June 2026")])
def test_dates(lang: str, text: str) -> None:
    assert format_date(date(2026, 6, 9), lang) == text


@pytest.mark.parametrize(
    ("number", "norwegian", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (12000, "12\N{NO-BREAK SPACE}000", "12,000"),
        (1234567, "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567", "1,234,567"),
        (-4200, "-4\N{NO-BREAK SPACE}200", "-4,200"),
        (0.5, "0,5", "0.5"),
        (1999.96, "2\N{NO-BREAK SPACE}000", "2,000"),
    ],
)
def test_numbers(number: float, norwegian: str, english: str) -> None:
    assert [format_number(number, lang) for lang in LANGUAGES] == [norwegian, norwegian, english]


@given(st.integers(-(10**12), 10**12), st.sampled_from(LANGUAGES))
def test_a_number_keeps_its_digits(number: int, lang: str) -> None:
    assert int(format_number(number, lang).replace("\N{NO-BREAK SPACE}", "").replace(",", "")) == number


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("nb", 1, "1 dag"),
        ("nb", 12, "12 dager"),
        ("nn", 0, "0 dager"),
        ("en", 1500, "1,500 dager"),
        ("nb", 1.0, "1 dag"),
        ("nb", 0.5, "0,5 dager"),
    ],
)
def test_one_and_more(lang: str, count: float, text: str) -> None:
    assert fill("{count:dag|dager}", [("count", count)], lang) == text


@pytest.mark.parametrize(
    ("lang", "text"), [("nb", "12,5\N{NO-BREAK SPACE}%"), ("nn", "12,5\N{NO-BREAK SPACE}%"), ("en", "12.5%")]
)
def test_percentages(lang: str, text: str) -> None:
    assert fill("{share:%}", [("share", 0.125)], lang) == text
    assert fill("{share:%}", [("share", 1)], lang) == text.replace("12,5", "100").replace("12.5", "100")


def test_lists() -> None:
    assert [format_list(("a", "b", "c"), lang) for lang in LANGUAGES] == ["a, b og c", "a, b og c", "a, b and c"]
    assert [format_list(names, "en") for names in ((), ("a",), ("a", "b"))] == ["", "a", "a and b"]


def test_a_sentence_takes_all_of_them() -> None:
    args = (("name", "x"), ("day", date(2026, 6, 9)), ("count", 2), ("names", ("a", "b")))
    sentence = "{name}: {day}, {count}, {names}"
    assert fill(sentence, args, "nn") == "x: 9. juni 2026, 2, a og b"
    assert fill(sentence, args, "en") == "x: 9 June 2026, 2, a and b"


def test_a_message_is_a_value() -> None:
    assert Message("x", (("a", 1),)) == Message("x", (("a", 1),))
    assert hash(Message("x", (("a", ("b", "c")),))) == hash(Message("x", (("a", ("b", "c")),)))
