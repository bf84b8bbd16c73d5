"""What each rule set says on the days around its limit, found by running the rules, and the picture of all days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from barnevern_tilsyn.engine import Outcome, Result, Run
from barnevern_tilsyn.engine.texts import format_date
from barnevern_tilsyn.findings.messages import outcome_name
from barnevern_tilsyn.model import (
    Avgiver,
    Kilde,
    Leveranse,
    Melding,
    MeldingKonklusjon,
    Personalia,
    Relasjon,
    Sak,
    Undersokelse,
    UndersokelseKonklusjon,
    kostra,
)
from barnevern_tilsyn.rules import builtin
from barnevern_tilsyn.rules.register.parametre import number
from docs.generate.day_pictures import picture
from docs.generate.markdown import table

_YEAR = 2026
_RECEIVED = date(2026, 3, 2)
_WEEK = timedelta(days=7)
_SILENT = "silent"


def _sak(extracted: date, melding: Melding, undersokelser: tuple[Undersokelse, ...] = ()) -> Sak:
    moment = datetime.combine(extracted, datetime.min.time(), UTC) + timedelta(hours=12)
    related = [Relasjon(id="r", fra_type="Melding", fra_id="m", til_type="Undersokelse", til_id="u")]
    return Sak(
        id="s",
        slutt_dato=None,
        leveranse=Leveranse(dato_uttrekk=moment, avgiver=Avgiver(kommunenummer="9901")),
        personalia=(Personalia(id="p", start_dato=date(2016, 1, 1), fodseldato=date(2016, 1, 1)),),
        meldinger=(melding,),
        undersokelser=undersokelser,
        vedtak=(),
        tiltak=(),
        planer=(),
        oversendelser_fylkesnemnd=(),
        relasjoner=tuple(related) if undersokelser else (),
        kilde=Kilde(format="register"),
    )


def _melding(received: date, concluded: date | None) -> Melding:
    konklusjon = MeldingKonklusjon(slutt_dato=concluded, kode="2", er_slettet=None) if concluded else None
    return Melding(id="m", start_dato=received, konklusjon=konklusjon)


def _individ(received: date, concluded: date | None, begun: date | None, ended: date | None) -> kostra.Individ:
    inner = kostra.Undersokelse(id="u", start_dato=begun, slutt_dato=ended, konklusjon=None) if begun else None
    melding = kostra.Melding(id="m", start_dato=received, slutt_dato=concluded, konklusjon="2", undersokelse=inner)
    return kostra.Individ(id="i", meldinger=(melding,), avgiver=kostra.Avgiver(versjon=_YEAR))


def _said(results: list[Result], ruleset: str, code: str) -> str:
    found = [result for result in results if result.rule.code == code]
    if ruleset == "lov":
        return outcome_name(found[0].outcome, "en")
    return "**fires**" if any(result.outcome is Outcome.FAULT for result in found) else _SILENT


def _row(case: str, sak: Sak, individ: kostra.Individ, codes: tuple[str, str, str]) -> tuple[str, ...]:
    of_case = Run(builtin("lov", "register")).see(sak)
    of_child = Run(builtin("kostra")).see_individ(individ)
    lov, register, of_kostra = codes
    return (
        case,
        _said(of_case, "lov", lov),
        _said(of_case, "register", register),
        _said(of_child, "kostra", of_kostra),
    )


_REPORT = ("MEL001", "NBR-MELDING-3", "KOSTRA-MELDING_03")
_INVESTIGATION = ("UND001", "NBR-UNDERSOKELSE-11", "KOSTRA-UNDERSOKELSE_08")


def _reports() -> Iterator[tuple[str, ...]]:
    year_end = date(_YEAR, 12, 31)
    for days in (7, 8, 9, None):
        concluded = _RECEIVED + timedelta(days=days) if days else None
        case = f"concluded on day {days}, {format_date(concluded, 'en')}" if concluded else "never concluded"
        sak = _sak(year_end, _melding(_RECEIVED, concluded))
        yield _row(case, sak, _individ(_RECEIVED, concluded, None, None), _REPORT)


def _investigations() -> Iterator[tuple[str, ...]]:
    early = date(_YEAR, 2, 5)
    spring, summer = _RECEIVED, date(_YEAR, 7, 6)
    year_end = date(_YEAR, 12, 31)
    for received, seen, ended in (
        (spring, date(_YEAR, 6, 7), None),
        (spring, date(_YEAR, 6, 8), None),
        (spring, date(_YEAR, 6, 9), None),
        (spring, date(_YEAR, 6, 10), None),
        (early, date(_YEAR, 5, 13), None),
        (spring, year_end, date(_YEAR, 8, 31)),
        (summer, year_end, None),
    ):
        begun = received + _WEEK
        konklusjon = UndersokelseKonklusjon(slutt_dato=ended, kode="3") if ended else None
        undersokelse = Undersokelse(id="u", start_dato=begun, utvidet_frist=None, konklusjon=konklusjon)
        sak = _sak(seen, _melding(received, begun), (undersokelse,))
        told = f"closed on {format_date(ended, 'en')}" if ended else f"open on {format_date(seen, 'en')}"
        row = _row(
            f"received {format_date(received, 'en')}, {told}",
            sak,
            _individ(received, begun, begun, ended),
            _INVESTIGATION,
        )
        yield row if seen == year_end else (*row[:3], "a yearly file")


def _named(codes: tuple[str, str, str]) -> Iterator[str]:
    """The heads of the columns: whose rule, and its code."""
    for whose, code in zip(("The law", "Register", "KOSTRA"), codes, strict=True):
        yield f"{whose}<br>`{code}`"


def pages() -> Iterator[tuple[str, str]]:
    """Two tables and a picture, to be put into the page on the comparison."""
    week, ordinary, extended = (number(f"undersokelse.{key}") for key in ("melding", "frist", "utvidet"))
    heads = ("Report received 2 March 2026", *_named(_REPORT))
    yield "compare-reports.md", table(heads, _reports())
    heads = ("Investigation", *_named(_INVESTIGATION))
    yield "compare-investigations.md", table(heads, _investigations())
    svg = picture(_YEAR, week + ordinary, week + extended)
    yield "compare-days.md", f"```{{raw}} html\n{svg}\n```"
