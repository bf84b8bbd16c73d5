"""Relasjon: a directed link between two elements of the case."""

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["Relasjon"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Relasjon(Element):
    """A link. ``fra_id`` may be free text of an older system."""

    id: Id = required("@Id")
    fra_id: Fact[str] = fact("@FraId", personal=True)
    fra_type: Fact[str] = fact("@FraType")
    til_id: Fact[str] = fact("@TilId")
    til_type: Fact[str] = fact("@TilType")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    _linje: int = line()
