"""Counties (*fylker*) as dated data, and which one a municipality's number belongs to."""

import re
import tomllib
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from barnevern_tilsyn.codes.resources import files

__all__ = ["Fylke", "fylke", "fylker"]

_NUMBER: Final = re.compile("[0-9]{4}([0-9]{2})?")
"""Of a municipality, or of a district in one."""


class Fylke(NamedTuple):
    """A county: the first two digits of its municipalities' numbers, its name, and the days it was in use."""

    number: str
    name: str
    since: date | None = None
    until: date | None = None


@cache
def fylker() -> dict[str, Fylke]:
    """All counties there have been since 1972, by number."""
    rows = tomllib.loads(files(__package__).joinpath("fylker.toml").read_text(encoding="utf-8"))["fylker"]
    return {row["number"]: Fylke(**row) for row in rows}


def fylke(kommunenummer: str) -> Fylke | None:
    """The county that a municipality's number is or was of, or None where there has been none with these digits.

    The number alone tells it, for no county took over the digits of another; a number can outlive its county in a
    record.
    """
    return fylker().get(kommunenummer[:2]) if _NUMBER.fullmatch(kommunenummer) else None
