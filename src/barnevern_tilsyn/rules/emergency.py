"""What duties after an emergency decision (*akuttvedtak*) ask of it: until when it counted, and what caps a breach."""

from datetime import date
from typing import Final

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Cap, Condition, Context, Event, FactUsed, condition, unknown
from barnevern_tilsyn.model import NOT_REPORTED, Tiltak, Vedtak
from barnevern_tilsyn.rules.basis import is_emergency, is_of_group
from barnevern_tilsyn.rules.vedtaket import PERIOD_NEEDS, over

__all__ = ["BASIS", "EMERGENCY_NEEDS", "emergency_caps", "emergency_ended", "emergency_made"]

BASIS: Final = "Vedtak.lovhjemmel"
_STATUSES: Final = "Vedtak.statuser"
_STATUS: Final = f"{_STATUSES}.kode"
_CHANGED: Final = f"{_STATUSES}.endret_dato"
_MEASURE_START: Final = "Tiltak.start_dato"
_MEASURE_END: Final = "Tiltak.konklusjon"
_MEASURE_ENDED: Final = f"{_MEASURE_END}.slutt_dato"

EMERGENCY_NEEDS: Final = (
    *(BASIS, _STATUSES, _STATUS, _CHANGED),
    *(_MEASURE_START, _MEASURE_END, _MEASURE_ENDED, *PERIOD_NEEDS),
)


def emergency_made(vedtak: Vedtak) -> Condition:
    """Whether a decision is an emergency one."""
    found = is_emergency(vedtak)
    return unknown(BASIS, question="emergency") if found is None else condition(found, question="emergency")


def emergency_ended(vedtak: Vedtak, decided: date, ctx: Context) -> Event:
    """The day from which the decision no longer counts: it lapsed, its measure ended or the case was closed."""
    decision, measure = over(ctx, vedtak), _measures_ended(vedtak, decided, ctx)
    missing = (*decision.missing, *decision.earlier, *measure.missing)
    days = [day for day in (decision.strict, measure.strict) if day]
    if not days:
        return Event(missing=missing)
    return Event(strict=min(days), lenient=min(days), earlier=missing)


def _measures_ended(vedtak: Vedtak, decided: date, ctx: Context) -> Event:
    """The first day on which all measures had ended that had begun: those that a relation joins to the decision, and
    that did not end before it.
    """
    if ctx.sak.tiltak is NOT_REPORTED:
        return Event(missing=("Sak.tiltak",))
    measures, last = ctx.sammenheng.measures_of(vedtak), None
    if ctx.sammenheng.lost(vedtak, Tiltak):
        return Event(missing=(_MEASURE_END,))
    if not all(row.start_dato for row in measures):
        return Event(missing=(_MEASURE_START,))
    for row in sorted(measures, key=lambda row: row.start_dato or date.max):
        if last and row.start_dato and row.start_dato > last:
            break
        end = _measure_ended(row, ctx)
        if end.strict is None:
            return end
        if end.strict >= decided:
            last = max(last or end.strict, end.strict)
    return Event.on(last)


def _measure_ended(tiltak: Tiltak, ctx: Context) -> Event:
    konklusjon = tiltak.konklusjon
    if konklusjon is NOT_REPORTED:
        return Event(missing=(_MEASURE_END,))
    if konklusjon is None:
        return Event()
    if konklusjon.slutt_dato is NOT_REPORTED:
        return Event(missing=(_MEASURE_ENDED,))
    return Event.on(ctx.seen(konklusjon.slutt_dato))


def emergency_caps(vedtak: Vedtak, decided: date, ended: Event, ctx: Context) -> tuple[Cap, ...]:
    """What leaves it to a person: the Act does not call the decision by that name, it fell away within days, or it may
    have been turned down.
    """
    named = is_of_group(vedtak, "lovhjemmel.akuttvedtak_ved_navn") is True
    return (
        Cap(condition(not named, question="not-by-name"), "not-by-name"),
        Cap(_within_days(decided, ended, ctx), "ended-within-days"),
        Cap(_turned_down(vedtak, ended), "turned-down"),
    )


def _within_days(decided: date, ended: Event, ctx: Context) -> Condition:
    within = ended.strict is not None and ended.strict <= ctx.frist("bvl.8-2.kortvarig", decided).nominal
    if not within and ended.earlier:
        return unknown(*ended.earlier, question="ended-within-days")
    return condition(within, question="ended-within-days")


def _turned_down(vedtak: Vedtak, ended: Event) -> Condition:
    """Whether it was refused by the day it ended. The register has one code for refused and for ended."""
    if vedtak.statuser is NOT_REPORTED:
        return unknown(_STATUSES, question="turned-down")
    turned, missing = gruppe("vedtak-status.avslatt").codes, ""
    for row in vedtak.statuser or ():
        if row.kode is NOT_REPORTED:
            missing = _STATUS
        elif row.kode in turned and not row.endret_dato:
            missing = _CHANGED
        elif row.kode in turned and row.endret_dato and row.endret_dato <= (ended.strict or date.min):
            return condition(row.kode in turned, FactUsed(_STATUS, row.kode), question="turned-down")
    return unknown(missing, question="turned-down") if missing else condition(bool(missing), question="turned-down")
