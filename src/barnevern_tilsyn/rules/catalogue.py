"""The rules that come with the package."""

from functools import cache

from barnevern_tilsyn.engine import Registry, rules_in
from barnevern_tilsyn.rules import avslutning, melding, undersokelse, undersokelsesplan

__all__ = ["builtin"]

_MODULES = (avslutning, melding, undersokelse, undersokelsesplan)


@cache
def builtin() -> Registry:
    """All rules of the package."""
    return Registry(rule for module in _MODULES for rule in rules_in(module))
