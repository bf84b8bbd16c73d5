"""What is written is valid and read back as the same case, but for what is named; or it is refused with reasons."""

import copy
import os
import pickle
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings
from lxml import etree

from barnevern_tilsyn.formats import Limits, read
from barnevern_tilsyn.formats.register import read_document
from barnevern_tilsyn.formats.writer import write_xml
from barnevern_tilsyn.formats.written import WriteError, Written
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    Leveranse,
    Lovhjemmel,
    Melder,
    Melding,
    MeldingKonklusjon,
    MeldingTillegg,
    Oppfolging,
    Plan,
    Relasjon,
    Sak,
    SakTillegg,
    Slettet,
)
from barnevern_tilsyn.testing.generator import generate
from barnevern_tilsyn.testing.synthetic.plants import PLANTS
from tests.formats.instances import TAME, instances
from tests.formats.mutations import mutated
from tests.formats.samples import document
from tests.scale import scaled

SCHEMAS = os.environ.get("BVT_SCHEMA_DIR", "")
CANARY = "KANARIFUGL"


@cache
def schema() -> etree.XMLSchema | None:
    """The official one, where it is at hand."""
    return etree.XMLSchema(etree.parse(Path(SCHEMAS) / "Barnevern_v4.0.1.xsd")) if SCHEMAS else None


def case(data: bytes, version: str | None = "4.0.1") -> Sak:
    found = read_document("a.xml", data, version, Limits())
    assert isinstance(found, Sak), found
    return found


def accepted(count: int, version: str, *, seed: int = 1) -> Iterator[Sak]:
    """The cases of the mutated documents that the reader accepts."""
    for data in mutated(version, count, seed=seed):
        found = read_document("a.xml", data, version, Limits())
        if isinstance(found, Sak):
            yield found


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where two parts of the model differ, as deep as it goes."""
    if type(one) is not type(other):
        yield path
    elif isinstance(one, tuple) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{path}[{at}]")
    elif attrs.has(type(one)):
        for field in attrs.fields(type(one)):
            if field.eq:
                yield from differences(
                    getattr(one, field.name), getattr(other, field.name), f"{path}.{field.name}".removeprefix(".")
                )
    elif one != other:
        yield path


def is_or_is_in(path: str, whole: str) -> bool:
    return path == whole or path.startswith((f"{whole}.", f"{whole}["))


def value_at(thing: Any, path: str) -> Any:
    for name, place in re.findall(r"(\w+)|\[(\d+)\]", path):
        thing = getattr(thing, name) if name else thing[int(place)]
    return thing


def without_rows(sak: Sak, written: Written) -> tuple[Sak, dict[str, str]]:
    """The case without the relations and tombstones that were left out, and where the others stood before."""
    left_out = {loss.path for loss in written.lost if loss.reason.id == "write.left_out"}
    kept: dict[str, Any] = {}
    before: dict[str, str] = {}
    for name in ("relasjoner", "slettede"):
        rows = getattr(sak, name) or ()
        places = [at for at in range(len(rows)) if f"{name}[{at}]" not in left_out]
        if len(places) < len(rows):
            kept[name] = tuple(rows[at] for at in places)
        before |= {f"{name}[{new}]": f"{name}[{old}]" for new, old in enumerate(places)}
    return attrs.evolve(sak, **kept), before


def assert_nothing_is_lost_silently(sak: Sak, written: Written) -> None:
    official = schema()
    assert official is None or official.validate(etree.fromstring(written.xml)), official.error_log
    back = case(written.xml)
    assert case(written.xml, None) == back
    whole, before = without_rows(sak, written)
    found = [
        re.sub(r"^(?:relasjoner|slettede)\[\d+\]", lambda match: before[match[0]], path)
        for path in differences(whole, back)
    ]
    lost = [loss.path for loss in written.lost]
    assert [path for path in found if not any(is_or_is_in(path, place) for place in lost)] == []
    # Nor is anything named that is not lost.
    uncoded = [loss.path for loss in written.lost if loss.reason.id == "write.codes_become_no"]
    assert all(path in attrs.fields_dict(Sak) for path in uncoded)
    lost = [path for path in lost if path not in uncoded]
    left_out = [loss.path for loss in written.lost if loss.reason.id == "write.left_out"]
    why = {path for path in lost if any(is_or_is_in(path, whole) for whole in left_out)}
    assert [place for place in lost if place not in why and not any(is_or_is_in(path, place) for path in found)] == []
    for loss in written.lost:
        value_at(sak, loss.path)
        assert loss.message()
    assert_nothing_is_denied(sak, back, left_out)


def assert_nothing_is_denied(sak: Sak, back: Sak, left_out: list[str]) -> None:
    """What happened is never read back as what did not."""
    rows = ("relasjoner", "slettede")
    for path in differences(sak, back):
        if not path.startswith(rows):
            assert value_at(back, path) is NOT_REPORTED or value_at(sak, path) in (NOT_REPORTED, None, ())
    assert all(isinstance(value_at(sak, path), Relasjon | Slettet) for path in left_out if path.startswith(rows))


def assert_written_whole(sak: Sak) -> bytes:
    written = write_xml(sak)
    assert written.lost == ()
    assert_nothing_is_lost_silently(sak, written)
    assert case(written.xml) == sak
    assert write_xml(case(written.xml)) == written
    return written.xml


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("copies", [1, 2, 3])
def test_the_samples_are_written_as_they_stand(full: bool, copies: int) -> None:
    """Elements and attributes in the schema's order, UTF-8, one element a line."""
    data = document(full=full, copies=copies)
    assert assert_written_whole(case(data)) == data


