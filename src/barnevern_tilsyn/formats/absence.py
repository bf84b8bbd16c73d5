"""What it means that something is missing: it did not happen, or the source does not tell."""

import tomllib
from datetime import date
from functools import cache
from typing import Final

import attrs

from barnevern_tilsyn.codes.resources import files

__all__ = ["NO", "UNKNOWN", "Row", "meaning", "rows", "uncoded"]

NO: Final = "no"
"""The source would have carried it, had it happened."""
UNKNOWN: Final = "unknown"
"""Absence says nothing."""
_CASE: Final = "Barnevern/Sak/"


@attrs.frozen(weakref_slot=False, kw_only=True)
class Row:
    """What ``absence.toml`` says of one path; an empty or missing condition holds for everything."""

    path: str
    meaning: str
    reason: str
    versions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    instead: str = ""
    """The code that stood for these where there are none of them."""
    before: date | None = None
    """The row holds for events before this day only."""


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in the order of the file: of several that match, the first holds."""
    text = files("barnevern_tilsyn.formats").joinpath("absence.toml").read_text(encoding="utf-8")
    return tuple(
        Row(
            path=path,
            meaning=row["meaning"],
            reason=row["reason"],
            versions=tuple(row.get("versions", ())),
            codes=tuple(row.get("codes", ())),
            instead=row.get("instead", ""),
            before=row.get("before"),
        )
        for row in tomllib.loads(text)["absence"]
        for path in row["paths"]
    )


def meaning(path: str, version: str, code: str | None = None, day: date | None = None) -> str:
    """``no`` or ``unknown``: what the absence of ``path`` in a document of ``version`` means.

    With ``code``: the absence of an element with that code. With ``day``: of an event on that day.
    A path without a row is ``unknown``.
    """
    for row in rows():
        if (
            row.path == path
            and (not row.versions or version in row.versions)
            and (not row.codes or code in row.codes)
            and (row.before is None or (day is not None and day < row.before))
        ):
            return row.meaning
    return UNKNOWN


@cache
def uncoded(versions: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Elements, by their path in the case, and codes that one of ``versions`` has none for, nor one instead."""
    return frozenset(
        (row.path.removeprefix(_CASE), code)
        for row in rows()
        if not row.instead and not set(row.versions).isdisjoint(versions)
        for code in row.codes
    )
