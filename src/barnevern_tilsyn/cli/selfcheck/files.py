"""Files of a self-check as they come in on the command line: what is wrong with one is a usage error."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from barnevern_tilsyn.cli.wording import language_of, said, usage_error

if TYPE_CHECKING:
    from barnevern_tilsyn.programmes import Programme

__all__ = ["content_of", "expanded", "file_option", "own_programmes", "programmes_of", "read"]

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])

_BESIDE_OPEN = ("~$", ".")

own_programmes = click.option("--programme", "programmes", multiple=True)
"""Programmes that do not come with the package: files."""


def file_option(flag: str, *, required: bool = False) -> Callable[[F], F]:
    """An option that takes a file to read."""
    return click.option(flag, type=click.Path(path_type=Path, dir_okay=False), required=required)


def programmes_of(names: Sequence[str]) -> "dict[str, Programme]":
    """All programmes of the package and those in these files, by id. Raises a usage error."""
    from barnevern_tilsyn.cli.selfcheck.programme import programme_of
    from barnevern_tilsyn.programmes import builtin

    return builtin() | {one.id: one for one in map(programme_of, names)}


def content_of(path: Path) -> bytes:
    """What is in a file. Raises a usage error where it cannot be read."""
    from barnevern_tilsyn.formats import printable

    try:
        return path.read_bytes()
    except OSError as error:
        raise usage_error("cannot-read-report", file=printable(str(path)), cause=error) from None


def read(reader: Callable[[str, bytes], T], path: Path) -> T:
    """What a reader of named content makes of a file. Raises a usage error with all that is wrong with it."""
    from barnevern_tilsyn.engine.own_file import FileError
    from barnevern_tilsyn.formats import printable

    try:
        return reader(printable(str(path)), content_of(path))
    except FileError as error:
        raise click.UsageError("\n".join(error.sentences(language_of()))) from None


def expanded(paths: Sequence[Path], endings: tuple[str, ...]) -> Iterator[Path]:
    """The files, and of each folder those with one of these endings, by name.

    Not the files that an office program keeps beside an open one. What else is passed over is told.
    """
    from barnevern_tilsyn.formats import printable

    for path in paths:
        if not path.is_dir():
            yield path
            continue
        there = sorted(one for one in path.iterdir() if not one.name.startswith(_BESIDE_OPEN))
        taken = [one for one in there if one.suffix.lower() in endings and one.is_file()]
        yield from taken
        if passed_over := len(there) - len(taken):
            args = {"count": passed_over, "file": printable(str(path)), "allowed": endings}
            click.echo(said("passed-over", language_of(), **args), err=True)
