"""Plan: an investigation, measures, care, contact or aftercare plan."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["Evaluering", "EvalueringTillegg", "Plan", "PlanKonklusjon", "PlanTillegg"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class EvalueringTillegg(Element):
    """What the law needs to know of an evaluation beyond the register."""

    barnet_hort: Fact[bool] = fact()
    virkning_vurdert: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Evaluering(Element):
    """An evaluation of a plan."""

    utfort_dato: Fact[date] = fact("@UtfortDato")
    tillegg: Fact[EvalueringTillegg] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class PlanKonklusjon(Element):
    """The end of a plan."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class PlanTillegg(Element):
    """What the law needs to know of a plan beyond the register."""

    mal: Fact[bool] = fact()
    innhold: Fact[bool] = fact()
    varighet_til: Fact[date] = fact()
    barnet_medvirket: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Plan(Element):
    """A plan. ``start_dato`` is the day from which it is active."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    plantype: Fact[str] = fact("@Plantype")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    evalueringer: Fact[tuple[Evaluering, ...]] = fact("Evaluering")
    konklusjon: Fact[PlanKonklusjon] = fact("Konklusjon")
    tillegg: Fact[PlanTillegg] = fact()
    _linje: int = line()
