"""A report that was concluded with reference to a running measure or investigation: it is there, and was running.

No duty of the law: a conclusion that rests on something the record does not have is a fault in the record.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import control, fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Fact, Melding

_ACTIVE_MEASURES: Final = "3"
"""The code of a report dropped because measures are running."""

_NEEDS: Final = ("Melding.start_dato", "Melding.konklusjon.slutt_dato", "Melding.konklusjon.kode")


@control(
    code="DAT040",
    name="data-report-claims-measure",
    theme="missing-part",
    applies_to=Melding,
    severity=Severity.ERROR,
    needs=(*_NEEDS, "Sak.tiltak", "Tiltak.start_dato", "Tiltak.konklusjon.slutt_dato"),
    ruleset="data",
    file="claims",
    softened_when_migrated=True,
    about=("Melding.konklusjon.kode",),
)
def claims_measure(melding: Melding, ctx: Context) -> Assessment | None:
    """Given a report dropped because of running measures, when no measure was running from the day it was received to
    the day it was concluded, then the control fires.
    """
    if not _concluded(melding, frozenset({_ACTIVE_MEASURES})):
        return None
    return _running(melding, ctx, ctx.sak.tiltak, ctx.whole.tiltak, "tiltak")


@control(
    code="DAT041",
    name="data-report-claims-investigation",
    theme="missing-part",
    applies_to=Melding,
    severity=Severity.ERROR,
    needs=(*_NEEDS, "Sak.undersokelser", "Undersokelse.start_dato", "Undersokelse.konklusjon.slutt_dato"),
    ruleset="data",
    file="claims",
    softened_when_migrated=True,
    about=("Melding.konklusjon.kode",),
)
def claims_investigation(melding: Melding, ctx: Context) -> Assessment | None:
    """Given a report concluded as joining a running investigation, when no investigation was running from the day it
    was received to the day it was concluded, then the control fires.
    """
    if not _concluded(melding, gruppe("melding-konklusjon.pagaende_undersokelse").codes):
        return None
    return _running(melding, ctx, ctx.sak.undersokelser, ctx.whole.undersokelser, "undersokelser")


def _concluded(melding: Melding, codes: frozenset[str]) -> bool:
    konklusjon = melding.konklusjon or None
    return konklusjon is not None and konklusjon.er_slettet is not True and (konklusjon.kode or "") in codes


def _running(
    melding: Melding, ctx: Context, reported: Fact[tuple[Any, ...]], rows: Iterable[Any], name: str
) -> Assessment | None:
    received, concluded = melding.start_dato, melding.konklusjon.slutt_dato if melding.konklusjon else None
    if received is None or concluded is None:
        return None
    if received is NOT_REPORTED or concluded is NOT_REPORTED:
        return undecided("Melding.start_dato" if received is NOT_REPORTED else "Melding.konklusjon.slutt_dato")
    if reported is NOT_REPORTED:
        return undecided(f"Sak.{name}")
    if ctx.sak._kilde.format == "kostra" and received.year < ctx.extracted.year:
        return undecided(f"Sak.{name}")  # a file of a year does not hold what ended before it
    missing: list[str] = []
    ended: list[date] = []
    begun: list[date] = []
    for row in rows:
        kind, start, end = type(row).__name__, row.start_dato, _end(row)
        if start and start > concluded:
            begun.append(start)
        elif isinstance(end, date) and end < received:
            ended.append(end)
        elif start is NOT_REPORTED or end is NOT_REPORTED:
            missing.append(f"{kind}.start_dato" if start is NOT_REPORTED else f"{kind}.konklusjon.slutt_dato")
        else:
            return None
    if missing:
        return undecided(*missing)
    facts = (("Melding.start_dato", received), ("Melding.konklusjon.slutt_dato", concluded))
    days = (("start", received), ("day", concluded))
    if ended:
        return fires("ended", facts=facts, args=(*days, ("last", max(ended))), at=melding.konklusjon)
    if begun:
        return fires("later", facts=facts, args=(*days, ("first", min(begun))), at=melding.konklusjon)
    return fires("none", facts=facts, args=days, at=melding.konklusjon)


def _end(row: Any) -> Fact[date]:
    """The day it ended; ``None`` where it has not."""
    end: Fact[date] = row.konklusjon.slutt_dato if row.konklusjon else row.konklusjon
    return end
