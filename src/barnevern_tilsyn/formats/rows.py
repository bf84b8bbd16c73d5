r"""A document as rows, one for each tag, for the builders: cut straight out of the text, or taken from a parsed tree.

A row is a list of strings. What stands in the document as it is::

    <Melding Id="a" StartDato="2026-01-02">     ['Melding Id=', 'a', ' StartDato=', '2026-01-02', '>\n  ']
    <Lov>BVL2021</Lov>                          ['Lov>BVL2021'], ['/Lov>\n  ']

so the odd places hold the attributes' values, and the last one all that stands before the next tag. Nearly all
documents are written so plainly that they can be cut into rows with two splits, at a third of the price of a parser and
its tree. A cut alone does not tell that a document is well-formed: the builders do, which take no row in another form.
What they do not take is parsed, and its rows made to look the same: where both ways give a case, it is the same one.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise, repeat
from typing import Any, Final

import msgspec

from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.misfit import WHITE_SPACE, Misfit
from barnevern_tilsyn.formats.xsi import XSI_IGNORED, XSI_TYPE, own_type

__all__ = ["IGNORED", "NAMESPACES", "TYPE", "Endings", "Row", "Rows", "Tags", "cut", "cut_part", "rows_of"]

Row = list[str]

TYPE: Final = "<type"
"""What ``xsi:type`` is called in a row: the name, with a character that is in no tag. A cut row has none.

It stands at an even place, also after a text: at the odd ones a reference may have been resolved to that character.
"""

_XS: Final = "http://www.w3.org/2001/XMLSchema"
NAMESPACES: Final = {"xmlns:xsi": f"{_XS}-instance", "xmlns:xsd": _XS, "xmlns:xs": _XS}
"""What the root of a cut document may declare."""
IGNORED: Final = frozenset({"xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"})
"""What it may tell then, and is never followed. A parsed document's rows are without it."""

_KEPT: Final = 1024
_LONGEST: Final = 10_000_000
"""Longer than this, libxml2 refuses a text."""

_START: Final = re.compile(
    rb"""(\xef\xbb\xbf)?"""
    rb"""(?:<\?xml version=(["'])1\.0\2"""
    rb"""(?: encoding=(["'])(?i:utf-8|(?P<latin1>iso-8859-1))\3)?"""
    rb"""(?: standalone=(["'])(?:yes|no)\5)? ?\?>)?"""
    rb"""(?=(?:[ \t]|\r?\n)*<Barnevern[ >])"""
)
_PART_START: Final = re.compile(rb"(?:[ \t]|\r?\n)*<")
_NAMED: Final = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_REFERENCE: Final = re.compile("&(?:([a-z]+)|#([0-9]{1,7}|x[0-9A-Fa-f]{1,6}));|&()")
_WHITE: Final = (9, 10, 13)

_MOST_ATTRIBUTES: Final = 100
"""No element may have so many: one that has more does not fit by these. lxml looks for each value from the first."""


