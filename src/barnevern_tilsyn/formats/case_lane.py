"""The fast lane for case JSON: msgspec into structs with the keys of the model, and from there into the model.

It refuses unknown keys, and drops all but the last of repeated ones without a word: so the keys are counted besides.
"""

import re
from typing import Any, Final, Generic, TypeVar

import msgspec

from barnevern_tilsyn.formats.case_kinds import MOMENT
from barnevern_tilsyn.formats.case_twins import twin_of, untwinned

__all__ = ["Lane", "moment_in", "within_microseconds"]

T = TypeVar("T")

_MOMENT: Final = re.compile(rb'"dato_uttrekk"[ \t\r\n]*:[ \t\r\n]*"' + MOMENT.encode() + rb'"')
_FINER: Final = re.compile(rb"(\.[0-9]{6})[0-9]+")
_REFUSED: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class Lane(Generic[T]):
    """The lane for one class of the model."""

    def __init__(self, model: type[T]) -> None:
        kind: Any = model
        self._decode = msgspec.json.Decoder(twin_of(kind)).decode
        self._encode = msgspec.json.Encoder().encode
        self._untwinned = untwinned(kind)
        self._model = model

    def read(self, data: bytes, moment: bytes = b"") -> T | None:
        """What is in a document; None where anything may be wrong with it.

        ``moment`` is the moment of extraction as it stands there.
        """
        try:
            twin = self._decode(data)
        except _REFUSED:
            return None
        written = self._encode(twin)
        # Written again nothing is longer, but for the fraction of a moment: at the same length no key was dropped.
        if (len(data) != len(written) or b"." in moment) and _may_repeat(data, written, moment):
            return None
        found: T = self._untwinned(twin)
        return found

    def leniently(self, data: bytes) -> T | None:
        """What stands under the model's own keys, whatever others there are; None where that does not fit."""
        try:
            return msgspec.json.decode(data, type=self._model)
        except _REFUSED:
            return None


def _may_repeat(data: bytes, written: bytes, moment: bytes) -> bool:
    """Whether keys may have been dropped from a document: if not, none was.

    Each would leave the document with a colon more than what was found in it, written again. All other colons stand in
    strings, the same in both, but for those that are escaped, and for that of a moment in UTC: it is written with a Z.
    """
    in_zone = moment.endswith((b'+00:00"', b'-00:00"'))
    return data.count(b":") - in_zone != written.count(b":") or (b"\\" in data and b"\\u003" in data)


def moment_in(data: bytes) -> bytes:
    """The moment of extraction with its key as it must be written; empty where it is not. msgspec takes other forms."""
    found = _MOMENT.search(data)
    return found[0] if found else b""


def within_microseconds(data: bytes, moment: bytes) -> bytes:
    """The document with its moment cut to microseconds, as in register XML; msgspec would round it."""
    return data.replace(moment, _FINER.sub(rb"\1", moment), 1) if b"." in moment else data
