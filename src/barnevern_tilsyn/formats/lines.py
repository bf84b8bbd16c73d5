"""Source lines of elements, also where libxml2 stops counting.

libxml2 keeps a line in 16 bits and guesses beyond: a document with more lines is scanned for its start tags.
As in libxml2, an element stands on the line where its start tag ends.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from barnevern_tilsyn.formats.prolog import ascii_markup

__all__ = ["counted", "has_many_lines", "line_of"]

_COUNTED_BY_LIBXML2: Final = 65_534

_MARKUP: Final = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|(<[^/!?](?:[^>"']|"[^"]*"|'[^']*')*>)""", re.DOTALL
)


class _Own(threading.local):
    lines: dict[Any, int] | None = None


_own = _Own()


def has_many_lines(data: bytes) -> bool:
    """Whether a document has more lines than libxml2 counts."""
    return len(data) > _COUNTED_BY_LIBXML2 and data.count(b"\n") >= _COUNTED_BY_LIBXML2


def line_of(node: Any) -> int:
    """The line of an element, from our own count where there is one."""
    lines = _own.lines
    return (lines.get(node) if lines else None) or node.sourceline or 0


@contextmanager
def counted(root: Any, data: bytes) -> Iterator[None]:
    """While this lasts, ``line_of`` knows every element of a parsed document."""
    markup, at = ascii_markup(data)
    lines: dict[Any, int] = {}
    elements = root.iter()
    line = 1
    for match in _MARKUP.finditer(markup, at):
        if match[1] is not None:
            line += markup.count(b"\n", at, match.end())
            at = match.end()
            lines[next(elements)] = line
    _own.lines = lines
    try:
        yield
    finally:
        _own.lines = None
