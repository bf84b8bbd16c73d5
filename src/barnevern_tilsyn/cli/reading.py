"""The records that a command reads, with the facts that are laid over them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from barnevern_tilsyn.runners.judging import Read

__all__ = ["read_records"]


def read_records(
    paths: tuple[str, ...], *, version: str | None, facts: tuple[str, ...], lenient: bool
) -> "Iterator[Read]":
    """What comes of the records in ``paths``; ``facts`` are files with lines of them."""
    from barnevern_tilsyn.formats import Limits, documents

    read = documents(paths, version=version, lenient=lenient)
    if not facts:
        return read
    from barnevern_tilsyn.formats.overlay import Overlay, overlaid

    return overlaid(read, Overlay(facts, Limits(), lenient=lenient))
