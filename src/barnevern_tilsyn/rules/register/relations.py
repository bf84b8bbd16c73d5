"""Which elements a case's relations join, in the direction they are written: from ``FraId`` to ``TilId``.

The controls ask for a relation that is not deleted and names the elements by their own ids; one that starts from the id
of an older system is none. See ``Sammenheng`` for how the rules on the law read relations.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.model import NOT_REPORTED, Sak
from barnevern_tilsyn.rules.register.lists import LISTS

__all__ = ["Joined", "joined"]

Key = tuple[str, str]


class Joined(NamedTuple):
    """The elements at the other end of an element's relations, by id.

    ``missing``: facts that are not reported, without which there may be more. ``dangling``: a relation ends at an
    element that the case does not have.
    """

    elements: tuple[Any, ...] = ()
    missing: tuple[str, ...] = ()
    dangling: bool = False


class _Index:
    def __init__(self, ctx: Context) -> None:
        self.missing: tuple[str, ...] = ("Sak.relasjoner",) if ctx.sak.relasjoner is NOT_REPORTED else ()
        self.out: dict[Key, set[Key]] = defaultdict(set)
        self.into: dict[Key, set[Key]] = defaultdict(set)
        for row in ctx.whole.relasjoner:
            if NOT_REPORTED in (row.fra_id, row.fra_type, row.til_id, row.til_type):
                self.missing = ("Sak.relasjoner",)
                continue
            fra, til = (str(row.fra_type), str(row.fra_id).lower()), (str(row.til_type), str(row.til_id).lower())
            self.out[fra].add(til)
            self.into[til].add(fra)
        whole = ctx.whole
        kinds = (whole.meldinger, whole.undersokelser, whole.tiltak, whole.vedtak, whole.oversendelser)
        self.rows = {(type(row).__name__, row.id.lower()): row for rows in kinds for row in rows}


def _index(ctx: Context, _sak: Sak) -> _Index:
    return _Index(ctx)


def joined(element: Any, kind: type, ctx: Context, *, into: bool = False, either: bool = False) -> Joined:
    """The undeleted elements of a kind that relations lead to from ``element``.

    ``into``: that relations lead from to ``element``; ``either``: both.
    """
    index = ctx.once(_index, ctx.sak)
    here, name = (type(element).__name__, element.id.lower()), kind.__name__
    ends: set[Key] = set()
    if either or not into:
        ends |= index.out.get(here, set())
    if either or into:
        ends |= index.into.get(here, set())
    keys = sorted(key for key in ends if key[0] == name)
    elements = tuple(index.rows[key] for key in keys if key in index.rows)
    missing = index.missing
    if getattr(ctx.sak, LISTS[name]) is NOT_REPORTED:
        missing = (*missing, f"Sak.{LISTS[name]}")
    return Joined(elements, missing, dangling=len(elements) < len(keys))
