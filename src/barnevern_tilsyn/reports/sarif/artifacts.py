"""The files that results and notifications point to, each listed once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from barnevern_tilsyn.formats import printable
from barnevern_tilsyn.formats.sniff import in_archive

__all__ = ["BASE", "Artifacts"]

BASE: Final = "%SRCROOT%"
"""What relative names are relative to: the folder of the command. Where it is on this machine is not told."""


class Artifacts:
    """Files by the order in which they were first named. A member of an archive has the archive as its parent."""

    def __init__(self) -> None:
        self._rows: list[dict[str, Any]] = []
        self._index: dict[str, int] = {}

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The ``artifacts`` of the run so far."""
        return self._rows

    def place(self, fil: str, line: int | None) -> dict[str, Any]:
        """The ``physicalLocation`` of a line of a file, of the whole file where there is no line."""
        place: dict[str, Any] = {"artifactLocation": self._rows[self._number(fil)]["location"]}
        if line:
            place["region"] = {"startLine": line}
        return place

    def _number(self, fil: str) -> int:
        if fil not in self._index:
            nested = in_archive(fil)
            if nested:
                archive, member = nested
                about: dict[str, Any] = {"parentIndex": self._number(archive)}
                location: Mapping[str, Any] = {"uri": _percent_encoded(member)}
            else:
                about = {}
                location = _top_level(fil)
            self._index[fil] = len(self._rows)
            row = {"location": {**location, "index": len(self._rows)}, **about, "roles": ["analysisTarget"]}
            self._rows.append(row)
        return self._index[fil]


def _top_level(fil: str) -> Mapping[str, Any]:
    path = Path(_encodable(fil))
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": _percent_encoded(path.as_posix()), "uriBaseId": BASE}


def _percent_encoded(path: str) -> str:
    return quote(os.fsencode(_encodable(path)), safe="/")


def _encodable(name: str) -> str:
    """The name; escaped where no file system could hold it, so that something can be said of it."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return printable(name)
    return name
