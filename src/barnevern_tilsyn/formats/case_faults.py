"""All faults of a case JSON document at once: path, line and what was expected there. Slow and in full.

Runs only where the fast lane refused a document. A fault never says what stood there: not even an unknown key is
named, for its name is as much the document's text as its value. It is told by the path of its object, its line, and
the right key that is nearest.
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from barnevern_tilsyn.engine.registry import nearest
from barnevern_tilsyn.formats.case_kinds import Kind, kind_of
from barnevern_tilsyn.formats.json_text import BadJson, Tokens, string_of
from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.value_faults import shared_message
from barnevern_tilsyn.model import Fault, Message

__all__ = ["ROOT", "Found", "expected", "faults_of"]

ROOT: Final = "$"

_LITERALS: Final = {"true": "boolean", "false": "boolean", "null": "null"}
_LONGEST_KEY: Final = 100
"""What is longer is no misspelling of a key."""
_LISTS_OF_CASE: Final = 2
"""So deep are the lists whose elements have to be told apart by their ids."""
_NAMES: Final = ("id", "type")
_TWICE: Final = Message("id.twice", (("names", "id"),))


@attrs.define(weakref_slot=False)
class Found:
    """What is wrong with a document.

    ``faults`` refuse it. ``keys`` are its unknown and repeated keys, the first of ``odd_keys`` in all: who is lenient
    goes on past them. ``known``: at least one key is right, or none can be read, so that the document may be meant to
    be what it should.
    """

    faults: list[Fault] = attrs.field(factory=list)
    keys: list[Fault] = attrs.field(factory=list)
    odd_keys: int = 0
    known: bool = False

    def listed(self, limits: Limits) -> tuple[Fault, ...]:
        """All faults in the order of their lines, each once; or as many as are listed."""
        every = sorted(dict.fromkeys([*self.faults, *self.keys]), key=lambda fault: fault.linje)
        if len(every) > limits.faults:
            more = Fault(linje=0, path=ROOT, expected=shared_message("faults.more", limit=limits.faults))
            return (*every[: limits.faults], more)
        return tuple(every)


def faults_of(data: bytes, model: type[Any] | None, limits: Limits, *, line: int = 1, path: str = ROOT) -> Found:
    """The faults of what is to hold a ``model``, from ``line`` and ``path`` on; without one, only what is no JSON."""
    found = Found()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        found.faults.append(Fault(linje=at, path=path, expected=shared_message("json.encoding")))
        found.known = True
        return found
    walk = _Walk(Tokens(text), found, limits, line)
    try:
        walk.value(walk.tokens.next(), None if model is None else kind_of(model), path, 0)
        walk.tokens.finish()
    except BadJson as bad:
        found.faults.append(walk.fault(path, shared_message(bad.reason)))
    except _Enough:
        pass
    return found


def expected(kind: Kind) -> Message:
    """What should stand where another kind of value does."""
    if kind.name == "code":
        return shared_message("value.code", codes=kind.codes)
    return shared_message("json.id" if kind.least else _EXPECTED[kind.name])


_EXPECTED: Final = {
    "boolean": "json.boolean",
    "date": "value.date",
    "dateTime": "value.dateTime",
    "list": "json.list",
    "object": "json.object",
    "text": "json.text",
}


class _Enough(Exception):  # noqa: N818 - never leaves the module
    """There are more faults than are listed."""


@attrs.define(weakref_slot=False)
class _Walk:
    tokens: Tokens
    found: Found
    limits: Limits
    line: int
    counted_to: int = 0

    def fault(self, path: str, message: Message) -> Fault:
        """A fault of what begins with the last token."""
        self.line += self.tokens.text.count("\n", self.counted_to, self.tokens.at)
        self.counted_to = self.tokens.at
        return Fault(linje=self.line, path=path, expected=message)

    def refuse(self, path: str, message: Message) -> None:
        self.found.faults.append(self.fault(path, message))
        if len(self.found.faults) > self.limits.faults:
            raise _Enough

    def value(self, part: str, kind: Kind | None, path: str, depth: int) -> str:
        """Look through the value that begins with ``part``, and give what a string says or an object is called.

        Without a kind anything is right.
        """
        if depth > self.limits.depth:
            self.refuse(path, shared_message("limit.depth", limit=self.limits.depth))
            raise _Enough
        first = part[0]
        if first == '"':
            said = string_of(part)
            if kind is not None and not kind.holds(said):
                self.refuse(path, expected(kind))
            return said
        if first in "}],:":
            raise BadJson("json.malformed")
        name = {"{": "object", "[": "list"}.get(first) or _LITERALS.get(part, "number")
        if kind is not None and name != kind.name and not (name == "null" and kind.nullable):
            self.refuse(path, expected(kind))
            kind = None
        if name == "object":
            return self.object(kind, path, depth + 1)
        if name == "list":
            self.list(kind.item if kind is not None else None, path, depth + 1)
        return ""

    def list(self, item: Kind | None, path: str, depth: int) -> None:
        of_case = depth == _LISTS_OF_CASE and item is not None and "id" in item.required
        seen: set[str] = set()
        count = 0
        part = self.tokens.next()
        while part != "]":
            if count:
                part = self.after(part, ",")
            place = f"{path}[{count}]" if item is not None else path
            name = self.value(part, item, place, depth)
            if of_case and name:
                if name in seen:
                    self.refuse(f"{place}.id", _TWICE)
                seen.add(name)
            count += 1
            part = self.tokens.next()

    def object(self, kind: Kind | None, path: str, depth: int) -> str:
        """Look through an object, and give its id, with the type that a tombstone is of."""
        fields = kind.fields if kind is not None else {}
        seen: set[str] = set()
        names: dict[str, str] = {}
        count = 0
        part = self.tokens.next()
        while part != "}":
            if count:
                part = self.after(part, ",")
            if part[0] != '"':
                raise BadJson("json.malformed")
            key = string_of(part)
            if kind is not None:
                self.key(key, fields, seen, path)
            inner = fields.get(key)
            said = self.value(self.after(self.tokens.next(), ":"), inner, f"{path}.{key}" if inner else path, depth)
            if key in _NAMES:
                names[key] = said
            count += 1
            part = self.tokens.next()
        for key in kind.required if kind is not None else ():
            if key not in seen:
                self.refuse(f"{path}.{key}", shared_message("json.missing"))
        return "\0".join(names.get(key, "") for key in _NAMES) if names.get("id") else ""

    def key(self, key: str, fields: Mapping[str, Kind], seen: set[str], path: str) -> None:
        """Note a key that is unknown, or stands a second time. A private name is none for anyone to be lenient with."""
        if key.startswith("_"):
            self.refuse(path, shared_message("json.key"))
        elif key not in fields:
            near = nearest(key, fields) if len(key) <= _LONGEST_KEY and self.keeps_keys() else ""
            message = shared_message("json.key_near", nearest=near) if near else shared_message("json.key")
            self.odd_key(path, message)
        elif key in seen:
            self.odd_key(f"{path}.{key}", shared_message("json.key_twice"))
        else:
            seen.add(key)
            self.found.known = True

    def odd_key(self, path: str, message: Message) -> None:
        self.found.odd_keys += 1
        if self.keeps_keys():
            self.found.keys.append(self.fault(path, message))

    def keeps_keys(self) -> bool:
        return len(self.found.keys) <= self.limits.faults

    def after(self, part: str, separator: str) -> str:
        """The token after a separator, which ``part`` has to be."""
        if part != separator:
            raise BadJson("json.malformed")
        return self.tokens.next()