def test_generated_cases_are_written_whole() -> None:
    for made in generate(scaled(400), seed=51, plant=tuple(PLANTS)):
        assert_written_whole(case(made.xml, None))


def test_nearly_refused_documents_are_written_whole() -> None:
    count = scaled(1_000)
    assert sum(bool(assert_written_whole(sak)) for sak in accepted(count, "4.0.1")) > count / 5


OF_VERSION_2 = {
    *("tiltak[].oppfolging", "tiltak[].oppfolging.hyppigheter", "tiltak", "vedtak", "oversendelser_fylkesnemnd"),
    *("relasjoner[]", "relasjoner[].fra_type", "slettede[]", "slettede[].type"),
}


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("2.2.3", OF_VERSION_2),
        ("2.1.1", {*OF_VERSION_2, "planer"}),
        ("3.0.5", set()),
    ],
)  # fmt: skip
def test_of_an_older_version_all_is_written_or_named(version: str, expected: set[str]) -> None:
    named: set[str] = set()
    refused: set[str] = set()
    count = scaled(1_000)
    for number, sak in enumerate(accepted(count, version)):
        unnameable = retyped(sak, "Status" if version < "3" and number % 3 == 0 else "Plan")
        try:
            written = write_xml(unnameable)
        except WriteError as error:
            refused.update(re.sub(r"\[\d+\]", "", reason.path) for reason in error.reasons)
            continue
        assert_nothing_is_lost_silently(unnameable, written)
        named.update(re.sub(r"\d+", "", loss.path) for loss in written.lost)
    assert named - {"relasjoner[].til_id", "relasjoner[].til_type"} == expected
    assert {path for path in refused if not re.search(r"(^|\.)(til_)?id$|lovhjem", path)} == set()
    assert bool(refused) == (version < "2.2")


@pytest.mark.parametrize("version", ["1.1.0", "1.2.0"])
def test_a_case_whose_identity_has_no_start_is_not_written(version: str) -> None:
    with pytest.raises(WriteError) as caught:
        write_xml(case(document(version), version))
    assert {reason.path for reason in caught.value.reasons} == {
        "personalia[0].start_dato",
        "vedtak[0].krav[0].konklusjon.kode",
    }


def retyped(sak: Sak, type: str) -> Sak:
    """The case with ``type`` in one end of a relation and in a tombstone."""
    relasjoner, slettede = sak.relasjoner or (), sak.slettede or ()
    return attrs.evolve(
        sak,
        relasjoner=(*relasjoner[:-1], *(attrs.evolve(row, fra_type=type) for row in relasjoner[-1:])),
        slettede=(*(attrs.evolve(row, type=type) for row in slettede[:1]), *slettede[1:]),
    )


@settings(max_examples=scaled(200))
@given(instances(TAME))
def test_a_case_within_the_register_is_written_whole(sak: Sak) -> None:
    assert_written_whole(sak)


@settings(max_examples=scaled(600))
@given(instances())
def test_any_case_is_written_but_for_what_is_named_or_refused_with_reasons(sak: Sak) -> None:
    try:
        written = write_xml(sak)
    except WriteError as error:
        assert_reasons_are_of_the_case(sak, error)
    else:
        assert_nothing_is_lost_silently(sak, written)


def assert_reasons_are_of_the_case(sak: Sak, error: WriteError) -> None:
    whole = sak if isinstance(sak.leveranse, Leveranse) else attrs.evolve(sak, leveranse=Leveranse())
    assert error.reasons
    for reason in error.reasons:
        value_at(whole, reason.path)
        assert f"{reason.path}: {reason.message()}" in str(error)


SAK = case(document(full=True))
assert SAK.leveranse
LEVERANSE = SAK.leveranse
MELDING = Melding(id="0b8f1c9e-1f2d-4c3b-8a4e-000000000002", start_dato=date(2026, 1, 1), konklusjon=None)

