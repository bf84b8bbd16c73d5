"""Who reported (*melder*): who is owed feedback under bvl § 13-3, and what excuses the service from giving it."""

import msgspec

from barnevern_tilsyn.codes import gruppe
from barnevern_tilsyn.engine import YES, Cap, Condition, Truth, condition, unknown
from barnevern_tilsyn.model import NOT_REPORTED, Melding
from barnevern_tilsyn.rules.told import holds, told

__all__ = ["EXCUSES", "REPORTERS", "Owed", "owed_to_all", "owed_to_public", "unexcused"]

REPORTERS = "Melding.meldere.kode"
_UNFOUNDED = "Melding.tillegg.apenbart_grunnlos"
_LEFT_OUT = "Melding.tillegg.tilbakemelding_unnlatt"
_SPECIAL = "special-considerations"
_QUESTION = "reporter-owed"
EXCUSES = (_UNFOUNDED, _LEFT_OUT)


class Owed(msgspec.Struct, frozen=True):
    """Whether feedback is owed to somebody who reported; why not; ``doubtful``: a person must judge that it is."""

    condition: Condition
    exempt: str = ""
    doubtful: bool = False

    @property
    def caps(self) -> tuple[Cap, ...]:
        """A breach against a reporter of whom it is in doubt is for a person to judge."""
        return (Cap(YES, "reporter-in-doubt"),) if self.doubtful else ()


def _owed(melding: Melding, certainly: tuple[str, ...], exempt: str) -> Owed:
    if not melding.meldere:
        return Owed(unknown("Melding.meldere", question=_QUESTION))
    codes = {row.kode or "" for row in melding.meldere}
    if any(code in gruppe(name) for name in certainly for code in codes):
        return Owed(Condition(Truth.YES, question=_QUESTION))
    known = frozenset[str]().union(
        *(gruppe(f"melder.{name}").codes for name in ("privat", "offentlig", "tvilsom", "anonym"))
    )
    if not codes <= known:
        return Owed(unknown(REPORTERS, question=_QUESTION))
    doubtful = any(code in gruppe("melder.tvilsom") for code in codes)
    return Owed(condition(doubtful, question=_QUESTION), exempt, doubtful)


def owed_to_all(melding: Melding) -> Owed:
    """Whether the receipt must be confirmed: to everyone who reported by name (§ 13-3 first ledd)."""
    return _owed(melding, ("melder.privat", "melder.offentlig"), "anonymous-reporter")


def owed_to_public(melding: Melding) -> Owed:
    """Whether a public or professional reporter is owed more than a confirmation (§ 13-3 second ledd)."""
    return _owed(melding, ("melder.offentlig",), "private-reporter")


def unexcused(melding: Melding) -> tuple[Condition, str]:
    """Whether feedback may not be left out (§ 13-3 first ledd second sentence), else for which of the two reasons."""
    unfounded = holds(told(melding, "apenbart_grunnlos"), _UNFOUNDED, "manifestly-unfounded")
    left_out = told(melding, "tilbakemelding_unnlatt")
    if left_out is NOT_REPORTED:
        special = unknown(_LEFT_OUT, question=_SPECIAL)
    elif left_out is None:
        special = Condition(Truth.NO, question=_SPECIAL)
    else:
        special = holds(left_out.sarlige_hensyn, f"{_LEFT_OUT}.sarlige_hensyn", _SPECIAL)
    reason = "manifestly-unfounded" if unfounded.truth is Truth.YES else _SPECIAL
    return ~unfounded & ~special, reason
