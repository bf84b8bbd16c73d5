"""What the program takes for a care order (*omsorgsovertakelse*), by the registered basis of a measure.

§ 4-12 of the Act of 1992, § 4-8 second and third paragraph of it, and § 5-1 of the Act of 2021 with a letter from a to
g. Not seen: § 4-8 read with § 4-12, and § 5-1 without a letter.
"""

from typing import Final

from barnevern_tilsyn.engine import Assessment
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED
from barnevern_tilsyn.model.kostra import Tiltak

__all__ = ["BASIS", "ENDED", "LIFTED", "ended_without_cause", "is_care_order"]

BASIS: Final = "Individ.tiltak.lovhjemmel"
ENDED: Final = "Individ.tiltak.slutt_dato"
LIFTED: Final = "Individ.tiltak.opphevelse"

_BY_SECTION: Final = ("BVL", "4", "12")
_BY_PARAGRAPH: Final = ("BVL", "4", "8")
_BY_LETTER: Final = ("BVL2021", "5", "1")
_PARAGRAPHS: Final = ("2", "3")
_LETTERS: Final = ("a", "b", "c", "d", "e", "f", "g")


def is_care_order(tiltak: Tiltak) -> bool | None:
    """Whether a measure is one; ``None`` where that was not read."""
    basis = tiltak.lovhjemmel
    if not basis:
        return None if basis is NOT_REPORTED else False
    section = (basis.lov, basis.kapittel, basis.paragraf)
    if section == _BY_SECTION:
        return True
    if section == _BY_PARAGRAPH and basis.ledd in _PARAGRAPHS:
        return True
    if section == _BY_LETTER and basis.bokstav in _LETTERS:
        return True
    return None if NOT_REPORTED in (*section, basis.ledd, basis.bokstav) else False


def ended_without_cause(tiltak: Tiltak) -> Assessment | None:
    """Whether a care order has an end and no recorded cause of its lifting, as two of the controls ask."""
    end = tiltak.slutt_dato
    if end is None or tiltak.opphevelse:
        return None
    care_order = is_care_order(tiltak)
    if care_order is False:
        return None
    facts = ((ENDED, end), (BASIS, NOT_REPORTED if care_order is None else care_order), (LIFTED, tiltak.opphevelse))
    unread = [path for path, value in facts if value is NOT_REPORTED]
    return undecided(*unread) if unread else fires("missing", facts=((ENDED, end),), args=(("until", end),))
