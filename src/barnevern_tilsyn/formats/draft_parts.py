"""An element of a draft document while it is read: what is asked of it is taken, the rest is counted.

Tolerant where drafts differ: any order, codes beyond the lists. A value of another kind is a fault.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any, Final, TypeVar

import attrs

from barnevern_tilsyn.formats.absence import NO, meaning
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.misfit import WHITE_SPACE
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.formats.value_faults import shared_message, value_fault
from barnevern_tilsyn.formats.values import UUID, table_of
from barnevern_tilsyn.formats.versions import DRAFT
from barnevern_tilsyn.formats.xsi import XSI_IGNORED
from barnevern_tilsyn.model import NOT_REPORTED, Fault
from barnevern_tilsyn.model.fakta import register_name

__all__ = ["BOOLEAN", "CODE", "DATE", "ID", "MISSING", "MOMENT", "NUMBER", "TEXT", "Found", "Part", "digits", "known"]

T = TypeVar("T")

MISSING: Final[Any] = object()
"""Nothing stands there: what that means is told by the table of absences."""

DATE: Final = Value("date", "date")
MOMENT: Final = Value("dateTime", "dateTime")
BOOLEAN: Final = Value("boolean", "boolean")
ID: Final = Value("id", "string", pattern=UUID)
TEXT: Final = Value("text", "string")
CODE: Final = Value("code", "string", pattern=r"\d{1,2}(\.\d{1,2}){0,2}")
NUMBER: Final = Value("number", "string", pattern=r"\d+")


def digits(count: int) -> Value:
    """The values of so many digits."""
    return Value("digits", "string", pattern=rf"\d{{{count}}}")


@attrs.define(weakref_slot=False)
class Found:
    """What is found in one document beside the case: faults, and what the model has no place for, by name."""

    faults: list[Fault] = attrs.Factory(list)
    unplaced: Counter[str] = attrs.Factory(Counter)
    unknown: int = 0
    """Elements and attributes that the drafts do not have. They are not named: a name is the document's text too."""


