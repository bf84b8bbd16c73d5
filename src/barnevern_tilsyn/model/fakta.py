"""Facts: a value, known not to have happened, or not known.

===================  ====================================================================
in the model         meaning
===================  ====================================================================
a value              recorded
``None`` or ``()``   known not to have happened
``NOT_REPORTED``     not known: the source cannot carry it, did not export it, or its
                     absence says nothing
===================  ====================================================================

Confusing the last two accuses or acquits without evidence.
"""

from typing import Annotated, Any, Final, TypeAlias, TypeVar, cast

import attrs
from msgspec import UNSET, Meta, UnsetType

__all__ = ["NOT_REPORTED", "Element", "Fact", "Id", "fact", "line", "register_name"]

T = TypeVar("T")

NOT_REPORTED: Final = UNSET
"""The source does not tell. Falsy; test with ``is NOT_REPORTED``."""

Fact: TypeAlias = T | None | UnsetType
"""A fact of type ``T``: recorded, known not to have happened (``None``), or ``NOT_REPORTED``."""

Id: TypeAlias = Annotated[str, Meta(min_length=1)]
"""What an element is called. Mostly a UUID; any other text may be personal, and is never shown."""

_REGISTER_NAME = "register"


class Element:
    """What all elements of a case share: they are equal by their facts, and show themselves without anything personal.

    Written once here, not by attrs for each of eighty classes: that was a seventh of the start-up.
    """

    __slots__ = ()

    def _facts(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field.name) for field in _fields(type(self)) if field.eq)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element) or type(other) is not type(self):
            return NotImplemented
        return self._facts() == other._facts()

    def __hash__(self) -> int:
        return hash((type(self), self._facts()))

    def __repr__(self) -> str:
        shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in _fields(type(self)) if f.repr)
        return f"{type(self).__name__}({shown})"


def _fields(element: type) -> tuple["attrs.Attribute[Any]", ...]:
    return cast("tuple[attrs.Attribute[Any], ...]", attrs.fields(cast("Any", element)))


def fact(register_name: str = "", *, personal: bool = False) -> Any:
    """A field of the model that is ``NOT_REPORTED`` unless the source tells.

    ``register_name`` is the name in the register's schema, ``@`` before an attribute's; empty for what
    the register cannot carry. ``personal`` values never show in ``repr``.
    """
    return attrs.field(default=NOT_REPORTED, repr=not personal, metadata={_REGISTER_NAME: register_name})


def required(register_name: str) -> Any:
    """A field that every source must give. Ids may be free text, so they do not show in ``repr``."""
    return attrs.field(repr=False, metadata={_REGISTER_NAME: register_name})


def line() -> Any:
    """The 1-based source line of an element, 0 where there is none. Not part of equality."""
    return attrs.field(default=0, eq=False, repr=False)


def register_name(field: "attrs.Attribute[Any]") -> str:
    """The schema's name of a model field, ``@`` before an attribute's, or ``""``."""
    name: str = field.metadata.get(_REGISTER_NAME, "")
    return name
