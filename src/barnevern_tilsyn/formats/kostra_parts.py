"""A KOSTRA file cut into parts, each with one child, so that what is wrong with one cannot touch the next.

An end tag cannot stand in an attribute, and in text only within a comment, CDATA or an instruction: outside those, what
looks like the end of a child is one, in any document that is XML at all.
"""

import re
from collections.abc import Iterator
from typing import Final

import attrs

__all__ = ["CHILD", "Part", "Parts"]

CHILD: Final = "Individ"
_START_TAG: Final = b"<Individ"
_END_TAG: Final = b"</Individ"
_TOKEN: Final = re.compile(rb"<!--|<!\[CDATA\[|<\?|<Individ(?=[\s/>])|</Individ[ \t\r\n]*>")
_END: Final = re.compile(rb"</Individ[ \t\r\n]*>")
_EMPTY: Final = re.compile(rb"""<Individ(?:[^<>"']|"[^"<]*"|'[^'<]*')*/>""")
_CLOSED_BY: Final = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
_LONGEST_TOKEN: Final = 64


@attrs.frozen(weakref_slot=False)
class Part:
    """Some of the document, with so many lines ``before`` it. One that is ``too_long`` has been passed over."""

    before: int
    data: bytes
    too_long: bool = False
    last: bool = False
    """What stands after the last child."""


class Parts:
    """The parts of a document in UTF-8 that comes in pieces; at most one child, and one piece, are held."""

    def __init__(self, pieces: Iterator[bytes], most: int) -> None:
        self._pieces = pieces
        self._most = most
        self._held = bytearray()
        self._at = 0
        self._looked = 0
        """Up to here there is no end in what is held."""
        self._unclosed: dict[bytes, tuple[int, int]] = {}
        """Where there is no end of a comment or the like, by what would end it: from here to there."""
        self._before = 0
        self._ended = False

    def head(self) -> Part:
        """What stands before the first child; the whole document where there is none."""
        while True:
            start = next((match.start() for match in self._tokens() if match[0] == _START_TAG), None)
            if start is not None:
                return self._taken(start)
            if len(self._held) > self._most:
                return self._passed_over(len(self._held))
            if not self._more():
                return self._taken(len(self._held), last=True)

    def __iter__(self) -> Iterator[Part]:
        """Each child with what stands before it; in the end what stands after the last."""
        while True:
            end = self._end()
            if end - self._at > self._most:
                yield self._passed_over(end)
            elif end:
                yield self._taken(end)
            elif self._ended:
                yield self._taken(len(self._held), last=True)
                return
            else:
                yield self._over_long()

    def _end(self) -> int:
        """Where the next child ends; 0 where no end is found in all that may be held."""
        while True:
            found = self._held.find(_END_TAG, self._looked)
            close = found + len(_END_TAG)
            after = self._held[close : close + 1]
            if found < 0:
                self._looked = max(self._looked, len(self._held) - _LONGEST_TOKEN)
            elif after == b">" and self._is_plain(found):
                return close + 1
            elif after.strip(b"> \t\r\n"):
                self._looked = close  # the end of something else
                continue
            elif end := self._end_of(self._tokens()):
                return end
            if len(self._held) - self._at > self._most or not self._more():
                return self._end_of(self._tokens()) or self._end_of(_TOKEN.finditer(self._held, self._at))

    def _is_plain(self, end: int) -> bool:
        """Whether one child begins before an end, and nothing in which it would be none."""
        held, at = self._held, self._at
        begun = held.find(_START_TAG, at, end)
        return (
            (begun < 0 or held.find(_START_TAG, begun + 1, end) < 0)
            and held.find(b"<!", at, end) < 0
            and held.find(b"<?", at, end) < 0
        )

    def _tokens(self) -> Iterator[re.Match[bytes]]:
        """The starts and ends outside comments and the like, in what is held."""
        at = self._at
        while (match := _TOKEN.search(self._held, at)) is not None:
            at = match.end()
            closed_by = _CLOSED_BY.get(match[0])
            if closed_by is None:
                yield match
                continue
            at = self._closed(closed_by, at)
            if not at:
                return

    def _closed(self, closed_by: bytes, at: int) -> int:
        """Where a comment or the like ends that is open at ``at``; 0 where it does not. Nothing is searched twice."""
        begin, end = self._unclosed.get(closed_by, (0, 0))
        start = end if begin <= at < end else at
        found = self._held.find(closed_by, start)
        if found < 0:
            self._unclosed[closed_by] = (min(at, begin) if start == end else at, max(start, len(self._held) - 2))
            return 0
        return found + len(closed_by)

    def _end_of(self, tokens: Iterator[re.Match[bytes]]) -> int:
        """Where the child ends that begins among the tokens, by its own end or by the start of the next; else 0."""
        begun = False
        for match in tokens:
            if match[0].startswith(_END_TAG):
                return match.end()
            if match[0] == _START_TAG:
                empty = _EMPTY.match(self._held, match.start())
                if begun or empty:
                    return match.start() if begun else empty.end() if empty else 0
                begun = True
        return 0

    def _over_long(self) -> Part:
        """Pass over a child that is longer than may be held."""
        before = self._before
        while (match := _END.search(self._held, self._at)) is None:
            self._passed_over(max(self._at, len(self._held) - _LONGEST_TOKEN))
            if not self._more():
                break
        end = match.end() if match else len(self._held)
        self._passed_over(end)
        return Part(before, b"", too_long=True)

    def _taken(self, end: int, *, last: bool = False) -> Part:
        part = Part(self._before, bytes(self._held[self._at : end]), last=last)
        self._before += part.data.count(b"\n")
        self._at, self._looked = end, max(end, self._looked)
        return part

    def _passed_over(self, end: int) -> Part:
        before = self._before
        self._before += self._held.count(b"\n", self._at, end)
        self._at, self._looked = end, max(end, self._looked)
        return Part(before, b"", too_long=True)

    def _more(self) -> bool:
        """Hold another piece. False where there is none."""
        piece = next(self._pieces, None) if not self._ended else None
        while piece == b"":
            piece = next(self._pieces, None)
        if piece is None:
            self._ended = True
            return False
        if self._at:
            del self._held[: self._at]
            self._looked -= self._at
            self._unclosed = {mark: (a - self._at, b - self._at) for mark, (a, b) in self._unclosed.items()}
            self._at = 0
        self._held += piece
        return True
