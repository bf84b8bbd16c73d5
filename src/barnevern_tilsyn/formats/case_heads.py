"""The heads of cases as JSON: which case, and where among its deliveries."""

from datetime import datetime
from typing import Any, Final

import msgspec

from barnevern_tilsyn.formats.heads import NO_ID, NO_MOMENT, Head, digest_of, moment_bytes, uuid_bytes

__all__ = ["json_head"]


class _Parts(msgspec.Struct):
    id: str
    leveranse: Any = None


_decode: Final = msgspec.json.Decoder(_Parts).decode


def json_head(data: bytes) -> Head | None:
    """The head, or None where not even the case can be read. A case without a moment comes before all that have one."""
    try:
        parts = _decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    leveranse = parts.leveranse if isinstance(parts.leveranse, dict) else {}
    case = _id(parts.id)
    moment = leveranse.get("dato_uttrekk")
    if moment is None:
        when = NO_MOMENT
    else:
        try:
            when = moment_bytes(datetime.fromisoformat(moment))
        except (TypeError, ValueError, OverflowError):
            return Head(parts.id, case, b"")
    return Head(
        parts.id,
        case,
        case + when + _id(leveranse.get("id")) + digest_of(data) + _id(leveranse.get("forrige_id")),
    )


def _id(id: object) -> bytes:
    """The bytes of a UUID, the same as out of register XML; of any other id a digest, which never leaves the run."""
    if not id or not isinstance(id, str):
        return NO_ID
    try:
        return uuid_bytes(id)
    except ValueError:
        return digest_of(id.encode("utf-8", "surrogatepass"), len(NO_ID))
