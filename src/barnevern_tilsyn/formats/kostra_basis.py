"""The legal basis of a measure in a KOSTRA file, where a municipality writes the Act in its own words."""

import re
from functools import lru_cache
from typing import Final

from barnevern_tilsyn.model import NOT_REPORTED, Fact, Lovhjemmel, kostra

__all__ = ["lovhjemmel_of"]

_ACTS: Final = {
    "bvl": "BVL",
    "bvl1992": "BVL",
    "lov-1992-07-17-100": "BVL",
    "bvl2021": "BVL2021",
    "lov-2021-06-18-97": "BVL2021",
    "bl1981": "BL1981",
}
"""What is certain: the short names in the authority's own specification, and the numbers of the Acts."""

_SECTION: Final = re.compile(r"0*([1-9][0-9]*[a-z]*)")
_NUMBER: Final = re.compile(r"0*([1-9][0-9]*)")
_LETTER: Final = re.compile(r"([a-z])")


def lovhjemmel_of(basis: kostra.Lovhjemmel) -> Lovhjemmel:
    """The basis with the register's values. What is no certain Act, or no number of a part of it, is not known."""
    return Lovhjemmel(
        lov=_act(basis.lov or ""),
        kapittel=_part(_SECTION, basis.kapittel or ""),
        paragraf=_part(_SECTION, basis.paragraf or ""),
        ledd=_parts(_NUMBER, basis.ledd or ""),
        bokstav=_parts(_LETTER, basis.bokstav or ""),
        punktum=_parts(_NUMBER, basis.punktum or ""),
        linje=basis._linje,
    )


@lru_cache(maxsize=256)
def _act(text: str) -> Fact[str]:
    return _ACTS.get("".join(text.lower().split()), NOT_REPORTED)


@lru_cache(maxsize=1_024)
def _part(pattern: re.Pattern[str], text: str) -> Fact[str]:
    found = pattern.fullmatch(text.strip().lower())
    return found[1] if found else NOT_REPORTED


def _parts(pattern: re.Pattern[str], text: str) -> Fact[tuple[str, ...]]:
    part = _part(pattern, text)
    return (part,) if part else NOT_REPORTED
