"""What the law says: provisions and their versions, deadlines, the calendar, the catalogue of duties."""

from barnevern_tilsyn.law import kalender
from barnevern_tilsyn.law.certainty import Certainty
from barnevern_tilsyn.law.data import LawDataError
from barnevern_tilsyn.law.frist import Frist, NotInForceError, deadline
from barnevern_tilsyn.law.hjemmel import (
    BVL1992,
    BVL2021,
    DOMSTOLL1915,
    FOSTERHJEM2003,
    FOSTERHJEM2023,
    FVL1967,
    FVLF2006,
    KOMMUNEL2018,
    MEDVIRKNING2014,
    MEDVIRKNING2023,
    MULKT1992,
    SOTJL2009,
    SVALBARD1995,
    Hjemmel,
    Provisions,
)
from barnevern_tilsyn.law.krav import Krav, Rettsgrunnlag, all_krav, krav
from barnevern_tilsyn.law.lover import Lov, all_lover, lov
from barnevern_tilsyn.law.maneder import add_months
from barnevern_tilsyn.law.own_data import check_data
from barnevern_tilsyn.law.parametre import Parameter, all_parameters, parameter
from barnevern_tilsyn.law.versjoner import Versjon, all_versions, version_on, versions, versions_over_time

__all__ = [
    "BVL1992",
    "BVL2021",
    "DOMSTOLL1915",
    "FOSTERHJEM2003",
    "FOSTERHJEM2023",
    "FVL1967",
    "FVLF2006",
    "KOMMUNEL2018",
    "MEDVIRKNING2014",
    "MEDVIRKNING2023",
    "MULKT1992",
    "SOTJL2009",
    "SVALBARD1995",
    "Certainty",
    "Frist",
    "Hjemmel",
    "Krav",
    "LawDataError",
    "Lov",
    "NotInForceError",
    "Parameter",
    "Provisions",
    "Rettsgrunnlag",
    "Versjon",
    "add_months",
    "all_krav",
    "all_lover",
    "all_parameters",
    "all_versions",
    "check_data",
    "deadline",
    "kalender",
    "krav",
    "lov",
    "parameter",
    "version_on",
    "versions",
    "versions_over_time",
]
