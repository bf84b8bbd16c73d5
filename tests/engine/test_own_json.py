"""JSON that anybody may have made, held to the class that it is to hold."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.engine.own_json import document_json, read_document
from barnevern_tilsyn.engine.strict import Found
from barnevern_tilsyn.model import Message


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@attrs.frozen(kw_only=True)
class Inner:
    day: date | None = None
    truth: bool = False


@attrs.frozen(kw_only=True)
class Thing:
    name: str
    colour: Colour = Colour.RED
    number: int = 0
    share: float = 0.0
    parts: tuple[Inner, ...] = ()
    counts: Mapping[str, int] = attrs.field(factory=dict)
    inner: Inner | None = None


class ThingError(FileError):
    """A thing that cannot be used."""


THINGS = st.builds(
    Thing,
    name=st.text(st.characters(exclude_categories=["Cs"])),
    colour=st.sampled_from(Colour),
    number=st.integers(-(10**17), 10**17),
    share=st.floats(allow_nan=False, allow_infinity=False),
    parts=st.lists(st.builds(Inner, day=st.one_of(st.none(), st.dates()), truth=st.booleans()), max_size=3).map(tuple),
    counts=st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9), max_size=3),
    inner=st.one_of(st.none(), st.builds(Inner)),
)


def check(thing: Thing) -> Iterator[Found]:
    if thing.name == "wrong":
        yield "name", Message("no-name")


def read(content: bytes) -> Thing:
    return read_document(
        "thing.json",
        content,
        Thing,
        document="thing",
        format=3,
        check=check,
        error=ThingError,
        texts=("barnevern_tilsyn.programmes", "texts"),
    )


def refused(**changes: Any) -> list[tuple[str, str]]:
    table = {"format": 3, "document": "thing", "name": "x", **changes}
    with pytest.raises(ThingError) as error:
        read(json.dumps(table).encode())
    assert all(line.startswith("thing.json: ") for line in error.value.sentences("nn"))
    return [(fault.place, fault.reason.id) for fault in error.value.faults]


@given(THINGS)
def test_what_is_written_comes_back_the_same_every_time(thing: Thing) -> None:
    written = document_json(thing, "thing", 3)
    assert list(json.loads(written))[:3] == ["format", "document", "name"]
    assert read(written) == thing
    assert document_json(read(written), "thing", 3) == written


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": 1}, [("name", "expected-str")]),
        ({"name": None}, [("name", "expected-str")]),
        ({"number": True}, [("number", "expected-int")]),
        ({"number": 1.0}, [("number", "expected-int")]),
        ({"number": 10**40}, [("number", "expected-int")]),
        ({"share": "1"}, [("share", "expected-float")]),
        ({"colour": "green"}, [("colour", "not-a-choice")]),
        ({"colour": ["red"]}, [("colour", "expected-str")]),
        ({"parts": "abc"}, [("parts", "expected-list")]),
        ({"parts": {}}, [("parts", "expected-list")]),
        ({"parts": [{}, "abc"]}, [("parts[1]", "expected-table")]),
        ({"parts": [{"day": "2024-13-01"}]}, [("parts[0].day", "expected-date")]),
        ({"parts": [{"day": "20240101"}]}, [("parts[0].day", "expected-date")]),
        ({"parts": [{"truth": 0}]}, [("parts[0].truth", "expected-bool")]),
        ({"counts": []}, [("counts", "expected-table")]),
        ({"inner": []}, [("inner", "expected-table")]),
        ({"inner": {"dya": None}}, [("inner", "key-near")]),
        ({"qqqq": 1}, [("", "key-of-none")]),
        ({"name": "wrong"}, [("name", "no-name")]),
        ({"number": "1", "share": "1"}, [("number", "expected-int"), ("share", "expected-float")]),
        ({"document": "other"}, [("document", "other-document")]),
        ({"format": 1}, [("format", "other-format")]),
        ({"format": "3"}, [("format", "other-format")]),
    ],
)
def test_each_value_must_be_of_its_kind(changes: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert refused(**changes) == found


def test_a_key_that_stands_twice_is_told_where_it_stands() -> None:
    text = '{"format": 3, "document": "thing", "name": "x", "parts": [{}, {"truth": true, "truth": true}]}'
    with pytest.raises(ThingError) as error:
        read(text.encode())
    assert [fault.place for fault in error.value.faults] == ["parts[1]"]


@pytest.mark.parametrize("wrap", ["[{}]", '{{"counts": {}}}'])
def test_what_is_nested_deeper_than_anybody_needs(wrap: str) -> None:
    def told(levels: int) -> set[str]:
        inner = "0"
        for _ in range(levels):
            inner = wrap.format(inner)
        with pytest.raises(ThingError) as error:
            read(f'{{"format": 3, "document": "thing", "name": "x", "parts": {inner}}}'.encode())
        return {fault.reason.id for fault in error.value.faults}

    assert "too-deep" not in told(31)
    assert told(40) == {"too-deep"}
