"""A ``CaseSpec`` as a child in a KOSTRA file: what was open, or ended, in the year.

String templates, as in ``xml_text``. Codes that came after the file's own lists stand as those they came from.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from barnevern_tilsyn.testing.synthetic.code_choice import SYNTETISK
from barnevern_tilsyn.testing.synthetic.spec import (
    CaseSpec,
    Flytting,
    Hjemmel,
    Kode,
    Melding,
    Plan,
    Tiltak,
    Undersokelse,
)

__all__ = ["end_of_file", "individ_text", "start_of_file"]

T = TypeVar("T")

_REPORT_CODES = dict.fromkeys(("5", "6", "7", "8", "9", "10"), "1")
_INVESTIGATION_CODES = dict.fromkeys(("7", "8", "9"), "5")
_MOVED = "5"
_SUBJECT = "20"
_CATEGORIES = dict.fromkeys(("8.4", "8.5"), "8.2")


def start_of_file(organisasjonsnummer: str, kommunenummer: str, kommunenavn: str, year: int) -> str:
    """All that stands before the first child of a municipality's file."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Barnevern>\n'
        f'  <Avgiver Organisasjonsnummer="{organisasjonsnummer}" Versjon="{year}" Kommunenummer="{kommunenummer}"'
        f' Kommunenavn="{kommunenavn}"/>\n'
    )


def end_of_file() -> str:
    """All that stands after the last child."""
    return "</Barnevern>\n"


def individ_text(case: CaseSpec, number: int, year: int) -> str:
    """A child, or nothing where the file of the year has nothing of it."""
    first = date(year, 1, 1)
    if case.er_slettet or (case.slutt_dato and case.slutt_dato < first):
        return ""
    void = {row.id for row in case.slettede}
    reports = [(row, u) for row, u in _with_investigations(case, void) if _in_year(row, u, first)]
    plans = [row for row in _kept(case.planer, void) if not _ended_before(row, first)]
    measures = [row for row in _kept(case.tiltak, void) if not _ended_before(row, first)]
    moves = [row for row in _kept(case.flyttinger, void) if row.slutt_dato >= first]
    if not (reports or plans or measures):
        return ""
    closed = case.slutt_dato
    name = f"{year}-{number}"
    children = [
        *(_melding(row, u, f"{name}-M{at}") for at, (row, u) in enumerate(reports, 1)),
        *(_plan(row, f"{name}-P{at}") for at, row in enumerate(plans, 1)),
        *(_tiltak(row, f"{name}-T{at}") for at, row in enumerate(measures, 1)),
        *(_flytting(row, f"{name}-F{at}") for at, row in enumerate(moves, 1)),
    ]
    avgiver = case.avgiver
    return (
        f'  <Individ Id="{name}" Journalnummer="{name}" StartDato="{case.start_dato}"{_optional("SluttDato", closed)}'
        f' Fodselsnummer="{case.personalia[-1].fodselsnummer}"'
        f"{_optional('Bydelsnummer', avgiver.bydelsnummer)}{_optional('Bydelsnavn', avgiver.bydelsnavn)}"
        f' Saksbehandler="Saksbehandler {number % 17 + 1}" Avslutta3112="{"1" if closed else "2"}">\n'
        f"{''.join(children)}  </Individ>\n"
    )


def _kept(rows: Iterable[T], void: set[str]) -> list[T]:
    every: Iterable[Any] = rows
    return [row for row in every if row.id not in void and not getattr(row, "er_slettet", False)]


def _ended_before(row: Plan | Tiltak, first: date) -> bool:
    return row.slutt_dato is not None and row.slutt_dato < first


def _with_investigations(case: CaseSpec, void: set[str]) -> list[tuple[Melding, Undersokelse | None]]:
    """The reports, each with the investigation that stands in it: the first report that led to it holds it."""
    reports = _kept(case.meldinger, void)
    led_to: dict[str, Undersokelse] = {}
    for u in _kept(case.undersokelser, void):
        joined = {row.fra_id for row in _kept(case.relasjoner, void) if row.til_id == u.id}
        leading = [row for row in reports if row.id in joined] or [r for r in reports if r.start_dato <= u.start_dato]
        holder = next((row for row in leading if row.id not in led_to), None)
        if holder is not None:
            led_to[holder.id] = u
    return [(row, led_to.get(row.id)) for row in reports]


