"""KOSTRA-UNDERSOKELSE and VEDTAK: investigations and the grounds of what they ended in."""

from typing import Final

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.engine.individ import IndividContext
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Undersokelse, Vedtaksgrunnlag
from barnevern_tilsyn.rules.kostra.clarification import needs_clarification
from barnevern_tilsyn.rules.kostra.dates import (
    ended_in_another_year,
    ends_after_child,
    open_in_closed_child,
    starts_after_end,
    starts_before_child,
)
from barnevern_tilsyn.rules.kostra.program import YEAR, kostra_control

_FILE: Final = "undersokelse"
_PATH: Final = "Individ.meldinger.undersokelse"
_STARTED: Final = f"{_PATH}.start_dato"
_ENDED: Final = f"{_PATH}.slutt_dato"
_CONCLUSION: Final = f"{_PATH}.konklusjon"
_GROUNDS: Final = f"{_PATH}.vedtaksgrunnlag"
_WITH_GROUNDS: Final = frozenset({"1", "2"})
_HALF_YEAR: Final = (6, 30)
"""The program's: its specification says 1 July."""

start_after_end = starts_after_end(
    code="KOSTRA-UNDERSOKELSE_02A",
    name="kostra-investigation-start-after-end",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
)
other_year = ended_in_another_year(
    code="KOSTRA-UNDERSOKELSE_02B",
    name="kostra-investigation-ended-in-other-year",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
)
after_child = ends_after_child(
    code="KOSTRA-UNDERSOKELSE_02C",
    name="kostra-investigation-end-after-child",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
)
open_at_year_end = open_in_closed_child(
    code="KOSTRA-UNDERSOKELSE_02D",
    name="kostra-investigation-open-in-closed-child",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
)
before_child = starts_before_child(
    code="KOSTRA-UNDERSOKELSE_02E",
    name="kostra-investigation-start-before-child",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
    field="start_dato",
)
move_unclear = needs_clarification(
    code="KOSTRA-UNDERSOKELSE_03",
    name="kostra-investigation-move-without-clarification",
    applies_to=Undersokelse,
    path=_PATH,
    file=_FILE,
    codes=frozenset({"5"}),
    field="konklusjon",
)
ground_unclear = needs_clarification(
    code="KOSTRA-VEDTAK_02",
    name="kostra-ground-without-clarification",
    applies_to=Vedtaksgrunnlag,
    path=_GROUNDS,
    file=_FILE,
    codes=frozenset({"18", "19"}),
)


@kostra_control(
    code="KOSTRA-UNDERSOKELSE_04",
    name="kostra-investigation-without-conclusion",
    theme="missing-part",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=(_ENDED, _CONCLUSION),
    file=_FILE,
)
def without_conclusion(undersokelse: Undersokelse, _ctx: IndividContext) -> Assessment | None:
    """Given an investigation with an end, when it has no conclusion, then the control fires."""
    end, conclusion = undersokelse.slutt_dato, undersokelse.konklusjon
    if end is None or conclusion:
        return None
    unread = [path for path, value in ((_ENDED, end), (_CONCLUSION, conclusion)) if value is NOT_REPORTED]
    return undecided(*unread) if unread else fires("missing", facts=((_ENDED, end),), args=(("until", end),))


@kostra_control(
    code="KOSTRA-UNDERSOKELSE_07",
    name="kostra-investigation-without-grounds",
    theme="missing-part",
    applies_to=Undersokelse,
    severity=Severity.ERROR,
    needs=(_CONCLUSION, _GROUNDS),
    file=_FILE,
)
def without_grounds(undersokelse: Undersokelse, _ctx: IndividContext) -> Assessment | None:
    """Given an investigation that ended in a decision or in an application to the tribunal, when there are no grounds
    for it, then the control fires.
    """
    conclusion, grounds = undersokelse.konklusjon, undersokelse.vedtaksgrunnlag
    if grounds or (conclusion not in _WITH_GROUNDS and conclusion is not NOT_REPORTED):
        return None
    unread = [path for path, value in ((_CONCLUSION, conclusion), (_GROUNDS, grounds)) if value is NOT_REPORTED]
    if unread:
        return undecided(*unread)
    return fires("missing", facts=((_CONCLUSION, conclusion),), args=(("code", conclusion),))


@kostra_control(
    code="KOSTRA-UNDERSOKELSE_08",
    name="kostra-investigation-open-from-first-half-year",
    theme="deadline-approximation",
    applies_to=Undersokelse,
    severity=Severity.WARNING,
    needs=(_STARTED, _ENDED, YEAR),
    file=_FILE,
)
def open_from_first_half_year(undersokelse: Undersokelse, ctx: IndividContext) -> Assessment | None:
    """Given an investigation without an end, when it started before 30 June of the year reported, then the control
    fires.
    """
    start, end = undersokelse.start_dato, undersokelse.slutt_dato
    if end:
        return None
    year = ctx.reporting.year
    if start and year and (start.year, start.month, start.day) >= (year, *_HALF_YEAR):
        return None
    unread = [path for path, value in ((_STARTED, start), (_ENDED, end)) if value is NOT_REPORTED]
    if unread or not year:
        return undecided(*unread, *(() if year else (YEAR,)))
    if not start:
        return None
    return fires("open", facts=((_STARTED, start),), args=(("start", start),))
