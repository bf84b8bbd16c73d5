"""OversendelseFylkesnemnd: an application sent to the child-welfare board."""

from typing import Final

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.model import OversendelseFylkesnemnd
from barnevern_tilsyn.rules.register.acts import act_of_the_day
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.specification import SINCE_2022

__all__ = ["act_in_force", "before_the_case_ended", "within_the_case"]

_FILE: Final = "oversendelse"
_SENT: Final = "OversendelseFylkesnemnd.start_dato"

within_the_case: Rule = dates_in_order(
    code="NBR-OVERSENDELSE-2E",
    name="register-application-before-case-start",
    applies_to=OversendelseFylkesnemnd,
    earlier="Sak.start_dato",
    later=_SENT,
    file=_FILE,
    valid_from=SINCE_2022,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-OVERSENDELSE-2F",
    name="register-application-after-case-end",
    applies_to=OversendelseFylkesnemnd,
    earlier=_SENT,
    later="Sak.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
)
act_in_force: Rule = act_of_the_day(
    code="NBR-OVERSENDELSE-5",
    name="register-application-on-act-not-in-force",
    applies_to=OversendelseFylkesnemnd,
    file=_FILE,
)
