"""Flytting: a move out of a foster home or an institution."""

from typing import Final

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.model import Flytting
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.specification import SINCE_2022

__all__ = ["before_the_case_ended", "within_the_case"]

_FILE: Final = "flytting"
_MOVED: Final = "Flytting.slutt_dato"

before_the_case_ended: Rule = dates_in_order(
    code="NBR-FLYTTING-2C",
    name="register-move-after-case-end",
    applies_to=Flytting,
    earlier=_MOVED,
    later="Sak.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
    softened_when_migrated=True,
)
within_the_case: Rule = dates_in_order(
    code="NBR-FLYTTING-2F",
    name="register-move-before-case-start",
    applies_to=Flytting,
    earlier="Sak.start_dato",
    later=_MOVED,
    file=_FILE,
    valid_from=SINCE_2022,
    softened_when_migrated=True,
)
