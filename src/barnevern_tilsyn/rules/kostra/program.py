"""What the controls of the program share: whose they are, and what follows where a fact was not read."""

from functools import partial
from typing import Any, Final

from barnevern_tilsyn.engine import Assessment
from barnevern_tilsyn.engine.control import control, undecided
from barnevern_tilsyn.model import NOT_REPORTED, kostra

__all__ = ["CHILD_END", "CHILD_START", "CLOSED", "YEAR", "called", "kostra_control", "not_read"]

_KOSTRA: Final = "kostra"

CHILD_START: Final = "Individ.start_dato"
CHILD_END: Final = "Individ.slutt_dato"
CLOSED: Final = "Individ.avslutta_3112"
YEAR: Final = "Individ.avgiver.versjon"
"""Where the year is from unless the form gives it."""

kostra_control = partial(control, ruleset=_KOSTRA, formats=(_KOSTRA,))
"""Make a function a control of the program, under the program's own id."""


_CALLED: Final[dict[type, str]] = {
    kostra.Individ: "a child",
    kostra.Melding: "a report",
    kostra.Melder: "a reporter",
    kostra.Saksinnhold: "a subject of a report",
    kostra.Undersokelse: "an investigation",
    kostra.Vedtaksgrunnlag: "a ground of a decision",
    kostra.Plan: "a plan",
    kostra.Tiltak: "a measure",
    kostra.Flytting: "a move",
}


def called(kind: type) -> str:
    """What one of the elements is called in a sentence."""
    return _CALLED[kind]


def not_read(*facts: tuple[str, Any]) -> Assessment | None:
    """Undecided, naming the facts that were not read; ``None`` where one of them is known not to be in the file."""
    if any(value is None for _, value in facts):
        return None
    missing = [path for path, value in facts if value is NOT_REPORTED]
    return undecided(*missing) if missing else None
