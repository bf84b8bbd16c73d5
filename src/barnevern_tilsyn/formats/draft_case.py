"""A case of the coming version 5, read by what its drafts agree on; see ``draft_parts`` for how.

Where the drafts differ, both ways are read. What is uncertain, and how it is taken, stands in ``docs/draft.md``.
"""

from functools import partial
from typing import Any, Final

import attrs

from barnevern_tilsyn.formats.draft_measures import oversendelse, tiltak, vedtak
from barnevern_tilsyn.formats.draft_parts import (
    BOOLEAN,
    CODE,
    DATE,
    ID,
    MISSING,
    MOMENT,
    TEXT,
    Part,
    digits,
    known,
)
from barnevern_tilsyn.formats.lines import line_of
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.model import (
    ArsakFra,
    Avgiver,
    BarnetsMedvirkning,
    Ettervern,
    EttervernKonklusjon,
    Fagsystem,
    Flytting,
    FlyttingTil,
    Leveranse,
    Melder,
    Melding,
    MeldingKonklusjon,
    Personalia,
    Plan,
    PlanKonklusjon,
    Relasjon,
    Sak,
    Saksinnhold,
    Slettet,
    Undersokelse,
    UndersokelseKonklusjon,
    UtvidetFrist,
    Vedtaksgrunnlag,
)

__all__ = ["read_delivery"]

_TODAYS_NAMES: Final = {"Henvendelse": "Melding", "PlanForTiltak": "Plan"}
_ELEMENT_TYPE: Final = Value(
    "type",
    "string",
    codes=(
        *("Personalia", "Henvendelse", "Melding", "Undersokelse", "PlanForTiltak", "Plan", "Tiltak", "Vedtak"),
        *("Ettervern", "OversendelseFylkesnemnd", "Flytting", "Relasjon"),
    ),
)
_APPLICATION: Final = "1"
_UNBORN: Final = "0"
_GRANTED: Final = {True: "1", False: "2"}
_TOOK_PART: Final = "1."


def read_delivery(root: Part) -> Sak:
    """The case of a document, with its delivery. ``root.found`` tells whether it can be trusted."""
    leveranse = root.made(
        Leveranse,
        id=root.value(ID, "Id"),
        dato_uttrekk=root.value(MOMENT, "DatoUttrekk", required=True),
        forrige_id=root.value(ID, "ForrigeId"),
        fagsystem=root.one(_fagsystem, "Fagsystem"),
        avgiver=root.one(_avgiver, "Avgiver"),
    )
    case = root.one(_sak, "Sak")
    if case is MISSING:
        root.fault(root.node, f"{root.path}/Sak", "element.missing", name="Sak")
        case = Sak(id="")
    root.close()
    return attrs.evolve(case, leveranse=leveranse)


def _fagsystem(e: Part) -> Fagsystem:
    return e.made(
        Fagsystem, leverandor=e.value(TEXT, "Leverandor"), navn=e.value(TEXT, "Navn"), versjon=e.value(TEXT, "Versjon")
    )


def _avgiver(e: Part) -> Avgiver:
    return e.made(
        Avgiver,
        "Avgiver",
        organisasjonsnummer=e.value(digits(9), "Organisasjonsnummer"),
        kommunenummer=e.value(digits(4), "Kommunenummer"),
        kommunenavn=e.value(TEXT, "Kommunenavn"),
        bydelsnummer=e.value(digits(2), "Bydelsnummer"),
        bydelsnavn=e.value(TEXT, "Bydelsnavn"),
    )


