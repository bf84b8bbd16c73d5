"""Ettervern: an offer of aftercare and its answer."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = ["Ettervern", "EttervernAvslag", "EttervernKonklusjon", "EttervernTillegg"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class EttervernKonklusjon(Element):
    """The answer to the offer, by code."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    kode: Fact[str] = fact("@Kode")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class EttervernAvslag(Element):
    """A refusal of aftercare by the service."""

    dato: Fact[date] = fact()
    begrunnet: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class EttervernTillegg(Element):
    """What the law needs to know of aftercare beyond the register."""

    kontaktet: Fact[date] = fact()
    vurdert: Fact[date] = fact()
    avslag: Fact[EttervernAvslag] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Ettervern(Element):
    """An offer of aftercare; the measure itself is a ``Tiltak``."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    tilbud_sendt_dato: Fact[date] = fact("@TilbudSendtDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    konklusjon: Fact[EttervernKonklusjon] = fact("Konklusjon")
    tillegg: Fact[EttervernTillegg] = fact()
    _linje: int = line()