ID = "0b8f1c9e-1f2d-4c3b-8a4e-000000000001"
PLAN = Plan(id=ID, start_dato=date(2026, 1, 1), plantype="7", evalueringer=(), konklusjon=None)
RELASJON = Relasjon(id=ID, fra_id="en gammel id", fra_type="Melding", til_id=ID, til_type="Undersokelse")
SLETTET = Slettet(id=ID, type="Melding", slutt_dato=date(2026, 1, 1))


def melding(**changed: Any) -> dict[str, Any]:
    return {"meldinger": (attrs.evolve(MELDING, **changed),)}


def tiltak(**changed: Any) -> dict[str, Any]:
    (whole,) = SAK.tiltak or ()
    return {"tiltak": (attrs.evolve(whole, **changed),)}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"tillegg": SakTillegg()}, [("tillegg", "write.no_place")]),
        ({"tillegg": None}, [("tillegg", "write.no_place")]),
        (melding(tillegg=MeldingTillegg(muntlig=True)), [("meldinger[0].tillegg", "write.no_place")]),
        ({"slutt_dato": NOT_REPORTED}, [("slutt_dato", "write.unknown_becomes_no")]),
        ({"planer": NOT_REPORTED}, [("planer", "write.unknown_becomes_no")]),
        ({"planer": None}, [("planer", "write.null_becomes_empty")]),
        ({"er_slettet": None}, [("er_slettet", "write.no_becomes_unknown")]),
        (melding(meldere=()), [("meldinger[0].meldere", "write.no_becomes_unknown")]),
        (melding(konklusjon=NOT_REPORTED), [("meldinger[0].konklusjon", "write.unknown_becomes_no")]),
        (melding(migrert_id="x" * 37), [("meldinger[0].migrert_id", "value.length")]),
        (melding(migrert_id="\0"), [("meldinger[0].migrert_id", "xml.character")]),
        (melding(er_slettet="nei"), [("meldinger[0].er_slettet", "write.type")]),
        (
            melding(meldere=(Melder(kode="1", presisering=None), Melder(kode="99", presisering=None))),
            [("meldinger[0].meldere", "write.left_out"), ("meldinger[0].meldere[1].kode", "value.code_list")],
        ),
        (
            tiltak(oppfolging=Oppfolging(utforte=())),
            [("tiltak[0].oppfolging", "write.left_out"), ("tiltak[0].oppfolging.hyppigheter", "element.missing")],
        ),
        (
            tiltak(lovhjemmel=Lovhjemmel(lov="BVL", kapittel="4", paragraf="4", ledd=("1", "første"))),
            [("tiltak[0].lovhjemmel.ledd", "write.left_out"), ("tiltak[0].lovhjemmel.ledd[1]", "value.number")],
        ),
        (
            {"relasjoner": (attrs.evolve(RELASJON, til_type="Status"), RELASJON)},
            [("relasjoner[0]", "write.left_out"), ("relasjoner[0].til_type", "value.code")],
        ),
        (
            {"slettede": (SLETTET, attrs.evolve(SLETTET, type="Status"))},
            [("slettede[1]", "write.left_out"), ("slettede[1].type", "value.code")],
        ),
    ],
)
def test_what_is_lost_is_named(changed: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    sak = attrs.evolve(SAK, **changed)
    written = write_xml(sak)
    assert [(loss.path, loss.reason.id) for loss in written.lost] == expected
    assert_nothing_is_lost_silently(sak, written)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"id": "ingen uuid"}, [("id", "value.uuid")]),
        ({"journalnummer": NOT_REPORTED}, [("journalnummer", "attribute.missing")]),
        ({"journalnummer": ""}, [("journalnummer", "value.length")]),
        ({"slutt_dato": datetime(2026, 1, 1, tzinfo=UTC)}, [("slutt_dato", "write.type")]),
        ({"planer": [PLAN]}, [("planer", "write.type")]),
        ({"planer": (PLAN, "plan")}, [("planer[1]", "write.type")]),
        ({"planer": (PLAN, PLAN)}, [("planer[1].id", "id.twice")]),
        ({"planer": (PLAN, PLAN, PLAN)}, [("planer[1].id", "id.twice"), ("planer[2].id", "id.twice")]),
        ({"slettede": (SLETTET, SLETTET)}, [("slettede[1].id", "id.twice")]),
        ({"relasjoner": (attrs.evolve(RELASJON, til_id="x"),)}, [("relasjoner[0].til_id", "value.uuid")]),
        (melding(start_dato=None), [("meldinger[0].start_dato", "attribute.missing")]),
        (
            melding(konklusjon=MeldingKonklusjon(kode="2")),
            [("meldinger[0].konklusjon.slutt_dato", "attribute.missing")],
        ),
        (tiltak(lovhjemmel=None), [("tiltak[0].lovhjemmel", "element.missing")]),
        (
            tiltak(jmfr_lovhjemler=(Lovhjemmel(lov="BVL", kapittel="4", paragraf="4"),) * 4),
            [("tiltak[0].jmfr_lovhjemler", "element.too_many")],
        ),
        (
            {"leveranse": None},
            [("leveranse.id", "attribute.missing"), ("leveranse.dato_uttrekk", "attribute.missing"),
             ("leveranse.fagsystem", "element.missing"), ("leveranse.avgiver", "element.missing")],
        ),
        ({"id": "x", "journalnummer": ""}, [("id", "value.uuid"), ("journalnummer", "value.length")]),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_with_all_reasons(
    changed: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    with pytest.raises(WriteError) as caught:
        write_xml(attrs.evolve(SAK, **changed))
    error = caught.value
    assert [(reason.path, reason.reason.id) for reason in error.reasons] == expected
    assert len(str(error).splitlines()) == len(expected)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(twin), twin.reasons) == (str(error), error.reasons)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2026, 3, 2, 1, 30, tzinfo=UTC), "2026-03-02T01:30:00Z"),
        (datetime(2026, 3, 2, 1, 30, 0, 5, tzinfo=UTC), "2026-03-02T01:30:00.000005Z"),
        (datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=1))), "2026-03-02T01:30:00+01:00"),
        (datetime(2026, 7, 2, 1, 30, tzinfo=ZoneInfo("Europe/Oslo")), "2026-07-02T01:30:00+02:00"),
        (datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=14))), "2026-03-02T01:30:00+14:00"),
        (datetime(2026, 3, 2, 1, 30, tzinfo=timezone(-timedelta(hours=15))), "2026-03-02T16:30:00Z"),
        (datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(seconds=30))), "2026-03-02T01:29:30Z"),
    ],
)
def test_a_moment_keeps_its_zone_where_the_register_has_it(moment: datetime, text: str) -> None:
    xml = write_xml(attrs.evolve(SAK, leveranse=attrs.evolve(LEVERANSE, dato_uttrekk=moment))).xml
    assert f'DatoUttrekk="{text}"'.encode() in xml
    (back,) = read(xml)
    assert back.leveranse
    assert back.leveranse.dato_uttrekk == moment


