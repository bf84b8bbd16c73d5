"""OversendelseFylkesnemnd: an application sent to the child-welfare board."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required
from barnevern_tilsyn.model.lovhjemmel import Lovhjemmel

__all__ = ["OversendelseFylkesnemnd"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class OversendelseFylkesnemnd(Element):
    """An application to the board. ``start_dato`` is the day it was sent."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    lovhjemmel: Fact[Lovhjemmel] = fact("Lovhjemmel")
    jmfr_lovhjemler: Fact[tuple[Lovhjemmel, ...]] = fact("JmfrLovhjemmel")
    _linje: int = line()
