"""Reading the law's data files: typed access, and errors that name the file and the key.

The files of this package are the law as the library knows it. Another package brings its own in a folder ``law`` of the
same form. What it defines goes by the package's name and a colon (``package:key``), so it can never change ours.
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from barnevern_tilsyn.codes.resources import files

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["LawDataError", "Table", "load", "named", "names", "owner"]

T = TypeVar("T")


class LawDataError(ValueError):
    """A fault in a data file of the law. The message names the file and the key."""


@attrs.frozen(weakref_slot=False)
class Table:
    """A TOML table and where it stands, for errors. ``package``: whose data it is, empty for the library's own."""

    where: str
    values: dict[str, Any]
    package: str = ""

    def fault(self, key: str, expected: str) -> LawDataError:
        """An error about a key of this table."""
        return LawDataError(f"{self.where}: {key}: expected {expected}")

    def _get(self, key: str, kind: type[T], expected: str) -> T:
        value = self.values.get(key)
        if type(value) is not kind:
            raise self.fault(key, expected)
        return value

    def text(self, key: str) -> str:
        """A string that must be there and not be empty."""
        value = self._get(key, str, "a text")
        if not value:
            raise self.fault(key, "a text")
        return value

    def text_or(self, key: str, default: str) -> str:
        """A string, or the default where the key is absent."""
        return self.text(key) if key in self.values else default

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        """One of the given words, or the default, if there is one, where the key is absent."""
        if default is not None and key not in self.values:
            return default
        if self.values.get(key) not in choices:
            raise self.fault(key, f"one of {', '.join(choices)}")
        return self.text(key)

    def number(self, key: str) -> int:
        """A whole number that must be there."""
        return self._get(key, int, "a whole number")

    def number_or_none(self, key: str) -> int | None:
        """A whole number, or None where the key is absent."""
        return self.number(key) if key in self.values else None

    def day(self, key: str) -> date:
        """A date that must be there."""
        return self._get(key, date, "a date")

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the key is absent."""
        return self.day(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fault(key, "a list of texts")
        return tuple(values)

    def table(self, key: str) -> "Table":
        """A table that must be there."""
        return Table(f"{self.where}: {key}", self._get(key, dict, "a table"), self.package)

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list; none where the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, "a list of tables")
        for number, value in enumerate(values, start=1):
            name = value.get("key") or value.get("paragraf") or number
            yield Table(f"{self.where}: {key}[{name}]", value, self.package)

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody reads: a misspelt key must not pass for an absent one."""
        for key in self.values:
            if key not in keys:
                raise self.fault(key, "no such key")


def named(package: str, name: str) -> str:
    """What ``name`` of a package's data is called everywhere: as it is in the library's own, else ``package:name``."""
    return f"{package}:{name}" if package else name


def owner(name: str) -> tuple[str, str]:
    """The package that a name belongs to, empty for the library's own, and its name there."""
    package, _, rest = name.rpartition(":")
    return package, rest


def _home(package: str) -> "Traversable":
    """The folder of a package's data. A name in somebody's JSON must not import what it names: ``KeyError``."""
    if not package:
        return files("barnevern_tilsyn.law")
    if package not in sys.modules or not hasattr(sys.modules[package], "__path__"):
        raise KeyError(package)
    return files(package).joinpath("law")


def load(name: str, package: str = "") -> Table:
    """The content of a TOML file of the library's own data, or of another package's, which need not have it.

    Raises ``LawDataError``, and ``KeyError`` for a package that is not imported.
    """
    where, file = named(package, name), _home(package).joinpath(name)
    try:
        if package and not file.is_file():
            return Table(where, {}, package)
        return Table(where, tomllib.loads(file.read_text(encoding="utf-8")), package)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LawDataError(f"{where}: cannot be read: {error}") from error


def names(folder: str, package: str = "") -> list[str]:
    """The TOML files of a folder of the data, sorted, as ``load`` takes them; none where there is no such folder."""
    home = _home(package).joinpath(folder)
    entries = home.iterdir() if home.is_dir() else ()
    return sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".toml"))
