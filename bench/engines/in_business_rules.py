"""The three rules in business-rules: variables and actions as classes, rules as data."""

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

from barnevern_tilsyn.model import Sak
from bench.engines.facts import PLAN_DUTY, Flagged, Investigation, Judge, Report, facts

__all__ = ["compiled"]


class ReportVariables(BaseVariables):
    def __init__(self, report: Report) -> None:
        self._report = report

    @numeric_rule_variable
    def days_over(self) -> int:
        return ((self._report.concluded or self._report.known) - self._report.last_day).days


class InvestigationVariables(BaseVariables):
    def __init__(self, investigation: Investigation) -> None:
        self._row = investigation

    @numeric_rule_variable
    def days_over(self) -> int:
        last_day = self._row.six_months if self._row.extended else self._row.three_months
        return ((self._row.concluded or self._row.known) - last_day).days

    @numeric_rule_variable
    def year_begun(self) -> int:
        return self._row.begun.year

    @boolean_rule_variable
    def closed(self) -> bool:
        return self._row.concluded is not None

    @boolean_rule_variable
    def planned_before_closing(self) -> bool:
        planned, concluded = self._row.planned, self._row.concluded
        return planned is not None and concluded is not None and planned <= concluded


class Flag(BaseActions):
    def __init__(self, id: str, flagged: list[Flagged]) -> None:
        self._id = id
        self._flagged = flagged

    @rule_action(params={"rule": FIELD_TEXT})
    def flag(self, rule: str) -> None:
        self._flagged.append((rule, self._id))


def _condition(name: str, operator: str, value: object = None) -> dict[str, object]:
    return {"name": name, "operator": operator, "value": value}


def _rule(name: str, *conditions: dict[str, object]) -> dict[str, object]:
    return {"conditions": {"all": list(conditions)}, "actions": [{"name": "flag", "params": {"rule": name}}]}


_LATE = _condition("days_over", "greater_than", 0)
REPORT_RULES = [_rule("reviewed", _LATE)]
INVESTIGATION_RULES = [
    _rule("finished", _LATE),
    _rule(
        "planned",
        _condition("closed", "is_true"),
        _condition("year_begun", "greater_than_or_equal_to", PLAN_DUTY.year),
        _condition("planned_before_closing", "is_false"),
    ),
]


def _judge(sak: Sak) -> list[Flagged]:
    flagged: list[Flagged] = []
    found = facts(sak)
    for report in found.reports:
        run_all(REPORT_RULES, ReportVariables(report), Flag(report.id, flagged))
    for investigation in found.investigations:
        run_all(INVESTIGATION_RULES, InvestigationVariables(investigation), Flag(investigation.id, flagged))
    return flagged


def compiled() -> Judge:
    return _judge
