"""How the duty stands whose fulfilment is one condition."""

from typing import Final

from msgspec.structs import replace

from barnevern_tilsyn.engine import Condition, Standing, Truth

__all__ = ["asked", "standing_of"]

_OVER: Final = {Truth.YES: Standing.FULFILLED, Truth.NO: Standing.BROKEN, Truth.UNKNOWN: Standing.UNKNOWN}


def standing_of(done: Condition) -> Standing:
    """How a duty stands that is fulfilled by what is done, and by nothing else."""
    return _OVER[done.truth]


def asked(condition: Condition, question: str) -> Condition:
    """A condition as one question, whatever it is made of."""
    return replace(condition, question=question, joined=None, parts=())
