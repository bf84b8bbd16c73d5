"""Reading a programme out of a TOML file: all its faults at once, each with its place and what was expected."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from barnevern_tilsyn.engine import own_file
from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.programmes.checking import faults_of
from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["ProgrammeError", "builtin", "load", "structured"]

_DATA: Final = "barnevern_tilsyn.programmes"


class ProgrammeError(FileError):
    """A file with a programme that cannot be used. ``faults``: all that is wrong with it."""


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
    return structured(name, own_file.parsed(name, content, ProgrammeError))


def structured(name: str, table: Any) -> Programme:
    """The programme in a table. Raises ``ProgrammeError``; ``name`` is what the file is called in it."""
    texts = (_DATA, "texts")
    return own_file.structured(name, table, Programme, check=faults_of, error=ProgrammeError, texts=texts)
