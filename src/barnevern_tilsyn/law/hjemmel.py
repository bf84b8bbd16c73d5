"""Hjemmel: a provision of an Act or a regulation, and how it is cited."""

from typing import Final

import attrs

from barnevern_tilsyn.law.data import Table
from barnevern_tilsyn.law.lover import lov, lov_of
from barnevern_tilsyn.law.sitat import citation

__all__ = [
    "BVL1992",
    "BVL2021",
    "DOMSTOLL1915",
    "FOSTERHJEM2003",
    "FOSTERHJEM2023",
    "FVL1967",
    "FVLF2006",
    "HJEMMEL_KEYS",
    "KOMMUNEL2018",
    "MEDVIRKNING2014",
    "MEDVIRKNING2023",
    "MULKT1992",
    "SOTJL2009",
    "SVALBARD1995",
    "Hjemmel",
    "Provisions",
    "hjemmel_from",
]


HJEMMEL_KEYS: Final = ("lov", "paragraf", "ledd", "punktum", "bokstav")
"""The keys of a provision in our data files."""


@attrs.frozen(weakref_slot=False, order=False)
class Hjemmel:
    """A provision: the official id of the Act, paragraph, *ledd* (paragraph in it), *punktum* (sentence), *bokstav*.

    ``lov`` is the id in Norsk Lovtidend (``LOV-2021-06-18-97``, ``FOR-2023-10-12-1631``), ``paragraf`` is as printed
    after the sign (``2-2``, ``6-7 a``). A part that is None means the whole of what stands before it.
    """

    lov: str
    paragraf: str
    ledd: int | None = None
    punktum: int | None = None
    bokstav: str | None = None

    def cite(self, lang: str = "nb") -> str:
        """The citation as lawyers write it: ``bvl. § 2-2 andre ledd første punktum``.

        ``lang`` is nb, nn or en. Raises ``KeyError`` for another, and if the Act is not in ``lover.toml``.
        """
        return citation(lov(self.lov), self.paragraf, self.ledd, self.punktum, self.bokstav, lang)

    def __str__(self) -> str:
        return self.cite()


@attrs.frozen(weakref_slot=False)
class Provisions:
    """An Act or regulation as a maker of its provisions: ``BVL2021("2-2", ledd=2)``.

    ``lov`` is its id; of one in another package's data with the package's name: ``Provisions("package:RUTINE-1")``.
    """

    lov: str

    def __call__(
        self, paragraf: str, *, ledd: int | None = None, punktum: int | None = None, bokstav: str | None = None
    ) -> Hjemmel:
        """The provision of this Act."""
        return Hjemmel(self.lov, paragraf, ledd, punktum, bokstav)


BVL2021: Final = Provisions("LOV-2021-06-18-97")
"""barnevernsloven, in force from 2023-01-01."""
BVL1992: Final = Provisions("LOV-1992-07-17-100")
"""barnevernloven, in force until 2022-12-31."""
FVL1967: Final = Provisions("LOV-1967-02-10")
"""forvaltningsloven."""
FVLF2006: Final = Provisions("FOR-2006-12-15-1456")
"""forvaltningslovforskriften."""
MEDVIRKNING2023: Final = Provisions("FOR-2023-10-12-1631")
"""forskrift om barns medvirkning i barnevernet, in force from 2024-01-01."""
MEDVIRKNING2014: Final = Provisions("FOR-2014-06-01-697")
"""forskrift om medvirkning og tillitsperson, in force until 2023-12-31."""
MULKT1992: Final = Provisions("FOR-1992-12-16-1243")
"""mulktforskriften."""
SVALBARD1995: Final = Provisions("FOR-1995-09-01-772")
"""forskrift om barnevernsloven på Svalbard."""
KOMMUNEL2018: Final = Provisions("LOV-2018-06-22-83")
"""kommuneloven."""
DOMSTOLL1915: Final = Provisions("LOV-1915-08-13-5")
"""domstolloven."""
SOTJL2009: Final = Provisions("LOV-2009-12-18-131")
"""sosialtjenesteloven."""
FOSTERHJEM2003: Final = Provisions("FOR-2003-12-18-1659")
"""forskrift om fosterhjem, in force until 2023-12-31."""
FOSTERHJEM2023: Final = Provisions("FOR-2023-10-13-1632")
"""forskrift om fosterhjem, in force from 2024-01-01."""


def hjemmel_from(table: Table) -> Hjemmel:
    """A provision out of a data file: short name of the Act in ``lov``, then the parts. Raises ``LawDataError``."""
    table.only(*HJEMMEL_KEYS)
    try:
        act = lov_of(table, "lov")
    except KeyError:
        raise table.fault("lov", "an id of lover.toml") from None
    return Hjemmel(
        act.id,
        table.text("paragraf"),
        table.number_or_none("ledd"),
        table.number_or_none("punktum"),
        table.text("bokstav") if "bokstav" in table.values else None,
    )
