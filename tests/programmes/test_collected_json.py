"""What was collected as JSON: it comes back as it was, and whatever was changed by hand is told with its place."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes.collected_json import CollectedError, collected_json, collected_schema, read_collected
from barnevern_tilsyn.programmes.collecting import collect
from barnevern_tilsyn.programmes.form import Form
from barnevern_tilsyn.programmes.sample import Sample
from tests.programmes.rounds import FIRST, filled, own_form, rounds, sample_of

VALIDATOR = Draft202012Validator(collected_schema())
SECRET = "Hemmelig Navnesen"
SAMPLE = sample_of(3)
FORMS = [
    ("0.json", filled(SAMPLE, 0, {"M1": "ja", "B2": "nei"})),
    ("1.json", filled(SAMPLE, 1, {"M1": "delvis"})),
    ("2.json", own_form(SAMPLE, {"child": "svikt"}, {"L1": "ja"})),
]
WRITTEN = collected_json(collect(FORMS, SAMPLE, FIRST).collected)


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(CollectedError) as error:
        read_collected("runde.json", content)
    for lang in LANGUAGES:
        assert all(line.startswith("runde.json: ") and line.endswith(".") for line in error.value.sentences(lang))
        assert SECRET not in "".join(error.value.sentences(lang))
    return [(fault.place, fault.reason.id) for fault in error.value.faults]


@given(rounds())
def test_what_is_written_comes_back_and_keeps_to_its_schema(found: tuple[Sample, list[tuple[str, Form]]]) -> None:
    collected = collect(found[1], found[0], FIRST).collected
    written = collected_json(collected)
    assert read_collected("x", written) == collected
    assert collected_json(read_collected("x", written)) == written
    VALIDATOR.validate(json.loads(written))


def test_what_follows_is_written_beside_the_counts() -> None:
    first = json.loads(WRITTEN)["questions"][0]
    assert first["result"] == {
        "yes": {"k": 1, "n": 2, "share": 0.5, "interval": {"low": 0.0945, "high": 0.9055}},
        "flags": ["share"],
    }
    assert json.loads(WRITTEN)["questions"][1]["result"]["yes"] == {"k": 0, "n": 0, "share": None, "interval": None}


def _set(*path: Any) -> Callable[[Any], None]:
    *places, last, value = path

    def change(table: Any) -> None:
        for place in places:
            table = table[place]
        table[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (_set("format", 2), "format", "other-format"),
        (_set("document", "selfcheck-form"), "document", "other-document"),
        (_set("forms", "2"), "forms", "expected-int"),
        (_set("forms", 4), "forms", "no-part"),
        (_set("kind", "check"), "kind", "not-a-choice"),
        (_set("more", SECRET), "", "key-of-none"),
        (_set("questions", 0, "answers", 0, "forms", 7), "questions[0]", "does-not-add-up"),
        (_set("questions", 0, "not_answered", -1), "questions[0]", "no-part"),
        (_set("questions", 0, "proposed", 3), "questions[0].proposed", "no-part"),
        (_set("questions", 0, "result", "yes", "k", 2), "questions[0].result", "does-not-follow"),
        (_set("questions", 0, "result", "flags", []), "questions[0].result", "does-not-follow"),
        (_set("questions", 1, "question", "M1"), "questions[1]", "twice-here"),
        (_set("questions", 0, "theme", SECRET), "questions[0].theme", "no-id"),
        (_set("questions", 0, "theme", "a\x1b[2J"), "questions[0].theme", "no-id"),
        (_set("sections", 0, "reasons", "\x1b[2J"), "sections[0]", "no-text"),
        (_set("sections", 0, "reasons", "x" * 4001), "sections[0]", "too-long"),
        (_set("municipalities", {"0301": 3}), "municipalities", "no-part"),
        (_set("left_out", {"twice": -1}), "left_out", "no-part"),
        (_set("failing", "share_below", 2), "failing.share_below", "no-share"),
        (_set("drawn", "rules", {"random": "maybe"}), "drawn.rules", "not-a-choice"),
        (_set("drawn", "rules", {"luck": "yes"}), "drawn.rules", "not-a-choice"),
        (_set("period", "since", "2024"), "period.since", "expected-date"),
    ],
)
def test_what_was_changed_is_told_with_its_place(change: Callable[[Any], None], place: str, reason: str) -> None:
    table = json.loads(WRITTEN)
    change(table)
    found = refused(json.dumps(table).encode())
    assert any(told.startswith(place) and id == reason for told, id in found), found


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b'{"format": 1}'])
def test_what_is_none_is_refused(content: bytes) -> None:
    assert refused(content)


@given(st.data())
def test_any_other_value_anywhere_is_refused_or_fits(data: st.DataObject) -> None:
    table: Any = json.loads(WRITTEN)
    node = table
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else list(range(len(node)))))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            node[key] = data.draw(st.one_of(st.integers(), st.booleans(), st.text(max_size=3), st.just([]), st.none()))
            break
        node = inner
    try:
        fits: object = read_collected("x", json.dumps(table).encode())
    except CollectedError as error:
        fits = error.faults
    assert fits


def test_a_day_is_a_day() -> None:
    found = read_collected("x", WRITTEN)
    assert found.period
    assert (found.period.since, found.period.until) == (date(2024, 10, 30), date(2024, 10, 31))
