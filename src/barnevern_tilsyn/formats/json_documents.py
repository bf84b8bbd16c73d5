"""The documents in a file of JSON: one case, or JSON Lines with a case on each line."""

from collections.abc import Iterator
from typing import Final

from barnevern_tilsyn.formats.items import Document
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.sniff import is_json_lines

__all__ = ["apart", "are_lines"]

_GOES_ON: Final = b"{[,:"
"""After one of these at its end, a line is not a whole case."""


def apart(document: Document, limits: Limits) -> Iterator[Document]:
    """The documents of a file, each with its line where there is one on each line.

    Lines are told by the file's name, or by what stands there.
    """
    fil, data = document.fil, document.data
    if len(data) > limits.document_bytes or not (is_json_lines(fil) or are_lines(data)):
        yield document
        return
    number = begin = 0
    while begin < len(data):
        number += 1
        end = data.find(b"\n", begin)
        end = len(data) if end < 0 else end
        line = data[begin:end]
        begin = end + 1
        if line.strip():
            yield Document(fil, line, number)


def are_lines(data: bytes) -> bool:
    """Whether JSON has a document on each line: two lines begin an object, and the first of them is whole."""
    first, _, rest = data.strip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    return rest.lstrip().startswith(b"{") and first.rstrip()[-1:] not in _GOES_ON
