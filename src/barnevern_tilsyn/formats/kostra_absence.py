"""What it means for a case that a KOSTRA file has nothing at a path."""

from functools import cache
from typing import Any, Final

from barnevern_tilsyn.formats.absence import NO, meaning
from barnevern_tilsyn.formats.structure import Attribute, Value, structure
from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["absent", "ended_unseen"]

_ROOT: Final = "Barnevern/Individ/"


@cache
def absent() -> dict[str, Any]:
    """What stands for nothing, by path: it did not happen, or is not known."""
    found = {}
    for path, part in structure("kostra").paths().items():
        many = not isinstance(part, Attribute) and part.most != 1
        did_not = meaning(path, "kostra") == NO
        found[path.removeprefix(_ROOT)] = (() if many else None) if did_not else NOT_REPORTED
    return found


@cache
def ended_unseen() -> frozenset[tuple[str, str]]:
    """Plans and measures of every kind: one that is not in the file may have ended before the year."""
    paths = structure("kostra").paths()
    found = set()
    for kind, path in (("Plan", "Plan/@Plantype"), ("Tiltak", "Tiltak/Kategori/@Kode")):
        part = paths[f"{_ROOT}{path}"]
        value = part.value if isinstance(part, Attribute) else part.kind
        if isinstance(value, Value):
            found |= {(kind, code) for code in value.codes}
    return frozenset(found)
