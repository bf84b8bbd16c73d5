"""What comes out of a source on its way to the reader."""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final

import attrs
import msgspec

from barnevern_tilsyn.model import Message, Notice, Unreadable

__all__ = ["IGNORED", "Document", "Found", "Ignored", "Item", "Long", "summed"]


class Document(msgspec.Struct, frozen=True):
    """The bytes of one document, at most one byte beyond the limit.

    ``linje`` is its 1-based line in a file of JSON Lines; 0 where the file or the member holds no other.
    """

    fil: str
    data: bytes
    linje: int = 0


@attrs.frozen(weakref_slot=False, eq=False)
class Long:
    """A file of many cases, whose bytes come a piece at a time: read before the next item is asked for, or not at all.

    They end with an ``Unreadable`` where the rest cannot be had. It is KOSTRA, or JSON Lines.
    """

    fil: str
    pieces: Iterator[bytes | Unreadable]
    is_json: bool = False


class Ignored(Enum):
    """A file in a folder, or a member of an archive, that is no document and no archive: it is only counted."""

    IGNORED = True


IGNORED: Final = Ignored.IGNORED

Item = Document | Long | Unreadable | Notice
Found = Item | Ignored


def summed(fil: str, found: Iterable[Found], *, nothing: str, ignored: str) -> Iterator[Item]:
    """What was found in the folder or archive ``fil``, and in the end what was not read of it.

    ``nothing`` and ``ignored`` are message ids: of an ``Unreadable`` where there was no document and no trouble,
    and of the one ``Notice`` with the ``count`` of what was ignored.
    """
    count = 0
    empty = True
    for item in found:
        if isinstance(item, Ignored):
            count += 1
        else:
            empty = empty and isinstance(item, Notice)
            yield item
    if empty:
        yield Unreadable(fil=fil, reason=Message(nothing))
    if count:
        yield Notice(fil=fil, sak_id="", reason=Message(ignored, (("count", count),)))
