"""Forms as JSON: what is written comes back, and what was filled in wrongly is told with its place, never shown."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from barnevern_tilsyn.engine.own_json import MOST_BYTES, MOST_FAULTS
from barnevern_tilsyn.engine.texts import LANGUAGES
from barnevern_tilsyn.programmes import builtin
from barnevern_tilsyn.programmes.form import LONGEST_COMMENT, Form, FormKind
from barnevern_tilsyn.programmes.form_json import FormError, form_json, form_schema, read_form_json
from tests.programmes.forms import BLANK, BLANK_SERVICE, SUBJECT, forms

SECRET = "Hemmelig Navnesen"
VALIDATOR = Draft202012Validator(form_schema())


def read(content: bytes) -> Form:
    return read_form_json("form.json", content, builtin())


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(FormError) as error:
        read(content)
    for lang in LANGUAGES:
        assert all(line.startswith("form.json: ") and line.endswith(".") for line in error.value.sentences(lang))
    assert SECRET not in str(error.value)
    return [(fault.place, fault.reason.id) for fault in error.value.faults]


def changed(change: Callable[[Any], Any], form: Form = BLANK) -> bytes:
    table = json.loads(form_json(form))
    change(table)
    return json.dumps(table).encode()


@given(forms())
def test_what_is_written_comes_back_and_keeps_to_its_schema(form: Form) -> None:
    written = form_json(form)
    assert read(written) == form
    assert form_json(read(written)) == written
    VALIDATOR.validate(json.loads(written))


def test_an_empty_form_has_every_question_and_the_service_s_every_section_too() -> None:
    programme = builtin()["egenkontroll-2024-1"]
    assert [one.question for one in BLANK.answers] == [question.id for question in programme.questions]
    assert (BLANK.kind, BLANK.judgements, BLANK.subject) == (FormKind.CASE, (), SUBJECT)
    assert [one.question for one in BLANK_SERVICE.answers] == [question.id for question in programme.management]
    assert [one.theme for one in BLANK_SERVICE.judgements] == [theme.id for theme in programme.themes]
    assert (BLANK_SERVICE.kind, BLANK_SERVICE.subject) == (FormKind.SERVICE, None)
    assert BLANK.answer("M1").value is None


def test_what_may_be_left_out_need_not_stand_there() -> None:
    def shorten(table: Any) -> None:
        del table["filled"], table["judgements"]
        table["answers"] = [{"question": one["question"]} for one in table["answers"]]

    assert read(changed(shorten)) == BLANK


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b"\xef\xbb\xbf" + form_json(BLANK)) == BLANK


def put(**values: Any) -> Callable[[Any], Any]:
    return lambda table: table["answers"][0].update(values)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda table: table.update(kind=SECRET), [("kind", "not-a-choice")]),
        (lambda table: table.update(kind=1), [("kind", "expected-str")]),
        (lambda table: table.update(lang=SECRET), [("lang", "no-such-language")]),
        (lambda table: table.update(sample=SECRET), [("sample", "no-name")]),
        (lambda table: table.update({SECRET: 1}), [("", "key-of-none")]),
        (lambda table: table.update(smaple="x"), [("", "key-near")]),
        (lambda table: table.update(document=SECRET), [("document", "other-document")]),
        (lambda table: table.update(format=2), [("format", "other-format")]),
        (lambda table: table.update(format=True), [("format", "other-format")]),
        (lambda table: table.pop("answers"), [("answers", "missing")]),
        (lambda table: table.update(answers=SECRET), [("answers", "expected-list")]),
        (lambda table: table.update(answers={}), [("answers", "expected-list")]),
        (lambda table: table.update(answers=[SECRET, *table["answers"][1:]]), [("answers[0]", "expected-table")]),
        (lambda table: table.update(filled="31.01.2024"), [("filled", "expected-date")]),
        (lambda table: table.update(filled="2024-02-30"), [("filled", "expected-date")]),
        (lambda table: table.update(filled="2024-01-31T00:00:00"), [("filled", "expected-date")]),
        (lambda table: table.update(filled=20240131), [("filled", "expected-date")]),
        (lambda table: table["programme"].update(id=SECRET), [("programme.id", "no-such-programme")]),
        (lambda table: table["programme"].update(version=SECRET), [("programme.version", "other-version")]),
        (lambda table: table.update(subject=None), [("subject", "missing")]),
        (lambda table: table["subject"].update(case=SECRET), [("subject.case", "no-case-name")]),
        (lambda table: table["subject"].update(element=SECRET), [("subject.element", "no-case-name")]),
        (lambda table: table["subject"].update(outcome=SECRET), [("subject.outcome", "no-such-value")]),
        (lambda table: table["subject"].update(may_be=["nemnd", SECRET]), [("subject.may_be", "no-such-value")]),
        (lambda table: table["subject"].update(municipality="Oslo"), [("subject.municipality", "no-municipality")]),
        (lambda table: table.update(judgements=[{"theme": SECRET}]), [("judgements[0].theme", "no-such-question")]),
        (put(question=SECRET), [("answers[0].question", "no-such-question"), ("answers", "lacks")]),
        (put(question="M2"), [("answers[1].question", "twice"), ("answers", "lacks")]),
        (lambda table: table["answers"].pop(), [("answers", "lacks")]),
        (put(value=SECRET), [("answers[0].value", "no-such-value")]),
        (put(value=True), [("answers[0].value", "expected-str")]),
        (put(value=""), [("answers[0].value", "no-such-value")]),
        (put(proposed=SECRET), [("answers[0].proposed", "no-such-value")]),
        (put(comment=None), [("answers[0].comment", "expected-str")]),
        (put(comment="x" * (LONGEST_COMMENT + 1)), [("answers[0].comment", "too-long")]),
        (put(comment=f"{SECRET}\x0b"), [("answers[0].comment", "no-text")]),
        (put(comment="\ufffe"), [("answers[0].comment", "no-text")]),
        (put(evidence=[{"rule": SECRET, "outcome": "met", "text": ""}]), [("answers[0].evidence[0].rule", "no-rule")]),
        (
            put(evidence=[{"rule": "A1", "outcome": SECRET, "text": ""}]),
            [("answers[0].evidence[0].outcome", "not-a-choice")],
        ),
        (put(facts=[{"path": SECRET, "known": True}]), [("answers[0].facts[0].path", "no-path")]),
        (
            put(facts=[{"path": "Melding.start_dato", "known": 1}]),
            [("answers[0].facts[0].known", "expected-bool")],
        ),
        (
            put(facts=[{"path": "Melding.start_dato", "known": True, "values": ["true", SECRET]}]),
            [("answers[0].facts[0].values[1]", "no-fact-value")],
        ),
    ],
)
def test_each_fault_is_told_with_its_place(change: Callable[[Any], Any], found: list[tuple[str, str]]) -> None:
    assert refused(changed(change)) == found


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda table: table.update(subject={"case": "0" * 32}), [("subject", "of-case-only")]),
        (lambda table: table["judgements"].pop(0), [("judgements", "lacks")]),
        (lambda table: table["judgements"][1].update(theme="report"), [("judgements[1].theme", "twice")]),
        (lambda table: table["judgements"][0].update(value="ja"), [("judgements[0].value", "no-such-value")]),
        (lambda table: table["judgements"][0].update(reasons="\x00"), [("judgements[0].reasons", "no-text")]),
    ],
)
def test_the_service_s_own_form_too(change: Callable[[Any], Any], found: list[tuple[str, str]]) -> None:
    assert refused(changed(change, BLANK_SERVICE))[: len(found)] == found


def test_all_faults_are_told_at_once() -> None:
    def change(table: Any) -> None:
        table["answers"][0]["value"] = SECRET
        table["answers"][3]["comment"] = "\x00"
        table["answers"].append({"question": SECRET})

    assert len(refused(changed(change))) == 3


def test_the_list_of_faults_has_an_end() -> None:
    found = refused(changed(lambda table: table.update(answers=[{"question": SECRET}] * 10_000)))
    assert (len(found), found[-1]) == (MOST_FAULTS + 1, ("", "more-faults"))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "no-json"),
        (b"{", "no-json"),
        (b"[]", "expected-table"),
        (b'"x"', "expected-table"),
        (b"\xff", "not-utf-8"),
        (form_json(BLANK).decode().encode("utf-16"), "not-utf-8"),
        (b"[" * 100_000 + b"]" * 100_000, "too-deep"),
        (b'{"a":' * 100_000, "too-deep"),
        (b'{"a": NaN}', "no-json"),
        (b'{"a": -Infinity}', "no-json"),
        (b'{"a": "\\ud800"}', "no-json"),
        (b'{"a": "\xed\xa0\x80"}', "not-utf-8"),
        (b'{"a": 1} 2', "no-json"),
        (b" " * (MOST_BYTES + 1), "too-large"),
    ],
)
def test_what_is_no_json_has_one_sentence(content: bytes, reason: str) -> None:
    assert [id for _, id in refused(content)] == [reason]


@pytest.mark.parametrize(("digits", "found"), [(300, ("filled", "expected-date")), (10_000, ("", "no-json"))])
def test_a_number_can_be_as_long_as_it_likes(digits: int, found: tuple[str, str]) -> None:
    written = form_json(BLANK).replace(b'"filled": null', b'"filled": ' + b"9" * digits)
    assert refused(written) == [found]


def test_fifty_levels_are_too_many() -> None:
    written = form_json(BLANK).replace(b'"filled": null', b'"filled": ' + b"[" * 50 + b"]" * 50)
    assert refused(written) == [("", "too-deep")]


def test_a_key_that_stands_twice_is_told_by_its_object_and_strangers_are_not_named() -> None:
    written = form_json(BLANK)
    assert refused(written.replace(b'"question": "M2"', b'"question": "M2", "question": "M2"')) == [
        ("answers[1]", "key-twice")
    ]
    twice = f'"filled": {{"{SECRET}": {{"a": 1, "a": 2}}}}'.encode()
    assert refused(written.replace(b'"filled": null', twice)) == [("filled", "key-twice")]


ODD: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.just(SECRET), st.just("")),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.sampled_from([SECRET, "id"]), inner)),
    max_leaves=4,
)


@given(forms(), st.data())
def test_another_value_anywhere_is_told_or_fits_and_is_never_shown(form: Form, data: st.DataObject) -> None:
    table: Any = json.loads(form_json(form))
    node = table
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else list(range(len(node)))))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
            node[key] = data.draw(ODD)
            break
        node = inner
    found: Form | FormError
    try:
        found = read(json.dumps(table).encode())
    except FormError as error:
        found = error
    if isinstance(found, FormError):
        assert found.faults
        assert all(SECRET not in line for lang in LANGUAGES for line in found.sentences(lang))
        assert found.__cause__ is None
        assert found.__suppress_context__ or found.__context__ is None


def test_schema_and_reader_are_equally_strict_about_kinds_and_keys() -> None:
    table = json.loads(form_json(BLANK))
    assert not list(VALIDATOR.iter_errors(table))
    assert list(VALIDATOR.iter_errors({**table, "x": 1}))
    assert list(VALIDATOR.iter_errors({**table, "filled": "i går"}))


def test_a_form_of_a_programme_that_is_not_at_hand_is_refused() -> None:
    with pytest.raises(FormError) as error:
        read_form_json("form.json", form_json(BLANK), {"own": attrs.evolve(builtin()["egenkontroll-2024-1"], id="own")})
    assert error.value.sentences("en") == ("form.json: programme.id: The programme is not known. These are: own.",)
