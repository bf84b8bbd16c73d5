"""Supervision programmes as data: what is asked, whose question it is, and how cases are drawn."""

from barnevern_tilsyn.programmes.loading import ProgrammeError, builtin, load
from barnevern_tilsyn.programmes.programme import Programme

__all__ = ["Programme", "ProgrammeError", "builtin", "load"]
