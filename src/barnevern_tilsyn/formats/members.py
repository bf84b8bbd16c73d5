"""What zip and tar have in common: members, sorted by name, within limits."""

import struct
from collections.abc import Iterator
from typing import Final

import attrs

from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["ARCHIVE_SUFFIXES", "CHUNK", "Document", "Members", "OverLimit", "is_xml", "other_member", "over"]

ARCHIVE_SUFFIXES: Final = (".zip", ".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz")
CHUNK: Final = 64 * 1024


@attrs.frozen(weakref_slot=False)
class Document:
    """The bytes of one document, at most one byte beyond the limit."""

    fil: str
    data: bytes


class OverLimit(Exception):  # noqa: N818 - never leaves the package
    """An archive is beyond a limit, as ``message`` says."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message


def over(name: str, limit: int) -> OverLimit:
    """The error for an archive beyond the limit ``name``."""
    return OverLimit(Message(f"limit.{name}", (("limit", limit),)))


def is_xml(name: str) -> bool:
    """Whether a file is a document by its name."""
    return name.lower().endswith(".xml")


def other_member(fil: str, name: str, *, regular: bool) -> Unreadable | None:
    """What to say of a member that is no document: nothing of most."""
    if not regular:
        return Unreadable(fil=f"{fil}!{name}", reason=Message("archive.not_regular")) if is_xml(name) else None
    if name.lower().endswith(ARCHIVE_SUFFIXES):
        return Unreadable(fil=f"{fil}!{name}", reason=Message("archive.nested"))
    return None


class Members:
    """Names with a few numbers each, in little memory: an archive may hold as many as there are cases."""

    def __init__(self, numbers: int) -> None:
        self._packing = struct.Struct(f">{numbers}Q")
        self._packed: list[bytes] = []

    def __len__(self) -> int:
        return len(self._packed)

    def add(self, name: str, *numbers: int) -> None:
        """Note a member."""
        self._packed.append(name.encode("utf-8", "surrogateescape") + b"\0" + self._packing.pack(*numbers))

    def sorted(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The members by name."""
        self._packed.sort()
        width = self._packing.size
        for packed in self._packed:
            yield packed[: -width - 1].decode("utf-8", "surrogateescape"), self._packing.unpack(packed[-width:])
