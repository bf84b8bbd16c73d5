"""The register's code lists as dated data, and the groups of codes that the law treats alike."""

from barnevern_tilsyn.codes.gruppe import Gruppe, gruppe, grupper
from barnevern_tilsyn.codes.kodeliste import Kode, Kodeliste, kodeliste, kodelister, lookup

__all__ = ["Gruppe", "Kode", "Kodeliste", "gruppe", "grupper", "kodeliste", "kodelister", "lookup"]
