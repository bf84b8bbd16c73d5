"""Figures that count a part of what another counts: what is left between the two may be of few."""

from collections.abc import Iterable, Iterator

from barnevern_tilsyn.indicators.figure import Figure
from barnevern_tilsyn.indicators.ways import Children, Evaluations, Handling, Having, How, LastDays, Per, Plans

__all__ = ["parts"]


def parts(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each figure that counts a part, and the one that counts the whole."""
    known = tuple(figures)
    return ((part, whole) for part in known for whole in known if _is_part(part.how, whole.how))


def _is_part(part: How | None, whole: How | None) -> bool:
    match part, whole:
        case LastDays(rule=one), Handling(rule=other):
            return one == other
        case ((Plans(per=Per.CHILD) | Evaluations()), Children(having=Having.MEASURE)):
            return True
        case _:
            return False
