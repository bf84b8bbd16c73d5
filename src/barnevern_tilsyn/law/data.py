"""Reading the law's data files: typed access, and errors that name the file and the key."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

import attrs

__all__ = ["LawDataError", "Table", "load", "names"]

T = TypeVar("T")


class LawDataError(ValueError):
    """A fault in one of the library's own data files. The message names the file and the key."""


@attrs.frozen(weakref_slot=False)
class Table:
    """A TOML table and where it stands, for errors."""

    where: str
    values: dict[str, Any]

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
        return Table(f"{self.where}: {key}", self._get(key, dict, "a table"))

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of a list; none where the key is absent."""
        values = self.values.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise self.fault(key, "a list of tables")
        for number, value in enumerate(values, start=1):
            name = value.get("key") or value.get("paragraf") or number
            yield Table(f"{self.where}: {key}[{name}]", value)

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody reads: a misspelt key must not pass for an absent one."""
        for key in self.values:
            if key not in keys:
                raise self.fault(key, "no such key")


def load(name: str, package: str = "barnevern_tilsyn.law") -> Table:
    """The content of a TOML file of this package. Raises ``LawDataError``."""
    try:
        return Table(name, tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LawDataError(f"{name}: cannot be read: {error}") from error


def names(folder: str, package: str = "barnevern_tilsyn.law") -> list[str]:
    """The TOML files of a folder of this package, sorted, as ``load`` takes them."""
    entries = files(package).joinpath(folder).iterdir()
    return sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".toml"))
