"""What a self-check comes to, written in the format that was asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from barnevern_tilsyn._version import __version__
from barnevern_tilsyn.cli.extras import need
from barnevern_tilsyn.cli.output import write, write_bytes
from barnevern_tilsyn.cli.wording import usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme
    from barnevern_tilsyn.reports.round_writers import RoundFormat

__all__ = ["can_write", "write_as"]


def can_write(format: "RoundFormat", output: Path | None) -> None:
    """Raise a usage error before the work begins where its result could not be written in a format."""
    need(format.extra)
    if format.file_only and output is None:
        raise usage_error("file-only")


def write_as(
    format: "RoundFormat", found: Any, programmes: "Mapping[str, Programme]", output: Path | None, lang: str
) -> None:
    """Write to a file, or to the screen."""
    written = format.write(found, programmes=programmes, lang=lang, version=__version__)
    if not isinstance(written, bytes):
        write(written, output)
    elif output is None:
        click.echo(written, nl=False)
    else:
        write_bytes(written, output)
