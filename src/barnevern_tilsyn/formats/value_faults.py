"""What is wrong with a value: what was expected, never what stood there."""

from functools import lru_cache

from barnevern_tilsyn.formats.misfit import NotHeld
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.values import UUID, pattern_of, table_of
from barnevern_tilsyn.model import Message
from barnevern_tilsyn.model.kilde import Argument

__all__ = ["shared_message", "value_fault"]

_CODES_LISTED = 12


def shared_message(id: str, **args: Argument) -> Message:
    """A message, one for all that are alike: a run keeps the faults of all documents that it rejects."""
    return _shared(id, tuple(args.items()))


@lru_cache(maxsize=4_096)
def _shared(id: str, args: tuple[tuple[str, Argument], ...]) -> Message:
    return Message(id, args)


def value_fault(value: Value, text: str) -> Message | None:
    """What was expected where ``text`` is none of the values that may stand there; None where it is one."""
    if value.codes and not value.listed:
        return None if text in value.codes else _code_fault(value.codes)
    if value.base == "string" and not value.listed:
        return _string_fault(value, text)
    table = table_of(value)
    try:
        if isinstance(table, dict):
            table[text]
        elif table is not None:
            table(text)
    except NotHeld as reason:
        return shared_message(reason.reason)
    except LookupError:
        return _code_fault(value.codes) if value.codes else shared_message(f"value.{value.base}")
    return None


def _code_fault(codes: tuple[str, ...]) -> Message:
    if len(codes) <= _CODES_LISTED:
        return shared_message("value.code", codes=codes)
    return shared_message("value.code_list", count=len(codes))


def _string_fault(value: Value, text: str) -> Message | None:
    least, most = value.length or (None, None)
    if value.pattern and pattern_of(value.pattern)(text) is None:
        return shared_message(_PATTERNS.get(value.pattern, "value.pattern"), **_pattern_args(value.pattern))
    if least is not None and most is not None and not least <= len(text) <= most:
        return shared_message("value.length", least=least, most=most)
    return None


_PATTERNS = {
    UUID: "value.uuid",
    r"\d{2}": "value.digits",
    r"\d{4}": "value.digits",
    r"\d{9}": "value.digits",
    r"\d{11}": "value.digits",
    r"\d{12}": "value.digits",
    r"\d{2,3}": "value.digits_between",
    r"\d+": "value.number",
    r"\d+[a-z]*": "value.number_letters",
    "[a-z]": "value.letter",
    r"\d{1,2}(\.\d{1,2}){0,2}": "value.code_form",
}


def _pattern_args(pattern: str) -> dict[str, Argument]:
    if _PATTERNS.get(pattern) == "value.digits":
        return {"count": int(pattern[3:-1])}
    if _PATTERNS.get(pattern) == "value.digits_between":
        return {"least": int(pattern[3]), "most": int(pattern[5])}
    return {} if pattern in _PATTERNS else {"pattern": pattern}
