"""Tiltak: a measure or placement, its supervision, follow-up and end."""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required
from barnevern_tilsyn.model.lovhjemmel import Lovhjemmel

__all__ = [
    "BesokTillegg",
    "Fosterhjemsavtale",
    "Kategori",
    "Oppfolging",
    "OppfolgingHyppighet",
    "OppfolgingUtfort",
    "Opphevelse",
    "RedusertOppfolging",
    "RedusertTilsyn",
    "Samtykke",
    "Tilsyn",
    "TilsynAnsvarlig",
    "TilsynHyppighet",
    "TilsynUtfort",
    "Tiltak",
    "TiltakKonklusjon",
    "TiltakTillegg",
    "Tiltaksgrunnlag",
]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Kategori(Element):
    """What kind of measure, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tiltaksgrunnlag(Element):
    """A ground for the measure, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class BesokTillegg(Element):
    """What the law needs to know of a visit beyond the register."""

    samtale_alene: Fact[bool] = fact()
    notat: Fact[bool] = fact()
    rapport: Fact[date] = fact()
    videresendt: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TilsynAnsvarlig(Element):
    """The municipality responsible for supervision, from a day on."""

    id: Id = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    kommunenummer: Fact[str] = fact("@Kommunenummer")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TilsynHyppighet(Element):
    """Supervision visits a year (4 or 2), from a day on."""

    id: Id = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    kode: Fact[str] = fact("@Kode")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TilsynUtfort(Element):
    """A supervision visit made."""

    id: Id = required("@Id")
    utfort_dato: Fact[date] = fact("@UtfortDato")
    tillegg: Fact[BesokTillegg] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tilsyn(Element):
    """Independent supervision of the foster home."""

    ansvarlige: Fact[tuple[TilsynAnsvarlig, ...]] = fact("Ansvarlig")
    hyppigheter: Fact[tuple[TilsynHyppighet, ...]] = fact("Hyppighet")
    utforte: Fact[tuple[TilsynUtfort, ...]] = fact("Utfort")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class OppfolgingHyppighet(Element):
    """Follow-up visits a year (4 or 2), from a day on."""

    id: Id = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    kode: Fact[str] = fact("@Kode")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class OppfolgingUtfort(Element):
    """A follow-up visit made."""

    id: Id = required("@Id")
    utfort_dato: Fact[date] = fact("@UtfortDato")
    tillegg: Fact[BesokTillegg] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Oppfolging(Element):
    """Follow-up of the foster home by the service itself."""

    hyppigheter: Fact[tuple[OppfolgingHyppighet, ...]] = fact("Hyppighet")
    utforte: Fact[tuple[OppfolgingUtfort, ...]] = fact("Utfort")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Opphevelse(Element):
    """Why a care order was lifted, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TiltakKonklusjon(Element):
    """The end of a measure."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Samtykke(Element):
    """A consent. ``part``: a parent's id, or the case's id for the child."""

    part: Fact[str] = fact()
    dato: Fact[date] = fact()
    trukket: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Fosterhjemsavtale(Element):
    """The agreement with the foster parents and its reviews."""

    dato: Fact[date] = fact()
    gjennomganger: Fact[tuple[date, ...]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class RedusertOppfolging(Element):
    """The decision to reduce follow-up visits."""

    dato: Fact[date] = fact()
    vurdert: Fact[bool] = fact()
    barnet_hort: Fact[bool] = fact()
    fosterforeldre_hort: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class RedusertTilsyn(Element):
    """The decision to reduce supervision visits."""

    dato: Fact[date] = fact()
    vurdert: Fact[bool] = fact()
    samtykke: Fact[date] = fact()
    omsorgskommune_enig: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TiltakTillegg(Element):
    """What the law needs to know of a measure beyond the register."""

    samtykker: Fact[tuple[Samtykke, ...]] = fact()
    flyttet_inn: Fact[date] = fact()
    godkjent: Fact[date] = fact()
    avtale: Fact[Fosterhjemsavtale] = fact()
    redusert_oppfolging: Fact[RedusertOppfolging] = fact()
    redusert_tilsyn: Fact[RedusertTilsyn] = fact()
    behovsvurderinger: Fact[tuple[date, ...]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tiltak(Element):
    """A measure or placement. ``start_dato`` is the day it was put into effect."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    lovhjemmel: Fact[Lovhjemmel] = fact("Lovhjemmel")
    jmfr_lovhjemler: Fact[tuple[Lovhjemmel, ...]] = fact("JmfrLovhjemmel")
    kategori: Fact[Kategori] = fact("Kategori")
    tiltaksgrunnlag: Fact[tuple[Tiltaksgrunnlag, ...]] = fact("Tiltaksgrunnlag")
    tilsyn: Fact[Tilsyn] = fact("Tilsyn")
    oppfolging: Fact[Oppfolging] = fact("Oppfolging")
    opphevelse: Fact[Opphevelse] = fact("Opphevelse")
    konklusjon: Fact[TiltakKonklusjon] = fact("Konklusjon")
    tillegg: Fact[TiltakTillegg] = fact()
    _linje: int = line()
