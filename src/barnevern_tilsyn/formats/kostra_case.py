"""A child of a KOSTRA file as a case, so that rules on cases can look at it: what the file does not tell stays unknown.

The day of knowledge is 31 December of the year reported. The file has no decisions, board applications, aftercare,
extensions, participation, visits or deletions: whether there were any is not known. Of relations it has one kind: an
investigation stands within the report that it came of.
"""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any, Final, TypeVar

from barnevern_tilsyn.formats.kostra_absence import absent, ended_unseen
from barnevern_tilsyn.formats.kostra_basis import lovhjemmel_of
from barnevern_tilsyn.formats.kostra_child import leveranse_of, personalia_of
from barnevern_tilsyn.model import (
    NOT_REPORTED,
    ArsakFra,
    Fact,
    Flytting,
    FlyttingTil,
    Kategori,
    Kilde,
    Melder,
    Melding,
    MeldingKonklusjon,
    Message,
    Opphevelse,
    Plan,
    PlanKonklusjon,
    Relasjon,
    Sak,
    Saksinnhold,
    Tiltak,
    TiltakKonklusjon,
    Tiltaksgrunnlag,
    Undersokelse,
    UndersokelseKonklusjon,
    Vedtaksgrunnlag,
    kostra,
)

__all__ = ["NONE_READ", "NO_YEAR", "case_of"]

T = TypeVar("T")

_TO_INVESTIGATE: Final = "2"

NO_YEAR: Final = Message("kostra.no_year")
"""Why a rule that needs a day cannot look at a child."""

NONE_READ: Final = Message("kostra.none_read")
"""Why controls of KOSTRA files found nothing: there was none."""


def case_of(individ: kostra.Individ) -> Sak:
    """The case that a child in a KOSTRA file is, as far as the file can tell.

    Ids are the file's, made different within a kind where the file repeats them; nothing shows them. What ended before
    the year is not in the file: a list without anything is known to be empty only where nothing of the child's began
    before the year, and plans and measures that are not there may have ended (``Kilde.ukodet``).
    """
    avgiver = individ.avgiver or None
    year = (avgiver.versjon or None) if avgiver else None
    reports = individ.meldinger or ()
    investigated = [row for row in reports if row.undersokelse]
    # Where all of this began in the year, nothing that matters to it can have ended before the year.
    all_new = _begun_in(year, (*reports, *(row.undersokelse for row in investigated), *(individ.tiltak or ())))
    nothing: Any = () if all_new and _begun_in(year, (individ,)) else NOT_REPORTED
    nothing_at = absent()
    report_ids = dict(zip(map(id, reports), _distinct(reports), strict=True))
    meldinger = [_melding(row, report_ids[id(row)]) for row in reports]
    nested = [row.undersokelse for row in investigated if row.undersokelse]
    undersokelser = [_undersokelse(row, own) for row, own in zip(nested, _distinct(nested), strict=True)]
    relasjoner = [
        Relasjon(id=u.id, fra_type="Melding", fra_id=report_ids[id(row)], til_type="Undersokelse", til_id=u.id)
        for row, u in zip(investigated, undersokelser, strict=True)
    ]
    avsluttet: Fact[bool] = {"1": True, "2": False}.get(individ.avslutta_3112 or "", NOT_REPORTED)
    return Sak(
        id=individ.id,
        start_dato=individ.start_dato,
        slutt_dato=individ.slutt_dato or (NOT_REPORTED if avsluttet is True else nothing_at["@SluttDato"]),
        journalnummer=individ.journalnummer,
        avsluttet=avsluttet,
        leveranse=leveranse_of(individ, avgiver, year),
        personalia=(personalia_of(individ, year),),
        meldinger=tuple(meldinger) or nothing,
        undersokelser=tuple(undersokelser) or (() if meldinger else nothing),
        planer=tuple([_plan(row, own) for row, own in _with_ids(individ.planer)]) or nothing,
        tiltak=tuple([_tiltak(row, own) for row, own in _with_ids(individ.tiltak)]) or nothing,
        flyttinger=tuple([_flytting(row, own) for row, own in _with_ids(individ.flyttinger)]) or nothing,
        relasjoner=tuple(relasjoner) or nothing,
        linje=individ._linje,
        kilde=Kilde(
            fil=individ._kilde.fil, format=individ._kilde.format, ukodet=frozenset() if all_new else ended_unseen()
        ),
    )


def _begun_in(year: int | None, rows: Iterable[Any]) -> bool:
    """Whether it is known of all elements that they began in a year or after it."""
    return all(year and row.start_dato and row.start_dato.year >= year for row in rows)


def _with_ids(rows: Fact[tuple[T, ...]]) -> Iterable[tuple[T, str]]:
    return zip(rows or (), _distinct(rows or ()), strict=True)


def _distinct(rows: Iterable[Any]) -> list[str]:
    """The ids of elements of one kind, each another one whatever the case of its letters."""
    taken: set[str] = set()
    ids = []
    for row in rows:
        own = row.id
        for number in count(len(taken)):
            if own.lower() not in taken:
                break
            own = f"{row.id}#{number}"
        taken.add(own.lower())
        ids.append(own)
    return ids


