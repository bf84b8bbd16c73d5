"""The three rules as plain functions: no engine at all."""

from collections.abc import Iterator

from barnevern_tilsyn.model import Sak
from bench.engines.facts import PLAN_DUTY, Flagged, Investigation, Judge, Report, facts

__all__ = ["compiled"]


def reviewed_late(report: Report) -> bool:
    return (report.concluded or report.known) > report.last_day


def finished_late(investigation: Investigation) -> bool:
    last_day = investigation.six_months if investigation.extended else investigation.three_months
    return (investigation.concluded or investigation.known) > last_day


def closed_without_plan(investigation: Investigation) -> bool:
    if investigation.begun < PLAN_DUTY or investigation.concluded is None:
        return False
    return investigation.planned is None or investigation.planned > investigation.concluded


def _flagged(sak: Sak) -> Iterator[Flagged]:
    found = facts(sak)
    for report in found.reports:
        if reviewed_late(report):
            yield "reviewed", report.id
    for investigation in found.investigations:
        if finished_late(investigation):
            yield "finished", investigation.id
        if closed_without_plan(investigation):
            yield "planned", investigation.id


def compiled() -> Judge:
    return lambda sak: list(_flagged(sak))
