"""Measures, decisions and applications to the board of the coming version 5; see ``draft_case``."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from barnevern_tilsyn.formats.draft_parts import CODE, DATE, MISSING, NUMBER, Part, digits, known
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.model import (
    Kategori,
    Krav,
    KravKonklusjon,
    Lovhjemmel,
    Oppfolging,
    OppfolgingHyppighet,
    OppfolgingUtfort,
    Opphevelse,
    OversendelseFylkesnemnd,
    Tilsyn,
    TilsynAnsvarlig,
    TilsynHyppighet,
    TilsynUtfort,
    Tiltak,
    TiltakKonklusjon,
    Tiltaksgrunnlag,
    Vedtak,
    VedtakStatus,
)

__all__ = ["oversendelse", "tiltak", "vedtak"]

T = TypeVar("T")

_LOV: Final = Value("lov", "string", codes=("BVL", "BVL2021", "BL1981"))
_NUMBER_LETTERS: Final = Value("number_letters", "string", pattern=r"\d+[a-z]*", length=(1, 4))
_LETTER: Final = Value("letter", "string", pattern="[a-z]")
_YEAR: Final = "3"
_TODAYS_FREQUENCIES: Final = ("4", "2")


def tiltak(e: Part) -> Tiltak:
    """A measure or placement."""
    e.unplaced("BarnetsMedvirkning", "Evaluering", "BrukAvPoliti", "SamvaerEtterOmsorgsovertakelse")
    common = e.common()
    ended = e.one(_konklusjon, "Konklusjon")
    konklusjon, opphevelse = (MISSING, MISSING) if ended is MISSING else ended
    return e.made(
        Tiltak,
        "Sak/Tiltak",
        **common,
        lovhjemmel=e.one(_lovhjemmel, "Lovhjemmel"),
        jmfr_lovhjemler=e.many(_lovhjemmel, "JmfrLovhjemmel"),
        kategori=e.code(Kategori, "Kode"),
        tiltaksgrunnlag=e.coded(Tiltaksgrunnlag, "Tiltaksgrunnlag"),
        tilsyn=e.one(partial(_tilsyn, owner=common["id"]), "Tilsyn"),
        oppfolging=e.one(partial(_oppfolging, owner=common["id"]), "Oppfolging"),
        opphevelse=opphevelse,
        konklusjon=konklusjon,
    )


def _konklusjon(e: Part) -> tuple[TiltakKonklusjon, Any]:
    """The end of a measure, and why a care order was lifted: this stood beside the end before."""
    e.unplaced("AvslutningAvTiltak")
    return e.made(TiltakKonklusjon, slutt_dato=e.value(DATE, "SluttDato")), e.code(Opphevelse, "Opphevelse")


def _tilsyn(e: Part, owner: str) -> Tilsyn:
    return e.made(
        Tilsyn,
        "Sak/Tiltak/Tilsyn",
        ansvarlige=e.numbered(_ansvarlig, "Ansvarlig", owner),
        hyppigheter=e.numbered(_tilsyn_hyppighet, "Hyppighet", owner),
        utforte=_visits(e, TilsynUtfort, owner),
    )


def _ansvarlig(e: Part, id: str) -> TilsynAnsvarlig:
    return e.made(
        TilsynAnsvarlig,
        id=id,
        start_dato=e.value(DATE, "StartDato"),
        kommunenummer=e.value(digits(4), "Kommunenummer"),
    )


def _tilsyn_hyppighet(e: Part, id: str) -> TilsynHyppighet:
    return e.made(TilsynHyppighet, id=id, start_dato=e.value(DATE, "StartDato"), kode=e.value(CODE, "Kode"))


def _oppfolging(e: Part, owner: str) -> Oppfolging:
    return e.made(
        Oppfolging,
        "Sak/Tiltak/Oppfolging",
        hyppigheter=e.numbered(_oppfolging_hyppighet, "Hyppighet", owner),
        utforte=_visits(e, OppfolgingUtfort, owner),
    )


def _oppfolging_hyppighet(e: Part, id: str) -> OppfolgingHyppighet:
    """How often: the model has four or two a year; another frequency is counted, and not known."""
    unit, number = e.value(CODE, "HyppighetTidsenhet"), e.value(NUMBER, "HyppighetAntall")
    told = unit == _YEAR and number in _TODAYS_FREQUENCIES
    e.found.unplaced["Oppfolging/Hyppighet"] += not told
    return e.made(
        OppfolgingHyppighet, id=id, start_dato=e.value(DATE, "Dato", "StartDato"), kode=number if told else MISSING
    )


def _visits(e: Part, model: Callable[..., T], owner: str) -> tuple[T, ...]:
    """Visits, bare dates in the draft. Their ids are made up from their places and never shown."""
    kind = e.path.rpartition("/")[2]
    days = e.values(DATE, "UtfortDato")
    made = tuple(
        model(id=f"{owner}/{kind}/{number}", utfort_dato=known(day), linje=line_of(node))
        for number, (node, day) in enumerate(days)
    )
    return made or MISSING


def vedtak(e: Part) -> Vedtak:
    """A decision. The days on which it lapses have no place: whether it has lapsed is not known."""
    e.unplaced("BortfallsdatoVedtak", "NyBortfallsdatoVedtak")
    return e.made(
        Vedtak,
        "Sak/Vedtak",
        **e.common(),
        lovhjemmel=e.one(_lovhjemmel, "Lovhjemmel"),
        jmfr_lovhjemler=e.many(_lovhjemmel, "JmfrLovhjemmel"),
        krav=e.many(_krav, "Krav"),
        statuser=e.many(_status, "Status"),
    )


def _krav(e: Part) -> Krav:
    code, sent = e.only("Konklusjon"), e.value(DATE, "DatoOversendtFylkesnemnd")
    konklusjon = MISSING
    if code is not MISSING:
        kode = known(e.read(CODE, code, "Konklusjon"))
        konklusjon = KravKonklusjon(slutt_dato=known(sent), kode=kode, linje=line_of(code))
    elif sent is not MISSING:
        konklusjon = KravKonklusjon(slutt_dato=sent, linje=line_of(e.node))
    return e.made(
        Krav, "Sak/Vedtak/Krav", id=e.id("Id"), start_dato=e.value(DATE, "DatoKravMottatt"), konklusjon=konklusjon
    )


def _status(e: Part) -> VedtakStatus:
    return e.made(VedtakStatus, id=e.id("Id"), endret_dato=e.value(DATE, "EndretDato"), kode=e.value(CODE, "Kode"))


def oversendelse(e: Part) -> OversendelseFylkesnemnd:
    """An application sent to the board."""
    return e.made(
        OversendelseFylkesnemnd,
        "Sak/OversendelseFylkesnemnd",
        **e.common("DatoOversendtFylkesnemnd"),
        lovhjemmel=e.one(_lovhjemmel, "Lovhjemmel"),
        jmfr_lovhjemler=e.many(_lovhjemmel, "JmfrLovhjemmel"),
    )


def _lovhjemmel(e: Part) -> Lovhjemmel:
    return e.made(
        Lovhjemmel,
        lov=e.value(_LOV, "Lov"),
        kapittel=e.value(_NUMBER_LETTERS, "Kapittel"),
        paragraf=e.value(_NUMBER_LETTERS, "Paragraf"),
        ledd=_all(e, NUMBER, "Ledd"),
        bokstav=_all(e, _LETTER, "Bokstav"),
        punktum=_all(e, NUMBER, "Punktum"),
    )


def _all(e: Part, kind: Value, name: str) -> tuple[str, ...]:
    return tuple(text for _, text in e.values(kind, name) if text is not MISSING) or MISSING
