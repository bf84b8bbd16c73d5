"""The register's code lists as dated data, the groups of codes that the law treats alike, and the counties."""

from barnevern_tilsyn.codes.fylke import Fylke, fylke, fylker
from barnevern_tilsyn.codes.gruppe import Gruppe, gruppe, grupper
from barnevern_tilsyn.codes.kodeliste import Kode, Kodeliste, kodeliste, kodelister, lookup

__all__ = [
    "Fylke",
    "Gruppe",
    "Kode",
    "Kodeliste",
    "fylke",
    "fylker",
    "gruppe",
    "grupper",
    "kodeliste",
    "kodelister",
    "lookup",
]
