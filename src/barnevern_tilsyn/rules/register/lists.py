"""The lists of a case by the type of their elements, as ``Relasjon`` and ``Slettet`` name it."""

from typing import Final

__all__ = ["LISTS"]

LISTS: Final = {
    "Personalia": "personalia",
    "Melding": "meldinger",
    "Undersokelse": "undersokelser",
    "Plan": "planer",
    "Tiltak": "tiltak",
    "Vedtak": "vedtak",
    "Ettervern": "ettervern",
    "OversendelseFylkesnemnd": "oversendelser_fylkesnemnd",
    "Flytting": "flyttinger",
    "Relasjon": "relasjoner",
}
