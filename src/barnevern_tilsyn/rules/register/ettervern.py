"""Ettervern: an offer of aftercare."""

from typing import Final

from barnevern_tilsyn.engine import Rule
from barnevern_tilsyn.model import Ettervern
from barnevern_tilsyn.rules.register.order import dates_in_order
from barnevern_tilsyn.rules.register.specification import SINCE_2022

__all__ = ["before_the_case_ended", "offered_before_it_ends", "within_the_case"]

_FILE: Final = "ettervern"
_OFFERED: Final = "Ettervern.tilbud_sendt_dato"
_ENDED: Final = "Ettervern.konklusjon.slutt_dato"

offered_before_it_ends: Rule = dates_in_order(
    code="NBR-ETTERVERN-2A",
    name="register-aftercare-offered-after-end",
    applies_to=Ettervern,
    earlier=_OFFERED,
    later=_ENDED,
    file=_FILE,
    valid_from=SINCE_2022,
)
before_the_case_ended: Rule = dates_in_order(
    code="NBR-ETTERVERN-2C",
    name="register-aftercare-ends-after-case-end",
    applies_to=Ettervern,
    earlier=_ENDED,
    later="Sak.slutt_dato",
    file=_FILE,
    valid_from=SINCE_2022,
)
within_the_case: Rule = dates_in_order(
    code="NBR-ETTERVERN-2E",
    name="register-aftercare-offered-before-case-start",
    applies_to=Ettervern,
    earlier="Sak.start_dato",
    later=_OFFERED,
    file=_FILE,
    valid_from=None,
)
