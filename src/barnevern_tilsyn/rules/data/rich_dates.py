"""Days of what a richer record tells beyond the register, in an order that cannot be."""

from typing import Final

from barnevern_tilsyn.engine import Severity
from barnevern_tilsyn.model import Ettervern, Melding, Sak, Tiltak, Undersokelse, Vedtak
from barnevern_tilsyn.rules.data.date_control import Order, after_extraction, date_control

_FILE: Final = "rich_dates"
_WARNING: Final = Severity.WARNING


def _below(place: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{place}.{name}" for name in names)


_CASE: Final = _below(
    "Sak.tillegg",
    *("foreldre.partsvurdering", "tillitsperson.informert", "tillitsperson.oppnevnt", "journalnotater.dato"),
    *("kontaktpersoner.fra", "medvirkning_i_stand.vurdert", "innsynsnektelser.dato"),
)

case = date_control(
    *("DAT074", "data-case-record-dates", Sak),
    orders=(
        *after_extraction(*_CASE),
        Order("contact-ended-before-begun", "Sak.tillegg.kontaktpersoner.fra", "Sak.tillegg.kontaktpersoner.til"),
    ),
    own=None,
    file=_FILE,
)

_REPORT: Final = _below(
    "Melding.tillegg", "hastevurdering.dato", "vurdering.dato", "begrunnelse.dato", "tilbakemeldinger.dato"
)

report = date_control(
    *("DAT075", "data-report-record-dates", Melding),
    orders=(
        *after_extraction(*_REPORT),
        *(Order("before-receipt", "Melding.start_dato", path) for path in _REPORT),
    ),
    own=None,
    file=_FILE,
)

_WORK: Final = _below(
    "Undersokelse.tillegg", "samtaler.dato", "hjemmebesok.dato", "innhentinger.dato", "samlet_vurdering.dato"
)
_REST: Final = _below(
    "Undersokelse.tillegg",
    *("medvirkning.dato", "vurderinger.dato", "medisinsk_undersokelse.dato", "sakkyndigrapporter.mottatt"),
    *("sakkyndigrapporter.kommisjon_vurdert", "frist.begrunnelse_dato", "frist.foreldre_informert"),
    *("ny_undersokelse.foreldre_informert", "henleggelsesvedtak", "melding_til_ny_kommune"),
)

investigation = date_control(
    *("DAT076", "data-investigation-record-dates", Undersokelse),
    orders=(
        *after_extraction(*_WORK, *_REST),
        Order(
            "assessed-before-received",
            "Undersokelse.tillegg.sakkyndigrapporter.mottatt",
            "Undersokelse.tillegg.sakkyndigrapporter.kommisjon_vurdert",
        ),
        *(Order("before-start", "Undersokelse.start_dato", path, _WARNING) for path in _WORK),
    ),
    own=None,
    file=_FILE,
)

_DECIDED: Final = "Vedtak.start_dato"
_NOTICE: Final = "Vedtak.tillegg.forhandsvarsler.dato"
_TOLD: Final = "Vedtak.tillegg.underretninger.dato"

decision = date_control(
    *("DAT077", "data-decision-record-dates", Vedtak),
    orders=(
        *after_extraction(_NOTICE, _TOLD),
        *after_extraction(
            *_below("Vedtak.tillegg", "forhandsvarsler.besvart", "begrunnelse_dato", "informert_foreldre.dato")
        ),
        Order("told-before-decision", _DECIDED, _TOLD),
        Order("answered-before-notice", _NOTICE, "Vedtak.tillegg.forhandsvarsler.besvart"),
        Order("limit-before-notice", _NOTICE, "Vedtak.tillegg.forhandsvarsler.frist"),
        Order("notice-after-decision", _NOTICE, _DECIDED, _WARNING),
    ),
    own=None,
    file=_FILE,
)

_MEASURE: Final = _below(
    "Tiltak.tillegg",
    *("samtykker.dato", "samtykker.trukket", "flyttet_inn", "godkjent", "avtale.dato", "avtale.gjennomganger"),
    *("redusert_oppfolging.dato", "redusert_tilsyn.dato", "redusert_tilsyn.samtykke", "behovsvurderinger"),
)
_VISITED: Final = "Tiltak.tilsyn.utforte.utfort_dato"
_REPORTED: Final = "Tiltak.tilsyn.utforte.tillegg.rapport"
_FORWARDED: Final = "Tiltak.tilsyn.utforte.tillegg.videresendt"

measure = date_control(
    *("DAT078", "data-measure-record-dates", Tiltak),
    orders=(
        *after_extraction(*_MEASURE, _REPORTED, _FORWARDED),
        Order("withdrawn-before-consent", "Tiltak.tillegg.samtykker.dato", "Tiltak.tillegg.samtykker.trukket"),
        Order("report-before-visit", _VISITED, _REPORTED),
        Order("forwarded-before-report", _REPORTED, _FORWARDED),
    ),
    own=None,
    file=_FILE,
)

aftercare = date_control(
    *("DAT079", "data-aftercare-record-dates", Ettervern),
    orders=after_extraction(*_below("Ettervern.tillegg", "kontaktet", "vurdert", "avslag.dato")),
    own=None,
    file=_FILE,
)
