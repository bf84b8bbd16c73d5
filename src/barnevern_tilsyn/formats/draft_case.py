"""A case of the coming version 5, read by what its drafts agree on; see ``draft_parts`` for how.

Where the drafts differ, both ways are read. What is uncertain, and how it is taken, stands in ``docs/draft.md``.
"""

from functools import partial
from typing import Any, Final

import attrs

from barnevern_tilsyn.formats.draft_investigations import melding, plan, undersokelse
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
)
from barnevern_tilsyn.formats.structure import Value
from barnevern_tilsyn.model import (
    ArsakFra,
    Avgiver,
    Ettervern,
    EttervernKonklusjon,
    Fagsystem,
    Flytting,
    FlyttingTil,
    Leveranse,
    Personalia,
    Plan,
    Relasjon,
    Sak,
    Slettet,
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
_UNBORN: Final = "0"


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
    investigations = e.many(partial(undersokelse, plans=within), "Undersokelse")
    plans = e.many(plan, "PlanForTiltak", "Plan")
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
        meldinger=e.many(melding, "Henvendelse"),
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
