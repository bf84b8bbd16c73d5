"""Courses with exactly one fault in their data and no breach, by the code of the control that must find it."""

from collections.abc import Mapping
from datetime import date

import attrs

from barnevern_tilsyn.testing.synthetic import spec
from barnevern_tilsyn.testing.synthetic.code_choice import dropped, help_measure
from barnevern_tilsyn.testing.synthetic.dice import FLOOR, days
from barnevern_tilsyn.testing.synthetic.draft import Draft
from barnevern_tilsyn.testing.synthetic.oracle_days import week_limits
from barnevern_tilsyn.testing.synthetic.plants import Plant
from barnevern_tilsyn.testing.synthetic.spec import Kode

__all__ = ["DATA_PLANTS"]

_REPORTER_SPLIT = date(2025, 1, 1)
_DROPPED_FOR_MEASURES = date(2020, 1, 1)


def _dropped_report(draft: Draft, received: date) -> spec.Melding:
    concluded = draft.within(received, week_limits(received))
    return draft.report(received, dropped(draft.rng, concluded), concluded)


def reporter_code_ended(draft: Draft, *, boundary: bool) -> None:
    """Reported by a doctor with the code that was split in two on 1 January 2025."""
    received = _REPORTER_SPLIT if boundary else draft.received(14, first=_REPORTER_SPLIT)
    made = _dropped_report(draft, received)
    draft.parts["meldinger"] = [attrs.evolve(made, melder=(Kode("15"),))]


def relation_to_nothing(draft: Draft, *, boundary: bool) -> None:  # noqa: ARG001 - it has no day
    """A relation from the report to a measure that the case does not have."""
    made = _dropped_report(draft, draft.received(14))
    draft.relasjoner.append(spec.Relasjon(draft.id(), "Melding", made.id, "Tiltak", draft.id()))


def measure_claimed(draft: Draft, *, boundary: bool) -> None:
    """Dropped because of running measures, of which the last ended before the report, or none was ever begun."""
    received = draft.received(14, first=_DROPPED_FOR_MEASURES)
    draft.report(received, "3", draft.within(received, week_limits(received)))
    if boundary or draft.chance(0.5):
        began = received - days(draft.rng.randint(30, 90))
        ended = received - days(1 if boundary else draft.rng.randint(2, 25))
        draft.measure(draft.decision(began, help_measure(began)), began, "4.1", slutt=ended)


def evaluated_before_plan(draft: Draft, *, boundary: bool) -> None:
    """A plan that was evaluated before it began."""
    made = _dropped_report(draft, draft.received(30, first=FLOOR + days(40)))
    start = made.start_dato + days(draft.rng.randint(10, 20))
    draft.add("planer", spec.Plan(draft.id(), start, "1", (start - days(1 if boundary else draft.rng.randint(2, 9)),)))


DATA_PLANTS: Mapping[str, tuple[Plant, ...]] = {
    "DAT001": (reporter_code_ended,),
    "DAT030": (relation_to_nothing,),
    "DAT040": (measure_claimed,),
    "DAT064": (evaluated_before_plan,),
}
"""By control, the ways to plant its fault."""