def _in_year(row: Melding, u: Undersokelse | None, first: date) -> bool:
    """Whether a report, or the investigation in it, was open or ended in the year."""
    ends = [_end(row), u.slutt_dato] if u else [_end(row)]
    return any(end is None or end >= first for end in ends)


def _end(row: Melding) -> date | None:
    return None if row.konklusjon_slettet else row.slutt_dato


def _optional(name: str, value: object) -> str:
    return f' {name}="{value}"' if value else ""


def _coded(element: str, kode: str, presisering: str, indent: str) -> str:
    if not presisering:
        return f'{indent}<{element} Kode="{kode}"/>\n'
    return f'{indent}<{element} Kode="{kode}"><Presisering>{presisering}</Presisering></{element}>\n'


def _subjects(element: str, koder: Iterable[Kode], indent: str) -> str:
    """Subjects by the list that ended with 2025, each once."""
    codes = {(_SUBJECT if "." in kode.kode else kode.kode): kode.presisering for kode in koder}
    return "".join(_coded(element, kode, presisering, indent) for kode, presisering in codes.items())


def _melding(row: Melding, u: Undersokelse | None, name: str) -> str:
    end = _end(row)
    children = "".join(_coded("Melder", kode.kode, kode.presisering, "      ") for kode in row.melder)
    children += _subjects("Saksinnhold", row.saksinnhold, "      ")
    if u:
        children += _undersokelse(u, f"{name}U")
    code = _REPORT_CODES.get(row.kode, row.kode) if end else ""
    head = f'    <Melding Id="{name}" StartDato="{row.start_dato}"{_optional("SluttDato", end)}'
    return f"{head}{_optional('Konklusjon', code)}>\n{children}    </Melding>\n"


def _undersokelse(u: Undersokelse, name: str) -> str:
    code = _INVESTIGATION_CODES.get(u.kode.kode, u.kode.kode) if u.slutt_dato and u.kode else ""
    presisering = (u.kode.presisering if u.kode else "") or (SYNTETISK if code == _MOVED else "")
    children = f"        <Presisering>{presisering}</Presisering>\n" if presisering else ""
    children += _subjects("Vedtaksgrunnlag", u.grunnlag, "        ")
    head = f'      <Undersokelse Id="{name}" StartDato="{u.start_dato}"{_optional("SluttDato", u.slutt_dato)}'
    return f"{head}{_optional('Konklusjon', code)}>\n{children}      </Undersokelse>\n"


def _plan(row: Plan, name: str) -> str:
    latest = max(row.evalueringer, default=None)
    return (
        f'    <Plan Id="{name}" StartDato="{row.start_dato}"{_optional("SluttDato", row.slutt_dato)}'
        f'{_optional("EvaluertDato", latest)} Plantype="{row.plantype}"/>\n'
    )


def _basis(h: Hjemmel) -> str:
    return (
        f'      <Lovhjemmel Lov="{h.lov}" Kapittel="{h.kapittel}" Paragraf="{h.paragraf}"'
        f"{_optional('Ledd', h.ledd)}{_optional('Bokstav', h.bokstav)}/>\n"
    )


def _tiltak(row: Tiltak, name: str) -> str:
    kategori = _CATEGORIES.get(row.kategori.kode, row.kategori.kode)
    children = _basis(row.hjemmel) + _coded("Kategori", kategori, row.kategori.presisering, "      ")
    children += _subjects("Tiltaksgrunnlag", row.grunnlag, "      ")
    if row.opphevelse:
        children += _coded("Opphevelse", row.opphevelse.kode, row.opphevelse.presisering, "      ")
    head = f'    <Tiltak Id="{name}" StartDato="{row.start_dato}"{_optional("SluttDato", row.slutt_dato)}'
    return f"{head}>\n{children}    </Tiltak>\n"


def _flytting(row: Flytting, name: str) -> str:
    fra, til = row.arsak_fra, row.flytting_til
    return (
        f'    <Flytting Id="{name}" SluttDato="{row.slutt_dato}">\n'
        f'      <ArsakFra Kode="{fra.kode}"{_optional("Presisering", fra.presisering)}/>\n'
        f'      <FlyttingTil Kode="{til.kode}"{_optional("Presisering", til.presisering)}/>\n'
        "    </Flytting>\n"
    )
