"""JSON text token by token, with the place of each: slow, and only for documents with something wrong in them.

As strict as the fast lane: RFC 8259 and nothing beyond it, no half surrogate pair, no number of a name.
"""

import json
import re
from typing import Final

import attrs

__all__ = ["BadJson", "Tokens", "string_of"]

_WHITE: Final = re.compile(r"[ \t\r\n]*+")
_STRING: Final = re.compile(
    r'"(?:[^"\\\x00-\x1f]++'
    r'|\\(?:["\\/bfnrt]|u(?:(?![dD][89a-fA-F])[0-9a-fA-F]{4}|[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}))'
    r')*+"'
)
_OTHER: Final = re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null")
_STRING_SO_FAR: Final = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrtu])*+(?:\\?\Z)?')
_WORDS: Final = ("true", "false", "null")


class BadJson(ValueError):  # noqa: N818 - never leaves the package
    """The text is not JSON. ``reason`` is a message id; it is the last token that is wrong."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


@attrs.define(weakref_slot=False)
class Tokens:
    """The tokens of a text, one at a time. ``at`` is where the last one begins."""

    text: str
    at: int = 0
    _end: int = 0

    def next(self) -> str:
        """The next token: one of ``{}[],:``, a string with its quotes, a number or a word.

        Raises ``BadJson``, also where the text has come to its end.
        """
        self.at = self._skipped()
        start = self.text[self.at : self.at + 1]
        if start == '"':
            return self._taken(_STRING, "json.string")
        if start and start in "{}[],:":
            self._end = self.at + 1
            return start
        return self._taken(_OTHER, "json.malformed")

    def finish(self) -> None:
        """Raises ``BadJson`` where anything is left."""
        self.at = self._skipped()
        if self.at < len(self.text):
            raise BadJson("json.junk_after_end")

    def _skipped(self) -> int:
        found = _WHITE.match(self.text, self._end)
        return found.end() if found else self._end

    def _taken(self, pattern: re.Pattern[str], fault: str) -> str:
        found = pattern.match(self.text, self.at)
        if found is None:
            raise BadJson("json.truncated" if self._breaks_off() else fault)
        self._end = found.end()
        return found[0]

    def _breaks_off(self) -> bool:
        """Whether the text ends in the middle of a token, or where one should stand."""
        so_far = _STRING_SO_FAR.match(self.text, self.at)
        if so_far is not None:
            return so_far.end() == len(self.text)
        rest = self.text[self.at : self.at + len("false")]
        return any(word.startswith(rest) and len(rest) < len(word) for word in _WORDS) or rest == "-"


def string_of(token: str) -> str:
    """What a string token says."""
    said: str = json.loads(token) if "\\" in token else token[1:-1]
    return said
