"""Vedtak: a decision, its status and the demands to change it."""

from typing import Final

from barnevern_tilsyn.codes import gruppe, kodeliste
from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import NOT_REPORTED, OversendelseFylkesnemnd, Vedtak
from barnevern_tilsyn.rules.register.acts import act_of_the_day
from barnevern_tilsyn.rules.register.duplicates import no_duplicates
from barnevern_tilsyn.rules.register.facts import fact_at, lacking
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.relations import joined
from barnevern_tilsyn.rules.register.specification import SINCE_2013, SINCE_2022, nbr, written

__all__ = [
    "act_in_force",
    "act_known",
    "before_the_case_ended",
    "demand_after_the_decision",
    "demand_before_the_end",
    "demand_starts_before_it_ends",
    "ended_with_a_day",
    "said_once",
    "sent_to_the_board",
    "starts_before_it_ends",
    "status_after_the_decision",
    "status_before_the_end",
    "within_the_case",
]

_FILE: Final = "vedtak"
_STARTED: Final = "Vedtak.start_dato"
_ENDED: Final = "Vedtak.konklusjon.slutt_dato"
_STATUS: Final = "Vedtak.statuser.kode"
_BASIS: Final = "Vedtak.lovhjemmel"
_FURTHER: Final = "Vedtak.jmfr_lovhjemler"

starts_before_it_ends: Rule = dates_in_order(
    code="NBR-VEDTAK-2A",
    name="register-decision-starts-after-end",
    applies_to=Vedtak,
    earlier=_STARTED,
    later=_ENDED,
    file=_FILE,
    valid_from=SINCE_2022,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-VEDTAK-2C",
    name="register-decision-ends-after-case-end",
    applies_to=Vedtak,
    earlier=_ENDED,
    later="Sak.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-VEDTAK-2E",
    name="register-decision-before-case-start",
    applies_to=Vedtak,
    earlier="Sak.start_dato",
    later=_STARTED,
    file=_FILE,
    valid_from=SINCE_2022,
    softened_when_migrated=True,
)
demand_starts_before_it_ends: Rule = dates_in_order(
    code="NBR-VEDTAK-2F",
    name="register-demand-starts-after-end",
    applies_to=Vedtak,
    each="krav",
    earlier="Vedtak.krav.start_dato",
    later="Vedtak.krav.konklusjon.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
)
demand_before_the_end: Rule = dates_in_order(
    code="NBR-VEDTAK-2G",
    name="register-demand-ends-after-decision-end",
    applies_to=Vedtak,
    each="krav",
    earlier="Vedtak.krav.konklusjon.slutt_dato",
    later=_ENDED,
    file=_FILE,
    valid_from=SINCE_2022,
)
demand_after_the_decision: Rule = dates_in_order(
    code="NBR-VEDTAK-2H",
    name="register-demand-before-decision",
    applies_to=Vedtak,
    each="krav",
    earlier=_STARTED,
    later="Vedtak.krav.start_dato",
    file=_FILE,
    valid_from=SINCE_2022,
)
status_before_the_end: Rule = dates_in_order(
    code="NBR-VEDTAK-2I",
    name="register-status-after-decision-end",
    applies_to=Vedtak,
    each="statuser",
    earlier="Vedtak.statuser.endret_dato",
    later=_ENDED,
    file=_FILE,
    severity=Severity.INFO,
    valid_from=SINCE_2022,
)
status_after_the_decision: Rule = dates_in_order(
    code="NBR-VEDTAK-2J",
    name="register-status-before-decision",
    applies_to=Vedtak,
    each="statuser",
    earlier=_STARTED,
    later="Vedtak.statuser.endret_dato",
    file=_FILE,
    severity=Severity.INFO,
    valid_from=SINCE_2022,
)


@nbr(
    code="NBR-VEDTAK-3",
    name="register-decision-over-without-end",
    theme="missing-part",
    applies_to=Vedtak,
    severity=Severity.ERROR,
    needs=(_STATUS, _ENDED),
    file=_FILE,
    valid_from=SINCE_2022,
)
def ended_with_a_day(vedtak: Vedtak, ctx: Context) -> Assessment | None:
    """Given a decision with status 3 or 4, when it has no end, then the control fires."""
    ended = fact_at(_ENDED, vedtak, ctx)
    if ended.value:
        return None
    over = [row for row in vedtak.statuser or () if row.kode in gruppe("vedtak-status.over")]
    if over and not ended.missing:
        kode = str(over[0].kode)
        return fires("no-end", facts=((_STATUS, kode),), args=(("code", kode),), at=over[0])
    if over or _status_unknown(vedtak):
        return lacking(ended.missing, "" if over else _STATUS)
    return None


def _status_unknown(vedtak: Vedtak) -> bool:
    statuses = vedtak.statuser
    return statuses is NOT_REPORTED or any(row.kode is NOT_REPORTED for row in statuses or ())


@nbr(
    code="NBR-VEDTAK-4",
    name="register-decision-on-unknown-act",
    theme="legal-basis",
    applies_to=Vedtak,
    severity=Severity.ERROR,
    needs=(f"{_BASIS}.lov", f"{_FURTHER}.lov"),
    file=_FILE,
    valid_from=SINCE_2022,
)
def act_known(vedtak: Vedtak, ctx: Context) -> Assessment | None:
    """Given a decision with a legal basis, when the Act of it, or of a further one, is none of BVL, BVL2021 and BL1981,
    then the control fires.
    """
    known, further = kodeliste("lov"), written(vedtak.jmfr_lovhjemler, ctx)
    others = (further,) if further is NOT_REPORTED else further or ()
    bases = [(_BASIS, vedtak.lovhjemmel), *((_FURTHER, basis) for basis in others)]
    foreign = next((basis for _, basis in bases if basis and basis.lov and basis.lov not in known), None)
    if foreign:
        return fires("unknown-act", args=(("known", tuple(known.codes)),), at=foreign)
    unknown = [path for path, basis in bases if basis is NOT_REPORTED or (basis and basis.lov is NOT_REPORTED)]
    return lacking(*unknown)


act_in_force: Rule = act_of_the_day(
    code="NBR-VEDTAK-5", name="register-decision-on-act-not-in-force", applies_to=Vedtak, file=_FILE
)
said_once: Rule = no_duplicates(
    code="NBR-VEDTAK-19",
    name="register-decision-twice",
    applies_to=Vedtak,
    rows=lambda ctx: ctx.whole.vedtak,
    file=_FILE,
    severity=Severity.INFO,
    valid_from=SINCE_2013,
)


@nbr(
    code="NBR-VEDTAK-20",
    name="register-decision-without-application",
    theme="relation",
    applies_to=Vedtak,
    severity=Severity.WARNING,
    needs=(_STATUS, "Sak.relasjoner", "Sak.oversendelser_fylkesnemnd"),
    file=_FILE,
    valid_from=SINCE_2022,
)
def sent_to_the_board(vedtak: Vedtak, ctx: Context) -> Assessment | None:
    """Given a decision with status 2, when no relation joins it to an application to the board, or one joins it to an
    application that the case does not have, then the control fires.
    """
    sent = [row for row in vedtak.statuser or () if row.kode in gruppe("vedtak-status.sendt_nemnd")]
    if not sent and not _status_unknown(vedtak):
        return None
    applications = joined(vedtak, OversendelseFylkesnemnd, ctx, either=True)
    if applications.elements:
        return None
    if unknown := lacking(*applications.missing, "" if sent else _STATUS):
        return unknown
    return fires("no-application" if applications.dangling else "no-relation", at=sent[0])
