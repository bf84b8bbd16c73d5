"""The schema of the case JSON holds what the model holds: neither less nor more."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import barnevern_tilsyn as bt
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.reports.schemas import schema_text
from barnevern_tilsyn.testing.generator import generate, write
from tests.json_schemas import objects, reach, validator, with_key, with_stranger
from tests.records import sak

CASE = validator("case")
_ZONES = (UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-11, minutes=-30)))


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, with a preference for what is reported."""
    if isinstance(kind, UnionType) or get_origin(kind) not in (None, tuple, Annotated):
        options = [option for option in get_args(kind) if option is not msgspec.UnsetType]
        own = [_values(option) for option in options if option is not type(None)]
        none = [st.none()] if type(None) in options else []
        return st.one_of(*own, *own, *none)
    if get_origin(kind) is Annotated:
        return _values(get_args(kind)[0])
    if get_origin(kind) is tuple:
        return st.lists(_values(get_args(kind)[0]), max_size=2).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.sampled_from(["", "1", "kode", "æ\u2028", "0f5a7c1e-2b1d-4f0a-9a61-6f4f2f8f1b11"]),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes().map(lambda moment: moment.replace(tzinfo=_ZONES[moment.second % 3])),
    }
    return plain[kind] if kind in plain else _whole(kind)


def _whole(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Elements of a class of the model with any of their facts."""
    hints = get_type_hints(cls, include_extras=True)
    fields = [field for field in attrs.fields(cls) if not field.name.startswith("_")]

    @st.composite
    def element(draw: st.DrawFn) -> Any:
        given: dict[str, Any] = {}
        for field in fields:
            if field.default is attrs.NOTHING or draw(st.integers(0, 3)) == 0:
                given[field.name] = draw(_values(hints[field.name]))
        return cls(**given)

    return element()


def _json(case: Sak) -> Any:
    return json.loads(msgspec.json.encode(case))


def _read(document: Any) -> bool:
    """Whether the model takes all of a document: decoded and written again it is the same, so no key was dropped."""
    try:
        case = msgspec.json.decode(json.dumps(document), type=Sak)
    except msgspec.ValidationError:
        return False
    return bool(_json(case) == document)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_whole(Sak))
def test_every_case_of_the_model_is_valid(case: Sak) -> None:
    document = _json(case)
    CASE.validate(document)
    assert msgspec.json.decode(json.dumps(document), type=Sak) == case


def test_cases_out_of_the_register_are_valid(tmp_path: Path) -> None:
    write(generate(40, seed=3, plant=("MEL001", "UND001")), tmp_path)
    cases = list(bt.read(*[tmp_path / "*.xml"]))
    assert len(cases) == 40
    for case in cases:
        CASE.validate(_json(case))


STRANGE: tuple[Any, ...] = (
    *("2026-02-28", "2026-02-29", "2026-2-3", "20260228", "2026-02-28T10:00:00", "0000-01-01", "2026-13-01"),
    *("2026-02-28T10:00:00Z", "2026-02-28T10:00:00.500000+01:00", "2026-02-28T24:00:00Z", "2026-02-28T10:00:00+24:00"),
    *("", "nei", None, True, False, 0, 1, 2.5, [], {}, [1], ["1"], ["2026-02-28"], [None], [[]], {"kode": "1"}, [{}]),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], max_examples=200)
@given(_whole(Sak), st.data())
def test_the_schema_and_the_model_agree_on_what_is_wrong(case: Sak, data: st.DataObject) -> None:
    document = _json(case)
    place = data.draw(st.sampled_from(list(objects(document))))
    key = data.draw(st.sampled_from([*reach(document, place), "start_dato", "konklusjon", "_linje", "ukjent"]))
    changed = with_key(document, place, key, data.draw(st.sampled_from(STRANGE)))
    assert CASE.is_valid(changed) == _read(changed)


def test_unknown_keys_are_refused_everywhere() -> None:
    document = _json(sak())
    assert CASE.is_valid(document)
    assert [at for at in objects(document) if CASE.is_valid(with_stranger(document, at))] == []


@pytest.mark.parametrize("key", ["_linje", "_kilde", "linje", "kilde"])
def test_source_lines_are_not_in_it(key: str) -> None:
    assert not CASE.is_valid({"id": "1", key: 3})
    assert '"_' not in schema_text("case")


def test_what_is_not_reported_what_did_not_happen_and_what_is_required() -> None:
    assert CASE.is_valid({"id": "1"})
    assert CASE.is_valid({"id": "1", "meldinger": None, "undersokelser": [], "tillegg": None})
    assert not CASE.is_valid({"id": None})
    assert not CASE.is_valid({})
    assert not CASE.is_valid({"id": "1", "meldinger": [{}]})
    assert _json(Sak(id="1", start_dato=NOT_REPORTED, slutt_dato=None)) == {"id": "1", "slutt_dato": None}


def test_a_moment_has_its_zone() -> None:
    def valid(moment: str) -> bool:
        document = {"id": "1", "leveranse": {"dato_uttrekk": moment}}
        taken = CASE.is_valid(document)
        if taken:
            msgspec.json.decode(json.dumps(document), type=Sak)
        return taken

    assert valid("2026-10-01T10:00:00+02:00")
    assert valid("2026-10-01T10:00:00.123Z")
    assert not valid("2026-10-01T10:00:00")
    assert not valid("2026-10-01 10:00:00Z")
    assert not valid("2026-10-01")
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"id": "1", "leveranse": {"dato_uttrekk": "2026-10-01T10:00:00"}}', type=Sak)
