"""Who a child in a KOSTRA file is, and who reports: the parts of a case that the file tells in attributes."""

from datetime import date, datetime
from functools import cache
from typing import Final

from barnevern_tilsyn.formats.kostra_absence import absent
from barnevern_tilsyn.law.identity import read_fodselsnummer
from barnevern_tilsyn.law.kalender import oslo_moment
from barnevern_tilsyn.model import NOT_REPORTED, Avgiver, Fact, Leveranse, Personalia, kostra

__all__ = ["leveranse_of", "personalia_of"]

_LONGEST_LIFE: Final = 100
_UNBORN: Final = "0"


@cache
def _last_moment(year: int) -> datetime:
    return oslo_moment(datetime(year, 12, 31, 23, 59, 59))  # noqa: DTZ001 - a clock in Norway


def leveranse_of(individ: kostra.Individ, avgiver: kostra.Avgiver | None, year: int | None) -> Leveranse:
    """The delivery of a child: its moment is the end of the year, where the year is known."""
    nothing = absent()
    return Leveranse(
        dato_uttrekk=_last_moment(year) if year else NOT_REPORTED,
        avgiver=Avgiver(
            organisasjonsnummer=avgiver.organisasjonsnummer if avgiver else NOT_REPORTED,
            kommunenummer=avgiver.kommunenummer if avgiver else NOT_REPORTED,
            kommunenavn=avgiver.kommunenavn if avgiver else NOT_REPORTED,
            bydelsnummer=individ.bydelsnummer or nothing["@Bydelsnummer"],
            bydelsnavn=individ.bydelsnavn or nothing["@Bydelsnavn"],
            linje=avgiver._linje if avgiver else 0,
        ),
        linje=individ._linje,
    )


def personalia_of(individ: kostra.Individ, year: int | None) -> Personalia:
    """Who the child is. A KOSTRA file has no date of birth and no sex but those in the number."""
    nothing = absent()
    born: Fact[date] = NOT_REPORTED
    kjonn: Fact[str] = NOT_REPORTED
    if individ.fodselsnummer and year:
        number = read_fodselsnummer(individ.fodselsnummer, date(year, 12, 31))
        likely = [day for day in number.birth_dates() if year - _LONGEST_LIFE < day.year <= year + 1]
        if len(likely) == 1 and number.fault is None:
            born = likely[0]
            kjonn = _UNBORN if number.unborn else number.kjonn or NOT_REPORTED
    return Personalia(
        id=individ.id,
        start_dato=individ.start_dato,
        fodselsnummer=individ.fodselsnummer or nothing["@Fodselsnummer"],
        fodseldato=born,
        kjonn=kjonn,
        dufnummer=individ.dufnummer or nothing["@DUFnummer"],
        linje=individ._linje,
    )