def _sak(e: Part) -> Sak:
    e.unplaced("DatoIndividuellPlan", "BrukAvPoliti")
    within: list[Plan] = []
    investigations = e.many(partial(_undersokelse, plans=within), "Undersokelse")
    plans = e.many(_plan, "PlanForTiltak", "Plan")
    return e.made(
        Sak,
        "Sak",
        id=e.id("Id", "id"),
        migrert_id=e.value(TEXT, "MigrertId"),
        start_dato=e.value(DATE, "StartDato"),
        slutt_dato=e.value(DATE, "SluttDato"),
        journalnummer=e.value(TEXT, "Journalnummer"),
        avsluttet=e.value(BOOLEAN, "Avsluttet"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
        personalia=e.many(_personalia, "Personalia"),
        meldinger=e.many(_melding, "Henvendelse"),
        undersokelser=investigations,
        planer=(*(() if plans is MISSING else plans), *within) if within else plans,
        tiltak=e.many(tiltak, "Tiltak"),
        vedtak=e.many(vedtak, "Vedtak"),
        ettervern=e.many(_ettervern, "Ettervern"),
        oversendelser_fylkesnemnd=e.many(oversendelse, "OversendelseFylkesnemnd"),
        flyttinger=e.many(_flytting, "Flytting"),
        relasjoner=e.many(_relasjon, "Relasjon"),
        slettede=e.many(_slettet, "Slettet"),
    )


def _personalia(e: Part) -> Personalia:
    unborn, sex = e.value(BOOLEAN, "Ufodt"), e.value(CODE, "Kjonn")
    if unborn is True:
        # Today's register says that a child is unborn in place of its sex.
        e.found.unplaced["Personalia/Kjonn"] += sex not in (MISSING, _UNBORN)
        sex = _UNBORN
    e.unplaced("Ukjent")
    return e.made(
        Personalia,
        id=e.id("Id"),
        start_dato=e.value(DATE, "StartDato"),
        fodselsnummer=e.value(digits(11), "Fodselsnummer"),
        fodseldato=e.value(DATE, "Fodselsdato"),
        kjonn=sex,
        dufnummer=e.value(digits(12), "DUFNummer"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
    )


def _melding(e: Part) -> Melding | None:
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


def _undersokelse(e: Part, plans: list[Plan]) -> Undersokelse:
    """An investigation. A plan in it becomes one of the case, void with it."""
    e.unplaced("BrukAvPoliti")
    common = e.common()
    plan = e.one(partial(_plan_within, id=f"{common['id']}/Plan", void=known(common["er_slettet"])), "Plan")
    if plan is not MISSING:
        plans.append(plan)
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


def _plan(e: Part) -> Plan:
    ended = e.only("SluttDato")
    konklusjon = MISSING
    if ended is not MISSING:
        day = known(e.read(DATE, ended, "SluttDato"))
        konklusjon = PlanKonklusjon(slutt_dato=day, linje=line_of(ended))
    return e.made(Plan, "Sak/Plan", **e.common(), plantype=e.value(CODE, "Kode"), konklusjon=konklusjon)


def _ettervern(e: Part) -> Ettervern:
    return e.made(
        Ettervern,
        "Sak/Ettervern",
        id=e.id("Id"),
        migrert_id=e.value(TEXT, "MigrertId"),
        tilbud_sendt_dato=e.value(DATE, "TilbudSendtDato"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
        konklusjon=e.one(_ettervern_konklusjon, "Konklusjon"),
    )


def _ettervern_konklusjon(e: Part) -> EttervernKonklusjon:
    return e.made(EttervernKonklusjon, slutt_dato=e.value(DATE, "SluttDato"), kode=e.value(CODE, "Kode"))


def _flytting(e: Part) -> Flytting:
    return e.made(
        Flytting,
        "Sak/Flytting",
        id=e.id("Id"),
        migrert_id=e.value(TEXT, "MigrertId"),
        slutt_dato=e.value(DATE, "FlyttetDato"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
        arsak_fra=e.code(ArsakFra, "ArsakFra"),
        flytting_til=e.code(FlyttingTil, "FlyttingTil"),
    )


def _relasjon(e: Part) -> Relasjon:
    return e.made(
        Relasjon,
        id=e.id("Id"),
        fra_id=e.value(TEXT, "FraId"),
        fra_type=_todays_type(e, "FraKode"),
        til_id=e.value(ID, "TilId"),
        til_type=_todays_type(e, "TilKode"),
        er_slettet=e.value(BOOLEAN, "ErSlettet"),
    )


def _slettet(e: Part) -> Slettet:
    return e.made(Slettet, id=e.id("Id"), type=_todays_type(e, "Kode"), slutt_dato=e.value(DATE, "SlettetDato"))


def _todays_type(e: Part, name: str) -> Any:
    type = e.value(_ELEMENT_TYPE, name)
    return _TODAYS_NAMES.get(type, type)
