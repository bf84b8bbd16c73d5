"""The JSON Schemas that are published: of what ``check`` and ``indicators`` write, of a case and of forms."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from barnevern_tilsyn.formats.case_schema import case_schema
from barnevern_tilsyn.formats.json_schema import schema_of
from barnevern_tilsyn.programmes.audit import audit_schema
from barnevern_tilsyn.programmes.collected_json import collected_schema
from barnevern_tilsyn.programmes.form_json import form_schema
from barnevern_tilsyn.programmes.sample_json import sample_schema
from barnevern_tilsyn.reports import indicators_services_json, indicators_wire, wire

__all__ = ["SCHEMAS", "schema_text"]


def _findings() -> dict[str, Any]:
    return schema_of(
        wire.Report,
        name=f"findings-{wire.FORMAT}",
        description="What check --output-format json writes. Later versions may add keys without another format.",
    )


def _findings_line() -> dict[str, Any]:
    return schema_of(
        wire.Line,
        name=f"findings-line-{wire.FORMAT}",
        description="One line of what check --output-format jsonl writes. The last line of a whole run is a summary.",
    )


def _comparison() -> dict[str, Any]:
    return schema_of(
        indicators_services_json.Report,
        name=f"indicators-comparison-{indicators_services_json.FORMAT}",
        description="What indicators --compare --output-format json writes: small numbers hidden.",
    )


def _indicators() -> dict[str, Any]:
    return schema_of(
        indicators_wire.Report,
        name=f"indicators-{indicators_wire.FORMAT}",
        description="What indicators --output-format json writes. Later versions may add keys without another format.",
    )


SCHEMAS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = {
    "findings": _findings,
    "findings-line": _findings_line,
    "case": case_schema,
    "indicators": _indicators,
    "indicators-comparison": _comparison,
    "selfcheck-sample": sample_schema,
    "selfcheck-form": form_schema,
    "selfcheck-collected": collected_schema,
    "audit-result": audit_schema,
}
"""By the name that the command line knows them by."""


def schema_text(name: str) -> str:
    """A schema as indented JSON. Raises ``KeyError``."""
    return msgspec.json.format(msgspec.json.encode(SCHEMAS[name]()), indent=2).decode() + "\n"
