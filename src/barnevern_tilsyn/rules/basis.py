"""What kind of decision or measure it is, told by its registered legal basis."""

from functools import lru_cache

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.model import NOT_REPORTED, Tiltak, Vedtak

__all__ = ["is_assessment_stay", "is_dismissal", "is_emergency", "is_measure", "is_of_group"]


def is_of_group(row: Vedtak | Tiltak, group: str) -> bool | None:
    """Whether the own basis of a decision or measure is of a group of provisions; ``None``: it is not known."""
    basis = row.lovhjemmel
    if not basis or not basis.lov or not basis.kapittel or not basis.paragraf:
        return None
    if _is_of(group, basis.lov, basis.kapittel, basis.paragraf):
        return True
    ledd = _ledd_of(group, basis.lov, basis.kapittel, basis.paragraf)
    if not ledd:
        return False
    return None if basis.ledd is NOT_REPORTED else not ledd.isdisjoint(basis.ledd or ())


@lru_cache(maxsize=1_024)
def _is_of(group: str, act: str, chapter: str, section: str) -> bool:
    provisions = gruppe(group).codes
    return f"{act} {chapter}" in provisions or f"{act} {chapter}-{section}" in provisions


@lru_cache(maxsize=1_024)
def _ledd_of(group: str, act: str, chapter: str, section: str) -> frozenset[str]:
    """The ledd of a section that a group has, where it does not have the whole section."""
    head = f"{act} {chapter}-{section}/"
    return frozenset(code.removeprefix(head) for code in gruppe(group).codes if code.startswith(head))


def is_emergency(vedtak: Vedtak) -> bool | None:
    """Whether a decision is one of bvl chapter 4, or an emergency decision of the old Act."""
    return is_of_group(vedtak, "lovhjemmel.akuttvedtak")


def is_measure(vedtak: Vedtak) -> bool | None:
    """Whether a decision can finish an investigation as one on measures: no emergency, no step within it."""
    emergency, step = is_emergency(vedtak), is_of_group(vedtak, "lovhjemmel.undersokelsesskritt")
    return None if emergency is None or step is None else not emergency and not step


def is_dismissal(vedtak: Vedtak) -> bool | None:
    """Whether a decision dismisses the case after an investigation."""
    return is_of_group(vedtak, "lovhjemmel.henleggelse")


def is_assessment_stay(tiltak: Tiltak) -> bool | None:
    """Whether a measure is an assessment stay in a centre for parents and children."""
    return is_of_group(tiltak, "lovhjemmel.utredning")
