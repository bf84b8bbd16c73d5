"""When an investigation was finished: its overall assessment and one act.

bvl § 2-5 first ledd; old Act § 6-9 second ledd.
"""

from datetime import date, timedelta

import msgspec

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Context, Event, Linked, lazy
from barnevern_tilsyn.model import NOT_REPORTED, Melding, Undersokelse
from barnevern_tilsyn.rules.acts import Act, Acts, board_acts, dismissals, measure_acts

__all__ = ["CLOSING_NEEDS", "Closing", "Course"]

CLOSING_NEEDS = (
    "Undersokelse.konklusjon.slutt_dato",
    "Undersokelse.konklusjon.kode",
    "Vedtak.start_dato",
    "Vedtak.lovhjemmel",
    "Vedtak.statuser",
    "OversendelseFylkesnemnd.start_dato",
)


class Closing(msgspec.Struct, frozen=True, eq=False):
    """The registered end of an investigation, as far as seen: its day and code, or what is missing to tell them.

    Without a day and nothing missing the investigation is not closed. ``with_measures``: closed with a decision on
    measures; ``to_board``: with a request to the child-welfare board.
    """

    day: date | None = None
    code: str = ""
    missing: tuple[str, ...] = ()
    with_measures: bool = False
    to_board: bool = False

    @property
    def dismissed(self) -> bool:
        """Closed without measures."""
        return not self.with_measures and not self.to_board


class Course:
    """An investigation from its first report to its end: what several duties ask of it, worked out once a case.

    Ask for it by ``ctx.once(Course, undersokelse)``.
    """

    def __init__(self, ctx: Context, undersokelse: Undersokelse) -> None:
        self._ctx = ctx
        self._undersokelse = undersokelse

    @lazy
    def reports(self) -> Linked[Melding]:
        """The reports that led to it."""
        return self._ctx.sammenheng.reports_of(self._undersokelse)

    @lazy
    def received(self) -> date | None:
        """The day the first of them was received."""
        reports = self.reports.elements
        return (reports[0].start_dato or None) if reports else None

    @lazy
    def closing(self) -> Closing:
        """Its registered end."""
        return _closing(self._undersokelse, self._ctx)

    @lazy
    def acts(self) -> Acts:
        """The acts that can have finished it, by its registered conclusion.

        Where the first report is not known, an act before the investigation began may be older than it.
        """
        undersokelse, closing, reports = self._undersokelse, self.closing, self.reports
        find = measure_acts if closing.with_measures else board_acts if closing.to_board else dismissals
        acts = find(undersokelse, self.received or date.min, self._ctx)
        if reports.missing and _may_be_older(acts, undersokelse.start_dato or date.max):
            return msgspec.structs.replace(acts, missing=(*acts.missing, *reports.missing))
        return acts

    @lazy
    def finished(self) -> Event:
        """The day it was finished, under the strictest and the most lenient reading.

        Codes 1 and 2 go by the act: one in time before a late registered end is arguable, unless the overall
        assessment is known to be late; one after the registered end decides. Codes 3-9 go by the registered end; the
        linked decision to dismiss on another day is arguable. An act that no relation joins can only make the day
        earlier.
        """
        closing = self.closing
        if closing.day is None:
            return Event(missing=closing.missing)
        acts = self.acts
        if closing.dismissed:
            return _dismissed(closing.day, acts)
        if acts.missing:
            return Event(missing=acts.missing)
        first = acts.first
        if first is None or first.start_dato > closing.day:
            return _by_act_after_end(closing.day, first, acts, self.received or date.min)
        return _by_act_before_end(self._undersokelse, closing.day, first)


def _closing(undersokelse: Undersokelse, ctx: Context) -> Closing:
    konklusjon = undersokelse.konklusjon
    if konklusjon is NOT_REPORTED:
        return Closing(missing=("Undersokelse.konklusjon",))
    if konklusjon is None:
        return Closing()
    day, code = konklusjon.slutt_dato, konklusjon.kode
    if not day:
        return Closing(missing=("Undersokelse.konklusjon.slutt_dato",))
    if ctx.seen(day) is None:
        return Closing()
    if not code:
        return Closing(missing=("Undersokelse.konklusjon.kode",))
    with_measures = code in gruppe("undersokelse-konklusjon.tiltak").codes
    return Closing(day, code, (), with_measures, code in gruppe("undersokelse-konklusjon.nemnd").codes)


def _may_be_older(acts: Acts, begun: date) -> bool:
    """Whether one of the acts lies before the day an investigation began."""
    if any(act.start_dato < begun for act in acts.joined):
        return True
    return begun > date.min and acts.loose().acts.any(date.min, begun - timedelta(days=1))


def _dismissed(end: date, acts: Acts) -> Event:
    if acts.missing:
        return Event(strict=end, lenient=end, earlier=acts.missing, later=acts.missing)
    first = acts.first
    if first is None or first.start_dato == end:
        return Event.on(end)
    if first.start_dato > end:
        return Event(strict=first.start_dato, lenient=end, reasons=("dismissal-after-end",), acts=(first.row,))
    return Event(strict=end, lenient=first.start_dato, reasons=("act-before-end",), acts=(first.row,))


def _by_act_after_end(end: date, first: Act | None, acts: Acts, since: date) -> Event:
    """The act after the registered end decides, or that end without one; a loose act may speak for an earlier day."""
    loose_acts = acts.loose()
    loose = loose_acts.first(since, end)
    strict = first.start_dato if first else end
    lenient = loose.start_dato if loose else strict
    return Event(
        strict=strict,
        lenient=lenient,
        earlier=loose_acts.unknown(since, end) if loose is None else (),
        reasons=("act-not-linked",) if lenient < strict else (),
        acts=tuple(act.row for act in (first, loose) if act),
    )


def _by_act_before_end(undersokelse: Undersokelse, end: date, first: Act) -> Event:
    tillegg = undersokelse.tillegg
    vurdering = tillegg.samlet_vurdering if tillegg else None
    assessed = (vurdering.dato or None) if vurdering else None
    lenient = max(first.start_dato, min(assessed, end)) if assessed else first.start_dato
    reasons = ("act-before-end",) if lenient < end else ()
    return Event(strict=end, lenient=lenient, reasons=reasons, acts=(first.row,))
