"""Data out of a JSON document that anybody may have made: as strict as RFC 8259, bounded, no key twice.

What is wrong is told with its place, and never what stands there.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar, get_args, get_type_hints

import attrs
import msgspec

from barnevern_tilsyn.engine.own_file import FileError, FileFault
from barnevern_tilsyn.engine.strict import Found, made
from barnevern_tilsyn.model import Message

__all__ = ["MOST_BYTES", "MOST_FAULTS", "document_json", "read_document"]

T = TypeVar("T")

MOST_BYTES: Final = 16 * 1024 * 1024
"""Far more than any such document needs."""
MOST_FAULTS: Final = 100
"""So many faults are listed; a last one says that there are more."""

_MOST_LEVELS: Final = 32
_LONGEST_INTEGER: Final = 19
_BOM: Final = b"\xef\xbb\xbf"


def document_json(thing: Any, document: str, format: int) -> bytes:
    """An object of an attrs class as an indented JSON document of a name and a format, the same every time."""
    table = {"format": format, "document": document, **attrs.asdict(thing)}
    return msgspec.json.format(msgspec.json.encode(table), indent=2) + b"\n"


def read_document(
    name: str,
    content: bytes,
    kind: type[T],
    *,
    document: str,
    format: int,
    check: Callable[[T], Iterable[Found]],
    error: type[FileError],
    texts: tuple[str, str],
) -> T:
    """What a JSON document of a name and a format holds, as an object of an attrs class.

    Raises ``error`` with all its faults; ``name`` is what the file is called in it. ``check`` gives what is wrong
    beyond the kinds of values, each with its place; ``texts`` is the catalogue of its reasons.
    """
    table, fault = _parsed(content, document, format)
    if fault:
        raise error(name, (FileFault(*fault),))
    if listed := _listed(_repeated(table, frozenset(_keys_of(kind)), "", 0)):
        raise error(name, listed)
    found, faults = made(table, kind, in_json=True)
    if found is None:
        raise error(name, _listed(faults))
    if listed := _listed(check(found), texts):
        raise error(name, listed)
    return found


def _listed(faults: Iterable[Found], *texts: tuple[str, str]) -> tuple[FileFault, ...]:
    """The faults, or as many as are listed."""
    found = tuple(FileFault(*fault, *texts) for fault in islice(faults, MOST_FAULTS + 1))
    if len(found) > MOST_FAULTS:
        return (*found[:MOST_FAULTS], FileFault("", Message("more-faults", (("count", MOST_FAULTS),))))
    return found


def _keys_of(kind: Any) -> Iterator[str]:
    """All keys that an object somewhere in a document may have: others may be anybody's words, and are not shown."""
    if attrs.has(kind):
        for key, hint in get_type_hints(kind).items():
            yield key
            yield from _keys_of(hint)
    for part in get_args(kind):
        yield from _keys_of(part)


class _Table(dict[str, Any]):
    """An object of JSON. ``twice``: a key stands in it more than once."""

    twice = False


def _parsed(content: bytes, document: str, format: int) -> tuple[Any, Found | None]:
    """The table that a document is, without its name and format, or why it is none."""
    if len(content) > MOST_BYTES:
        return None, ("", Message("too-large"))
    content = content.removeprefix(_BOM)
    try:
        text = content.decode("utf-8")
        msgspec.json.decode(content)  # refuses what json would take: half surrogate pairs, NaN
        table = json.loads(text, object_pairs_hook=_table, parse_int=_integer)
    except UnicodeDecodeError:
        return None, ("", Message("not-utf-8"))
    except RecursionError:
        return None, ("", Message("too-deep"))
    except ValueError:
        return None, ("", Message("no-json"))
    if not isinstance(table, _Table):
        return None, ("", Message("expected-table"))
    if table.pop("document", None) != document:
        return None, ("document", Message("other-document", (("name", document),)))
    if (told := table.pop("format", None)) != format or told is True:
        return None, ("format", Message("other-format", (("format", str(format)),)))
    return table, None


def _table(pairs: list[tuple[str, Any]]) -> _Table:
    table = _Table(pairs)
    table.twice = len(table) < len(pairs)
    return table


def _integer(digits: str) -> float:
    """Python refuses to count as far as somebody can write: what no file of ours holds need not be exact."""
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _repeated(value: Any, keys: frozenset[str], place: str, level: int) -> Iterator[Found]:
    if level > _MOST_LEVELS:
        yield "", Message("too-deep")
    elif isinstance(value, _Table):
        if value.twice:
            yield place, Message("key-twice")
        for key, inner in value.items():
            yield from _repeated(inner, keys, f"{place}.{key}".lstrip(".") if key in keys else place, level + 1)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _repeated(inner, keys, f"{place}[{at}]", level + 1)
