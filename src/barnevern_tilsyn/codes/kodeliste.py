"""The register's code lists: what a code means and when it may be used.

Nothing is read before it is asked for; a list is read once.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from barnevern_tilsyn.codes.resources import files

__all__ = ["Kode", "Kodeliste", "kodeliste", "kodelister", "lookup"]

_DATA = "data"


class Kode(NamedTuple):
    """A code of a list.

    ``valid_from`` and ``valid_to`` are the first and the last day it may be used, None where the list sets no bound.
    ``requires_presisering``: a free-text note must go with it. ``change_nb`` says what became of it, ``source_notes``
    where the published sources disagree or are faulty. ``label_nb`` is empty in the list of type names.
    """

    code: str
    label_nb: str
    valid_from: date | None
    valid_to: date | None
    requires_presisering: bool
    change_nb: str
    source_notes: tuple[str, ...]

    def valid_on(self, day: date) -> bool:
        """Whether the code may be used for an event on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Kodeliste(NamedTuple):
    """A code list: its name, the schema version it was read from, where it is used, and its codes in order."""

    name: str
    schema_version: str
    paths: tuple[str, ...]
    codes: dict[str, Kode]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def on(self, day: date) -> Iterator[Kode]:
        """The codes that may be used on the day."""
        return (kode for kode in self.codes.values() if kode.valid_on(day))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _kode(row: dict[str, Any]) -> Kode:
    return Kode(
        code=row["code"],
        label_nb=row.get("label_nb", ""),
        valid_from=_day(row.get("valid_from")),
        valid_to=_day(row.get("valid_to")),
        requires_presisering=row.get("requires_presisering", False),
        change_nb=row.get("change_nb", ""),
        source_notes=tuple(row.get("source_notes", ())),
    )


@cache
def kodelister() -> tuple[str, ...]:
    """The names of all lists, sorted."""
    entries = files(__package__).joinpath(_DATA).iterdir()
    return tuple(sorted(entry.name.removesuffix(".json") for entry in entries if entry.name.endswith(".json")))


@cache
def kodeliste(name: str) -> Kodeliste:
    """The list with this name, for example ``melding-konklusjon``. Raises ``KeyError`` for an unknown name."""
    if name not in kodelister():
        raise KeyError(name)
    content = json.loads(files(__package__).joinpath(_DATA, f"{name}.json").read_text(encoding="utf-8"))
    codes = {row["code"]: _kode(row) for row in content["codes"]}
    return Kodeliste(content["list"], content["schema_version"], tuple(content["paths"]), codes)


def lookup(list_name: str, code: str) -> Kode | None:
    """The code in the list, None if the list does not have it. Raises ``KeyError`` for an unknown list."""
    return kodeliste(list_name).codes.get(code)
