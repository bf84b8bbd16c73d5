"""Whether a document has the form that the register asks for."""

from datetime import date

from barnevern_tilsyn.engine import Assessment, Severity
from barnevern_tilsyn.engine.control import control, fires
from barnevern_tilsyn.model import Reject


@control(
    code="NBR-FILBESKRIVELSE",
    name="register-document-invalid",
    theme="structure",
    applies_to=Reject,
    severity=Severity.FATAL,
    needs=(),
    ruleset="register",
    file="filbeskrivelse",
    valid_from=date(2013, 1, 1),
)
def invalid(reject: Reject) -> Assessment | None:
    """Given a document of the register, when it is not valid against the schema, then the control fires."""
    if reject.format != "register":
        return None
    return fires("invalid", args=(("count", len(reject.faults)),))
