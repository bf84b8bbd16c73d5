"""Where a command writes: the screen, or a file that is whole or not there."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["beside", "put", "writable", "write", "write_bytes"]


def writable(output: Path | None, paths: tuple[str, ...]) -> None:
    """Raise a usage error before the work begins where its result could not be written, or would replace an input."""
    if output is None:
        return
    try:
        if output.exists() and any(_read_from(output, Path(path)) for path in paths if path != "-"):
            raise usage_error("output-replaces-input")
    except (OSError, ValueError):
        pass  # a path that cannot be looked at is told of when it is read
    part = beside(output)
    if not output.parent.is_dir() or not os.access(output if part == output else output.parent, os.W_OK):
        raise usage_error("no-output-folder")


def _read_from(output: Path, path: Path) -> bool:
    """Whether a file that exists is this input, or a document in this folder of input."""
    if path.is_dir():
        return output.suffix.lower() == ".xml" and output.resolve().is_relative_to(path.resolve())
    return path.exists() and output.samefile(path)


def write(lines: Iterable[str], output: Path | None) -> None:
    """To the screen, styled where it is a terminal; to a file in UTF-8, plain, through a file beside it."""
    if output is None:
        for line in lines:
            click.echo(line)
        return
    with _whole(output) as stream:
        stream.writelines(f"{click.unstyle(line)}\n".encode() for line in lines)


def write_bytes(content: bytes, output: Path) -> None:
    """To a file, through a file beside it."""
    with _whole(output) as stream:
        stream.write(content)


def beside(output: Path) -> Path:
    """What to write first, so that a file is whole or not there: one beside it, but a device or a pipe itself."""
    return output if output.exists() and not output.is_file() else output.with_name(f"{output.name}.part")


def put(part: Path, output: Path) -> None:
    """Let what was written first be the output. A device or a pipe must not be replaced by a file."""
    if part != output:
        part.replace(output)


@contextmanager
def _whole(output: Path) -> Iterator[BinaryIO]:
    part = beside(output)
    try:
        with part.open("wb") as stream:
            yield stream
        put(part, output)
    except OSError as error:
        raise usage_error("cannot-write-output", cause=error) from None
