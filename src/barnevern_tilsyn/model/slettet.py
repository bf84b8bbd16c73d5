"""Slettet: what is left of an element that was removed."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["Slettet"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Slettet(Element):
    """A tombstone. ``type`` is the element's type, ``slutt_dato`` the day it was removed."""

    id: Id = required("@Id")
    type: Fact[str] = fact("@Type")
    slutt_dato: Fact[date] = fact("@SluttDato")
    _linje: int = line()
