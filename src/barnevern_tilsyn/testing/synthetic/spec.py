"""A synthetic case in plain words: what the generator decides on, the oracle judges and ``xml_text`` writes.

Apart from ``barnevern_tilsyn.model``, so that an error there cannot hide. ``""`` and ``None``: *not written*.
"""

from datetime import date

import attrs

__all__ = [
    "Avgiver",
    "Besok",
    "CaseSpec",
    "Ettervern",
    "Flytting",
    "Hjemmel",
    "Kode",
    "Krav",
    "Melding",
    "Oversendelse",
    "Personalia",
    "Plan",
    "Relasjon",
    "Slettet",
    "Tiltak",
    "Undersokelse",
    "UtvidetFrist",
    "Vedtak",
]


@attrs.frozen(weakref_slot=False)
class Kode:
    """A code with its clarification (presisering)."""

    kode: str
    presisering: str = ""


@attrs.frozen(weakref_slot=False)
class Avgiver:
    """The reporting municipality or district."""

    organisasjonsnummer: str
    kommunenummer: str
    kommunenavn: str
    bydelsnummer: str = ""
    bydelsnavn: str = ""


@attrs.frozen(weakref_slot=False)
class Hjemmel:
    """A provision as the register writes it: Act (``BVL`` 1992, ``BVL2021``), chapter, section, letter."""

    lov: str
    kapittel: str
    paragraf: str
    ledd: str = ""
    bokstav: str = ""


@attrs.frozen(weakref_slot=False)
class Personalia:
    """Who the child is from ``start_dato`` on; ``fodseldato`` is the due date of an unborn child."""

    id: str
    start_dato: date
    fodselsnummer: str = attrs.field(repr=False)
    fodseldato: date = attrs.field(repr=False)
    kjonn: str


@attrs.frozen(weakref_slot=False)
class Melding:
    """A report of concern; ``slutt_dato`` and ``kode`` are its conclusion."""

    id: str
    start_dato: date
    melder: tuple[Kode, ...] = ()
    saksinnhold: tuple[Kode, ...] = ()
    slutt_dato: date | None = None
    kode: str = ""
    konklusjon_slettet: bool = False
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class UtvidetFrist:
    """``innvilget``: ``"1"`` granted, ``"2"`` refused, ``""`` undecided."""

    start_dato: date
    innvilget: str = ""


@attrs.frozen(weakref_slot=False)
class Undersokelse:
    """An investigation; ``medvirkning`` is the child's participation: day and code."""

    id: str
    start_dato: date
    grunnlag: tuple[Kode, ...] = ()
    medvirkning: tuple[date, str] | None = None
    utvidet_frist: UtvidetFrist | None = None
    slutt_dato: date | None = None
    kode: Kode | None = None
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class Plan:
    """A plan and the days it was evaluated."""

    id: str
    start_dato: date
    plantype: str
    evalueringer: tuple[date, ...] = ()
    slutt_dato: date | None = None
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class Besok:
    """Visits to a foster home, four a year: ``Tilsyn`` (with ``ansvarlig_id``) or ``Oppfolging``."""

    hyppighet_id: str
    utforte: tuple[tuple[str, date], ...] = ()
    ansvarlig_id: str = ""


@attrs.frozen(weakref_slot=False)
class Tiltak:
    """A measure or placement."""

    id: str
    start_dato: date
    hjemmel: Hjemmel
    kategori: Kode
    grunnlag: tuple[Kode, ...] = ()
    tilsyn: Besok | None = None
    oppfolging: Besok | None = None
    opphevelse: Kode | None = None
    slutt_dato: date | None = None
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class Krav:
    """A party's demand to change a decision of the board."""

    id: str
    start_dato: date
    slutt_dato: date | None = None
    kode: Kode | None = None


@attrs.frozen(weakref_slot=False)
class Vedtak:
    """A decision, also one of the board. ``statuser``: id, day and code of each."""

    id: str
    start_dato: date
    hjemmel: Hjemmel
    statuser: tuple[tuple[str, date, str], ...]
    krav: tuple[Krav, ...] = ()
    slutt_dato: date | None = None
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class Ettervern:
    """An offer of aftercare."""

    id: str
    tilbud_sendt_dato: date
    slutt_dato: date | None = None
    kode: str = ""


@attrs.frozen(weakref_slot=False)
class Oversendelse:
    """``OversendelseFylkesnemnd``: the dispatch of a request to the board."""

    id: str
    start_dato: date
    hjemmel: Hjemmel
    er_slettet: bool = False
    migrert_id: str = ""


@attrs.frozen(weakref_slot=False)
class Flytting:
    """A move out of a foster home or an institution."""

    id: str
    slutt_dato: date
    arsak_fra: Kode
    flytting_til: Kode


@attrs.frozen(weakref_slot=False)
class Relasjon:
    """A directed link between two elements."""

    id: str
    fra_type: str
    fra_id: str
    til_type: str
    til_id: str
    er_slettet: bool = False


@attrs.frozen(weakref_slot=False)
class Slettet:
    """A tombstone: the element it names is void."""

    id: str
    type: str
    slutt_dato: date


@attrs.frozen(weakref_slot=False)
class CaseSpec:
    """One delivery of one case. ``dato_uttrekk`` is the register's text, with zone."""

    leveranse_id: str
    dato_uttrekk: str
    forrige_id: str
    avgiver: Avgiver
    id: str
    start_dato: date
    journalnummer: str
    slutt_dato: date | None = None
    er_slettet: bool = False
    migrert_id: str = ""
    personalia: tuple[Personalia, ...] = ()
    meldinger: tuple[Melding, ...] = ()
    undersokelser: tuple[Undersokelse, ...] = ()
    planer: tuple[Plan, ...] = ()
    tiltak: tuple[Tiltak, ...] = ()
    vedtak: tuple[Vedtak, ...] = ()
    ettervern: tuple[Ettervern, ...] = ()
    oversendelser: tuple[Oversendelse, ...] = ()
    flyttinger: tuple[Flytting, ...] = ()
    relasjoner: tuple[Relasjon, ...] = ()
    slettede: tuple[Slettet, ...] = ()