def _melding(row: kostra.Melding, id: str) -> Melding:
    """A report. One that an investigation came of was concluded, on whatever day, though the file has no end of it."""
    nothing_at = absent()
    konklusjon: Fact[MeldingKonklusjon] = nothing_at["Melding/@SluttDato"]
    if row.slutt_dato or row.konklusjon or row.undersokelse:
        konklusjon = MeldingKonklusjon(
            slutt_dato=row.slutt_dato or NOT_REPORTED,
            kode=row.konklusjon or (_TO_INVESTIGATE if row.undersokelse else nothing_at["Melding/@Konklusjon"]),
            linje=row._linje,
        )
    return Melding(
        id=id,
        start_dato=row.start_dato,
        meldere=_coded(Melder, row.meldere, "Melding/Melder"),
        saksinnhold=_coded(Saksinnhold, row.saksinnhold, "Melding/Saksinnhold"),
        konklusjon=konklusjon,
        linje=row._linje,
    )


def _undersokelse(row: kostra.Undersokelse, id: str) -> Undersokelse:
    nothing_at = absent()
    konklusjon: Fact[UndersokelseKonklusjon] = nothing_at["Melding/Undersokelse/@SluttDato"]
    if row.slutt_dato or row.konklusjon:
        konklusjon = UndersokelseKonklusjon(
            slutt_dato=row.slutt_dato or NOT_REPORTED,
            kode=row.konklusjon or nothing_at["Melding/Undersokelse/@Konklusjon"],
            presisering=row.presisering or nothing_at["Melding/Undersokelse/Presisering"],
            linje=row._linje,
        )
    return Undersokelse(
        id=id,
        start_dato=row.start_dato,
        vedtaksgrunnlag=_coded(Vedtaksgrunnlag, row.vedtaksgrunnlag, "Melding/Undersokelse/Vedtaksgrunnlag"),
        konklusjon=konklusjon,
        linje=row._linje,
    )


def _plan(row: kostra.Plan, id: str) -> Plan:
    """A plan. The file tells the latest evaluation only: if there was one, it is not known which others there were."""
    nothing_at = absent()
    return Plan(
        id=id,
        start_dato=row.start_dato,
        plantype=row.plantype,
        evalueringer=() if not row.evaluert_dato and nothing_at["Plan/@EvaluertDato"] is None else NOT_REPORTED,
        konklusjon=PlanKonklusjon(slutt_dato=row.slutt_dato, linje=row._linje)
        if row.slutt_dato
        else nothing_at["Plan/@SluttDato"],
        linje=row._linje,
    )


def _tiltak(row: kostra.Tiltak, id: str) -> Tiltak:
    nothing_at = absent()
    further = tuple([lovhjemmel_of(basis) for basis in row.jmfr_lovhjemler or ()])
    (kategori,) = _coded(Kategori, (row.kategori,), "Tiltak/Kategori") if row.kategori else (NOT_REPORTED,)
    return Tiltak(
        id=id,
        start_dato=row.start_dato,
        lovhjemmel=lovhjemmel_of(row.lovhjemmel) if row.lovhjemmel else NOT_REPORTED,
        jmfr_lovhjemler=further or nothing_at["Tiltak/JmfrLovhjemmel"],
        kategori=kategori,
        tiltaksgrunnlag=_coded(Tiltaksgrunnlag, row.tiltaksgrunnlag, "Tiltak/Tiltaksgrunnlag"),
        opphevelse=_coded(Opphevelse, (row.opphevelse,), "Tiltak/Opphevelse")[0]
        if row.opphevelse
        else nothing_at["Tiltak/Opphevelse"],
        konklusjon=TiltakKonklusjon(slutt_dato=row.slutt_dato, linje=row._linje)
        if row.slutt_dato
        else nothing_at["Tiltak/@SluttDato"],
        linje=row._linje,
    )


def _flytting(row: kostra.Flytting, id: str) -> Flytting:
    (fra,) = _coded(ArsakFra, (row.arsak_fra,), "Flytting/ArsakFra") if row.arsak_fra else (NOT_REPORTED,)
    (til,) = _coded(FlyttingTil, (row.flytting_til,), "Flytting/FlyttingTil") if row.flytting_til else (NOT_REPORTED,)
    return Flytting(id=id, slutt_dato=row.slutt_dato, arsak_fra=fra, flytting_til=til, linje=row._linje)


def _coded(make: Callable[..., T], rows: Any, path: str) -> Any:
    """Elements that are a code and a clarification, or what stands for none."""
    nothing_at = absent()
    if not rows:
        return nothing_at[path]
    nothing = nothing_at.get(f"{path}/Presisering", nothing_at.get(f"{path}/@Presisering"))
    return tuple([make(kode=row.kode, presisering=row.presisering or nothing, linje=row._linje) for row in rows])
