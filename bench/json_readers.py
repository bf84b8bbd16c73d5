"""Case JSON read by us, and by pydantic, cattrs and msgspec into classes of the same shape.

pydantic gets models made from ours, field by field, that forbid other keys, as ours do. cattrs structures what Python's
json parses into our own classes, with the one hook that it needs for a fact, and forbids other keys too. msgspec alone
goes straight into our classes, and does not see keys that it does not know. All are set up once.
"""

import types
from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import attrs
import msgspec
import pydantic
from cattrs.preconf.json import make_converter

import barnevern_tilsyn as bt
from barnevern_tilsyn.model import Sak
from bench.clock import Candidate

__all__ = ["CATTRS", "FAULTS", "MSGSPEC", "OURS", "PYDANTIC", "as_json", "candidates", "spoiled"]

OURS = "read, validated"
PYDANTIC = 'pydantic, `extra="forbid"`'
CATTRS = "cattrs, `forbid_extra_keys`"
MSGSPEC = "msgspec alone, other keys not seen"
FAULTS = "read, one fault in each: all faults listed"


def as_json(documents: Sequence[bytes]) -> tuple[bytes, ...]:
    """The cases of register XML as case JSON."""
    return tuple(bt.write_json(sak) for document in documents for sak in bt.read(document))


def spoiled(documents: Sequence[bytes]) -> tuple[bytes, ...]:
    """The same with a date that is none in each."""
    return tuple(document.replace(b'"start_dato":"20', b'"start_dato":"2O', 1) for document in documents)


@cache
def _pydantic_model(element: Any) -> type[pydantic.BaseModel]:
    hints = get_type_hints(element, include_extras=True)
    fields: dict[str, Any] = {}
    for field in attrs.fields(element):
        if not field.name.startswith("_"):
            kind = _plain(hints[field.name])
            fields[field.name] = (kind, ... if field.default is attrs.NOTHING else None)
    config = pydantic.ConfigDict(extra="forbid")
    made: type[pydantic.BaseModel] = pydantic.create_model(element.__name__, __config__=config, **fields)
    return made


def _plain(hint: Any) -> Any:
    """A type of ours with models of pydantic's in the place of our classes."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return reduce(or_, [_plain(arg) for arg in args if arg is not msgspec.UnsetType])
    if origin is tuple:
        return tuple.__class_getitem__((_plain(args[0]), ...))
    if origin is Annotated:
        return args[0]
    return _pydantic_model(hint) if attrs.has(hint) else hint


def _cattrs() -> Callable[[bytes], Sak]:
    converter = make_converter(forbid_extra_keys=True)

    def is_fact(hint: Any) -> bool:
        return get_origin(hint) in (Union, types.UnionType) and msgspec.UnsetType in get_args(hint)

    def fact_hook(hint: Any) -> Callable[[Any, Any], Any]:
        (inner,) = [arg for arg in get_args(hint) if arg not in (type(None), msgspec.UnsetType)]
        structure = converter.get_structure_hook(inner)
        return lambda value, _: None if value is None else structure(value, inner)

    converter.register_structure_hook_factory(is_fact, fact_hook)
    return lambda document: converter.loads(document, Sak)


def candidates(documents: Sequence[bytes], place: str) -> Iterator[Candidate]:
    """All of them, after a look at whether they read the same cases. Raises ``RuntimeError`` if not."""
    model, structured = _pydantic_model(Sak), _cattrs()
    decode = msgspec.json.Decoder(Sak).decode
    ways: dict[str, Callable[[bytes], Any]] = {
        OURS: lambda document: next(bt.read(document)),
        MSGSPEC: decode,
        PYDANTIC: model.model_validate_json,
        CATTRS: structured,
    }
    for document in documents:
        sak = decode(document)
        said = model.model_validate_json(document).model_dump_json(exclude_unset=True)
        if not next(bt.read(document)) == structured(document) == decode(said) == sak:
            raise RuntimeError("pydantic, cattrs, msgspec and our own reader do not read the same")
    for name, way in ways.items():
        yield _candidate(name, place, way, documents)
    yield _candidate(FAULTS, place, _refused, spoiled(documents))


def _candidate(name: str, place: str, way: Callable[[bytes], Any], documents: Sequence[bytes]) -> Candidate:
    return Candidate(name, place, lambda: sum(way(document) is not None for document in documents), len(documents))


def _refused(document: bytes) -> object:
    """What is said of a document with a fault; None where nothing is."""
    refused: list[object] = []
    for _ in bt.read(document, on_reject=refused.append):
        pass
    return refused[0] if refused else None
