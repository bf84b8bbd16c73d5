"""What of a case belongs to the investigation that was drawn: its reports, its plans, its decisions."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from barnevern_tilsyn.engine import Context, Linked
from barnevern_tilsyn.findings import Names
from barnevern_tilsyn.model import NOT_REPORTED, Plan, Undersokelse, Vedtak
from barnevern_tilsyn.programmes.form import Subject

__all__ = ["Drawn", "drawn_investigation"]


def drawn_investigation(ctx: Context, subject: Subject, names: Names) -> Undersokelse | None:
    """The investigation that a form is about; None where the case has none such, or more than one that it may be.

    It is known by its name, or where it has none by its last day.
    """
    rows = ctx.sammenheng.undersokelser
    if subject.element is not None:
        found = [row for row in rows if names.element(ctx.sak.id, "Undersokelse", row.id) == subject.element]
    else:
        found = [row for row in rows if subject.closed is not None and last_day(row) == subject.closed]
    return found[0] if len(found) == 1 else None


def last_day(investigation: Undersokelse) -> date | None:
    """The registered last day of an investigation; None where there is none, or it is not known."""
    return (investigation.konklusjon.slutt_dato or None) if investigation.konklusjon else None


class Drawn:
    """An investigation of a case, and what belongs to it as far as seen.

    Reports are those that led to it. Plans and decisions are those that a relation joins to it, else those dated from
    the first report, or the start, to the last day. That a decision belongs to it is then only inferred.
    """

    def __init__(self, ctx: Context, investigation: Undersokelse) -> None:
        self.ctx = ctx
        self._investigation = investigation
        self._reports = ctx.sammenheng.reports_of(investigation)

    def of(self, kind: str) -> Linked[Any]:
        """The elements of a kind. Nothing is known of a kind that does not belong to an investigation."""
        match kind:
            case "Sak":
                return Linked((self.ctx.sak,))
            case "Undersokelse":
                return Linked((self._investigation,))
            case "Melding":
                return self._reports
            case "Plan":
                return self._joined(Plan, "Sak.planer", self.ctx.sak.planer, self.ctx.sammenheng.planer)
            case "Vedtak":
                return self._joined(Vedtak, "Sak.vedtak", self.ctx.sak.vedtak, self.ctx.sammenheng.free_decisions)
            case _:
                return Linked(missing=(kind,))

    def _joined(self, kind: Any, path: str, reported: object, free: Sequence[Any]) -> Linked[Any]:
        if reported is NOT_REPORTED:
            return Linked(missing=(path,))
        joined: tuple[Any, ...] = self.ctx.sammenheng.linked(self._investigation, kind)
        if joined:
            return Linked(joined)
        undated = any(not row.start_dato for row in free)
        first, last = self._period()
        within = tuple(row for row in free if row.start_dato and first <= row.start_dato <= last)
        return Linked(within, inferred=kind is Vedtak, missing=(f"{kind.__name__}.start_dato",) if undated else ())

    def _period(self) -> tuple[date, date]:
        rows: tuple[Any, ...] = (*self._reports.elements, self._investigation)
        days = [row.start_dato for row in rows if row.start_dato]
        return min(days, default=date.min), last_day(self._investigation) or date.max
