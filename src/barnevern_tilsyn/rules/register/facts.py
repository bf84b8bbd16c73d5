"""Reading facts by their paths (``Melding.konklusjon.slutt_dato``), and what follows where they are not there."""

from functools import cache
from typing import Any, NamedTuple

from barnevern_tilsyn.engine import Assessment, Context
from barnevern_tilsyn.engine.control import undecided
from barnevern_tilsyn.model import NOT_REPORTED

__all__ = ["Found", "fact_at", "lacking", "unknown_of"]


class Found(NamedTuple):
    """A value, ``None`` where it is known not to be there; ``missing`` names the fact that is not reported."""

    value: Any = None
    missing: str = ""


def fact_at(path: str, element: Any, ctx: Context, kind: str = "") -> Found:
    """The fact at ``path``, from ``element`` where the path begins with its ``kind`` (default: its type), else from
    the case. A deleted part of an element is not there.
    """
    in_element, steps = _steps(path, kind or type(element).__name__)
    value = element if in_element else ctx.sak
    for name, here in steps:
        value = getattr(value, name)
        if value is NOT_REPORTED:
            return Found(missing=here)
        if value is None or getattr(value, "er_slettet", None) is True:
            return Found()
    return Found(value)


@cache
def _steps(path: str, kind: str) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether a path begins at an element of a kind, and the names on the way, each with the path up to it."""
    in_element = path.startswith(f"{kind}.")
    here = kind if in_element else "Sak"
    names = path.removeprefix(f"{here}.").split(".")
    return in_element, tuple((name, ".".join((here, *names[: n + 1]))) for n, name in enumerate(names))


def unknown_of(*found: Found) -> Assessment | None:
    """Undecided, naming what is not reported; ``None`` where one is known not to be there, or all are there."""
    return None if any(not any(one) for one in found) else lacking(*(one.missing for one in found))


def lacking(*missing: str) -> Assessment | None:
    """Undecided without these facts, empty paths left out; ``None`` where none is left."""
    paths = [path for path in missing if path]
    return undecided(*paths) if paths else None
