"""JSON Schema of the case JSON: the model itself."""

from typing import Any

from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.model import Sak

__all__ = ["case_schema"]

_DESCRIPTION = (
    "A child's case as JSON. A key that is absent is not reported: not known. null or [] is known not to have "
    "happened. Dates are ISO 8601, a moment has its zone, codes are strings as in the register's lists. Unknown keys "
    "are refused."
)


def case_schema() -> dict[str, Any]:
    """The schema of one case."""
    return schema_of(Sak, name="case", description=_DESCRIPTION)
