"""Facts laid over cases: each in its place, keys merged one by one, and every line that has no place told."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnevern_tilsyn.formats import Limits, documents
from barnevern_tilsyn.formats.errors import sentence
from barnevern_tilsyn.formats.overlay import Overlay, overlaid
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    BesokTillegg,
    EvalueringTillegg,
    MeldingTillegg,
    PlanTillegg,
    RejectedFacts,
    Sak,
    UndersokelseTillegg,
    Unreadable,
)
from tests.formats.json_cases import whole
from tests.scale import scaled

CANARY = "KANARIFUGL"
UUID = "0f5a7c1e-2b1d-4f0a-9a61-6f4f2f8f1b11"
CASE: dict[str, Any] = {
    "id": UUID,
    "meldinger": [{"id": "m"}, {"id": "m2", "tillegg": {"muntlig": True, "apenbart_grunnlos": None}}],
    "undersokelser": [{"id": "u"}],
    "planer": [{"id": "p", "evalueringer": [{"utfort_dato": "2026-03-02"}, {"utfort_dato": "2026-04-02"}] * 1}],
    "tiltak": [
        {
            "id": "t",
            "tilsyn": {"utforte": [{"id": "b1"}, {"id": "b2"}]},
            "oppfolging": {"utforte": [{"id": "b1"}]},
        },
        {"id": "t2", "tilsyn": None},
    ],
    "vedtak": [{"id": "v"}],
    "ettervern": [{"id": "e"}],
}


def line(type: str, id: str, tillegg: Any, sak: str = UUID, **more: Any) -> dict[str, Any]:
    return {"sak": sak, "type": type, "id": id, **more, "tillegg": tillegg}


def laid(*lines: Any, case: dict[str, Any] = CASE, lenient: bool = False) -> tuple[Any, list[tuple[int, str, str]]]:
    """The case with the lines laid over it, and what was said of the lines."""
    rows = b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in lines)
    read = documents(json.dumps(case).encode())
    found = list(overlaid(read, Overlay(rows, Limits(), lenient=lenient)))
    (sak,) = [item for item in found if isinstance(item, Sak)]
    rejects = [item for item in found if isinstance(item, RejectedFacts)]
    assert len(found) == len(rejects) + 1
    assert all(sentence(fault.expected, lang) for reject in rejects for fault in reject.faults for lang in ("nb", "nn"))
    return sak, [(fault.linje, fault.path, fault.expected.id) for reject in rejects for fault in reject.faults]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (line("Sak", UUID.upper(), {"foreldre": []}), lambda sak: sak),
        (line("Melding", "m", {"muntlig": True}), lambda sak: sak.meldinger[0]),
        (line("Undersokelse", "u", {"vurderinger": [{"dato": "2026-01-01"}]}), lambda sak: sak.undersokelser[0]),
        (line("Plan", "p", {"mal": True}), lambda sak: sak.planer[0]),
        (line("Plan", "p", {"barnet_hort": True}, utfort_dato="2026-04-02"), lambda sak: sak.planer[0].evalueringer[1]),
        (
            line("Evaluering", "p", {"barnet_hort": True}, utfort_dato="2026-03-02"),
            lambda sak: sak.planer[0].evalueringer[0],
        ),
        (line("Tiltak", "t2", {"godkjent": None}), lambda sak: sak.tiltak[1]),
        (line("TilsynUtfort", "b1", {"notat": True}), lambda sak: sak.tiltak[0].tilsyn.utforte[0]),
        (line("OppfolgingUtfort", "b1", {"notat": True}), lambda sak: sak.tiltak[0].oppfolging.utforte[0]),
        (line("Vedtak", "v", {"fattet_av": "leder"}), lambda sak: sak.vedtak[0]),
        (line("Ettervern", "e", {"vurdert": "2026-01-01"}), lambda sak: sak.ettervern[0]),
    ],
)
def test_each_element_is_found(row: dict[str, Any], place: Any) -> None:
    before, _ = laid()
    sak, wrong = laid(row)
    assert wrong == []
    tillegg = place(sak).tillegg
    assert json.loads(msgspec.json.encode(tillegg)) == row["tillegg"]
    assert sak != before
    back = json.dumps(json.loads(msgspec.json.encode(sak))).replace(json.dumps(row["tillegg"]), "X")
    assert back.replace(', "tillegg": X', "").replace('"tillegg": X, ', "").count("tillegg") == 1
    assert (sak._kilde, sak._linje) == (before._kilde, before._linje)


def test_keys_are_merged_one_by_one() -> None:
    sak, wrong = laid(
        line("Melding", "m2", {"muntlig": False, "vurdering": {"dato": "2026-03-04"}}),
        line("Melding", "m2", {"hastevurdering": None}),
        line("Undersokelse", "u", {"frist": None}),
        line("Undersokelse", "u", {"samtaler": []}),
    )
    assert wrong == []
    tillegg = sak.meldinger[1].tillegg
    assert (tillegg.muntlig, tillegg.apenbart_grunnlos, tillegg.hastevurdering) == (False, None, None)
    assert tillegg.vurdering.dato == date(2026, 3, 4)
    assert sak.undersokelser[0].tillegg == UndersokelseTillegg(frist=None, samtaler=())


@pytest.mark.parametrize("before", [None, {}])
def test_what_was_known_to_be_nothing_gives_way(before: Any) -> None:
    case = {"id": "a", "meldinger": [{"id": "m", "tillegg": before}]}
    sak, wrong = laid(line("Melding", "m", {"muntlig": True}, sak="a"), case=case)
    assert (sak.meldinger[0].tillegg, wrong) == (MeldingTillegg(muntlig=True), [])


def test_the_same_may_not_be_told_twice() -> None:
    sak, wrong = laid(
        line("Plan", "p", {"mal": True}),
        line("Plan", "p", {"mal": False, "innhold": True}),
        line("Plan", "p", {"innhold": False}),
    )
    assert wrong == [(2, "$.tillegg", "facts.twice")]
    assert sak.planer[0].tillegg == PlanTillegg(mal=True, innhold=False)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (line("Melding", "m", {}, sak="en annen"), [(1, "$.sak", "facts.no_case")]),
        (line("Melding", "u", {"muntlig": True}), [(1, "$.id", "facts.no_element")]),
        (line("Sak", "m", {"foreldre": []}), [(1, "$.id", "facts.no_element")]),
        (line("TilsynUtfort", "b9", {"notat": True}), [(1, "$.id", "facts.no_element")]),
        (line("OppfolgingUtfort", "b2", {"notat": True}), [(1, "$.id", "facts.no_element")]),
        (line("Plan", "p", {"barnet_hort": True}, utfort_dato="2026-05-02"), [(1, "$.id", "facts.no_element")]),
        (line("Evaluering", "p", {"barnet_hort": True}), [(1, "$.utfort_dato", "json.missing")]),
        (line("Plan", "p", {"mal": True}, utfort_dato="2026-04-02"), [(1, "$.tillegg", "json.key")]),
        (line("Melding", "m", {"muntlig": 1}), [(1, "$.tillegg.muntlig", "json.boolean")]),
        (line("Melding", "m", {"muntleg": True}), [(1, "$.tillegg", "json.key_near")]),
        (line("Melding", "m", {CANARY: 1}), [(1, "$.tillegg", "json.key")]),
        (line("Melding", "m", None), [(1, "$.tillegg", "json.object")]),
        (line("Flytting", "m", {}), [(1, "$.type", "value.code")]),
        (line(CANARY, "m", {}), [(1, "$.type", "value.code")]),
        ({"sak": UUID, "type": "Melding", "id": "m"}, [(1, "$.tillegg", "json.missing")]),
        ({"type": "Melding", "tillegg": {}}, [(1, "$.sak", "json.missing"), (1, "$.id", "json.missing")]),
        (line("Melding", "m", {}, ny=1), [(1, "$", "json.key")]),
        (b'{"sak":"a","type":"Melding","id":"m","tillegg":{"muntlig":true,"muntlig":true}}',
         [(1, "$.tillegg.muntlig", "json.key_twice")]),
        (b'{"sak":"a","type":"Melding","id":"m","tillegg":{', [(1, "$", "json.truncated")]),
        (b'{"sak":"a","type":"Sak","id":"\xff","tillegg":{}}', [(1, "$", "json.encoding")]),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_told_and_changes_nothing(row: Any, expected: list[tuple[int, str, str]]) -> None:
    before, _ = laid()
    sak, wrong = laid(row)
    assert sorted(wrong) == sorted(expected)
    assert sak == before
    good = line("Melding", "m", {"muntlig": True})
    sak, wrong = laid(good, row)
    assert sak.meldinger[0].tillegg == MeldingTillegg(muntlig=True)
    assert [(number - 1, *rest) for number, *rest in sorted(wrong)] == sorted(expected)


def test_two_evaluations_of_one_day_cannot_be_told_apart() -> None:
    case = {"id": "a", "planer": [{"id": "p", "evalueringer": [{"utfort_dato": "2026-04-02"}] * 2}]}
    row = line("Plan", "p", {"barnet_hort": True}, sak="a", utfort_dato="2026-04-02")
    assert laid(row, case=case)[1] == [(1, "$.id", "facts.no_element")]


def test_lenient_goes_on_past_unknown_keys() -> None:
    sak, wrong = laid(line("Melding", "m", {"muntlig": True, "ny": 1}, ny=2), lenient=True)
    assert (sak.meldinger[0].tillegg, wrong) == (MeldingTillegg(muntlig=True), [])


@pytest.mark.parametrize("name", ["facts.jsonl", "facts.jsonl.gz", "facts.txt"])
def test_files(name: str, tmp_path: Path) -> None:
    rows = [line("Melding", "m", {"muntlig": True}), line("Melding", "x", {})]
    data = "\n\n".join(map(json.dumps, rows)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    overlay = Overlay([tmp_path / name, tmp_path / "finnes-ikke"], Limits())
    assert [(type(item), item.fil) for item in overlay.wrong] == [(Unreadable, str(tmp_path / "finnes-ikke"))]
    (sak,) = documents(json.dumps(CASE).encode())
    assert isinstance(sak, Sak)
    _, wrong = overlay.over(sak)
    assert [(reject.fil, reject.faults[0].linje) for reject in wrong] == [(str(tmp_path / name), 3)]
    assert list(overlay.left()) == []


def test_a_file_of_something_else_is_told() -> None:
    for data in (b"<Barnevern/>", b"tekst", b"[1]"):
        (wrong,) = Overlay(data, Limits()).wrong
        assert isinstance(wrong, RejectedFacts)


TILLEGG = {
    "meldinger": ("Melding", MeldingTillegg),
    "undersokelser": ("Undersokelse", UndersokelseTillegg),
    "planer": ("Plan", PlanTillegg),
}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=scaled(20))
@given(st.data())
def test_a_case_is_the_same_with_its_facts_in_it_or_laid_over_it(data: st.DataObject) -> None:
    sak = data.draw(whole(Sak))
    rows, told = [], {}
    for name, (type, model) in TILLEGG.items():
        bare = tuple(attrs.evolve(row, tillegg=NOT_REPORTED) for row in getattr(sak, name) or ())
        full = tuple(attrs.evolve(row, tillegg=data.draw(whole(model))) for row in bare)
        rows += [line(type, row.id, json.loads(msgspec.json.encode(row.tillegg)), sak=sak.id) for row in full]
        sak = attrs.evolve(sak, **{name: bare or NOT_REPORTED})
        told[name] = full or NOT_REPORTED
    found = list(overlaid([sak], Overlay("\n".join(map(json.dumps, rows)).encode(), Limits())))
    assert [item for item in found if isinstance(item, Sak)] == [attrs.evolve(sak, **told)]
    assert [item for item in found if isinstance(item, RejectedFacts)] == []


@settings(max_examples=scaled(30))
@given(st.data())
def test_visits_and_evaluations_too(data: st.DataObject) -> None:
    besok, evaluering = data.draw(whole(BesokTillegg)), data.draw(whole(EvalueringTillegg))
    rows = [
        line("TilsynUtfort", "b2", json.loads(msgspec.json.encode(besok))),
        line("Evaluering", "p", json.loads(msgspec.json.encode(evaluering)), utfort_dato="2026-03-02"),
    ]
    sak, wrong = laid(*rows)
    assert wrong == []
    assert (sak.tiltak[0].tilsyn.utforte[1].tillegg, sak.planer[0].evalueringer[0].tillegg) == (besok, evaluering)


def test_no_canary_sings() -> None:
    for key in ("sak", "type", "id", "tillegg", "utfort_dato"):
        for value in (CANARY, [CANARY], {CANARY: CANARY}):
            row = {**line("Melding", "m", {"muntlig": True}), key: value}
            rows = [row, {**row, CANARY: CANARY}, {**row, "type": "Plan"}, {**row, "tillegg": {"muntlig": CANARY}}]
            overlay = Overlay("\n".join(map(json.dumps, rows)).encode(), Limits())
            (sak,) = documents(json.dumps(CASE).encode())
            assert isinstance(sak, Sak)
            for item in [*overlay.wrong, *overlay.over(sak)[1], *overlay.left()]:
                assert isinstance(item, RejectedFacts)
                assert CANARY not in repr(item) + "".join(sentence(fault.expected) for fault in item.faults)
