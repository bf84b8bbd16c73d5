"""Undersokelse: an investigation, its extension, participation and conclusion."""

from datetime import date
from typing import Literal, TypeAlias

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required

__all__ = [
    "BarnetsMedvirkning",
    "Fristforlengelse",
    "Hjemmebesok",
    "Innhenting",
    "MedisinskUndersokelse",
    "Medvirkning",
    "MedvirkningUnnlatt",
    "NyUndersokelse",
    "Sakkyndigrapport",
    "Samtale",
    "SamtaleUnnlatt",
    "Undersokelse",
    "UndersokelseKonklusjon",
    "UndersokelseTillegg",
    "UtvidetFrist",
    "Vedtaksgrunnlag",
    "Vurdering",
]

_Unnlatt: TypeAlias = Literal["ikke_i_stand", "onsker_ikke", "ikke_anledning"]
"""The child is not able to, does not want to, or had no occasion to."""


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Vedtaksgrunnlag(Element):
    """A ground for the conclusion, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class BarnetsMedvirkning(Element):
    """How the child took part, by code."""

    start_dato: Fact[date] = fact("StartDato")
    medvirkning_type: Fact[str] = fact("MedvirkningType")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class UtvidetFrist(Element):
    """An extension of the time limit. ``start_dato`` is the day it was registered.

    ``innvilget``: 1 yes, 2 no; not reported while undecided.
    """

    start_dato: Fact[date] = fact("@StartDato")
    innvilget: Fact[str] = fact("@Innvilget")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class UndersokelseKonklusjon(Element):
    """The registered end of the investigation and its outcome."""

    slutt_dato: Fact[date] = fact("@SluttDato")
    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("@Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Fristforlengelse(Element):
    """Reasons for the extension, and information to the parents."""

    begrunnelse_dato: Fact[date] = fact()
    foreldre_informert: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Samtale(Element):
    """A talk with the child."""

    dato: Fact[date] = fact()
    alene: Fact[bool] = fact()
    informert: Fact[bool] = fact()
    gjengivelse_bekreftet: Fact[bool] = fact()
    hort_om_konklusjon: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class SamtaleUnnlatt(Element):
    """Why there was no talk, by code."""

    dato: Fact[date] = fact()
    grunn: Fact[_Unnlatt] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Hjemmebesok(Element):
    """A visit to the home."""

    dato: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Medvirkning(Element):
    """What is documented of the child's participation (FOR-2023-10-12-1631 § 6 first ledd)."""

    informert: Fact[bool] = fact()
    tema: Fact[bool] = fact()
    uttalelse: Fact[bool] = fact()
    bekreftet: Fact[bool] = fact()
    vektlagt: Fact[bool] = fact()
    dato: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class MedvirkningUnnlatt(Element):
    """Why the child did not take part (FOR-2023-10-12-1631 § 6 second ledd)."""

    dato: Fact[date] = fact()
    grunn: Fact[_Unnlatt] = fact()
    begrunnet: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Innhenting(Element):
    """Information obtained from others, with or without consent."""

    dato: Fact[date] = fact()
    samtykke: Fact[bool] = fact()
    palegg: Fact[bool] = fact()
    hjemmel: Fact[bool] = fact()
    parter_informert: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Sakkyndigrapport(Element):
    """An expert report and its assessment by the commission (bvl § 12-7)."""

    mottatt: Fact[date] = fact()
    kommisjon_vurdert: Fact[date] = fact()
    lagt_til_grunn: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Vurdering(Element):
    """A dated assessment."""

    dato: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class MedisinskUndersokelse(Element):
    """A medical examination and the leader's decision on it (bvl § 2-2 fifth ledd)."""

    dato: Fact[date] = fact()
    ledervedtak: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class NyUndersokelse(Element):
    """A dismissal that fixes a new investigation within six months (bvl § 2-5 third ledd)."""

    fastsatt: Fact[bool] = fact()
    foreldre_informert: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class UndersokelseTillegg(Element):
    """What the law needs to know of an investigation beyond the register.

    ``henleggelsesvedtak`` is the day of the written decision to dismiss the case: the register need not have it.
    """

    frist: Fact[Fristforlengelse] = fact()
    samtaler: Fact[tuple[Samtale, ...]] = fact()
    samtale_unnlatt: Fact[SamtaleUnnlatt] = fact()
    hjemmebesok: Fact[tuple[Hjemmebesok, ...]] = fact()
    medvirkning: Fact[Medvirkning] = fact()
    medvirkning_unnlatt: Fact[MedvirkningUnnlatt] = fact()
    innhentinger: Fact[tuple[Innhenting, ...]] = fact()
    sakkyndigrapporter: Fact[tuple[Sakkyndigrapport, ...]] = fact()
    vurderinger: Fact[tuple[Vurdering, ...]] = fact()
    samlet_vurdering: Fact[Vurdering] = fact()
    medisinsk_undersokelse: Fact[MedisinskUndersokelse] = fact()
    ny_undersokelse: Fact[NyUndersokelse] = fact()
    henleggelsesvedtak: Fact[date] = fact()
    melding_til_ny_kommune: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Undersokelse(Element):
    """An investigation. ``start_dato`` is not the start of the legal clock."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    vedtaksgrunnlag: Fact[tuple[Vedtaksgrunnlag, ...]] = fact("Vedtaksgrunnlag")
    barnets_medvirkning: Fact[BarnetsMedvirkning] = fact("BarnetsMedvirkning")
    utvidet_frist: Fact[UtvidetFrist] = fact("UtvidetFrist")
    konklusjon: Fact[UndersokelseKonklusjon] = fact("Konklusjon")
    tillegg: Fact[UndersokelseTillegg] = fact()
    _linje: int = line()
