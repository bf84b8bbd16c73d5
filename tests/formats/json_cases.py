"""Cases as JSON for tests: any case that the model can hold, written in any style, and ways to spoil it."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta, timezone
from types import UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import attrs
import msgspec
from hypothesis import strategies as st

from barnevern_tilsyn.model import Sak

_ZONES = (UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-11, minutes=-30)))
TEXTS = ("1", "kode", "æ\u2028", "a:b", ":", '":"', "\\", 'e"f', "\x7f\n", "12:00+00:00", "dato_uttrekk")


class Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key can stand twice."""


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type, with a preference for what is reported."""
    origin = get_origin(kind)
    if origin is Literal:
        return st.sampled_from(get_args(kind))
    if isinstance(kind, UnionType) or origin not in (None, tuple, Annotated):
        options = [option for option in get_args(kind) if option is not msgspec.UnsetType]
        own = [values(option) for option in options if option is not type(None)]
        none = [st.none()] if type(None) in options else []
        return st.one_of(*own, *own, *none)
    if origin is Annotated:
        return values(get_args(kind)[0])
    if origin is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2, unique_by=_name).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: st.sampled_from([*TEXTS, "0f5a7c1e-2b1d-4f0a-9a61-6f4f2f8f1b11"]),
        bool: st.booleans(),
        date: st.dates(),
        datetime: st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)).map(  # noqa: DTZ001 - the zone comes after
            lambda moment: moment.replace(tzinfo=_ZONES[moment.second % 3])
        ),
    }
    return plain[kind] if kind in plain else whole(kind)


def _name(row: Any) -> Any:
    """What elements of a list must differ in; objects for those that need not."""
    return getattr(row, "id", None) or object()


def whole(cls: type[Any]) -> st.SearchStrategy[Any]:
    """Elements of a class of the model with any of their facts."""
    hints = get_type_hints(cls, include_extras=True)
    fields = [field for field in attrs.fields(cls) if not field.name.startswith("_")]

    @st.composite
    def element(draw: st.DrawFn) -> Any:
        given: dict[str, Any] = {}
        for field in fields:
            if field.default is attrs.NOTHING or draw(st.integers(0, 3)) == 0:
                given[field.name] = draw(values(hints[field.name]))
        return cls(**given)

    return element()


def as_pairs(value: Any) -> Any:
    """A parsed document with its objects as pairs."""
    if isinstance(value, dict):
        return Pairs((key, as_pairs(inner)) for key, inner in value.items())
    return [as_pairs(inner) for inner in value] if isinstance(value, list) else value


def places(value: Any) -> list[Pairs]:
    """The objects of a document, the root first."""
    inner = [one for _, one in value] if isinstance(value, Pairs) else value if isinstance(value, list) else []
    own = [value] if isinstance(value, Pairs) else []
    return own + [found for one in inner for found in places(one)]


STYLES = (
    (",", ":", ""),
    (", ", ": ", ""),
    (",", " : ", ""),
    (",", "\t:\n", ""),
    (",\n", ":", "\n"),
    (",\r\n", ": ", " "),
)


def text(value: Any, style: tuple[str, str, str] = STYLES[0], *, ascii: bool = False, coded: bool = False) -> str:
    """A document as JSON. ``coded``: every colon and quotation mark in a string as an escape."""
    comma, colon, space = style
    if isinstance(value, Pairs):
        inner = comma.join(
            f"{_string(key, ascii, coded)}{colon}{text(one, style, ascii=ascii, coded=coded)}" for key, one in value
        )
        return f"{{{space}{inner}{space}}}"
    if isinstance(value, list):
        return f"[{space}{comma.join(text(one, style, ascii=ascii, coded=coded) for one in value)}{space}]"
    return _string(value, ascii, coded) if isinstance(value, str) else json.dumps(value)


def _string(said: str, ascii: bool, coded: bool) -> str:
    if coded:
        return '"' + "".join(f"\\u{ord(c):04x}" if c in ':"' else json.dumps(c)[1:-1] for c in said) + '"'
    return json.dumps(said, ensure_ascii=ascii)


STRANGE: tuple[Any, ...] = (
    *("2026-02-28", "2026-02-29", "2026-2-3", "20260228", "2026-02-28T10:00:00", "0000-01-01", "2026-13-01"),
    *("2026-02-28T10:00:00Z", "2026-02-28T10:00:00.5+01:00", "2026-02-28T24:00:00Z", "2026-02-28T10:00:00+24:00"),
    *("2026-02-28T10:00:00.123456789-00:00", "2026-02-28T10:00:00+00:00", "2026-02-28 10:00:00Z"),
    *("2026-02-28t10:00:00z", "2026-02-28T10:00:00+0100"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2026-02-28T10:00:60Z"),
    *("", "nei", "ikke_i_stand", None, True, False, 0, 1, 2.5, -1e300, 10**400, [], [1], ["1"], ["2026-02-28"]),
    *([None], [[]], Pairs(), Pairs([("kode", "1")]), [Pairs()], [Pairs([("id", "1")])], Pairs([("_linje", 3)])),
)  # fmt: skip
STRANGERS = ("ukjent", "_linje", "_kilde", "linje", "kilde", "Id", "start_dato", "meldinger", "", ":", "æ", "x" * 200)


@st.composite
def spoiled(draw: st.DrawFn, cases: st.SearchStrategy[Sak] | None = None) -> bytes:
    """A case as JSON, in any style, with nothing, one thing or a few things done to it."""
    case = draw(cases if cases is not None else whole(Sak))
    document = as_pairs(json.loads(msgspec.json.encode(case)))
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2, 4)))):
        _spoil(draw, draw(st.sampled_from(places(document))))
    style = draw(st.sampled_from(STYLES))
    return text(document, style, ascii=draw(st.booleans()), coded=draw(st.integers(0, 4)) == 0).encode()


def _spoil(draw: st.DrawFn, place: Pairs) -> None:
    at = draw(st.integers(0, len(place)))
    key, value = place[at % len(place)] if place else ("id", "1")
    strange = deepcopy(draw(st.sampled_from(STRANGE)))  # it may be spoiled itself
    match draw(st.sampled_from(("stranger", "twice", "value", "value", "value", "without", "known"))):
        case "stranger":
            place.insert(at, (draw(st.sampled_from(STRANGERS)), strange))
        case "twice":
            place.insert(at, (key, draw(st.sampled_from((value, strange)))))
        case "known":
            place.insert(at, (draw(st.sampled_from(("dato_uttrekk", "id", "type", "tillegg", "utfort_dato"))), strange))
        case "without" if place:
            del place[at % len(place)]
        case _ if place:
            place[at % len(place)] = (key, strange)
