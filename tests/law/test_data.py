from datetime import date

import pytest

from barnevern_tilsyn.law import LawDataError
from barnevern_tilsyn.law.data import Table, load, names

ROW = Table(
    "x.toml", {"text": "a", "number": 3, "day": date(2026, 1, 1), "table": {"a": 1}, "texts": ["a"], "empty": ""}
)


def test_gives_what_is_there() -> None:
    assert (ROW.text("text"), ROW.number("number"), ROW.day("day")) == ("a", 3, date(2026, 1, 1))
    assert ROW.texts("texts") == ("a",)
    assert ROW.table("table").number("a") == 1
    assert ROW.choice("text", ("a", "b")) == "a"


def test_absence_has_its_default() -> None:
    assert (ROW.text_or("no", "-"), ROW.number_or_none("no"), ROW.day_or_none("no")) == ("-", None, None)
    assert (ROW.texts("no"), list(ROW.tables("no")), ROW.choice("no", ("a",), default="b")) == ((), [], "b")


@pytest.mark.parametrize(
    ("method", "key"),
    [
        ("text", "number"),
        ("text", "empty"),
        ("text", "no"),
        ("number", "text"),
        ("day", "text"),
        ("table", "text"),
        ("texts", "text"),
        ("tables", "texts"),
        ("number", "day"),
    ],
)
def test_a_wrong_kind_is_named(method: str, key: str) -> None:
    with pytest.raises(LawDataError, match=rf"^x\.toml: {key}: expected"):
        list(getattr(ROW, method)(key))


def test_a_truth_value_is_no_number() -> None:
    with pytest.raises(LawDataError, match="whole number"):
        Table("x.toml", {"n": True}).number("n")


def test_a_word_outside_the_choice_and_a_stray_key_are_named() -> None:
    with pytest.raises(LawDataError, match=r"x\.toml: text: expected one of b, c"):
        ROW.choice("text", ("b", "c"))
    with pytest.raises(LawDataError, match=r"x\.toml: number: expected no such key"):
        ROW.only("text", "day", "table", "texts", "empty")


def test_a_row_of_a_list_is_named_by_its_key() -> None:
    rows = list(Table("x.toml", {"row": [{"key": "K-1"}, {"paragraf": "2-1"}, {}]}).tables("row"))
    assert [row.where for row in rows] == ["x.toml: row[K-1]", "x.toml: row[2-1]", "x.toml: row[3]"]


def test_files() -> None:
    assert load("lover.toml").values
    assert "parameters/barnevernsloven.toml" in names("parameters")
    with pytest.raises(LawDataError, match=r"^missing\.toml: cannot be read"):
        load("missing.toml")


def test_what_may_be_absent_is_given_where_it_is_not() -> None:
    assert (ROW.number_or_none("number"), ROW.day_or_none("day")) == (3, date(2026, 1, 1))
    assert ROW.text_or("text", "-") == "a"
    with pytest.raises(LawDataError, match=r"^x\.toml: text: expected a whole number"):
        ROW.number_or_none("text")
    with pytest.raises(LawDataError, match=r"^x\.toml: text: expected a date"):
        ROW.day_or_none("text")
