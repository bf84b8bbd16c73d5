"""Avgiver: who reports."""

from barnevern_tilsyn.engine import Assessment, Context, Severity
from barnevern_tilsyn.engine.control import fires, undecided
from barnevern_tilsyn.model import NOT_REPORTED, Sak
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
def district_named(sak: Sak, _ctx: Context) -> Assessment | None:
    """Given a report from Oslo, Bergen or Trondheim, when the number or the name of the district is missing, then the
    control fires.
    """
    avgiver = sak.leveranse.avgiver if sak.leveranse else None
    if not avgiver or avgiver.organisasjonsnummer is NOT_REPORTED:
        return undecided(_NUMBER) if sak.leveranse is not None else None
    if avgiver.organisasjonsnummer not in district_municipalities():
        return None
    district = (avgiver.bydelsnummer, avgiver.bydelsnavn)
    if any(value is not NOT_REPORTED and not value for value in district):
        return fires("no-district", at=avgiver)
    unknown = [path for path, value in zip(_DISTRICT, district, strict=True) if value is NOT_REPORTED]
    return undecided(*unknown) if unknown else None
