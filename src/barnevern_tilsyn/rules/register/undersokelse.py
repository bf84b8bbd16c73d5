"""Undersokelse: an investigation."""

from typing import Any, Final

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Assessment, Context, Rule, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Undersokelse, Vedtak
from barnevern_tilsyn.rules.register.clarification import clarified
from barnevern_tilsyn.rules.register.duplicates import no_duplicates
from barnevern_tilsyn.rules.register.facts import Found, fact_at, lacking
from barnevern_tilsyn.rules.register.missing_part import ended_without
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.parametre import number
from barnevern_tilsyn.rules.register.relations import joined
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = [
    "before_the_case_ended",
    "closed_with_basis",
    "closed_within_days",
    "from_a_report",
    "ground_clarified",
    "said_once",
    "starts_before_it_ends",
    "to_a_decision",
    "within_the_case",
]

_FILE: Final = "undersokelse"
_STARTED: Final = "Undersokelse.start_dato"
_CONCLUSION: Final = "Undersokelse.konklusjon"
_ENDED: Final = "Undersokelse.konklusjon.slutt_dato"
_KODE: Final = "Undersokelse.konklusjon.kode"
_EXTENDED: Final = "Undersokelse.utvidet_frist"
_GRANTED: Final = "Undersokelse.utvidet_frist.innvilget"
_RELATIONS: Final = "Sak.relasjoner"

starts_before_it_ends: Rule = dates_in_order(
    code="NBR-UNDERSOKELSE-2A",
    name="register-investigation-starts-after-end",
    applies_to=Undersokelse,
    earlier=_STARTED,
    later=_ENDED,
    file=_FILE,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-UNDERSOKELSE-2C",
    name="register-investigation-ends-after-case-end",
    applies_to=Undersokelse,
    earlier=_ENDED,
    later="Sak.slutt_dato",
    file=_FILE,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-UNDERSOKELSE-2E",
    name="register-investigation-starts-before-case-start",
    applies_to=Undersokelse,
    earlier="Sak.start_dato",
    later=_STARTED,
    file=_FILE,
    softened_when_migrated=True,
)
ground_clarified: Rule = clarified(
    code="NBR-UNDERSOKELSE-3",
    name="register-ground-without-clarification",
    applies_to=Undersokelse,
    part="vedtaksgrunnlag",
    codes="saksinnhold",
    file=_FILE,
)


def _leads_on(undersokelse: Undersokelse, ctx: Context) -> Found:
    """The code of the conclusion where it is to decide on measures or to go to the board, else nothing."""
    kode = fact_at(_KODE, undersokelse, ctx)
    leads = any(kode.value in gruppe(f"undersokelse-konklusjon.{name}") for name in ("tiltak", "nemnd"))
    return kode if leads or kode.missing else Found()


@nbr(
    code="NBR-UNDERSOKELSE-7",
    name="register-investigation-without-ground",
    theme="missing-part",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=(_KODE, "Undersokelse.vedtaksgrunnlag"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def closed_with_basis(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation concluded with code 1 or 2, when it has no ground (*vedtaksgrunnlag*), then the control
    fires.
    """
    return ended_without(_leads_on(undersokelse, ctx), undersokelse, "Undersokelse.vedtaksgrunnlag", ctx)


@nbr(
    code="NBR-UNDERSOKELSE-11",
    name="register-investigation-open-after-days",
    theme="deadline-approximation",
    applies_to=Undersokelse,
    severity=Severity.WARNING,
    needs=("Melding.start_dato", _ENDED, _EXTENDED, _GRANTED, _RELATIONS, "Sak.meldinger"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def closed_within_days(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation that has not ended and a relation to it from a report, when the extraction is more than
    7 + 90 days after the receipt of the report and no extension is granted, or more than 7 + 180 days after it at all,
    then the control fires.
    """
    ended = fact_at(_ENDED, undersokelse, ctx)
    if ended.value:
        return None
    reports = joined(undersokelse, Melding, ctx, into=True)
    received = [row.start_dato for row in reports.elements if row.start_dato]
    week, ordinary, extended = (number(f"undersokelse.{key}") for key in ("melding", "frist", "utvidet"))
    days = max(((ctx.extracted - day).days for day in received), default=0)
    if days <= week + ordinary:
        unknown = (*reports.missing, *_undated(reports.elements))
        return lacking(*unknown, ended.missing) if unknown else None
    extension = fact_at(_EXTENDED, undersokelse, ctx)
    granted = bool(extension.value) and extension.value.innvilget in gruppe("utvidet-frist.innvilget")
    late = days > week + extended
    if granted and not late:
        return None
    if unknown_end := lacking(ended.missing, "" if late else extension.missing):
        return unknown_end
    limit, first = week + (extended if late else ordinary), min(received)
    args = (("start", first), ("days", days), ("limit", limit), ("as_of", ctx.extracted))
    return fires("open-extended" if late else "open", facts=(("Melding.start_dato", first),), args=args)


def _undated(reports: tuple[Any, ...]) -> tuple[str, ...]:
    return ("Melding.start_dato",) if any(row.start_dato is NOT_REPORTED for row in reports) else ()


said_once: Rule = no_duplicates(
    code="NBR-UNDERSOKELSE-19",
    name="register-investigation-twice",
    applies_to=Undersokelse,
    rows=lambda ctx: ctx.whole.undersokelser,
    file=_FILE,
    severity=Severity.ERROR,
)


@nbr(
    code="NBR-UNDERSOKELSE-20",
    name="register-investigation-without-report",
    theme="relation",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=(_RELATIONS, "Sak.meldinger"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def from_a_report(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation, when no relation leads to it from a report of the case, then the control fires."""
    reports = joined(undersokelse, Melding, ctx, into=True)
    if reports.elements:
        return None
    return lacking(*reports.missing) or fires("no-relation")


@nbr(
    code="NBR-UNDERSOKELSE-21",
    name="register-investigation-without-decision",
    theme="relation",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=(_KODE, _RELATIONS, "Sak.vedtak"),
    file=_FILE,
    valid_from=SINCE_2013,
)
def to_a_decision(undersokelse: Undersokelse, ctx: Context) -> Assessment | None:
    """Given an investigation concluded with code 1 or 2, when no relation leads from it to a decision of the case, then
    the control fires: an error with code 1, a warning with code 2.
    """
    kode = _leads_on(undersokelse, ctx)
    if not any(kode):
        return None
    decisions = joined(undersokelse, Vedtak, ctx)
    if decisions.elements:
        return None
    if unknown := lacking(kode.missing, *decisions.missing):
        return unknown
    severity = Severity.WARNING if kode.value in gruppe("undersokelse-konklusjon.nemnd") else Severity.ERROR
    return fires("no-relation", facts=((_KODE, kode.value),), args=(("code", kode.value),), severity=severity)
