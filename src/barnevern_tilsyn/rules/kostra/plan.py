"""KOSTRA-PLAN: plans."""

from typing import Final

from barnevern_tilsyn.model.kostra import Plan
from barnevern_tilsyn.rules.kostra.dates import (
    ends_after_child,
    open_in_closed_child,
    starts_after_end,
    starts_before_child,
)

_FILE: Final = "plan"
_PATH: Final = "Individ.planer"

start_after_end = starts_after_end(
    code="KOSTRA-PLAN_02A", name="kostra-plan-start-after-end", applies_to=Plan, path=_PATH, file=_FILE
)
after_child = ends_after_child(
    code="KOSTRA-PLAN_02C", name="kostra-plan-end-after-child", applies_to=Plan, path=_PATH, file=_FILE
)
open_at_year_end = open_in_closed_child(
    code="KOSTRA-PLAN_02D", name="kostra-plan-open-in-closed-child", applies_to=Plan, path=_PATH, file=_FILE
)
before_child = starts_before_child(
    code="KOSTRA-PLAN_02E",
    name="kostra-plan-start-before-child",
    applies_to=Plan,
    path=_PATH,
    file=_FILE,
    field="start_dato",
)
