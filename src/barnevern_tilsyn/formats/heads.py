"""The heads of documents: which case, and where among its deliveries."""

from datetime import UTC, datetime, timedelta
from typing import Final

import attrs

from barnevern_tilsyn.formats.misfit import WHITE_SPACE, Misfit
from barnevern_tilsyn.formats.times import moment_value

__all__ = ["NO_ID", "NO_MOMENT", "Head", "digest_of", "head_from", "moment_bytes", "uuid_bytes"]

_START: Final = datetime(1, 1, 1, tzinfo=UTC)

NO_ID: Final = bytes(16)
"""Stands for an id that is missing or illegible."""
NO_MOMENT: Final = bytes(8)
"""Stands for a moment that a case as JSON does not tell: before all others."""


@attrs.frozen(weakref_slot=False)
class Head:
    """The head of a document as bytes that sort."""

    sak_id: str
    case: bytes
    """The case's id, 16 bytes."""
    record: bytes
    """Case 16, moment 8, delivery 16, digest of the content 8, delivery before 16; empty without a legible moment."""


def head_from(sak_id: str, moment: str, delivery: str, before: str, data: bytes) -> Head:
    """The head of a document with these values. Raises ``ValueError`` where the case's id is none."""
    case = uuid_bytes(sak_id)
    try:
        since = moment_value(moment.strip(WHITE_SPACE)) - _START
    except Misfit:
        return Head(sak_id, case, b"")
    return Head(sak_id, case, case + _bytes_since(since) + _id(delivery) + digest_of(data) + _id(before))


def digest_of(data: bytes, size: int = 8) -> bytes:
    """A digest of so many bytes."""
    from hashlib import blake2b  # noqa: PLC0415 - brings OpenSSL along, which most runs of one document do not need

    return blake2b(data, digest_size=size).digest()


def moment_bytes(moment: datetime) -> bytes:
    """A moment as bytes that sort. Raises ``TypeError`` for one without a zone."""
    return _bytes_since(moment - _START)


def _bytes_since(start: timedelta) -> bytes:
    microseconds = (start.days * 86_400 + start.seconds) * 1_000_000 + start.microseconds
    return microseconds.to_bytes(len(NO_MOMENT), "big")


def uuid_bytes(id: str) -> bytes:
    """The 16 bytes of a UUID. Raises ``ValueError``. Faster than ``uuid.UUID``: each document is asked for three."""
    number = bytes.fromhex(id.replace("-", ""))
    if len(number) != len(NO_ID):
        raise ValueError
    return number


def _id(text: str) -> bytes:
    try:
        return uuid_bytes(text) if text else NO_ID
    except ValueError:
        return NO_ID
