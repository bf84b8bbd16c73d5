"""Sak: a child's case."""

from datetime import date
from typing import Literal

import attrs

from barnevern_tilsyn.model.ettervern import Ettervern
from barnevern_tilsyn.model.fakta import Element, Fact, Id, fact, line, required
from barnevern_tilsyn.model.flytting import Flytting
from barnevern_tilsyn.model.kilde import Kilde
from barnevern_tilsyn.model.leveranse import Leveranse
from barnevern_tilsyn.model.melding import Melding
from barnevern_tilsyn.model.oversendelse_fylkesnemnd import OversendelseFylkesnemnd
from barnevern_tilsyn.model.personalia import Personalia
from barnevern_tilsyn.model.plan import Plan
from barnevern_tilsyn.model.relasjon import Relasjon
from barnevern_tilsyn.model.slettet import Slettet
from barnevern_tilsyn.model.tiltak import Tiltak
from barnevern_tilsyn.model.undersokelse import Undersokelse
from barnevern_tilsyn.model.vedtak import Vedtak

__all__ = [
    "Forelder",
    "Innsynsnektelse",
    "Journalnotat",
    "Kontaktperson",
    "MedvirkningIStand",
    "Sak",
    "SakTillegg",
    "Tillitsperson",
]

_NOWHERE = Kilde()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Forelder(Element):
    """A parent and how the parent's position in the case was dealt with (bvl § 12-2)."""

    id: Id = required("")
    foreldreansvar: Fact[bool] = fact()
    partsvurdering: Fact[date] = fact()
    informert_unnlatt: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tillitsperson(Element):
    """The trusted person (bvl § 1-4 third ledd)."""

    informert: Fact[date] = fact()
    onsket: Fact[bool] = fact()
    oppnevnt: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Journalnotat(Element):
    """A note in the journal (bvl § 12-4), by code: what it is about, never what it says."""

    dato: Fact[date] = fact()
    tema: Fact[Literal["hast", "vurdering", "samtale", "hjemmebesok", "annet"]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Kontaktperson(Element):
    """The child's contact person in the service, from a day to a day."""

    fra: Fact[date] = fact()
    til: Fact[date] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class MedvirkningIStand(Element):
    """Whether the child is able to form views (bvl § 1-4)."""

    vurdert: Fact[date] = fact()
    i_stand: Fact[bool] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Innsynsnektelse(Element):
    """A refusal of access to documents (bvl § 12-6), and its ground by code."""

    dato: Fact[date] = fact()
    grunn: Fact[Literal["fare", "undersokelse", "annet"]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class SakTillegg(Element):
    """What the law needs to know of a case beyond the register."""

    foreldre: Fact[tuple[Forelder, ...]] = fact()
    tillitsperson: Fact[Tillitsperson] = fact()
    journalnotater: Fact[tuple[Journalnotat, ...]] = fact()
    kontaktpersoner: Fact[tuple[Kontaktperson, ...]] = fact()
    medvirkning_i_stand: Fact[MedvirkningIStand] = fact()
    innsynsnektelser: Fact[tuple[Innsynsnektelse, ...]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Sak(Element):
    """A child's case as one delivery shows it, whole from its start."""

    id: Id = required("@Id")
    migrert_id: Fact[str] = fact("@MigrertId", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    journalnummer: Fact[str] = fact("@Journalnummer", personal=True)
    avsluttet: Fact[bool] = fact("@Avsluttet")
    er_slettet: Fact[bool] = fact("@ErSlettet")
    leveranse: Fact[Leveranse] = fact()
    personalia: Fact[tuple[Personalia, ...]] = fact("Personalia")
    meldinger: Fact[tuple[Melding, ...]] = fact("Melding")
    undersokelser: Fact[tuple[Undersokelse, ...]] = fact("Undersokelse")
    planer: Fact[tuple[Plan, ...]] = fact("Plan")
    tiltak: Fact[tuple[Tiltak, ...]] = fact("Tiltak")
    vedtak: Fact[tuple[Vedtak, ...]] = fact("Vedtak")
    ettervern: Fact[tuple[Ettervern, ...]] = fact("Ettervern")
    oversendelser_fylkesnemnd: Fact[tuple[OversendelseFylkesnemnd, ...]] = fact("OversendelseFylkesnemnd")
    flyttinger: Fact[tuple[Flytting, ...]] = fact("Flytting")
    relasjoner: Fact[tuple[Relasjon, ...]] = fact("Relasjon")
    slettede: Fact[tuple[Slettet, ...]] = fact("Slettet")
    tillegg: Fact[SakTillegg] = fact()
    _linje: int = line()
    _kilde: Kilde = attrs.field(default=_NOWHERE, eq=False, repr=False)