class Part:
    """One element. ``path`` leads to it through the document."""

    def __init__(self, node: Any, path: str, found: Found) -> None:
        self.node, self.path, self.found = node, path, found
        self.children: dict[str, list[Any]] = {}
        for child in node:
            self.children.setdefault(child.tag, []).append(child)
        found.unknown += sum(name not in XSI_IGNORED for name in node.keys())  # noqa: SIM118 - an element, no dict
        if any(text is not None and text.strip(WHITE_SPACE) for text in (node.text, *(child.tail for child in node))):
            self.fault(node, path, "text.not_allowed")

    def fault(self, node: Any, path: str, id: str, **args: Any) -> None:
        """Note a fault of an element."""
        self.found.faults.append(Fault(linje=line_of(node), path=path, expected=shared_message(id, **args)))

    def take(self, *names: str) -> list[Any]:
        """The children by a name, or by another one that a draft has for it."""
        return [child for name in names for child in self.children.pop(name, ())]

    def only(self, *names: str) -> Any:
        """The only child by a name; ``MISSING`` where there is none."""
        taken = self.take(*names)
        if len(taken) > 1:
            self.fault(taken[1], f"{self.path}/{names[0]}", "element.too_many", name=names[0], most=1)
        return taken[0] if taken else MISSING

    def value(self, kind: Value, *names: str, required: bool = False) -> Any:
        """The value of the only child by a name."""
        node = self.only(*names)
        if node is not MISSING:
            return self.read(kind, node, names[0])
        if required:
            self.fault(self.node, f"{self.path}/{names[0]}", "element.missing", name=names[0])
        return MISSING

    def id(self, *names: str) -> str:
        """The id of the element, which the model requires."""
        found = self.value(ID, *names, required=True)
        return "" if found is MISSING else found

    def common(self, started: str = "StartDato") -> dict[str, Any]:
        """What most elements have; ``started`` is the draft's name for the day."""
        return {
            "id": self.id("Id"),
            "migrert_id": self.value(TEXT, "MigrertId"),
            "start_dato": self.value(DATE, started),
            "er_slettet": self.value(BOOLEAN, "ErSlettet"),
        }

    def values(self, kind: Value, name: str) -> list[tuple[Any, Any]]:
        """The children by a name, each with its value."""
        return [(node, self.read(kind, node, name)) for node in self.take(name)]

    def read(self, kind: Value, node: Any, name: str) -> Any:
        """The value of a text element; ``MISSING`` for a wrong one, whose fault is noted."""
        path = f"{self.path}/{name}"
        self.found.unknown += sum(label not in XSI_IGNORED for label in node.keys())  # noqa: SIM118
        text = node.text or ""
        if kind.base != "string":
            text = text.strip(WHITE_SPACE)
        if len(node):
            self.fault(node, path, "element.none_allowed")
            return MISSING
        expected = value_fault(kind, text)
        if expected is not None:
            self.found.faults.append(Fault(linje=line_of(node), path=path, expected=expected))
            return MISSING
        table = table_of(kind)
        if table is None:
            return text
        return table[text] if isinstance(table, dict) else table(text)

    def one(self, read: Callable[["Part"], T], name: str) -> T:
        """What ``read`` makes of the only child by a name."""
        node = self.only(name)
        return MISSING if node is MISSING else self._inner(read, node, name)

    def many(self, read: Callable[["Part"], T | None], *names: str) -> tuple[T, ...]:
        """What ``read`` makes of each child by a name; nothing is left out."""
        nodes = [(child, name) for name in names for child in self.take(name)]
        made = tuple(self._inner(read, node, name) for node, name in nodes)
        return tuple(thing for thing in made if thing is not None) if nodes else MISSING

    def numbered(self, read: Callable[["Part", str], T], name: str, owner: str) -> tuple[T, ...]:
        """As ``many``, of elements that have an id in one draft only: where they have none, one made up."""
        kind = self.path.rpartition("/")[2]
        made = []
        for number, node in enumerate(self.take(name)):
            part = Part(node, f"{self.path}/{name}", self.found)
            id = part.value(ID, "Id")
            made.append(read(part, f"{owner}/{kind}/{name}/{number}" if id is MISSING else id))
            part.close()
        return tuple(made) or MISSING

    def coded(self, model: Callable[..., T], name: str) -> tuple[T, ...]:
        """Children that are a code and no more, each as the model has it: the draft has no clarifications."""
        found = self.values(CODE, name)
        return tuple(model(kode=known(code), linje=line_of(node)) for node, code in found) if found else MISSING

    def code(self, model: Callable[..., T], name: str) -> T:
        """The same of an only child."""
        node = self.only(name)
        return MISSING if node is MISSING else model(kode=known(self.read(CODE, node, name)), linje=line_of(node))

    def _inner(self, read: Callable[["Part"], T], node: Any, name: str) -> T:
        part = Part(node, f"{self.path}/{name}", self.found)
        made = read(part)
        part.close()
        return made

    def unplaced(self, *names: str) -> None:
        """Children that the drafts have, and the model has no place for."""
        for name in names:
            count = len(self.take(name))
            if count:
                self.found.unplaced[f"{self.path.rpartition('/')[2]}/{name}"] += count

    def close(self) -> None:
        """Count what was not asked for."""
        self.found.unknown += sum(len(left) for left in self.children.values())
        self.children.clear()

    def made(self, model: Callable[..., T], place: str = "", **values: Any) -> T:
        """An element of the model that stands at ``place`` in the case of today's register.

        What is missing is taken as there. What is not among the values cannot be told by a draft.
        """
        given = {name: _nothing(model, place, name) if value is MISSING else value for name, value in values.items()}
        return model(**given, linje=line_of(self.node))


def known(value: Any) -> Any:
    """A value, or not known."""
    return NOT_REPORTED if value is MISSING else value


@cache
def _nothing(model: Any, place: str, name: str) -> Any:
    field = attrs.fields_dict(model)[name]
    path = "/".join(filter(None, ("Barnevern", place, register_name(field))))
    if meaning(path, DRAFT) != NO:
        return NOT_REPORTED
    return () if "tuple" in str(field.type) else None
