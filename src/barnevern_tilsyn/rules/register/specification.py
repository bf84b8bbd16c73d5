"""What the register's controls share: whose they are, since when, and what a document without a fact says."""

from datetime import date
from functools import partial
from typing import Final, TypeVar

from barnevern_tilsyn.engine import Context
from barnevern_tilsyn.engine.control import control
from barnevern_tilsyn.model import NOT_REPORTED, Fact

__all__ = ["SINCE_2013", "SINCE_2022", "SINCE_2023", "nbr", "written"]

T = TypeVar("T")

SINCE_2013: Final = date(2013, 1, 1)
SINCE_2022: Final = date(2022, 1, 1)
SINCE_2023: Final = date(2023, 1, 1)

_REGISTER: Final = "register"

nbr = partial(control, ruleset=_REGISTER)
"""Make a function a control of the national child-welfare register (*nasjonalt barnevernsregister*)."""


def written(fact: Fact[T], ctx: Context) -> Fact[T]:
    """A fact as it stands in the document: what a register document does not have is known not to be in it.

    The law asks what happened, and a document that leaves it out does not tell. These controls ask what is written.
    Records of another source stay unknown.
    """
    return None if fact is NOT_REPORTED and ctx.sak._kilde.format == _REGISTER else fact
