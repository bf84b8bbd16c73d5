"""Reading a programme out of a TOML file: all its faults at once, each with its place and what was expected."""

import tomllib
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any, Final

import attrs
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)

from barnevern_tilsyn.engine.texts import render
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.checking import faults_of
from barnevern_tilsyn.programmes.programme import Counts, EvidenceKind, Kind, Origin, Programme

__all__ = ["ProgrammeError", "ProgrammeFault", "builtin", "load", "structured"]

_DATA: Final = "barnevern_tilsyn.programmes"


@attrs.frozen(weakref_slot=False)
class ProgrammeFault:
    """A fault: the place, such as ``questions[3].text.nb``, and what is wrong there."""

    place: str
    reason: Message

    def sentence(self, lang: str = "nb") -> str:
        """The place and the fault, in a language."""
        words = render(_DATA, "texts", self.reason, lang)
        return f"{self.place}: {words}" if self.place else words


class ProgrammeError(ValueError):
    """A file with a programme that cannot be used. ``faults``: all that is wrong with it."""

    def __init__(self, name: str, faults: tuple[ProgrammeFault, ...]) -> None:
        self.name = name
        self.faults = faults
        super().__init__("\n".join(self.sentences()))

    def sentences(self, lang: str = "nb") -> tuple[str, ...]:
        """A sentence for each fault, the file's name before it."""
        return tuple(f"{self.name}: {fault.sentence(lang)}" for fault in self.faults)


def load(path: str | Path) -> Programme:
    """The programme in a file. Raises ``ProgrammeError`` with all its faults, ``OSError`` where it cannot be read."""
    file = Path(path)
    return _programme(file.name, file.read_bytes())


@cache
def builtin() -> dict[str, Programme]:
    """The programmes of the package, by id."""
    folder = resources.files(_DATA).joinpath("data")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    programmes = (_programme(file.name, file.read_bytes()) for file in files)
    return {programme.id: programme for programme in programmes}


def _programme(name: str, content: bytes) -> Programme:
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ProgrammeError(name, (ProgrammeFault("", Message("not-utf-8")),)) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ProgrammeError(name, (ProgrammeFault("", Message("no-toml", (("words", str(error)),))),)) from None
    return structured(name, table)


def structured(name: str, table: Any) -> Programme:
    """The programme in a table. Raises ``ProgrammeError``; ``name`` is what the file is called in it."""
    try:
        programme: Programme = _converter().structure(table, Programme)
    except BaseValidationError as error:
        faults = tuple(_structural(error, ""))
        raise ProgrammeError(name, faults) from None
    faults = tuple(ProgrammeFault(place, reason) for place, reason in faults_of(programme))
    if faults:
        raise ProgrammeError(name, faults)
    return programme


@cache
def _converter() -> Converter:
    """A strict converter: no value is made of one of another kind, no key passed over."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, allowed in ((str, (str,)), (int, (int,)), (bool, (bool,)), (float, (float, int)), (date, (date,))):
        converter.register_structure_hook(kind, partial(_exactly, kind, allowed))
    for choice in (Counts, EvidenceKind, Kind, Origin):
        converter.register_structure_hook(choice, _choice)
    return converter


def _choice(value: Any, kind: type[StrEnum]) -> StrEnum:
    return kind(_exactly(str, (str,), value, kind))


def _exactly(kind: type, allowed: tuple[type, ...], value: Any, _target: Any) -> Any:
    if type(value) not in allowed:
        raise TypeError(kind.__name__)
    return float(value) if kind is float else value


def _structural(error: Any, place: str) -> Iterator[ProgrammeFault]:
    match error:
        case ClassValidationError():
            named, rest = error.group_exceptions()
            for inner, note in named:
                yield from _structural(inner, f"{place}.{note.name}".lstrip("."))
            for inner in rest:
                yield from _structural(inner, place)
        case IterableValidationError():
            for inner, at in error.group_exceptions()[0]:
                yield from _structural(inner, f"{place}[{at.index}]")
        case ForbiddenExtraKeysError():
            for key in sorted(error.extra_fields):
                yield ProgrammeFault(f"{place}.{key}".lstrip("."), Message("unknown-key"))
        case KeyError():
            yield ProgrammeFault(place, Message("missing"))
        case ValueError():
            yield ProgrammeFault(place, Message("not-a-choice"))
        case _:
            kind = str(error) if str(error) in _KINDS else "other"
            yield ProgrammeFault(place, Message(f"expected-{kind}"))


_KINDS: Final = ("str", "int", "bool", "float", "date")