class Rows(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of a document: ``line`` is the 1-based line of the first, ``start`` begins an iteration over them.

    ``plain``: they were cut as they stand, so that values must be looked at for what XML does not allow in them.
    """

    line: int
    start: Callable[[], Iterator[Row]]
    plain: bool

    def attribute(self, name: str) -> str:
        """An attribute of the root, empty where it has none."""
        root = next(self.start(), [])
        pairs = zip(root[::2], root[1::2], strict=False)
        return next((value for beginning, value in pairs if beginning.endswith(f" {name}=")), "")

    def fit(self, values: list[str]) -> bool:
        """Whether these values, which no table knows, stand in the document as they are read."""
        return not self.plain or _is_plain("".join(values))


def _is_plain(text: str) -> bool:
    """Whether XML allows these characters in an attribute, and reads them as themselves."""
    return text.isprintable() or all(character >= " " and character not in "\ufffe\uffff" for character in {*text})


def cut(data: bytes) -> Rows | None:
    """The rows of a register document in plain form; ``None`` for one that begins otherwise, or holds other markup."""
    head = _START.match(data)
    if head is None or (head[1] and head["latin1"]):
        return None
    return _cut(data[head.end() :], "latin-1" if head["latin1"] else "utf-8", 0)


def cut_part(data: bytes, before: int) -> Rows | None:
    """The same of a part of a document in UTF-8, with so many lines ``before`` it."""
    return _cut(data, "utf-8", before) if _PART_START.match(data) else None


def _cut(data: bytes, encoding: str, lines: int) -> Rows | None:
    if len(data) > _LONGEST or b"]]>" in data:
        return None
    try:
        before, *tags = data.decode(encoding).split("<")
        line = 1 + lines + before.count("\n")
        if b"&" not in data:
            return Rows(line=line, start=lambda: map(str.split, tags, repeat('"')), plain=True)
        rows = [_resolved(tag.split('"')) for tag in tags]
    except (UnicodeDecodeError, Misfit):
        return None
    return Rows(line=line, start=lambda: iter(rows), plain=False) if all(map(_is_plain, _texts(rows))) else None


def _texts(rows: list[Row]) -> Iterator[str]:
    """The texts of elements, each with the tag before it: it has no attributes, and the element ends after it."""
    for row, after in pairwise(rows):
        if len(row) == 1 and row[0][:1] != "/" and after[0][:1] == "/":
            yield row[0]


def _resolved(row: Row) -> Row:
    """The row with the references in its attributes resolved. Raises ``Misfit`` for what XML does not allow there."""
    for at, part in enumerate(row):
        if at % 2:
            if not _is_plain(part):
                raise Misfit
            row[at] = _REFERENCE.sub(_character, part) if "&" in part else part
        elif "&" in part:
            raise Misfit
    return row


def _character(match: re.Match[str]) -> str:
    """What a reference stands for. Raises ``Misfit`` for none of XML's own."""
    name, number, _ = match.groups()
    if not number:
        if name not in _NAMED:
            raise Misfit
        return _NAMED[name]
    code = int(number[1:], 16) if number[0] == "x" else int(number)
    if not (code in _WHITE or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000):
        raise Misfit
    return chr(code)


def rows_of(element: Any, before: int = 0) -> Rows:
    """The rows of an element of a parsed document, with so many lines of the document ``before`` what was parsed."""
    rows: list[Row] = []
    first = line_of(element)
    _add(element, rows, first)
    return Rows(line=first + before, start=lambda: iter(rows), plain=False)


def _add(node: Any, rows: list[Row], line: int) -> int:
    """Add the rows of an element and of all in it, which is never deep, and say on which line the last one begins."""
    own = line_of(node)
    if own > line:
        rows[-1][-1] += "\n" * (own - line)
    row = _started(node)
    rows.append(row)
    if not len(node) and row[-1] == ">":
        row[-1] = f"/>{_shortened(node.tail)}"
        return own
    for inner in node:
        own = _add(inner, rows, own)
    rows.append([f"/{node.tag}>{_shortened(node.tail)}"])
    return own


def _started(node: Any) -> Row:
    text = _shortened(node.text)
    names = node.keys()
    if not names:
        return [f"{node.tag}>{text}"]
    beginnings = _beginnings(node.tag, *names) if len(names) <= _MOST_ATTRIBUTES else None
    if beginnings is None:
        return _typed(node, text)
    row: Row = ["", ""] * len(names)
    row[::2] = beginnings
    row[1::2] = node.values()
    row.append(f">{text}")
    return row


@lru_cache(maxsize=1_024)
def _beginnings(tag: str, *names: str) -> tuple[str, ...] | None:
    """What stands before the values of the attributes; ``None`` where one is of XML Schema itself."""
    if not XSI_IGNORED.isdisjoint(names) or XSI_TYPE in names:
        return None
    first, *others = names
    return f"{tag} {first}=", *(f" {name}=" for name in others)


def _typed(node: Any, text: str) -> Row:
    own = [(name, node.get(name)) for name in node.keys()[:_MOST_ATTRIBUTES] if name not in XSI_IGNORED]
    if len(own) == 1 and own[0][0] == XSI_TYPE and len(node) == 0:
        return [f"{node.tag}>{text}", own_type(node, own[0][1]), TYPE]
    row = [node.tag]
    for name, value in own:
        row[-1] += f" {TYPE if name == XSI_TYPE else name}="
        row += [own_type(node, value) if name == XSI_TYPE else value, ""]
    row[-1] += f">{text}"
    return row


def _shortened(text: str | None) -> str:
    """A text; white space, and a text that is empty but there, as one space: the lines are told by the elements."""
    if text is None:
        return ""
    return text if text.strip(WHITE_SPACE) else " "


class Tags(dict[str, str]):
    """Names of tags by how a row begins; with a slash where one ends, empty where it is no tag."""

    _NAME: Final = re.compile(r"(/?[A-Za-z]+)(?:( [A-Za-z:]+=| ?/?>[ \t\r\n]*)$|[ />])")

    def __missing__(self, beginning: str) -> str:
        found = self._NAME.match(beginning)
        if found is None:
            return ""
        if found[2] and len(self) < _KEPT:  # else a text follows, which is not kept
            self[beginning] = found[1]
        return found[1]


class Endings(dict[str, int]):
    """By how a row ends: how many lines end there, counted below zero from -1 where the element is closed at once.

    ``tag`` is what the row must hold before. Raises ``Misfit`` for another ending.
    """

    def __init__(self, tag: str = "") -> None:
        super().__init__()
        slash = "()" if tag.startswith("/") else "(/?)"
        self._fits = re.compile(rf"{tag} ?{slash}>(?:[ \t]|\r?\n)*").fullmatch

    def __missing__(self, text: str) -> int:
        found = self._fits(text)
        if found is None:
            raise Misfit
        lines = text.count("\n")
        if found[1]:
            lines = -1 - lines
        if len(self) < _KEPT:
            self[text] = lines
        return lines
