"""KOSTRA files for the tests: children made from the structure table, in a municipality's file."""

from collections.abc import Iterator

from lxml import etree

from barnevern_tilsyn.formats import Limits
from barnevern_tilsyn.formats.kostra import read_kostra
from barnevern_tilsyn.model import Reject, Unreadable
from barnevern_tilsyn.model.kostra import Individ
from tests.formats.samples import tree

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = '<Barnevern xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
AVGIVER = '  <Avgiver Organisasjonsnummer="999999999" Versjon="2025" Kommunenummer="9999" Kommunenavn="By &#248;st"/>\n'
END = "</Barnevern>\n"

Item = Individ | Reject | Unreadable


def child(seed: int = 1, *, full: bool = True, copies: int = 1) -> str:
    """A valid child, every path of the structure (``full``) or the required ones only."""
    node = next(tree("kostra", full=full, copies=copies, seed=seed).iterfind("Individ"))
    etree.indent(node, level=1)
    node.tail = "\n"
    return "  " + etree.tostring(node, encoding="unicode")


def municipality(*children: str, declaration: str = DECLARATION, avgiver: str = AVGIVER) -> str:
    """A file with these children."""
    return "".join((declaration, ROOT, avgiver, *children, END))


def in_pieces(data: bytes, size: int = 4_096) -> Iterator[bytes]:
    """The bytes, so many at a time."""
    return (data[at : at + size] for at in range(0, len(data), size))


def read_all(data: bytes | str, *, size: int = 4_096, limits: Limits | None = None) -> list[Item]:
    """All that comes of a file."""
    whole = data.encode() if isinstance(data, str) else data
    return list(read_kostra("a.xml", in_pieces(whole, size), limits or Limits()))


def told(item: Item) -> object:
    """An item in short: the id of a child, or line, path and message of each fault."""
    if isinstance(item, Individ):
        return item.id
    if isinstance(item, Unreadable):
        return item.reason.id
    return [(fault.linje, fault.path.removeprefix("Barnevern/"), fault.expected.id) for fault in item.faults]
