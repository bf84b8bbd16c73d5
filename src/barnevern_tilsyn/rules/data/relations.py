"""Relations lead from one element of the case to another that is there, of the kind they say, and not deleted.

So does what is said to be removed: with the wrong kind, the element is not removed at all.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from barnevern_tilsyn.codes import lookup
from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Relasjon, Slettet
from barnevern_tilsyn.rules.data.elements import LISTS, STATUS, Elements

_NEEDS: Final = ("Relasjon.fra_id", "Relasjon.fra_type", "Relasjon.til_id", "Relasjon.til_type")
_LISTS: Final = tuple(f"Sak.{name}" for name in LISTS.values())

_ASKED_FOR: Final = {("Melding", "Undersokelse"), ("Undersokelse", "Vedtak"), ("Vedtak", "Tiltak")}
"""The relations that the register's own controls look for, in this direction."""


class _End(NamedTuple):
    side: str
    kind: str
    id: str


def _ends(relasjon: Relasjon) -> Iterator[_End]:
    for side in ("fra", "til"):
        kind, id = getattr(relasjon, f"{side}_type"), getattr(relasjon, f"{side}_id")
        if kind and id:
            yield _End(side, kind, id.lower())


def _known(kind: str) -> bool:
    return kind == STATUS or lookup("begrepstype", kind) is not None


def _list(kind: str) -> str:
    return f"Sak.{LISTS.get(kind, 'vedtak')}"


def _elsewhere(elements: Elements, kind: str) -> Assessment | None:
    """An element of the kind may have the id too, in a list that is not reported."""
    return undecided(_list(kind)) if elements.list_of(kind) is NOT_REPORTED else None


@control(
    code="DAT030",
    name="data-relation-to-nothing",
    theme="relation",
    applies_to=Relasjon,
    severity=Severity.ERROR,
    needs=(*_NEEDS, *_LISTS),
    ruleset="data",
    file="relations",
    softened_when_migrated=True,
)
def to_nothing(relasjon: Relasjon, ctx: Context) -> Assessment | None:
    """Given a relation, when the case has no element with the id that it starts from or leads to, then the control
    fires.
    """
    elements = ctx.once(Elements, ctx.sak)
    unknown = [f"Relasjon.{side}_id" for side in ("fra", "til") if getattr(relasjon, f"{side}_id") is NOT_REPORTED]
    lost = []
    for end in _ends(relasjon):
        if not _known(end.kind):
            return fires("unknown-type")
        if elements.find(end.kind, end.id) or elements.kinds(end.id) or elements.is_removed(end.kind, end.id):
            continue
        if elements.list_of(end.kind) is NOT_REPORTED:
            unknown.append(_list(end.kind))
        else:
            lost.append(end)
    if lost:
        situation = "both" if len(lost) == 2 else lost[0].side
        return fires(situation, args=(("type", lost[0].kind), ("other", lost[-1].kind)))
    return undecided(*unknown) if unknown else None


@control(
    code="DAT031",
    name="data-relation-of-wrong-type",
    theme="relation",
    applies_to=Relasjon,
    severity=Severity.ERROR,
    needs=(*_NEEDS, *_LISTS),
    ruleset="data",
    file="relations",
    about=_LISTS,
)
def of_wrong_type(relasjon: Relasjon, ctx: Context) -> Assessment | None:
    """Given a relation, when an id in it belongs to an element of another kind than it says, then the control fires."""
    elements = ctx.once(Elements, ctx.sak)
    for end in _ends(relasjon):
        if other := elements.other_than(end.kind, end.id):
            return _elsewhere(elements, end.kind) or fires(end.side, args=(("type", end.kind), ("other", other)))
    return None


@control(
    code="DAT032",
    name="data-relation-to-deleted",
    theme="relation",
    applies_to=Relasjon,
    severity=Severity.WARNING,
    needs=(*_NEEDS, *_LISTS, "Sak.slettede"),
    ruleset="data",
    file="relations",
    about=_LISTS,
)
def to_deleted(relasjon: Relasjon, ctx: Context) -> Assessment | None:
    """Given a relation that is not deleted, when an element that it joins is, then the control fires."""
    elements = ctx.once(Elements, ctx.sak)
    for end in _ends(relasjon):
        row = elements.find(end.kind, end.id)
        if elements.is_removed(end.kind, end.id) or (row is not None and getattr(row, "er_slettet", None) is True):
            return fires(end.side, args=(("type", end.kind),))
    return None


@control(
    code="DAT033",
    name="data-relation-reversed",
    theme="relation",
    applies_to=Relasjon,
    severity=Severity.WARNING,
    needs=_NEEDS,
    ruleset="data",
    file="relations",
)
def reversed_(relasjon: Relasjon, _ctx: Context) -> Assessment | None:
    """Given a relation between a report and an investigation, an investigation and a decision, or a decision and a
    measure, when it leads from the later to the earlier, then the control fires.
    """
    fra, til = relasjon.fra_type, relasjon.til_type
    if (til, fra) not in _ASKED_FOR:
        return None
    return fires("reversed", args=(("type", fra), ("other", til)))


@control(
    code="DAT034",
    name="data-relation-to-itself",
    theme="relation",
    applies_to=Relasjon,
    severity=Severity.WARNING,
    needs=_NEEDS,
    ruleset="data",
    file="relations",
)
def to_itself(relasjon: Relasjon, ctx: Context) -> Assessment | None:
    """Given a relation, when it joins an element to itself, or joins what another one joins already, then the control
    fires.
    """
    ends = tuple(_ends(relasjon))
    if len(ends) < 2:
        return None
    if ends[0][1:] == ends[1][1:]:
        return fires("itself", args=(("type", ends[0].kind),))
    first = ctx.once(_first_of_each, ctx.sak).get(ends)
    return None if first is relasjon else fires("again", args=(("type", ends[0].kind), ("other", ends[1].kind)))


def _first_of_each(ctx: Context, _sak: object) -> dict[tuple[_End, ...], Relasjon]:
    """The relations by what they join, of several the one with the lowest id."""
    found: dict[tuple[_End, ...], Relasjon] = {}
    for row in sorted(ctx.whole.relasjoner, key=lambda row: row.id.lower()):
        found.setdefault(tuple(_ends(row)), row)
    return found


@control(
    code="DAT035",
    name="data-removal-of-wrong-type",
    theme="relation",
    applies_to=Slettet,
    severity=Severity.ERROR,
    needs=("Slettet.type", *_LISTS),
    ruleset="data",
    file="relations",
    about=_LISTS,
)
def removal_of_wrong_type(slettet: Slettet, ctx: Context) -> Assessment | None:
    """Given what is said to be removed, when the id belongs to an element of another kind than it says, so that the
    element still counts, then the control fires.
    """
    kind, id = slettet.type, slettet.id.lower()
    if not kind:
        return undecided("Slettet.type") if kind is NOT_REPORTED else None
    elements = ctx.once(Elements, ctx.sak)
    other = elements.other_than(kind, id)
    return _elsewhere(elements, kind) or fires("other", args=(("type", kind), ("other", other))) if other else None
