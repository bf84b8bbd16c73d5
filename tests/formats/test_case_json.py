"""Case JSON: two lanes that agree, all faults at once, and nothing of the document in what is said of it."""

import json
import tracemalloc
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.case_faults import faults_of
from barnevern_tilsyn.formats.case_json import read_case
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.model import NOT_REPORTED, Kilde, Notice, Reject, Sak, Unreadable
from tests.formats.json_cases import spoiled
from tests.formats.samples import document
from tests.scale import scaled

CANARY = "KANARIFUGL"
LIMITS = Limits()
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def read_one(data: bytes, **how: Any) -> Any:
    *notices, result = read_case("a.json", data, LIMITS, **how)
    assert all(isinstance(notice, Notice) for notice in notices)
    return result


def faults(data: bytes | str, **how: Any) -> list[tuple[int, str, str]]:
    result = read_one(data.encode() if isinstance(data, str) else data, **how)
    assert isinstance(result, Reject), result
    assert all(sentence(fault.expected, "nn") for fault in result.faults)
    return [(fault.linje, fault.path, fault.expected.id) for fault in result.faults]


def agree(data: bytes) -> bool:
    """Whether a document is accepted; the lanes, the lenient way among them, have to say the same of it."""
    result, lenient = read_one(data), read_one(data, lenient=True)
    found = faults_of(data, Sak, LIMITS)
    assert isinstance(result, Sak) == (not found.faults and not found.keys), (data, found)
    assert isinstance(lenient, Sak) == (not found.faults), (data, found)
    if not isinstance(result, Sak):
        assert isinstance(result, Unreadable) or result.faults[0].expected.id != "json.refused"
        return False
    assert result == lenient == msgspec.json.decode(data, type=Sak)
    return True


@settings(max_examples=scaled(200), suppress_health_check=SLOW)
@given(spoiled())
def test_both_lanes_accept_the_same_documents(data: bytes) -> None:
    agree(data)


ALPHABET = [*list(b'{}[],:"\\ \n\tatrue0123456789-.eEn'), 0, 31, 127, 195, 237, 160, 255, 239, 187, 191]
BASE = (
    b'{"id":"sak","leveranse":{"dato_uttrekk":"2026-10-01T10:00:00+02:00"},"avsluttet":true,"slutt_dato":null,'
    b'"meldinger":[{"id":"m\\u00f8\\ud83d\\ude00","start_dato":"2026-03-02","meldere":[{"kode":"1"}]}]}'
)


@settings(max_examples=scaled(600))
@given(
    st.lists(
        st.tuples(st.integers(0, len(BASE)), st.integers(0, 3), st.lists(st.sampled_from(ALPHABET), max_size=3)),
        max_size=3,
    ),
    st.sampled_from((len(BASE), len(BASE), len(BASE), 100, 3, 0)),
)
@example([(0, 0, [0xEF, 0xBB, 0xBF])], len(BASE))
def test_both_lanes_take_the_same_for_json(edits: list[tuple[int, int, list[int]]], end: int) -> None:
    data = bytearray(BASE[:end])
    for at, cut, put in edits:
        data[at : at + cut] = bytes(put)
    agree(bytes(data).removeprefix(b"\xef\xbb\xbf"))


@given(st.binary(max_size=40), st.text(max_size=20))
def test_any_bytes_give_an_answer(data: bytes, more: str) -> None:
    for source in (data, b"{" + data, b'{"id":"' + data + b'"}', json.dumps({"id": more, more: more}).encode()):
        assert all(isinstance(item, Sak | Reject | Unreadable) for item in documents(source))


