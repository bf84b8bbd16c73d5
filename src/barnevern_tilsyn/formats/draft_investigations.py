"""Reports, investigations and plans of the coming version 5; see ``draft_case``."""

from functools import partial
from typing import Any, Final

from barnevern_tilsyn.formats.draft_parts import BOOLEAN, CODE, DATE, MISSING, Part, known
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.model import (
    BarnetsMedvirkning,
    Melder,
    Melding,
    MeldingKonklusjon,
    Plan,
    PlanKonklusjon,
    Saksinnhold,
    Undersokelse,
    UndersokelseKonklusjon,
    UtvidetFrist,
    Vedtaksgrunnlag,
)

__all__ = ["melding", "plan", "undersokelse"]

_APPLICATION: Final = "1"
_GRANTED: Final = {True: "1", False: "2"}
_TOOK_PART: Final = "1."


def melding(e: Part) -> Melding | None:
    """A report of concern. An application for help is none: whether the week of bvl § 2-1 is for it is not settled."""
    if e.value(CODE, "Kode") == _APPLICATION:
        e.found.unplaced["Henvendelse/Kode 1"] += 1
        e.children.clear()
        return None
    return e.made(
        Melding,
        "Sak/Melding",
        **e.common(),
        meldere=e.many(_melder, "Melder"),
        saksinnhold=e.coded(Saksinnhold, "Saksinnhold"),
        konklusjon=e.one(_melding_konklusjon, "Konklusjon"),
    )


def _melder(e: Part) -> Melder:
    return e.made(Melder, kode=e.value(CODE, "PrivatMelder", "OffentligMelder"))


def _melding_konklusjon(e: Part) -> MeldingKonklusjon:
    return e.made(
        MeldingKonklusjon,
        slutt_dato=e.value(DATE, "SluttDato", "Sluttdato"),
        kode=e.value(CODE, "Kode"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
    )


def undersokelse(e: Part, plans: list[Plan]) -> Undersokelse:
    """An investigation. A plan in it becomes one of the case, void with it."""
    e.unplaced("BrukAvPoliti")
    common = e.common()
    within = e.one(partial(_plan_within, id=f"{common['id']}/Plan", void=known(common["er_slettet"])), "Plan")
    if within is not MISSING:
        plans.append(within)
    return e.made(
        Undersokelse,
        "Sak/Undersokelse",
        **common,
        vedtaksgrunnlag=e.coded(Vedtaksgrunnlag, "Vedtaksgrunnlag"),
        barnets_medvirkning=_participation(e),
        utvidet_frist=e.one(_utvidet_frist, "UtvidetFrist"),
        konklusjon=e.one(_undersokelse_konklusjon, "Konklusjon"),
    )


def _plan_within(e: Part, id: str, void: Any) -> Plan:
    return e.made(Plan, id=id, start_dato=e.value(DATE, "StartDato"), plantype=e.value(CODE, "Kode"), er_slettet=void)


def _participation(e: Part) -> Any:
    """One row, as the model has it: the first in which the child took part, else the last. The others are counted."""
    rows = e.many(_barnets_medvirkning, "BarnetsMedvirkning")
    if rows is MISSING:
        return MISSING
    e.found.unplaced["Undersokelse/BarnetsMedvirkning"] += len(rows) - 1
    return next((row for row in rows if str(row.medvirkning_type).startswith(_TOOK_PART)), rows[-1])


def _barnets_medvirkning(e: Part) -> BarnetsMedvirkning:
    e.take("Id")
    return e.made(BarnetsMedvirkning, start_dato=e.value(DATE, "StartDato"), medvirkning_type=e.value(CODE, "Kode"))


def _utvidet_frist(e: Part) -> UtvidetFrist:
    granted = e.value(BOOLEAN, "Innvilget")
    return e.made(UtvidetFrist, start_dato=e.value(DATE, "StartDato"), innvilget=_GRANTED.get(granted, granted))


def _undersokelse_konklusjon(e: Part) -> UndersokelseKonklusjon:
    return e.made(UndersokelseKonklusjon, slutt_dato=e.value(DATE, "SluttDato"), kode=e.value(CODE, "Kode"))


def plan(e: Part) -> Plan:
    """A plan of the case."""
    ended = e.only("SluttDato")
    konklusjon = MISSING
    if ended is not MISSING:
        day = known(e.read(DATE, ended, "SluttDato"))
        konklusjon = PlanKonklusjon(slutt_dato=day, linje=line_of(ended))
    return e.made(Plan, "Sak/Plan", **e.common(), plantype=e.value(CODE, "Kode"), konklusjon=konklusjon)
