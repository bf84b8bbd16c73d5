"""Whether what was parsed is larger than it may be: elements, attributes, depth."""

from typing import Any

from barnevern_tilsyn.formats.limits import Limits
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.prolog import ROOT
from barnevern_tilsyn.model import Fault, Message

__all__ = ["beyond_limits", "may_be_beyond"]

_DEEPEST = 6
"""What the schemas need."""


def may_be_beyond(size: int, limits: Limits) -> bool:
    """Whether so many bytes, of a document that fits its schema, can be beyond a limit: only a long one can."""
    return size > min(limits.elements * 4, limits.attributes * 5) or limits.depth < _DEEPEST


def beyond_limits(root: Any, limits: Limits) -> Fault | None:
    """The limit that an element with all that is in it is beyond."""
    attributes = 0
    for elements, node in enumerate(root.iter(), 1):
        attributes += len(node.attrib)
        if elements > limits.elements:
            return _limit(node, "elements", limits.elements)
        if attributes > limits.attributes:
            return _limit(node, "attributes", limits.attributes)
    level = [root]
    for _ in range(limits.depth):
        level = [inner for node in level for inner in node]
    return _limit(level[0], "depth", limits.depth) if level else None


def _limit(node: Any, name: str, limit: int) -> Fault:
    return Fault(linje=line_of(node), path=ROOT, expected=Message(f"limit.{name}", (("limit", limit),)))
