"""How many examples: ten times as many under the Hypothesis profile ``nightly``."""

from hypothesis import settings

__all__ = ["scaled"]

_USUAL = 100


def scaled(count: int) -> int:
    """``count`` examples, as many times over as the profile in use has more than Hypothesis' usual hundred."""
    return count * settings().max_examples // _USUAL
