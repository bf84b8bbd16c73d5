"""The file that holds the pseudonym key."""

import os
import stat
from pathlib import Path

import click

from barnevern_tilsyn.cli.wording import language_of, said, usage_error

__all__ = ["read_key"]


def read_key(file: Path | None) -> bytes | None:
    """The key in a file. A file that everyone can read is told of; what cannot be a key is a usage error."""
    if file is None:
        return None
    from barnevern_tilsyn.findings.pseudonym import LEAST_KEY_BYTES, MOST_FILE_BYTES, WeakKeyError, key_from

    try:
        with file.open("rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        raise usage_error("cannot-read-key", cause=error) from None
    try:
        key = key_from(content)
    except WeakKeyError as error:
        reason = error.reason
    else:
        if os.name == "posix" and mode & stat.S_IROTH:
            click.echo(said("key-is-open", language_of()), err=True)
        return key
    match reason:
        case "empty":
            raise usage_error("key-is-empty")
        case "short":
            raise usage_error("key-is-short", least=LEAST_KEY_BYTES)
        case _:
            raise usage_error("key-is-long", most=MOST_FILE_BYTES)
