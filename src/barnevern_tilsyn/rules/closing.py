"""When an investigation was finished: its overall assessment and one act.

bvl § 2-5 first ledd; old Act § 6-9 second ledd.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Context, Event, Linked, sent_to_board, statuses_known
from barnevern_tilsyn.model import NOT_REPORTED, Melding, OversendelseFylkesnemnd, Undersokelse, Vedtak
from barnevern_tilsyn.rules.emergency import is_emergency

__all__ = ["CLOSING_NEEDS", "Closing", "closing_of", "earliest", "finished_on"]

CLOSING_NEEDS = (
    "Undersokelse.konklusjon.slutt_dato",
    "Undersokelse.konklusjon.kode",
    "Vedtak.start_dato",
    "Vedtak.lovhjemmel",
    "Vedtak.statuser",
    "OversendelseFylkesnemnd.start_dato",
)


@attrs.frozen(weakref_slot=False)
class Closing:
    """The registered end of an investigation, as far as seen: its day and code, or what is missing to tell them.

    Without a day and nothing missing the investigation is not closed.
    """

    day: date | None = None
    code: str = ""
    missing: tuple[str, ...] = ()

    @property
    def with_measures(self) -> bool:
        """Closed with a decision on measures."""
        return self.code in gruppe("undersokelse-konklusjon.tiltak")

    @property
    def to_board(self) -> bool:
        """Closed with a request to the child-welfare board."""
        return self.code in gruppe("undersokelse-konklusjon.nemnd")


def closing_of(undersokelse: Undersokelse, ctx: Context) -> Closing:
    """The registered end of an investigation."""
    konklusjon = undersokelse.konklusjon
    if konklusjon is NOT_REPORTED:
        return Closing(missing=("Undersokelse.konklusjon",))
    if konklusjon is None:
        return Closing()
    if not konklusjon.slutt_dato:
        return Closing(missing=("Undersokelse.konklusjon.slutt_dato",))
    if ctx.seen(konklusjon.slutt_dato) is None:
        return Closing()
    if not konklusjon.kode:
        return Closing(missing=("Undersokelse.konklusjon.kode",))
    return Closing(konklusjon.slutt_dato, konklusjon.kode)


def finished_on(undersokelse: Undersokelse, reports: Linked[Melding], ctx: Context) -> Event:
    """The day an investigation was finished, under the strictest and the most lenient reading.

    Codes 1 and 2 go by the act (the decision outside the emergency chapter; the dispatch to the board): an act in time
    before a late registered end is arguable, unless the overall assessment is known to be late; an act after the
    registered end decides. Codes 3–9 go by the registered end; a later linked dismissal is arguable.
    """
    closing = closing_of(undersokelse, ctx)
    if closing.day is None:
        return Event(missing=closing.missing)
    missing = unreported_acts(ctx)
    if missing:
        return Event(missing=missing)
    if not closing.with_measures and not closing.to_board:
        return _dismissed(undersokelse, closing.day, ctx)
    day, missing = _act(undersokelse, closing, reports, ctx)
    if missing:
        return Event(missing=missing)
    if day is None or day == closing.day:
        return Event.on(closing.day)
    if day > closing.day:
        return Event.on(day)
    assessed = _overall_assessment(undersokelse)
    lenient = max(day, min(assessed, closing.day)) if assessed else day
    return Event(strict=closing.day, lenient=lenient, reasons=("act-before-end",))


def unreported_acts(ctx: Context) -> tuple[str, ...]:
    """The kinds of act that the record does not tell of at all."""
    return tuple(
        path
        for path, rows in (
            ("Sak.vedtak", ctx.sak.vedtak),
            ("Sak.oversendelser_fylkesnemnd", ctx.sak.oversendelser_fylkesnemnd),
        )
        if rows is NOT_REPORTED
    )


def earliest(rows: Iterable[Vedtak | OversendelseFylkesnemnd]) -> date | None:
    """The first day among these, if any is known."""
    return min((row.start_dato for row in rows if row.start_dato), default=None)


def ordinary_decisions(decisions: Sequence[Vedtak]) -> tuple[list[Vedtak], tuple[str, ...]]:
    """Decisions outside the emergency chapter, and the facts missing to tell them or their days."""
    if any(is_emergency(row) is None for row in decisions):
        return [], ("Vedtak.lovhjemmel",)
    kept = [row for row in decisions if not is_emergency(row)]
    return kept, ("Vedtak.start_dato",) if any(not row.start_dato for row in kept) else ()


def _act(
    undersokelse: Undersokelse, closing: Closing, reports: Linked[Melding], ctx: Context
) -> tuple[date | None, tuple[str, ...]]:
    """The day of the closing act and what is missing to tell it.

    Without a linked act one from the first report to the registered end counts: it can only speak for the service.
    """
    if closing.with_measures:
        day, missing = _first_decision(ctx.sammenheng.decisions_of(undersokelse))
        if day or missing:
            return day, missing
        return _first_decision(ctx.sammenheng.free_decisions(undersokelse), *_period(undersokelse, closing, reports))
    transfers = ctx.sammenheng.transfers_of(undersokelse)
    if transfers:
        return _first_dispatch(transfers)
    return _unlinked_dispatch(undersokelse, _period(undersokelse, closing, reports), ctx)


def _period(undersokelse: Undersokelse, closing: Closing, reports: Linked[Melding]) -> tuple[date, date]:
    begun = undersokelse.start_dato or date.min
    first = min((row.start_dato for row in reports.elements if row.start_dato), default=begun)
    return first, closing.day or date.max


def _first_decision(
    decisions: Sequence[Vedtak], first: date = date.min, last: date = date.max
) -> tuple[date | None, tuple[str, ...]]:
    ordinary, missing = ordinary_decisions(decisions)
    if missing:
        return None, missing
    return earliest(row for row in ordinary if row.start_dato and first <= row.start_dato <= last), ()


def _first_dispatch(transfers: Sequence[OversendelseFylkesnemnd]) -> tuple[date | None, tuple[str, ...]]:
    unknown = any(not row.start_dato for row in transfers)
    return (None, ("OversendelseFylkesnemnd.start_dato",)) if unknown else (earliest(transfers), ())


def _unlinked_dispatch(
    undersokelse: Undersokelse, period: tuple[date, date], ctx: Context
) -> tuple[date | None, tuple[str, ...]]:
    """The day a decision got the status *sent to the board*, or of a dispatch that no relation joins.

    Neither shows the dispatch itself, so only one up to the registered end counts, for the service.
    """
    first, last = period
    linked = ctx.sammenheng.decisions_of(undersokelse)
    decisions = linked or ctx.sammenheng.free_decisions(undersokelse)
    if not all(statuses_known(row) for row in decisions):
        return None, ("Vedtak.statuser",)
    transfers = ctx.sammenheng.oversendelser
    _, missing = _first_dispatch(transfers)
    if missing:
        return None, missing
    sent = [day for row in decisions if (day := ctx.seen(sent_to_board(row))) and first <= day <= last]
    dispatched = [row.start_dato for row in transfers if row.start_dato and first <= row.start_dato <= last]
    return min((*sent, *dispatched), default=None), ()


def _overall_assessment(undersokelse: Undersokelse) -> date | None:
    tillegg = undersokelse.tillegg
    vurdering = tillegg.samlet_vurdering if tillegg else None
    return (vurdering.dato or None) if vurdering else None


def _dismissed(undersokelse: Undersokelse, end: date, ctx: Context) -> Event:
    decisions, missing = ordinary_decisions(ctx.sammenheng.decisions_of(undersokelse))
    if missing:
        return Event(missing=missing)
    dismissed = earliest(decisions)
    if dismissed is None or dismissed <= end:
        return Event.on(end)
    return Event(strict=dismissed, lenient=end, reasons=("dismissal-after-end",))