@pytest.mark.parametrize(
    ("moment", "reason"),
    [
        (datetime(2026, 3, 2, 1, 30), "value.dateTime"),  # noqa: DTZ001 - without a zone on purpose
        (datetime(1, 1, 1, tzinfo=UTC), "not_held.moment"),
        (datetime.max.replace(tzinfo=timezone(-timedelta(hours=15))), "not_held.moment"),
    ],
)
def test_a_moment_that_the_reader_refuses_is_not_written(moment: datetime, reason: str) -> None:
    with pytest.raises(WriteError) as caught:
        write_xml(attrs.evolve(SAK, leveranse=attrs.evolve(LEVERANSE, dato_uttrekk=moment)))
    assert [found.reason.id for found in caught.value.reasons] == [reason]


def test_losses_and_reasons_tell_the_line_of_the_source(tmp_path: Path) -> None:
    file = tmp_path / "gammel.xml"
    file.write_bytes(document("2.2.3"))
    (sak,) = read(file)
    lines = file.read_text(encoding="utf-8").splitlines()
    by_path = {loss.path: loss for loss in write_xml(sak).lost}
    assert "<Tiltak " in lines[by_path["tiltak[0].oppfolging"].linje - 1]
    assert "<Oppfolging " in lines[by_path["tiltak[0].oppfolging.hyppigheter"].linje - 1]
    with pytest.raises(WriteError, match=rf"gammel\.xml:{sak._linje}: journalnummer: "):
        write_xml(attrs.evolve(sak, journalnummer=""))


def test_no_value_is_shown() -> None:
    """Not in what is written but for the document, not in an error, not in a traceback."""

    def sung(thing: Any) -> Any:
        if isinstance(thing, tuple):
            return tuple(sung(inner) for inner in thing)
        if isinstance(thing, str):
            return f"{CANARY}\0"
        if attrs.has(type(thing)):
            fields = [field.name for field in attrs.fields(type(thing)) if not field.name.startswith("_")]
            return attrs.evolve(thing, **{name: sung(getattr(thing, name)) for name in fields})
        return thing

    with pytest.raises(WriteError) as caught:
        write_xml(sung(SAK))
    error = caught.value
    assert len(error.reasons) > 50
    assert CANARY not in "".join(traceback.format_exception(error)) + repr(error) + repr(error.reasons)
    assert error.__context__ is None
    written = write_xml(attrs.evolve(SAK, **melding(migrert_id=CANARY * 9, meldere=(Melder(kode=CANARY),))))
    assert len(written.lost) == 3
    assert CANARY not in repr(written) + "".join(loss.message() for loss in written.lost)
