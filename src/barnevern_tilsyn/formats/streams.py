"""Streams as they come: guarded, so that whatever goes wrong in one is the same error, and copied where need be."""

import io
from typing import IO, Any, Final, cast

from barnevern_tilsyn.formats.limits import CHUNK, MIB, Limits
from barnevern_tilsyn.formats.members import OverLimit, over
from barnevern_tilsyn.formats.pieces import may_be_long
from barnevern_tilsyn.formats.sniff import archive_kind

__all__ = ["copied", "gives_text", "guarded", "read_up_to"]

_PIECE: Final = MIB
_KEPT_IN_MEMORY: Final = 4 * MIB


class _Guarded:
    """A stream of somebody else's: any trouble with it is an ``OSError`` without the stream's own words."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def _call(self, name: str, *args: int) -> Any:
        try:
            return getattr(self._stream, name)(*args)
        except Exception:  # noqa: BLE001 - nobody knows what a foreign stream raises
            raise OSError from None

    def read(self, size: int = -1) -> bytes:
        data = self._call("read", size)
        if not isinstance(data, bytes):
            raise OSError
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        self._call("seek", offset, whence)
        return self.tell()

    def tell(self) -> int:
        place: int = self._call("tell")
        return place

    def seekable(self) -> bool:
        return hasattr(self._stream, "seekable") and bool(self._call("seekable"))

    def close(self) -> None:
        """The caller's own stream is left open."""


def gives_text(stream: object) -> bool:
    """Whether what is read from a stream is text and not bytes."""
    if isinstance(stream, io.TextIOBase):
        return True
    try:
        return isinstance(stream.read(0), str)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - nobody knows what a foreign stream raises
        return False


def guarded(stream: object) -> IO[bytes]:
    """``stream`` with all its trouble as ``OSError``: it fails, gives no bytes, or is no stream at all."""
    return cast("IO[bytes]", _Guarded(stream))


def read_up_to(stream: IO[bytes], most: int, piece: int) -> bytes:
    """At most so many bytes, a piece at a time: a stream sets aside all that it is asked for."""
    pieces = []
    while most > 0 and (data := stream.read(min(most, piece))):
        pieces.append(data)
        most -= len(data)
    return b"".join(pieces)


def copied(stream: IO[bytes], limits: Limits) -> IO[bytes]:
    """A copy to wind back and forth in: of an archive, KOSTRA or JSON the whole, else one byte more than a document.

    Raises ``OSError``, and ``OverLimit`` for an archive beyond the limit.
    """
    head = read_up_to(stream, CHUNK, CHUNK)
    archive = bool(archive_kind(head)) or may_be_long(head)
    left = (limits.archive_bytes if archive else limits.document_bytes) + 1 - len(head)
    import tempfile  # noqa: PLC0415 - most sources need no copy

    spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        spool.write(head)
        while left > 0 and (data := stream.read(min(left, _PIECE))):
            spool.write(data)
            left -= len(data)
        if archive and left <= 0:
            raise over("archive_bytes", limits.archive_bytes)
    except (OSError, OverLimit):
        spool.close()
        raise
    return spool
