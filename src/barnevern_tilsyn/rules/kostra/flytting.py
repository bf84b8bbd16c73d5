"""KOSTRA-FLYTTING: moves out of a foster home or an institution."""

from typing import Final

from barnevern_tilsyn.model.kostra import Flytting
from barnevern_tilsyn.rules.kostra.dates import ends_after_child, starts_before_child

_FILE: Final = "flytting"
_PATH: Final = "Individ.flyttinger"

after_child = ends_after_child(
    code="KOSTRA-FLYTTING_02C", name="kostra-move-after-child", applies_to=Flytting, path=_PATH, file=_FILE
)
before_child = starts_before_child(
    code="KOSTRA-FLYTTING_02F",
    name="kostra-move-before-child",
    applies_to=Flytting,
    path=_PATH,
    file=_FILE,
    field="slutt_dato",
)