def test_all_faults_are_told_at_once() -> None:
    data = """{
  "id": "sak", "Avsluttet": true, "avsluttet": "ja",
  "meldinger": [
    {"id": "m", "start_dato": "2.3.2026", "konklusjon": {"kode": 2, "slutt_dat": "2026-03-09"}},
    {"start_dato": "2026-03-02", "meldere": "1", "tillegg": {"muntlig": 1, "tilbakemeldinger": [{"trinn": "da"}]}},
    null
  ],
  "planer": {}, "er_slettet": false, "er_slettet": true,
  "leveranse": {"dato_uttrekk": "2026-10-01T10:00:00", "_linje": 3}
}"""
    assert faults(data) == [
        (2, "$.avsluttet", "json.boolean"),
        (2, "$", "json.key_near"),
        (4, "$.meldinger[0].start_dato", "value.date"),
        (4, "$.meldinger[0].konklusjon.kode", "json.text"),
        (4, "$.meldinger[0].konklusjon", "json.key_near"),
        (5, "$.meldinger[1].meldere", "json.list"),
        (5, "$.meldinger[1].tillegg.muntlig", "json.boolean"),
        (5, "$.meldinger[1].tillegg.tilbakemeldinger[0].trinn", "value.code"),
        (5, "$.meldinger[1].id", "json.missing"),
        (6, "$.meldinger[2]", "json.object"),
        (8, "$.planer", "json.list"),
        (8, "$.er_slettet", "json.key_twice"),
        (9, "$.leveranse.dato_uttrekk", "value.dateTime"),
        (9, "$.leveranse", "json.key"),
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('{"id": "a", "id": "b"}', ("$.id", "json.key_twice")),
        ('{"id": "a", "start_dat": "2026-01-01"}', ("$", "json.key_near")),
        ('{"id": "a", "qqqqqqqqq": "2026-01-01"}', ("$", "json.key")),
        ('{"id": "a", "_linje": 3}', ("$", "json.key")),
        ('{"id": ""}', ("$.id", "json.id")),
        ('{"id": null}', ("$.id", "json.id")),
        ('{"avsluttet": true}', ("$.id", "json.missing")),
        ('{"id": "a", "er_slettet": 0}', ("$.er_slettet", "json.boolean")),
        ('{"id": "a", "journalnummer": 7}', ("$.journalnummer", "json.text")),
        ('{"id": "a", "start_dato": "20260302"}', ("$.start_dato", "value.date")),
        ('{"id": "a", "start_dato": "2026-02-29"}', ("$.start_dato", "value.date")),
        ('{"id": "a", "start_dato": "2026-03-02T00:00:00"}', ("$.start_dato", "value.date")),
        ('{"id": "a", "planer": [{"id": "p"}, {"id": "p"}]}', ("$.planer[1].id", "id.twice")),
        ('{"id": "a", "planer": [[]]}', ("$.planer[0]", "json.object")),
        ('{"id": "a", "er_slettet": NaN}', ("$", "json.malformed")),
        ('{"id": "a", "er_slettet": tru', ("$", "json.truncated")),
        ('{"id": "a", "er_slettet": true', ("$", "json.truncated")),
        ('{"id": "a", "journalnummer": "KAN', ("$", "json.truncated")),
        ('{"id": "a", "journalnummer": "KAN\\', ("$", "json.truncated")),
        ('{"id": "a"} {"id": "b"}', ("$", "json.junk_after_end")),
        ('{"id": "a",}', ("$", "json.malformed")),
        ('{"id": "\\ud800"}', ("$", "json.string")),
        ('{"id": "\x01"}', ("$", "json.string")),
        ('{"id": "\\x"}', ("$", "json.string")),
        ('{"id": "a", "ukjent": ' + "[" * 70 + "]" * 70 + "}", ("$", "limit.depth")),
        ('{"id": "a", "ukjent": ' + "[" * 100_000, ("$", "limit.depth")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_path(data: str, expected: tuple[str, str]) -> None:
    assert (1, *expected) in faults(data)
    assert len(faults(data)) <= 2


def test_the_nearest_right_key_is_named_and_never_the_wrong_one() -> None:
    result = read_one(f'{{"id": "a", "meldingr": [], "{CANARY}": 1}}'.encode())
    near, other = (sentence(fault.expected, "en") for fault in result.faults)
    assert near == "There is an unknown key here. Perhaps it should be meldinger."
    assert other == "There is an unknown key here."


def test_what_is_no_case_is_unreadable() -> None:
    for data in (b'{"format": 1, "tool": {}}', b"[]", b'[{"id": "a"}]', b"{}", b'{"x', b"{"):
        assert read_one(data) == Unreadable(fil="a.json", reason=read_one(data).reason)
        assert read_one(data).reason.id == "file.other_json"
    assert isinstance(read_one(b'{"x', line=7), Reject)
    assert isinstance(read_one(b'{"Id": "a"}'), Reject)


def test_three_kinds_of_nothing() -> None:
    sak = read_one(b'{"id": "a", "slutt_dato": null, "meldinger": [], "planer": null}')
    assert (sak.slutt_dato, sak.meldinger, sak.planer, sak.vedtak) == (None, (), None, NOT_REPORTED)


def test_a_moment_is_cut_to_microseconds_as_in_register_xml() -> None:
    moment = "2026-10-01T23:59:59.9999999+02:00"
    sak = read_one(f'{{"id": "a", "leveranse": {{"dato_uttrekk": "{moment}"}}}}'.encode())
    (of_xml,) = documents(document().replace(b"2026-10-01T00:30:00Z", moment.encode()))
    assert isinstance(of_xml, Sak)
    assert of_xml.leveranse
    assert sak.leveranse.dato_uttrekk == of_xml.leveranse.dato_uttrekk


def test_lenient_tells_of_the_keys_that_it_passes_over() -> None:
    data = f'{{"id": "a", "{CANARY}": 1, "er_slettet": true,\n "er_slettet": false,'
    data += ' "planer": [{"id": "p", "ny": {"x": 1}}]}'
    notice, sak = read_case("a.json", data.encode(), LIMITS, lenient=True)
    assert isinstance(notice, Notice)
    assert (notice.reason.id, dict(notice.reason.args)) == ("json.passed_over", {"count": 3, "path": "$", "line": 1})
    assert isinstance(sak, Sak)
    assert sak.er_slettet is False
    many = json.dumps({"id": "a", **{f"x{i}": i for i in range(500)}})
    notice, _ = read_case("a.json", many.encode(), LIMITS, lenient=True)
    assert isinstance(notice, Notice)
    assert dict(notice.reason.args)["count"] == 500
    assert faults('{"id": "a", "_linje": 3}', lenient=True) == [(1, "$", "json.key")]
    for wrong in ('"avsluttet": 1', '"leveranse": {"dato_uttrekk": "2026-10-01 10:00:00Z"}'):
        assert len(faults(f'{{"id": "a", "ny": 1, {wrong}}}', lenient=True)) == 2


def test_source_and_line() -> None:
    sak = read_one(b'{"id": "a", "meldinger": [{"id": "m"}]}', line=7)
    assert sak._kilde == Kilde(fil="a.json", format="json")
    assert sak._linje == 7
    assert read_one(b'{"id": "a"}')._linje == 0
    assert faults(b'{"id": 1}', line=7) == [(7, "$.id", "json.id")]


def test_no_more_faults_are_kept_than_are_listed() -> None:
    found = faults(json.dumps({"id": "a", "meldinger": [1] * 5_000}))
    assert len(found) == LIMITS.faults + 1
    assert found[-1] == (0, "$", "faults.more")
    strangers = {"id": "a", **{f"x{i}": i for i in range(500)}}
    assert len(faults(json.dumps(strangers, indent=1))) == LIMITS.faults + 1
    assert faults(json.dumps(strangers)) == [(1, "$", "json.key")]


@pytest.mark.parametrize(
    ("limits", "data", "expected"),
    [
        (Limits(document_bytes=50), b'{"id":"' + b"x" * 50 + b'"}', "limit.document_bytes"),
        (Limits(elements=20), b'{"id":"a","planer":[' + b"{}," * 30 + b"{}]}", "limit.elements"),
        (Limits(attributes=20), b'{"id":"a","planer":[' + b"1," * 30 + b"1]}", "limit.attributes"),
    ],
)
def test_limits(limits: Limits, data: bytes, expected: str) -> None:
    (result,) = read_case("a.json", data, limits)
    assert isinstance(result, Reject)
    assert [fault.expected.id for fault in result.faults] == [expected]


ENDLESS = {
    "string": b'{"id":"' + b"x" * 5_000_000,
    "escapes": b'{"id":"' + b"\\n" * 1_000_000,
    "number": b'{"id":' + b"9" * 5_000_000,
    "fraction": b'{"id":0.' + b"0" * 5_000_000 + b"}",
    "white space": b'{"id":' + b" " * 5_000_000,
    "list": b'{"id":"a","x":[' + b"1," * 50_000,
    "lists": b'{"id":"a","planer":' + b"[" * 2_000_000,
    "key": b'{"id":"a","' + b"k" * 2_000_000 + b'":1}',
    "keys": b'{"id":"a",' + b",".join(b'"%d":1' % at for at in range(20_000)) + b"}",
    "faults": b'{"id":"a","planer":[' + b"1," * 300_000 + b"1]}",
    "minus": b'{"id":"a","x":' + b"-" * 1_000_000,
    "colons": b'{"id"' + b":" * 1_000_000,
}


@pytest.mark.parametrize("name", ENDLESS)
def test_memory_is_bounded(name: str) -> None:
    data = ENDLESS[name]
    tracemalloc.start()
    try:
        result = read_one(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(result, Reject)
    assert len(repr(result)) < 50_000
    assert peak < 4 * len(data) + 16_000_000


def sung(value: Any) -> list[Any]:
    """A document with a canary in each place of it in turn: as the value, within it, and as a key."""
    if isinstance(value, dict):
        for_values = [{**value, key: one} for key, inner in value.items() for one in sung(inner)]
        return [*for_values, {**value, CANARY: 1}, {CANARY: value}, {**value, CANARY: {CANARY: CANARY}}]
    if isinstance(value, list):
        return [[*value[:at], one, *value[at + 1 :]] for at, inner in enumerate(value) for one in sung(inner)]
    return [CANARY, [CANARY], {CANARY: CANARY}, f"{value}{CANARY}"]


def test_no_canary_sings() -> None:
    (case,) = documents(document(full=True))
    assert isinstance(case, Sak)
    texts = [json.dumps(one) for one in sung(json.loads(msgspec.json.encode(case)))]
    texts += [text.replace(f'"{CANARY}"', CANARY) for text in texts] + [
        f'{{"id": "{CANARY}',
        f'{{"id": "\\u{CANARY}"}}',
    ]
    refused = 0
    for text in texts:
        for lenient in (False, True):
            for item in read_case("a.json", text.encode(), LIMITS, lenient=lenient):
                if not isinstance(item, Sak):
                    reasons = [f.expected for f in item.faults] if isinstance(item, Reject) else [item.reason]
                    shown = repr(reasons) + "".join(sentence(reason, "nb") for reason in reasons)
                    paths = "".join(f.path for f in item.faults) if isinstance(item, Reject) else ""
                    assert CANARY not in shown + paths
                    refused += 1
    assert refused > len(texts)
