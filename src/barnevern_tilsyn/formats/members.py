"""What zip and tar have in common: members, sorted by name, within limits."""

import struct
from collections.abc import Iterator

import attrs

from barnevern_tilsyn.formats.items import IGNORED, Ignored
from barnevern_tilsyn.formats.sniff import archive_kind, worth_reading
from barnevern_tilsyn.model import Message, Unreadable

__all__ = ["Budget", "Members", "OverLimit", "other_member", "over"]


class OverLimit(Exception):  # noqa: N818 - never leaves the package
    """An archive is beyond a limit, as ``message`` says."""

    def __init__(self, message: Message) -> None:
        super().__init__()
        self.message = message


def over(name: str, limit: int) -> OverLimit:
    """The error for an archive beyond the limit ``name``."""
    return OverLimit(Message(f"limit.{name}", (("limit", limit),)))


@attrs.define(weakref_slot=False)
class Budget:
    """How many bytes an archive has unpacked to, whatever became of them."""

    limit: int
    spent: int = 0

    def spend(self, count: int) -> None:
        """Count bytes that were unpacked. Raises ``OverLimit``."""
        self.spent += count
        if self.spent > self.limit:
            raise over("archive_bytes", self.limit)


def other_member(fil: str, head: bytes) -> Unreadable | Ignored | None:
    """What to say of a member that is no document by its name; None where it must be read as one all the same."""
    if not worth_reading(head):
        return IGNORED
    return Unreadable(fil=fil, reason=Message("archive.nested")) if archive_kind(head) else None


class Members:
    """Names with a few numbers each, in little memory: an archive may hold as many as there are cases."""

    def __init__(self, numbers: int) -> None:
        self._packing = struct.Struct(f">{numbers}Q")
        self._packed: list[bytes] = []

    def add(self, name: str, *numbers: int) -> None:
        """Note a member."""
        self._packed.append(name.encode("utf-8", "surrogateescape") + b"\0" + self._packing.pack(*numbers))

    def sorted(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The members by name."""
        self._packed.sort()
        width = self._packing.size
        for packed in self._packed:
            yield packed[: -width - 1].decode("utf-8", "surrogateescape"), self._packing.unpack(packed[-width:])
