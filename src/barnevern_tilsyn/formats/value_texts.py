"""Values of the model as the register writes them: the other way of ``values``."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.value_faults import shared_message, value_fault
from barnevern_tilsyn.model import Message

__all__ = ["text_or_fault"]

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MINUTE: Final = timedelta(minutes=1)
_LARGEST_OFFSET: Final = timedelta(hours=14)


def text_or_fault(value: Value, thing: Any) -> str | Message:
    """``thing`` as the text of a ``value``, or what was expected where it cannot be."""
    try:
        text = _text(value, thing)
    except OverflowError:
        return shared_message("not_held.moment")
    if text is None:
        return shared_message("write.type")
    if _NOT_XML.search(text) is not None:
        return shared_message("xml.character")
    return value_fault(value, text) or text


def _text(value: Value, thing: Any) -> str | None:
    """None for a thing of another type than the value has."""
    match value.base, thing:
        case "boolean", bool():
            return str(thing).lower()
        case "dateTime", datetime():
            return _moment(thing).isoformat().replace("+00:00", "Z")
        case "date", date() if not isinstance(thing, datetime):
            return thing.isoformat()
        case "string", str():
            return thing
    return None


def _moment(moment: datetime) -> datetime:
    """The same moment with an offset that the schema has; it has whole minutes, up to fourteen hours."""
    offset = moment.utcoffset()
    if offset is None or (not offset % _MINUTE and abs(offset) <= _LARGEST_OFFSET):
        return moment
    return moment.astimezone(UTC)
