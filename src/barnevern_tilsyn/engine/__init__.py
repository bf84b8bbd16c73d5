"""How a rule works: conditions, deadlines, outcomes, and the run over a case. Knows no single rule."""

from barnevern_tilsyn.engine.assessment import Assessment, Cap, Event, Standing
from barnevern_tilsyn.engine.context import Clock, Context, MissingAsOfError
from barnevern_tilsyn.engine.dated import Dated
from barnevern_tilsyn.engine.lazy import lazy
from barnevern_tilsyn.engine.outcome import Outcome, Severity, Strength
from barnevern_tilsyn.engine.readings import sent_to_board, statuses_known
from barnevern_tilsyn.engine.registry import Registry, UnknownRuleError, rules_in
from barnevern_tilsyn.engine.result import Result
from barnevern_tilsyn.engine.rule import DeliveryCheck, Rule, rule
from barnevern_tilsyn.engine.run import Run
from barnevern_tilsyn.engine.sammenheng import Linked, Sammenheng
from barnevern_tilsyn.engine.truth import NO, UNKNOWN, YES, Condition, FactUsed, Truth, condition, unknown

__all__ = [
    "NO",
    "UNKNOWN",
    "YES",
    "Assessment",
    "Cap",
    "Clock",
    "Condition",
    "Context",
    "Dated",
    "DeliveryCheck",
    "Event",
    "FactUsed",
    "Linked",
    "MissingAsOfError",
    "Outcome",
    "Registry",
    "Result",
    "Rule",
    "Run",
    "Sammenheng",
    "Severity",
    "Standing",
    "Strength",
    "Truth",
    "UnknownRuleError",
    "condition",
    "lazy",
    "rule",
    "rules_in",
    "sent_to_board",
    "statuses_known",
    "unknown",
]
