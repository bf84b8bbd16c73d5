"""Reading figures out of a TOML file: all its faults at once, each with its place and what was expected."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from barnevern_tilsyn.engine import own_file
from barnevern_tilsyn.engine.own_file import FileError
from barnevern_tilsyn.indicators.checking import faults_of
from barnevern_tilsyn.indicators.figure import Catalogue

__all__ = ["DATA", "TEXTS", "IndicatorError", "builtin", "load", "structured"]

DATA: Final = "barnevern_tilsyn.indicators"
TEXTS: Final = (DATA, "texts")


class IndicatorError(FileError):
    """A file for steering figures that cannot be used. ``faults``: all that is wrong with it."""


def load(path: str | Path) -> Catalogue:
    """The figures in a file. Raises ``IndicatorError`` with all its faults, ``OSError`` where it cannot be read."""
    file = Path(path)
    return structured(file.name, own_file.parsed(file.name, file.read_bytes(), IndicatorError))


@cache
def builtin() -> Catalogue:
    """The figures of the package."""
    name = "figures.toml"
    content = resources.files(DATA).joinpath("data", name).read_bytes()
    return structured(name, own_file.parsed(name, content, IndicatorError))


def structured(name: str, table: Any) -> Catalogue:
    """The figures in a table. Raises ``IndicatorError``; ``name`` is what the file is called in it."""
    return own_file.structured(name, table, Catalogue, check=faults_of, error=IndicatorError, texts=TEXTS)
