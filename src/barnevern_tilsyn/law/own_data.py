"""The law data that another package brings, read as a whole."""

from barnevern_tilsyn.law import alder, lover, parametre, versjoner

__all__ = ["check_data"]


def check_data(package: str) -> None:
    """Read all of a package's law data, if it has any. Raises ``LawDataError`` for the first fault."""
    for read in (lover.acts_of, versjoner.versions_of, parametre.parameters_of, alder.limits_of):
        read(package)
