"""The programme that a step of a self-check is run by."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from barnevern_tilsyn.cli.wording import language_of, usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme

__all__ = ["programme_of", "programme_option"]

programme_option = click.option("--programme", default="egenkontroll-2024-1", show_default=True)
"""The id of a programme of the package, or a file with one."""


def programme_of(name: str) -> "Programme":
    """The programme with this id, else the one in this file. Raises a usage error for what is neither."""
    from barnevern_tilsyn.formats import printable
    from barnevern_tilsyn.programmes import ProgrammeError, builtin, load

    known = builtin()
    if name in known:
        return known[name]
    if not Path(name).suffix and not Path(name).exists():
        raise usage_error("no-such-programme", name=printable(name), known=tuple(known))
    try:
        return load(name)
    except ProgrammeError as error:
        raise click.UsageError("\n".join(error.sentences(language_of()))) from None
    except OSError as error:
        raise usage_error("cannot-read-programme", file=printable(name), cause=error) from None
