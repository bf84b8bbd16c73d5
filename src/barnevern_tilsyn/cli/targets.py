"""Where ``convert`` writes cases: one file, a file of lines, a folder, or standard output; whole or not at all."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Final, Protocol

from barnevern_tilsyn.cli.output import beside, put, writable
from barnevern_tilsyn.cli.wording import usage_error

__all__ = ["Target", "form_of", "target_of"]

_LINES: Final = (".jsonl", ".ndjson")


class Target(Protocol):
    """Takes cases. ``finish`` makes them stand; ``drop`` leaves nothing behind but what stood there before."""

    def add(self, case: str, data: bytes) -> None:
        """Take a case by its id."""

    def finish(self) -> None:
        """All cases have come."""

    def drop(self) -> None:
        """Something went wrong."""


def form_of(out: str) -> str:
    """``json`` or ``xml``, by the name. Raises a usage error for another."""
    suffix = Path(out).suffix.lower()
    if out == "-" or suffix == ".json" or suffix in _LINES:
        return "json"
    if suffix == ".xml" or not suffix or Path(out).is_dir():
        return "xml"
    raise usage_error("convert-what")


def target_of(out: str, source: str) -> Target:
    """What writes to ``out``. Raises a usage error where it cannot, or would replace what is to be read."""
    if out == "-":
        return _Lines(None)
    path = Path(out)
    if _is_read(path, Path(source)):
        raise usage_error("output-replaces-input")
    suffix = path.suffix.lower()
    if path.is_dir() or not suffix:
        return _Folder(path)
    writable(path, ())
    return _Lines(path) if suffix in _LINES else _One(path)


def _is_read(path: Path, source: Path) -> bool:
    with suppress(OSError, ValueError):
        if path.exists() and source.exists():
            within = source.is_dir() and path.resolve().is_relative_to(source.resolve())
            return within or path.samefile(source)
    return False


class _One:
    """One case in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: bytes | None = None

    def add(self, case: str, data: bytes) -> None:  # noqa: ARG002 - the file has its own name
        if self._data is not None:
            raise usage_error("convert-one")
        self._data = data

    def finish(self) -> None:
        if self._data is not None:
            part = beside(self._path)
            part.write_bytes(self._data if self._data.endswith(b"\n") else self._data + b"\n")
            put(part, self._path)

    def drop(self) -> None:
        """Nothing has been written."""


class _Lines:
    """A case on each line of a file, or of standard output."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._part = None if path is None else beside(path)
        self._stream: IO[bytes] = sys.stdout.buffer if self._part is None else self._part.open("wb")

    def add(self, case: str, data: bytes) -> None:  # noqa: ARG002 - a line has no name
        self._stream.write(data + b"\n")

    def finish(self) -> None:
        if self._part is None or self._path is None:
            self._stream.flush()
        else:
            self._stream.close()
            put(self._part, self._path)

    def drop(self) -> None:
        if self._part is not None:
            self._stream.close()
            if self._part != self._path:
                self._part.unlink(missing_ok=True)


class _Folder:
    """A file for each case, called by its id: only a UUID can stand in register XML."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path

    def add(self, case: str, data: bytes) -> None:
        part = self._path / f"{case.lower()}.part"
        part.write_bytes(data)
        part.replace(part.with_suffix(".xml"))

    def finish(self) -> None:
        """Each file was written when its case came."""

    def drop(self) -> None:
        """What has been written stands: each file is whole."""
