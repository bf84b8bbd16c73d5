"""Flytting: a move out of a foster home or institution."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["ArsakFra", "Flytting", "FlyttingTil"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class ArsakFra(Element):
    """Why the child moved, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class FlyttingTil(Element):
    """Where the child moved, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Flytting(Element):
    """A move. ``slutt_dato`` is the day of the move."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    slutt_dato: Fact[date] = fact("@SluttDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    arsak_fra: Fact[ArsakFra] = fact("ArsakFra")
    flytting_til: Fact[FlyttingTil] = fact("FlyttingTil")
    _linje: int = line()
