"""Vedtak: a decision by the service or the board, its status and demands to change it."""

from datetime import date
from typing import Literal

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required
from barnevern_tilsyn.model.lovhjemmel import Lovhjemmel

__all__ = [
    "Forhandsvarsel",
    "InformertForelder",
    "Krav",
    "KravKonklusjon",
    "Underretning",
    "Vedtak",
    "VedtakKonklusjon",
    "VedtakStatus",
    "VedtakTillegg",
    "Vedtaksinnhold",
]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class KravKonklusjon(Element):
    """The outcome of a demand, by code."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Krav(Element):
    """A party's demand to change an earlier decision of the board. ``start_dato`` is the day it was received."""

    id: Id = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    konklusjon: Fact[KravKonklusjon] = fact("Konklusjon")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class VedtakStatus(Element):
    """A status of the decision, by code, and the day it changed to it."""

    id: Id = required("@Id")
    endret_dato: Fact[date] = fact("@EndretDato")
    kode: Fact[str] = fact("@Kode")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class VedtakKonklusjon(Element):
    """The lapse of a decision."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Vedtaksinnhold(Element):
    """What the decision shows (bvl § 12-5)."""

    faktum: Fact[bool] = fact()
    barnevernfaglig_vurdering: Fact[bool] = fact()
    barnets_mening: Fact[bool] = fact()
    vektlegging: Fact[bool] = fact()
    barnets_beste: Fact[bool] = fact()
    familietilknytning: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Forhandsvarsel(Element):
    """A notice before the decision (fvl § 16). ``part``: a parent's id, or the case's id for the child."""

    part: Fact[str] = fact()
    dato: Fact[date] = fact()
    frist: Fact[date] = fact()
    besvart: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Underretning(Element):
    """Notification of the decision (fvl § 27)."""

    part: Fact[str] = fact()
    dato: Fact[date] = fact()
    klagerett: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class InformertForelder(Element):
    """Information to a parent with parental responsibility (bvl § 12-2 second ledd)."""

    forelder: Fact[str] = fact()
    dato: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class VedtakTillegg(Element):
    """What the law needs to know of a decision beyond the register.

    Reasons, advance notice and notification are ``unnlatt`` where an exception let the service leave them out (fvl § 24
    second and third ledd, § 16 third ledd, § 27 first ledd).
    """

    innhold: Fact[Vedtaksinnhold] = fact()
    begrunnelse_dato: Fact[date] = fact()
    begrunnelse_unnlatt: Fact[bool] = fact()
    skriftlig: Fact[bool] = fact()
    forhandsvarsler: Fact[tuple[Forhandsvarsel, ...]] = fact()
    varsel_unnlatt: Fact[bool] = fact()
    underretninger: Fact[tuple[Underretning, ...]] = fact()
    underretning_unnlatt: Fact[bool] = fact()
    informert_foreldre: Fact[tuple[InformertForelder, ...]] = fact()
    fattet_av: Fact[Literal["tjenesten", "leder", "stedfortreder", "patalemyndighet", "nemnd", "rett"]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Vedtak(Element):
    """A decision. ``start_dato`` is the day it was made."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    lovhjemmel: Fact[Lovhjemmel] = fact("Lovhjemmel")
    jmfr_lovhjemler: Fact[tuple[Lovhjemmel, ...]] = fact("JmfrLovhjemmel")
    krav: Fact[tuple[Krav, ...]] = fact("Krav")
    statuser: Fact[tuple[VedtakStatus, ...]] = fact("Status")
    konklusjon: Fact[VedtakKonklusjon] = fact("Konklusjon")
    tillegg: Fact[VedtakTillegg] = fact()
    _linje: int = line()
