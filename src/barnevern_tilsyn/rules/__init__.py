"""The duties themselves, one family a file, and which of them, with those from elsewhere, are to run."""

from barnevern_tilsyn.rules.catalogue import builtin
from barnevern_tilsyn.rules.choice import all_available, choose, find_rule
from barnevern_tilsyn.rules.outside.errors import RuleSourceError
from barnevern_tilsyn.rules.outside.files import load_rules

__all__ = ["RuleSourceError", "all_available", "builtin", "choose", "find_rule", "load_rules"]
