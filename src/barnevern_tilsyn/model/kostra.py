"""A classic KOSTRA 15F file as read: a municipality and its children in one year.

The names are the schema's; so are some of the classes', which stand for other elements than those of a ``Sak``:
import the module, not the classes (``from barnevern_tilsyn.model import kostra``).

These elements speak of the file, not of the case: ``None`` and ``()`` mean that the file does not have it, whatever
that says of the child. ``NOT_REPORTED`` means that it was not read. What the absence means for the case is decided
where a ``Sak`` is made of an ``Individ`` (``formats.kostra_case``).
"""

from datetime import date

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, fact, line, required
from barnevern_tilsyn.model.kilde import Kilde

__all__ = [
    "ArsakFra",
    "Avgiver",
    "Flytting",
    "FlyttingTil",
    "Individ",
    "Kategori",
    "Lovhjemmel",
    "Melder",
    "Melding",
    "Opphevelse",
    "Plan",
    "Saksinnhold",
    "Skjema",
    "Tiltak",
    "Tiltaksgrunnlag",
    "Undersokelse",
    "Vedtaksgrunnlag",
]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Avgiver(Element):
    """The municipality that reports. ``versjon`` is the year reported."""

    organisasjonsnummer: Fact[str] = fact("@Organisasjonsnummer")
    versjon: Fact[int] = fact("@Versjon")
    kommunenummer: Fact[str] = fact("@Kommunenummer")
    kommunenavn: Fact[str] = fact("@Kommunenavn")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Melder(Element):
    """Who reported, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Saksinnhold(Element):
    """What the report is about, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Vedtaksgrunnlag(Element):
    """A ground for the conclusion of an investigation, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Undersokelse(Element):
    """The investigation that a report led to. ``konklusjon`` is a code, 1 to 6."""

    id: str = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    konklusjon: Fact[str] = fact("@Konklusjon")
    presisering: Fact[str] = fact("Presisering", personal=True)
    vedtaksgrunnlag: Fact[tuple[Vedtaksgrunnlag, ...]] = fact("Vedtaksgrunnlag")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Melding(Element):
    """A report of concern. ``konklusjon`` is a code, 1 to 4."""

    id: str = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    konklusjon: Fact[str] = fact("@Konklusjon")
    meldere: Fact[tuple[Melder, ...]] = fact("Melder")
    saksinnhold: Fact[tuple[Saksinnhold, ...]] = fact("Saksinnhold")
    undersokelse: Fact[Undersokelse] = fact("Undersokelse")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Plan(Element):
    """A plan. ``evaluert_dato`` is the latest evaluation: a file has room for one."""

    id: str = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    evaluert_dato: Fact[date] = fact("@EvaluertDato")
    plantype: Fact[str] = fact("@Plantype")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Lovhjemmel(Element):
    """The registered basis of a measure. ``lov`` is any text; the others are as the municipality wrote them."""

    lov: Fact[str] = fact("@Lov", personal=True)
    kapittel: Fact[str] = fact("@Kapittel", personal=True)
    paragraf: Fact[str] = fact("@Paragraf", personal=True)
    ledd: Fact[str] = fact("@Ledd", personal=True)
    bokstav: Fact[str] = fact("@Bokstav", personal=True)
    punktum: Fact[str] = fact("@Punktum", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Kategori(Element):
    """What kind of measure, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tiltaksgrunnlag(Element):
    """A ground for the measure, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Opphevelse(Element):
    """Why a care order was lifted, by code."""

    kode: Fact[str] = fact("@Kode")
    presisering: Fact[str] = fact("Presisering", personal=True)
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Tiltak(Element):
    """A measure or placement."""

    id: str = required("@Id")
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    lovhjemmel: Fact[Lovhjemmel] = fact("Lovhjemmel")
    jmfr_lovhjemler: Fact[tuple[Lovhjemmel, ...]] = fact("JmfrLovhjemmel")
    kategori: Fact[Kategori] = fact("Kategori")
    tiltaksgrunnlag: Fact[tuple[Tiltaksgrunnlag, ...]] = fact("Tiltaksgrunnlag")
    opphevelse: Fact[Opphevelse] = fact("Opphevelse")
    _linje: int = line()


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
    """A move out of a foster home or institution. ``slutt_dato`` is the day of the move."""

    id: str = required("@Id")
    slutt_dato: Fact[date] = fact("@SluttDato")
    arsak_fra: Fact[ArsakFra] = fact("ArsakFra")
    flytting_til: Fact[FlyttingTil] = fact("FlyttingTil")
    _linje: int = line()


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Individ(Element):
    """A child in a KOSTRA file: what was open, or ended, in the year reported.

    ``avslutta_3112``: ``1`` closed at the end of the year, ``2`` not. ``avgiver`` is the file's, shared by its
    children, and ``None`` where the file has none before the child, or one that cannot be read.
    """

    id: str = required("@Id")
    journalnummer: Fact[str] = fact("@Journalnummer", personal=True)
    start_dato: Fact[date] = fact("@StartDato")
    slutt_dato: Fact[date] = fact("@SluttDato")
    fodselsnummer: Fact[str] = fact("@Fodselsnummer", personal=True)
    dufnummer: Fact[str] = fact("@DUFnummer", personal=True)
    bydelsnummer: Fact[str] = fact("@Bydelsnummer")
    bydelsnavn: Fact[str] = fact("@Bydelsnavn")
    distriktsnummer: Fact[str] = fact("@Distriktsnummer")
    saksbehandler: Fact[str] = fact("@Saksbehandler", personal=True)
    avslutta_3112: Fact[str] = fact("@Avslutta3112")
    meldinger: Fact[tuple[Melding, ...]] = fact("Melding")
    planer: Fact[tuple[Plan, ...]] = fact("Plan")
    tiltak: Fact[tuple[Tiltak, ...]] = fact("Tiltak")
    flyttinger: Fact[tuple[Flytting, ...]] = fact("Flytting")
    avgiver: Fact[Avgiver] = fact()
    _linje: int = line()
    _kilde: Kilde = attrs.field(factory=Kilde, eq=False, repr=False)


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Skjema(Element):
    """The form that a file is delivered with, as far as it is told: it stands beside the file.

    ``region``: four digits of a municipality, then two of a district where there is one.
    """

    rapporteringsar: Fact[int] = fact()
    region: Fact[str] = fact()
