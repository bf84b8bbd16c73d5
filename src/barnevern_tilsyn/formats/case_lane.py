"""The fast lane for case JSON: msgspec, straight into the classes of the model.

It drops unknown keys, and all but the last of repeated ones, without a word: so the keys are counted besides.
"""

import re
from typing import Final, Generic, TypeVar

import msgspec

from barnevern_tilsyn.formats.case_kinds import MOMENT

__all__ = ["Lane", "moment_in", "within_microseconds"]

T = TypeVar("T")

_MOMENT: Final = re.compile(rb'"dato_uttrekk"[ \t\r\n]*:[ \t\r\n]*"' + MOMENT.encode() + rb'"')
_FINER: Final = re.compile(rb"(\.[0-9]{6})[0-9]+")


class Lane(Generic[T]):
    """The lane for one class of the model."""

    def __init__(self, model: type[T]) -> None:
        self._decode = msgspec.json.Decoder(model).decode
        self._encode = msgspec.json.Encoder().encode

    def decoded(self, data: bytes) -> T | None:
        """What stands under the model's own keys; None where it does not fit, or the document is not JSON."""
        try:
            return self._decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None

    def has_no_other_keys(self, data: bytes, found: T, moment: bytes = b"") -> bool:
        """Whether a document has none but the model's keys, each once. A no is safe: it may be said of one that has.

        A key that was dropped leaves the document with a colon more than what was found in it, written again. All other
        colons stand in strings, the same in both, but for those that are escaped, and for that of a ``moment`` in UTC:
        it is written again with a Z.
        """
        in_zone = moment.endswith((b'+00:00"', b'-00:00"'))
        return data.count(b":") - in_zone == self._encode(found).count(b":") and not (
            b"\\" in data and b"\\u003" in data
        )


def moment_in(data: bytes) -> bytes:
    """The moment of extraction with its key as it must be written; empty where it is not. msgspec takes other forms."""
    found = _MOMENT.search(data)
    return found[0] if found else b""


def within_microseconds(data: bytes, moment: bytes) -> bytes:
    """The document with its moment cut to microseconds, as in register XML; msgspec would round it."""
    return data.replace(moment, _FINER.sub(rb"\1", moment), 1) if b"." in moment else data
