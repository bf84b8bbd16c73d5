"""Melding: a report of concern, its review and its outcome."""

from datetime import date
from typing import Literal

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = [
    "Hastevurdering",
    "Henleggelsesbegrunnelse",
    "Melder",
    "Melding",
    "MeldingKonklusjon",
    "MeldingTillegg",
    "Meldingsvurdering",
    "Saksinnhold",
    "Tilbakemelding",
    "TilbakemeldingUnnlatt",
]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Melder(Element):
    """Who reported, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Saksinnhold(Element):
    """What the report is about, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class MeldingKonklusjon(Element):
    """The end of the review and its outcome."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    kode: Fact[str] = fact("@Kode")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Hastevurdering(Element):
    """Whether the report needed immediate follow-up was assessed (bvl § 2-1 first ledd)."""

    dato: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Meldingsvurdering(Element):
    """The assessment of the report."""

    dato: Fact[date] = fact()
    skriftlig: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Henleggelsesbegrunnelse(Element):
    """Written reasons for dropping the report (bvl § 2-1 second ledd)."""

    dato: Fact[date] = fact()
    faglig_vurdering: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tilbakemelding(Element):
    """Feedback to the reporter (bvl § 13-3): when the report was received, or when the investigation was closed."""

    dato: Fact[date] = fact()
    trinn: Fact[Literal["mottatt", "avsluttet"]] = fact()
    opplyst_om_undersokelse: Fact[bool] = fact()
    oppfolging_beskrevet: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class TilbakemeldingUnnlatt(Element):
    """Feedback left out for special reasons (bvl § 13-3 first ledd)."""

    sarlige_hensyn: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class MeldingTillegg(Element):
    """What the law needs to know of a report beyond the register."""

    hastevurdering: Fact[Hastevurdering] = fact()
    vurdering: Fact[Meldingsvurdering] = fact()
    begrunnelse: Fact[Henleggelsesbegrunnelse] = fact()
    apenbart_grunnlos: Fact[bool] = fact()
    muntlig: Fact[bool] = fact()
    tilbakemeldinger: Fact[tuple[Tilbakemelding, ...]] = fact()
    tilbakemelding_unnlatt: Fact[TilbakemeldingUnnlatt] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Melding(Element):
    """A report of concern. ``start_dato`` is the day it was received."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    meldere: Fact[tuple[Melder, ...]] = fact("Melder")
    saksinnhold: Fact[tuple[Saksinnhold, ...]] = fact("Saksinnhold")
    konklusjon: Fact[MeldingKonklusjon] = fact("Konklusjon")
    tillegg: Fact[MeldingTillegg] = fact()
    _linje: int = line()
