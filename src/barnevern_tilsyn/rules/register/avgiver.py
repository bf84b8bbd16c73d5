"""Avgiver: who reports."""

from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import Sak
from barnevern_tilsyn.rules.register.facts import fact_at, lacking
from barnevern_tilsyn.rules.register.parametre import district_municipalities
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = ["district_named"]

_NUMBER = "Sak.leveranse.avgiver.organisasjonsnummer"
_DISTRICT = ("Sak.leveranse.avgiver.bydelsnummer", "Sak.leveranse.avgiver.bydelsnavn")


@nbr(
    code="NBR-AVGIVER-1",
    name="register-district-missing",
    theme="missing-part",
    applies_to=Sak,
    severity=Severity.ERROR,
    needs=(_NUMBER, *_DISTRICT),
    file="avgiver",
    valid_from=SINCE_2013,
)
def district_named(sak: Sak, ctx: Context) -> Assessment | None:
    """Given a report from Oslo, Bergen or Trondheim, when the number or the name of the district is missing, then the
    control fires.
    """
    who = fact_at(_NUMBER, sak, ctx)
    if who.value not in district_municipalities():
        return lacking(who.missing)
    district = [fact_at(path, sak, ctx) for path in _DISTRICT]
    if any(not any(found) for found in district):
        return fires("no-district", at=sak.leveranse and sak.leveranse.avgiver)
    return lacking(*(found.missing for found in district))
