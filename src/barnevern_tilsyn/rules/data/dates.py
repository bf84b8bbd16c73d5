"""Days in an order that cannot be: within an element, against its case, and against the day of the extraction.

What may be planned ahead, the end of a measure, a plan or a decision, is noted only when it lies after the extraction.
"""

from typing import Final

from barnevern_tilsyn.engine import Severity
from barnevern_tilsyn.model import (
    Ettervern,
    Flytting,
    Melding,
    OversendelseFylkesnemnd,
    Personalia,
    Plan,
    Sak,
    Slettet,
    Tiltak,
    Undersokelse,
    Vedtak,
)
from barnevern_tilsyn.rules.data.date_control import Order, after_extraction, date_control, within_case

_WARNING: Final = Severity.WARNING
_INFO: Final = Severity.INFO

case = date_control(
    *("DAT060", "data-case-dates", Sak, "Sak.start_dato"),
    orders=(
        *after_extraction("Sak.start_dato", "Sak.slutt_dato"),
        Order("end-before-start", "Sak.start_dato", "Sak.slutt_dato"),
    ),
)

personalia = date_control(
    *("DAT061", "data-personalia-dates", Personalia, "Personalia.start_dato"),
    orders=(
        *after_extraction("Personalia.start_dato"),
        Order("after-case", "Personalia.start_dato", "Sak.slutt_dato"),
    ),
)

_RECEIVED, _CONCLUDED = "Melding.start_dato", "Melding.konklusjon.slutt_dato"

report = date_control(
    *("DAT062", "data-report-dates", Melding, _RECEIVED),
    orders=(
        *after_extraction(_RECEIVED, _CONCLUDED),
        Order("end-before-start", _RECEIVED, _CONCLUDED),
        *within_case(_RECEIVED, _CONCLUDED),
    ),
)

_BEGUN, _CLOSED = "Undersokelse.start_dato", "Undersokelse.konklusjon.slutt_dato"
_EXTENDED, _HEARD = "Undersokelse.utvidet_frist.start_dato", "Undersokelse.barnets_medvirkning.start_dato"

investigation = date_control(
    *("DAT063", "data-investigation-dates", Undersokelse, _BEGUN),
    orders=(
        *after_extraction(_BEGUN, _CLOSED, _EXTENDED, _HEARD),
        Order("end-before-start", _BEGUN, _CLOSED),
        Order("extension-before-start", _BEGUN, _EXTENDED),
        Order("extension-after-end", _EXTENDED, _CLOSED),
        *within_case(_BEGUN, _CLOSED),
        Order("heard-before-start", _BEGUN, _HEARD, _WARNING),
        Order("heard-after-end", _HEARD, _CLOSED, _WARNING),
    ),
)

_PLANNED, _PLAN_OVER, _EVALUATED = "Plan.start_dato", "Plan.konklusjon.slutt_dato", "Plan.evalueringer.utfort_dato"

plan = date_control(
    *("DAT064", "data-plan-dates", Plan, _PLANNED),
    orders=(
        *after_extraction(_EVALUATED),
        Order("end-before-start", _PLANNED, _PLAN_OVER),
        Order("evaluated-before-start", _PLANNED, _EVALUATED),
        *within_case(_PLANNED, _PLAN_OVER, _EVALUATED),
        Order("evaluated-after-end", _EVALUATED, _PLAN_OVER, _WARNING),
        *after_extraction(_PLANNED, _PLAN_OVER, severity=_INFO),
    ),
)

_EFFECTIVE, _ENDED = "Tiltak.start_dato", "Tiltak.konklusjon.slutt_dato"

measure = date_control(
    *("DAT065", "data-measure-dates", Tiltak, _EFFECTIVE),
    orders=(
        Order("end-before-start", _EFFECTIVE, _ENDED),
        *within_case(_EFFECTIVE, _ENDED),
        *after_extraction(_EFFECTIVE, _ENDED, severity=_INFO),
    ),
)

_SUPERVISED, _FOLLOWED = "Tiltak.tilsyn.utforte.utfort_dato", "Tiltak.oppfolging.utforte.utfort_dato"

visits = date_control(
    *("DAT066", "data-visit-dates", Tiltak, _EFFECTIVE),
    orders=(
        *after_extraction(_SUPERVISED, _FOLLOWED),
        Order("supervision-before-start", _EFFECTIVE, _SUPERVISED, _WARNING),
        Order("supervision-after-end", _SUPERVISED, _ENDED, _WARNING),
        Order("follow-up-before-start", _EFFECTIVE, _FOLLOWED, _WARNING),
        Order("follow-up-after-end", _FOLLOWED, _ENDED, _WARNING),
    ),
)

_DECIDED, _LAPSED, _STATUS = "Vedtak.start_dato", "Vedtak.konklusjon.slutt_dato", "Vedtak.statuser.endret_dato"
_DEMANDED, _ANSWERED = "Vedtak.krav.start_dato", "Vedtak.krav.konklusjon.slutt_dato"

decision = date_control(
    *("DAT067", "data-decision-dates", Vedtak, _DECIDED),
    orders=(
        *after_extraction(_DECIDED, _STATUS, _DEMANDED, _ANSWERED),
        Order("end-before-start", _DECIDED, _LAPSED),
        Order("demand-before-start", _DECIDED, _DEMANDED),
        Order("demand-answered-before-received", _DEMANDED, _ANSWERED),
        *within_case(_DECIDED, _LAPSED),
        Order("demand-after-end", _DEMANDED, _LAPSED, _WARNING),
        Order("status-before-start", _DECIDED, _STATUS, _WARNING),
        Order("status-after-end", _STATUS, _LAPSED, _WARNING),
        *after_extraction(_LAPSED, severity=_INFO),
    ),
)

_OFFERED, _REPLIED = "Ettervern.tilbud_sendt_dato", "Ettervern.konklusjon.slutt_dato"

aftercare = date_control(
    *("DAT068", "data-aftercare-dates", Ettervern, _OFFERED),
    orders=(
        *after_extraction(_OFFERED, _REPLIED),
        Order("end-before-start", _OFFERED, _REPLIED),
        *within_case(_OFFERED, _REPLIED),
    ),
)

_SENT = "OversendelseFylkesnemnd.start_dato"

application = date_control(
    *("DAT069", "data-application-dates", OversendelseFylkesnemnd, _SENT),
    orders=(*after_extraction(_SENT), *within_case(_SENT)),
)

_MOVED = "Flytting.slutt_dato"

move = date_control(
    *("DAT070", "data-move-dates", Flytting, _MOVED), orders=(*after_extraction(_MOVED), *within_case(_MOVED))
)

_REMOVED = "Slettet.slutt_dato"

removal = date_control(*("DAT071", "data-removal-dates", Slettet, _REMOVED), orders=after_extraction(_REMOVED))
