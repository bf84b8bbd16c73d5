"""The three rules in rule-engine: expressions over objects, compiled once."""

from datetime import date
from typing import Any

import rule_engine

from barnevern_tilsyn.model import Sak
from bench.engines.facts import PLAN_DUTY, Flagged, Judge, facts

__all__ = ["compiled"]


def _day(day: date) -> str:
    return f'd"{day}"'


REPORT_RULES = {"reviewed": "(concluded == null ? known : concluded) > last_day"}
INVESTIGATION_RULES = {
    "finished": "(concluded == null ? known : concluded) > (extended ? six_months : three_months)",
    "planned": f"concluded != null and begun >= {_day(PLAN_DUTY)} and (planned == null or planned > concluded)",
}


def compiled() -> Judge:
    context = rule_engine.Context(resolver=rule_engine.resolve_attribute, default_timezone="utc")
    for_reports, for_investigations = (
        [(name, rule_engine.Rule(text, context=context)) for name, text in rules.items()]
        for rules in (REPORT_RULES, INVESTIGATION_RULES)
    )

    def judge(sak: Sak) -> list[Flagged]:
        found = facts(sak)
        return [
            *_matching(for_reports, found.reports),
            *_matching(for_investigations, found.investigations),
        ]

    return judge


def _matching(rules: list[tuple[str, Any]], rows: list[Any]) -> list[Flagged]:
    return [(name, row.id) for row in rows for name, rule in rules if rule.matches(row)]
