"""What an element must have once it has ended."""

from typing import Any

from barnevern_tilsyn.engine import Assessment, Context
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.rules.register.facts import Found, lacking
from barnevern_tilsyn.rules.register.specification import written

__all__ = ["ended_without"]


def ended_without(ended: Found, element: Any, part: str, ctx: Context) -> Assessment | None:
    """Whether an element that has ended lacks the ``part``, a path of its own such as ``Melding.meldere``."""
    has = written(getattr(element, part.rpartition(".")[2]), ctx)
    if has or not any(ended):
        return None
    return lacking(ended.missing, part if has is NOT_REPORTED else "") or fires("none")
