"""Lovhjemmel: the legal basis that the service registered."""

import attrs

from barnevern_tilsyn.model.fakta import Element, Fact, fact, line

__all__ = ["Lovhjemmel"]


@attrs.frozen(weakref_slot=False, kw_only=True, repr=False, eq=False)
class Lovhjemmel(Element):
    """The registered basis: § 5-1 letter a is ``kapittel`` 5, ``paragraf`` 1, ``bokstav`` a.

    ``lov``: BVL, BVL2021 or BL1981.
    """

    lov: Fact[str] = fact("Lov")
    kapittel: Fact[str] = fact("Kapittel")
    paragraf: Fact[str] = fact("Paragraf")
    ledd: Fact[tuple[str, ...]] = fact("Ledd")
    bokstav: Fact[tuple[str, ...]] = fact("Bokstav")
    punktum: Fact[tuple[str, ...]] = fact("Punktum")
    _linje: int = line()
