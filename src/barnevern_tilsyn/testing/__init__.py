"""Testing: what a rule owes, checked (for rule authors), and synthetic deliveries (``testing.generator``)."""

from barnevern_tilsyn.testing.rule_checks import CaseRun, check_rule, run_cases

__all__ = ["CaseRun", "check_rule", "run_cases"]
