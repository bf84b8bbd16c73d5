"""The three rules in durable_rules: JSON facts into a Rete network in C, actions called back.

A fact rather than an event, for an event is used up by the first rule that it fires. Days are their numbers: JSON has
no dates. A fact that no rule takes is refused with an exception, and not kept; one that fired is retracted.
"""

from typing import Any

from durable import engine, lang
from durable.lang import m

from barnevern_tilsyn.model import Sak
from bench.engines.facts import PLAN_DUTY, Flagged, Investigation, Judge, Report, facts

__all__ = ["compiled"]

RULESET = "deadlines"


def compiled() -> Judge:
    flagged: list[Flagged] = []

    def flag(name: str, *conditions: Any) -> None:
        for condition in conditions:
            lang.when_all(condition)(lambda c: flagged.append((name, c.m.element)))

    report, investigation = m.kind == "report", m.kind == "investigation"
    closed = investigation & +m.concluded & (m.begun >= PLAN_DUTY.toordinal())
    with lang.ruleset(RULESET):
        flag(
            "reviewed",
            report & +m.concluded & (m.concluded > m.last_day),
            report & -m.concluded & (m.known > m.last_day),
        )
        flag(
            "finished",
            investigation & +m.concluded & (m.concluded > m.last_day),
            investigation & -m.concluded & (m.known > m.last_day),
        )
        flag("planned", closed & -m.planned, closed & +m.planned & (m.planned > m.concluded))
    host = lang.get_host()

    def judge(sak: Sak) -> list[Flagged]:
        flagged.clear()
        found = facts(sak)
        for fact in [*map(_report, found.reports), *map(_investigation, found.investigations)]:
            try:
                host.assert_fact(RULESET, fact)
            except engine.MessageNotHandledException:
                continue
            host.retract_fact(RULESET, fact)
        return flagged.copy()

    return judge


def _report(row: Report) -> dict[str, Any]:
    fact = {"kind": "report", "element": row.id, "last_day": row.last_day.toordinal(), "known": row.known.toordinal()}
    if row.concluded:
        fact["concluded"] = row.concluded.toordinal()
    return fact


def _investigation(row: Investigation) -> dict[str, Any]:
    fact = {
        "kind": "investigation",
        "element": row.id,
        "begun": row.begun.toordinal(),
        "last_day": (row.six_months if row.extended else row.three_months).toordinal(),
        "known": row.known.toordinal(),
    }
    if row.concluded:
        fact["concluded"] = row.concluded.toordinal()
    if row.planned:
        fact["planned"] = row.planned.toordinal()
    return fact
