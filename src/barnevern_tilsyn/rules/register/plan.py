"""Plan: a plan and its evaluations."""

from typing import Final

from barnevern_tilsyn.engine import Rule, Severity
from barnevern_tilsyn.model import Plan
from barnevern_tilsyn.rules.register.duplicates import no_duplicates
from barnevern_tilsyn.rules.register.order import dates_in_order

__all__ = [
    "before_the_case_ended",
    "evaluated_after_the_case_began",
    "evaluated_before_the_case_ended",
    "said_once",
    "starts_before_it_ends",
    "within_the_case",
]

_FILE: Final = "plan"
_STARTED: Final = "Plan.start_dato"
_ENDED: Final = "Plan.konklusjon.slutt_dato"
_EVALUATED: Final = "Plan.evalueringer.utfort_dato"

starts_before_it_ends: Rule = dates_in_order(
    code="NBR-PLAN-2A",
    name="register-plan-starts-after-end",
    applies_to=Plan,
    earlier=_STARTED,
    later=_ENDED,
    file=_FILE,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-PLAN-2C",
    name="register-plan-ends-after-case-end",
    applies_to=Plan,
    earlier=_ENDED,
    later="Sak.slutt_dato",
    file=_FILE,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-PLAN-2E",
    name="register-plan-starts-before-case-start",
    applies_to=Plan,
    earlier="Sak.start_dato",
    later=_STARTED,
    file=_FILE,
    softened_when_migrated=True,
)
evaluated_before_the_case_ended: Rule = dates_in_order(
    code="NBR-PLAN-2F",
    name="register-plan-evaluated-after-case-end",
    applies_to=Plan,
    each="evalueringer",
    earlier=_EVALUATED,
    later="Sak.slutt_dato",
    given=_ENDED,
    file=_FILE,
)
evaluated_after_the_case_began: Rule = dates_in_order(
    code="NBR-PLAN-2G",
    name="register-plan-evaluated-before-case-start",
    applies_to=Plan,
    each="evalueringer",
    earlier="Sak.start_dato",
    later=_EVALUATED,
    file=_FILE,
)
said_once: Rule = no_duplicates(
    code="NBR-PLAN-19",
    name="register-plan-twice",
    applies_to=Plan,
    rows=lambda ctx: ctx.whole.planer,
    file=_FILE,
    severity=Severity.INFO,
)
