"""Emergency decisions, told by their registered legal basis."""

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.model import Vedtak

__all__ = ["EMERGENCY_NEEDS", "is_emergency"]

EMERGENCY_NEEDS = ("Vedtak.lovhjemmel",)


def is_emergency(vedtak: Vedtak) -> bool | None:
    """Whether a decision is one of bvl chapter 4, or of the old Act's § 4-6; ``None``: its basis is not known."""
    basis = vedtak.lovhjemmel
    if not basis or not basis.lov or not basis.kapittel or not basis.paragraf:
        return None
    chapter = f"{basis.lov} {basis.kapittel}"
    emergency = gruppe("lovhjemmel.akuttvedtak")
    return chapter in emergency or f"{chapter}-{basis.paragraf}" in emergency
