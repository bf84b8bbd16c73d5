"""What national rounds found, as published: sourced data, with what is counted and how services were chosen."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib import resources

import attrs

from barnevern_tilsyn.engine.own_file import FileError, SourceNote, Texts, parsed, structured
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.programmes.programme import Kind
from barnevern_tilsyn.programmes.shares import Share

__all__ = ["Certainty", "Chosen", "Counted", "Published", "PublishedError", "published", "read_published"]


class PublishedError(FileError):
    """A file with figures that cannot be used. ``faults``: all that is wrong with it."""


class Chosen(StrEnum):
    """How the services of a round were chosen: it decides what may be concluded of others."""

    RANDOM = "random"
    RISK = "risk"
    """Where failings were feared."""
    VOLUNTEERS = "volunteers"
    """Those who wished to take part."""
    ALL = "all"
    UNKNOWN = "unknown"


class Counted(StrEnum):
    """What a published figure counts."""

    BREACH = "breach"
    """Services with a breach of the law."""
    ANY = "any"
    """Services with a breach or an area for improvement, as one number."""
    FAILING = "failing"
    """Services with a failing (*svikt*), which the source does not part further."""


class Certainty(StrEnum):
    """Where a figure is known from."""

    READ = "read"
    """The authority's own text."""
    SECONDARY = "secondary"
    """The press, or a summary by others."""


@attrs.frozen(weakref_slot=False, kw_only=True)
class Published:
    """A published figure: so many of so many services. ``theme``: of a programme's theme, None of the whole."""

    round: str
    programme: str
    method: Kind
    services: int
    found: int
    counted: Counted
    chosen: Chosen
    certainty: Certainty
    note: Texts
    sources: tuple[SourceNote, ...]
    theme: str | None = None

    @property
    def share(self) -> Share:
        """The services found of those looked at."""
        return Share(self.found, self.services)


@attrs.frozen(weakref_slot=False, kw_only=True)
class _File:
    rows: tuple[Published, ...]


@cache
def published() -> tuple[Published, ...]:
    """The figures that come with the package, in the order of the rounds."""
    content = resources.files("barnevern_tilsyn.programmes").joinpath("tables/published.toml").read_bytes()
    return read_published("published.toml", content)


def read_published(name: str, content: bytes) -> tuple[Published, ...]:
    """The figures in a file of one's own.

    Raises ``PublishedError`` with all its faults; ``name`` is what the file is called in it.
    """
    texts = ("barnevern_tilsyn.programmes", "texts")
    table = parsed(name, content, PublishedError)
    return structured(name, table, _File, check=_faults, error=PublishedError, texts=texts).rows


def _faults(file: _File) -> Iterator[tuple[str, Message]]:
    seen: set[tuple[str, Kind, str | None]] = set()
    for at, row in enumerate(file.rows):
        if not 0 <= row.found <= row.services:
            yield f"rows[{at}].found", Message("no-part", (("count", row.services),))
        if not row.sources:
            yield f"rows[{at}].sources", Message("missing")
        key = (row.programme, row.method, row.theme)
        if key in seen:
            yield f"rows[{at}]", Message("twice", (("id", row.programme),))
        seen.add(key)
