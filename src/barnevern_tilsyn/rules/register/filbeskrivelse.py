"""Filbeskrivelse: whether a document has the form that the register asks for."""

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import fires
from barnevern_tilsyn.model import Reject
from barnevern_tilsyn.rules.register.specification import SINCE_2013, nbr

__all__ = ["fits_the_schema"]


@nbr(
    code="NBR-FILBESKRIVELSE",
    name="register-document-invalid",
    theme="structure",
    applies_to=Reject,
    severity=Severity.FATAL,
    needs=(),
    file="filbeskrivelse",
    valid_from=SINCE_2013,
)
def fits_the_schema(reject: Reject) -> Assessment | None:
    """Given a document of the register, when it is not valid against the schema, then the control fires."""
    if reject.format != "register":
        return None
    if reject.format != "register":
        return None
    return fires("invalid", args=(("count", len(reject.faults)),))
