"""The register versions that the reader knows, and which a document may be."""

import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Final

import attrs

from barnevern_tilsyn.codes.resources import files
from barnevern_tilsyn.law.kalender import oslo_day

__all__ = ["DRAFT", "Version", "candidates", "in_use", "newest_first", "pinnable", "versions"]

DRAFT: Final = "5.1.0"
"""The coming version, of which drafts are public. It is read only when it is asked for."""


@attrs.frozen(weakref_slot=False)
class Version:
    """A register version and the Oslo days on which it was in use, both included; no last day: still in use."""

    number: str
    first_day: date
    last_day: date | None

    def in_use(self, day: date) -> bool:
        """Whether deliveries of ``day`` may be of this version."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@cache
def versions() -> tuple[Version, ...]:
    """The known versions, oldest first."""
    text = files("barnevern_tilsyn.formats").joinpath("versions.toml").read_text(encoding="utf-8")
    return tuple(
        Version(row["version"], row["first_day"], row.get("last_day")) for row in tomllib.loads(text)["version"]
    )


@cache
def newest_first() -> tuple[str, ...]:
    """The numbers of the known versions, newest first."""
    return tuple(version.number for version in reversed(versions()))


def pinnable() -> tuple[str, ...]:
    """The numbers that a reader may be asked for, newest first: the known versions and the draft of the coming one."""
    return (DRAFT, *newest_first())


@cache
def _in_use(day: date) -> tuple[str, ...]:
    return tuple(version.number for version in reversed(versions()) if version.in_use(day))


def in_use(moment: datetime) -> tuple[str, ...]:
    """The versions in use on the Oslo day of a moment with a zone, newest first."""
    return _in_use(oslo_day(moment))


def candidates(moment: datetime, fits: Callable[[str], bool], contained: Callable[[str, str], bool]) -> tuple[str, ...]:
    """The versions that a document may be, newest first: those that it fits and that were in use at ``moment``.

    Where it fits some, but none that was in use, all that it fits. ``contained`` tells that what fits the first
    version fits the second, which is then not tried.
    """
    then = in_use(moment)
    return _fitting(then, fits, contained) or _fitting(
        tuple(number for number in newest_first() if number not in then), fits, contained
    )


def _fitting(
    numbers: tuple[str, ...], fits: Callable[[str], bool], contained: Callable[[str, str], bool]
) -> tuple[str, ...]:
    found: list[str] = []
    for number in reversed(numbers):
        if any(contained(older, number) for older in found) or fits(number):
            found.append(number)
    return tuple(reversed(found))
