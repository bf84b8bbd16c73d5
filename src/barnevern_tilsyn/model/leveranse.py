"""A delivery: who sent which case, from which system, when."""

from datetime import datetime
from typing import Annotated

import attrs
from msgspec import Meta

from barnevern_tilsyn.model.fakta import Element, Fact, fact, line

__all__ = ["Avgiver", "Fagsystem", "Leveranse", "Ukodet"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Fagsystem(Element):
    """The case system that made the delivery."""

    leverandor: Fact[str] = fact("@Leverandor")
    navn: Fact[str] = fact("@Navn")
    versjon: Fact[str] = fact("@Versjon")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Avgiver(Element):
    """The municipality, or district of it, that reports."""

    organisasjonsnummer: Fact[str] = fact("@Organisasjonsnummer")
    kommunenummer: Fact[str] = fact("@Kommunenummer")
    kommunenavn: Fact[str] = fact("@Kommunenavn")
    bydelsnummer: Fact[str] = fact("@Bydelsnummer")
    bydelsnavn: Fact[str] = fact("@Bydelsnavn")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Ukodet(Element):
    """Codes that there was none of for an element (``Plan``): that the case has no such element says nothing."""

    element: Fact[str] = fact()
    koder: Fact[tuple[str, ...]] = fact()
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Leveranse(Element):
    """The delivery that a case came in. ``dato_uttrekk`` is the moment of extraction, with its zone.

    ``ukodet``: what the format that the case was first read from had no code for. A case written as JSON says so; read
    from that format itself it has it in ``Kilde.ukodet``.
    """

    id: Fact[str] = fact("@Id")
    forrige_id: Fact[str] = fact("@ForrigeId")
    dato_uttrekk: Fact[Annotated[datetime, Meta(tz=True)]] = fact("@DatoUttrekk")
    fagsystem: Fact[Fagsystem] = fact("Fagsystem")
    avgiver: Fact[Avgiver] = fact("Avgiver")
    ukodet: Fact[tuple[Ukodet, ...]] = fact()
    _linje: int = line()
